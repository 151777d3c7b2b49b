// The form's fields as the page holds them: what is typed in them, and rows that come and go.
import { tick, ticked } from "./source-picker.js";

/** @typedef {import("./form-model.js").Draft} Draft */
/** @typedef {import("./form-model.js").Path} Path */
/** @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Control */

const HOLDERS = "[data-field], [data-vouch], li, form";
const CONTROLS = "input, select, textarea";
let serial = 0;

/**
 * The fields that stand directly in a part of the form.
 * @param {Element} part
 */
export function fieldsIn(part) {
  const all = /** @type {HTMLElement[]} */ ([...part.querySelectorAll("[data-field]")]);
  return all.filter((it) => it.parentElement?.closest(HOLDERS) === part);
}

/**
 * The rows of a list.
 * @param {Element} list
 */
export function rowsOf(list) {
  return /** @type {HTMLElement[]} */ ([...list.querySelectorAll(":scope > ol > li")]);
}

/**
 * The control that is a field, or the first one in it.
 * @param {Element} part
 * @returns {Control | null}
 */
export function controlIn(part) {
  return part.querySelector(CONTROLS);
}

/**
 * What a person typed in a part of the form.
 * @param {HTMLElement} part
 * @returns {Draft}
 */
export function read(part) {
  if (part.dataset.list !== undefined) return rowsOf(part).map(read);
  if (part.dataset.picks !== undefined) return ticked(part);
  const inside = fieldsIn(part);
  if (inside.length) return Object.fromEntries(inside.map((it) => [it.dataset.field, read(it)]));
  return controlIn(part)?.value ?? "";
}

/**
 * Put what was typed before into a part of the form.
 * @param {HTMLElement} part
 * @param {Draft | undefined} draft
 */
export function write(part, draft) {
  if (part.dataset.list !== undefined) {
    rowsOf(part).forEach((row) => row.remove());
    if (Array.isArray(draft)) draft.forEach((it) => write(addRow(part), it));
    if (!rowsOf(part).length && part.dataset.first !== undefined) addRow(part);
  } else if (part.dataset.picks !== undefined) {
    tick(part, Array.isArray(draft) ? draft.map(String) : []);
  } else if (fieldsIn(part).length) {
    for (const it of fieldsIn(part)) write(it, typeof draft === "object" && !Array.isArray(draft) ? draft[it.dataset.field ?? ""] : undefined);
  } else {
    const control = controlIn(part);
    if (control) control.value = typeof draft === "string" ? draft : "";
  }
}

/**
 * Add an empty row to a list.
 * @param {HTMLElement} list
 */
export function addRow(list) {
  const template = /** @type {HTMLTemplateElement} */ (list.querySelector(":scope > template"));
  const row = /** @type {HTMLElement} */ (document.importNode(template.content, true).querySelector("li"));
  list.querySelector(":scope > ol")?.append(row);
  wire(row);
  number(list);
  for (const inner of row.querySelectorAll("[data-first]")) if (inner instanceof HTMLElement && !rowsOf(inner).length) addRow(inner);
  return row;
}

/**
 * Number the rows of a list in their names.
 * @param {HTMLElement} list
 */
export function number(list) {
  const { list: one = "" } = list.dataset;
  const called = list.querySelector(":scope > legend")?.firstChild?.textContent?.trim() ?? one;
  rowsOf(list).forEach((row, at) => {
    const legend = row.querySelector(":scope > fieldset > legend");
    if (legend) legend.textContent = `${one[0].toUpperCase()}${one.slice(1)} ${at + 1}`;
    else controlIn(row)?.setAttribute("aria-label", `${called} ${at + 1}`);
    row.querySelector(":scope > [data-remove]")?.setAttribute("aria-label", `Remove ${legend ? one : called.toLowerCase()} ${at + 1}`);
  });
}

/**
 * Join the controls of a part of the form to their labels and explanations.
 * @param {HTMLElement} part
 */
export function wire(part) {
  for (const help of part.querySelectorAll("small")) {
    if (help.id) continue;
    help.id = `new-help-${(serial += 1)}`;
    const holder = /** @type {HTMLElement} */ (help.parentElement);
    (holder instanceof HTMLFieldSetElement ? holder : controlIn(holder))?.setAttribute("aria-describedby", help.id);
  }
  for (const control of part.querySelectorAll(CONTROLS)) {
    if (control.id) continue;
    control.id = `new-control-${(serial += 1)}`;
    const label = control.parentElement?.querySelector(":scope > label");
    if (label instanceof HTMLLabelElement && !label.contains(control)) label.htmlFor = control.id;
    if (!(control instanceof HTMLSelectElement)) control.setAttribute("autocomplete", "off");
  }
}

/**
 * The part of the form at a place of the draft, or the nearest above it.
 * @param {HTMLElement} form
 * @param {Path} from
 */
export function partAt(form, from) {
  const vouch = from[0] === "vouch" ? /** @type {HTMLElement | null} */ (form.querySelector(`[data-vouch="${CSS.escape(String(from[1]))}"]`)) : null;
  let part = vouch ?? form;
  for (const step of vouch ? from.slice(2) : from) {
    const next = typeof step === "number" ? rowsOf(part)[step] : fieldsIn(part).find((it) => it.dataset.field === step);
    if (!next) break;
    part = next;
  }
  return part;
}
