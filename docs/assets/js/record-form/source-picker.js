// Selection of the sources of each field.
import { inSentence } from "./build-controls.js";

/**
 * Adds the question for sources to each field that needs them.
 * @param {HTMLFormElement} form
 */
export function addSourceQuestions(form) {
  const template = /** @type {HTMLTemplateElement} */ (form.querySelector("template[data-vouches]"));
  for (const it of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-vouch]"))) {
    const label = it.parentElement?.querySelector(`:scope > [data-field="${it.dataset.vouch}"] > :is(label, legend)`)?.firstChild?.textContent?.trim() ?? "";
    it.append(document.importNode(template.content, true));
    it.querySelector("legend")?.append(`Sources of ${inSentence(label)}`);
  }
}

/**
 * Updates the checkboxes for the sources and works named in the form.
 * @param {HTMLFormElement} form
 */
export function updateSources(form) {
  const names = namesOf(form);
  for (const picks of form.querySelectorAll("[data-picks]")) if (picks instanceof HTMLElement) showCheckboxes(picks, names);
}

/**
 * Returns the names of the sources and the keys of the works in the form.
 * @param {HTMLFormElement} form
 */
export function namesOf(form) {
  const values = (/** @type {string} */ selector) => /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll(selector)]).map(({ value }) => value.trim());
  return [...new Set([...values("[data-field=sources] [data-field=key] input"), ...values("[data-field=citations] li input")].filter(Boolean))];
}

/**
 * Selects a source in a part of the form, or clears the selection. Returns whether this changed anything.
 * @param {HTMLElement} part
 * @param {string} name
 * @param {boolean} [wanted]
 */
export function setTicked(part, name, wanted = true) {
  const boxes = /** @type {HTMLInputElement[]} */ ([...part.querySelectorAll("[data-picks] input")]);
  const found = boxes.find(({ value }) => value === name);
  if (!found || found.checked === wanted) return false;
  found.checked = wanted;
  return true;
}

/**
 * Shows the question for the sources of each field with a value.
 * @param {HTMLFormElement} form
 * @param {import("./form-model.js").Mapping} record
 */
export function showSourceQuestions(form, record) {
  for (const it of form.querySelectorAll("[data-vouch]")) if (it instanceof HTMLElement) it.hidden = !((it.dataset.vouch ?? "") in record);
}

/** @type {WeakMap<Element, string>} */
const before = new WeakMap();

/**
 * Stores the name of a source before it is changed.
 * @param {Element} control
 */
export function remember(control) {
  if (control instanceof HTMLInputElement) before.set(control, control.value.trim());
}

/**
 * Renames a source in the checkboxes.
 * @param {HTMLFormElement} form
 * @param {Element} control
 */
export function renamed(form, control) {
  if (!(control instanceof HTMLInputElement) || !control.closest("[data-field=sources] [data-field=key]")) return;
  const [old, name] = [before.get(control) ?? "", control.value.trim()];
  remember(control);
  if (!old || !name) return;
  for (const box of form.querySelectorAll("[data-picks] input")) {
    if (!(box instanceof HTMLInputElement) || box.value !== old) continue;
    box.value = name;
    box.nextSibling?.replaceWith(` ${name}`);
  }
}

/**
 * Returns the selected sources.
 * @param {HTMLElement} picks
 */
export function ticked(picks) {
  return /** @type {HTMLInputElement[]} */ ([...picks.querySelectorAll("input:checked")]).map(({ value }) => value);
}

/**
 * Shows checkboxes for the sources. The selected ones are kept.
 * @param {HTMLElement} picks
 * @param {string[]} names
 */
function showCheckboxes(picks, names) {
  const chosen = ticked(picks);
  const place = /** @type {HTMLElement} */ (picks.querySelector("div"));
  const all = [...new Set([...names, ...chosen])];
  const shown = /** @type {HTMLInputElement[]} */ ([...place.querySelectorAll("input")]).map(({ value }) => value);
  if (all.length && JSON.stringify(all) === JSON.stringify(shown)) return;
  place.replaceChildren(...(all.length ? all.map((name) => box(name, chosen.includes(name))) : ["Add a source first."]));
}

/**
 * Selects sources.
 * @param {HTMLElement} picks
 * @param {string[]} names
 */
export function tick(picks, names) {
  picks.querySelector("div")?.replaceChildren(...names.map((name) => box(name, true)));
}

/**
 * @param {string} name
 * @param {boolean} ticked
 */
function box(name, ticked) {
  const label = document.createElement("label");
  const input = document.createElement("input");
  Object.assign(input, { type: "checkbox", value: name, checked: ticked });
  label.append(input, ` ${name}`);
  return label;
}
