// Elements made from data, and elements that have to be there.

/**
 * A new element with attributes and contents; an attribute that is false is left out, one that is true is empty.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | number | boolean>} [attributes]
 * @param {...(Node | string)} contents
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, attributes = {}, ...contents) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false) made.setAttribute(name, value === true ? "" : String(value));
  }
  made.append(...contents);
  return made;
}

/**
 * The one element of a kind that a selector names inside another.
 * @template {Element} [Found=HTMLElement]
 * @param {ParentNode} root
 * @param {string} selector
 * @param {new () => Found} [kind]
 * @returns {Found}
 * @throws {Error} where there is none
 */
export function one(root, selector, kind = /** @type {any} */ (HTMLElement)) {
  const found = root.querySelector(selector);
  if (!(found instanceof kind)) throw new Error(`the page has no ${selector}`);
  return found;
}

/** The address of the site's first page, whatever page this is. */
export const ROOT = new URL("../../../", import.meta.url);

const NUMBERS = new Intl.NumberFormat("en");

/**
 * A number with separators.
 * @param {number} number
 */
export function thousands(number) {
  return NUMBERS.format(number);
}
