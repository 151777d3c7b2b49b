// Rows of a list that a person adds and removes; the focus goes where the work goes on.
import { addRow, controlIn, number, rowsOf } from "./form-controls.js";
import { offerSources } from "./source-picker.js";

/**
 * @param {HTMLFormElement} form
 * @param {HTMLElement} list
 */
export function added(form, list) {
  const row = addRow(list);
  offerSources(form);
  controlIn(row)?.focus();
}

/**
 * @param {HTMLElement} list
 * @param {HTMLElement} row
 */
export function removed(list, row) {
  const at = rowsOf(list).indexOf(row);
  row.remove();
  number(list);
  const next = rowsOf(list)[Math.min(at, rowsOf(list).length - 1)];
  const place = (next && controlIn(next)) ?? /** @type {HTMLElement | null} */ (list.querySelector(":scope > [data-add]") ?? list.previousElementSibling?.querySelector("input") ?? null);
  place?.focus();
}
