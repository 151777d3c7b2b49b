// Elements of the page: making new ones, and finding required ones.

/**
 * A new element with attributes and contents. An attribute that is false is left out; one that is true is empty.
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
 * The first element that a selector finds inside another.
 * @template {Element} [Found=HTMLElement]
 * @param {ParentNode} root
 * @param {string} selector
 * @param {new () => Found} [kind]
 * @returns {Found}
 * @throws {Error} if there is none of this kind
 */
export function one(root, selector, kind = /** @type {any} */ (HTMLElement)) {
  const found = root.querySelector(selector);
  if (!(found instanceof kind)) throw new Error(`the page has no ${selector}`);
  return found;
}

/**
 * Set the text of an element, unless it has this text: a browser would place it again.
 * @param {Element} element
 * @param {string} text
 */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * Hide or show an element, unless it is hidden or shown already.
 * @param {HTMLElement} element
 * @param {boolean} hidden
 */
export function setHidden(element, hidden) {
  if (element.hidden !== hidden) element.hidden = hidden;
}

/**
 * Hide the notes that say that a part of the page needs scripts (scripts/curator/site/templates/_scripts_required.html.j2).
 * @param {ParentNode} part whose scripts run
 */
export function started(part) {
  for (const note of /** @type {NodeListOf<HTMLElement>} */ (part.querySelectorAll("[data-unstarted]"))) {
    note.hidden = true; // to remove it would style the whole article again
    note.textContent = "";
    note.removeAttribute("data-unstarted");
  }
}

/** The URL of the home page of the site. */
export const ROOT = new URL("../../../", import.meta.url);

const NUMBERS = new Intl.NumberFormat("en", { maximumFractionDigits: 6 });

/**
 * A number with thousands separators.
 * @param {number} number
 */
export function thousands(number) {
  return NUMBERS.format(number);
}
