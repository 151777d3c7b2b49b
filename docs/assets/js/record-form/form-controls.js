// The controls of the form: reading and writing drafts, and the rows of lists.
import { inSentence, rowOf } from "./build-controls.js";
import { updateSources, tick, ticked } from "./source-picker.js";

/** @typedef {import("./form-model.js").Draft} Draft */
/** @typedef {import("./form-model.js").Path} Path */
/** @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Control */

const HOLDERS = "[data-field], [data-vouch], li, form";
const CONTROLS = "input, select, textarea";
let serial = 0;

/**
 * Returns the fields directly in a part of the form.
 * @param {Element} part
 */
export function fieldsIn(part) {
  const all = /** @type {HTMLElement[]} */ ([...part.querySelectorAll("[data-field]")]);
  return all.filter((it) => it.parentElement?.closest(HOLDERS) === part);
}

/**
 * Returns the rows of a list.
 * @param {Element} list
 */
export function rowsOf(list) {
  return /** @type {HTMLElement[]} */ ([...list.querySelectorAll(":scope > ol > li")]);
}

/**
 * Returns the first control of a part.
 * @param {Element} part
 * @returns {Control | null}
 */
export function controlIn(part) {
  return part.querySelector(CONTROLS);
}

/**
 * Returns the draft of a part of the form.
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
 * Writes a draft into a part of the form.
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
 * Adds an empty row to a list.
 * @param {HTMLElement} list
 */
export function addRow(list) {
  const row = rowOf(list);
  list.querySelector(":scope > ol")?.append(row);
  wire(row);
  number(list);
  for (const inner of row.querySelectorAll("[data-first]")) if (inner instanceof HTMLElement && !rowsOf(inner).length) addRow(inner);
  return row;
}

/**
 * Numbers the rows of a list in their labels.
 * @param {HTMLElement} list
 */
export function number(list) {
  const { list: one = "" } = list.dataset;
  const called = list.querySelector(":scope > legend")?.firstChild?.textContent?.trim() ?? one;
  rowsOf(list).forEach((row, at) => {
    const legend = row.querySelector(":scope > fieldset > legend");
    if (legend) legend.textContent = `${one[0].toUpperCase()}${one.slice(1)} ${at + 1}`;
    else controlIn(row)?.setAttribute("aria-label", `${called} ${at + 1}`);
    row.querySelector(":scope > [data-remove]")?.setAttribute("aria-label", `Remove ${legend ? one : inSentence(called)} ${at + 1}`);
  });
}

/**
 * Connects the controls of a part of the form to their labels and help texts.
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
 * Returns the part of the form at a path of the draft, or the nearest one above it.
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

/**
 * Adds a row to a list and moves the focus there.
 * @param {HTMLFormElement} form
 * @param {HTMLElement} list
 */
export function insertRow(form, list) {
  const row = addRow(list);
  updateSources(form);
  controlIn(row)?.focus();
}

/**
 * Removes a row from a list and moves the focus to the next one.
 * @param {HTMLElement} list
 * @param {HTMLElement} row
 */
export function removeRow(list, row) {
  const at = rowsOf(list).indexOf(row);
  row.remove();
  number(list);
  const next = rowsOf(list)[Math.min(at, rowsOf(list).length - 1)];
  const place = (next && controlIn(next)) ?? /** @type {HTMLElement | null} */ (list.querySelector(":scope > [data-add]") ?? list.previousElementSibling?.querySelector("input") ?? null);
  place?.focus();
}
