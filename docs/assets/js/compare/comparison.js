// A comparison as plain data: the datasets in a URL, the rows of the table, and messages.
import { folded } from "../shared/plain-words.js";

/** The maximum number of datasets; messages contain it as a word. */
export const MAX_COMPARED = 6;
const ID = /^[a-z0-9-]+$/;

/**
 * @typedef {{ids: string[], over: string[], wrong: string[], only: boolean}} State
 * The datasets to compare, those above the maximum, invalid ids, and whether identical rows are hidden.
 */

/**
 * @typedef {{label: string, text: string, value: string}} Value
 * The value of a field of a dataset: with notes about its verification, and without.
 */

/**
 * @template {Value} Cell
 * @typedef {{label: string, cells: (Cell | null)[], differs: boolean, same: boolean}} Row
 * A field with the value of each dataset. `differs` if two values differ; `same` if all of several datasets have the same value.
 */

/**
 * The state in a URL.
 * @param {string} query
 * @returns {State}
 */
export function stateOf(query) {
  const values = new URLSearchParams(query);
  const named = [...new Set((values.get("ids") ?? "").split(",").map(folded).filter(Boolean))];
  const ids = named.filter((id) => ID.test(id));
  const wrong = named.filter((id) => !ID.test(id));
  return { ids: ids.slice(0, MAX_COMPARED), over: ids.slice(MAX_COMPARED), wrong, only: values.get("only") === "differences" };
}

/**
 * The relative URL of a comparison.
 * @param {string[]} ids
 * @param {boolean} only
 */
export function addressOf(ids, only) {
  // URLSearchParams would encode commas, which makes URLs hard to read and type
  const parts = [ids.length ? `ids=${ids.join(",")}` : "", only ? "only=differences" : ""].filter(Boolean);
  return parts.length ? `?${parts.join("&")}` : "./";
}

/**
 * The rows of columns, in the order of the first column. A field that only a later column has follows the field that precedes it there.
 * @template {Value} Cell
 * @param {Cell[][]} columns values of each dataset, in the order of its page
 * @returns {Row<Cell>[]}
 */
export function rowsOf(columns) {
  return columns.reduce(withLabels, /** @type {string[]} */ ([])).map((label) => {
    const cells = columns.map((column) => column.find((cell) => cell.label === label) ?? null);
    const said = cells.flatMap((cell) => (cell?.value ? [unordered(cell.value)] : []));
    const differs = new Set(said).size > 1;
    return { label, cells, differs, same: !differs && columns.length > 1 && said.length === columns.length };
  });
}

/**
 * Labels with those of a further column inserted.
 * @param {string[]} labels
 * @param {Value[]} column
 */
function withLabels(labels, column) {
  const all = [...labels];
  let last = -1;
  for (const { label } of column) {
    if (!all.includes(label)) all.splice(last + 1, 0, label);
    last = all.indexOf(label);
  }
  return all;
}

/**
 * A list in a fixed order: "CT, MRI" equals "MRI, CT".
 * @param {string} value
 */
function unordered(value) {
  return value.split(/[,;] /).sort().join("; ");
}

/**
 * The lines of a CSV file: the names, then each field with the values of the datasets.
 * @param {string[]} names
 * @param {Row<Value>[]} rows
 */
export function linesOf(names, rows) {
  return [["Field", ...names], ...rows.map((row) => [row.label, ...row.cells.map((cell) => cell?.text ?? "")])];
}

/**
 * Messages about problems of a comparison, and how to fix them.
 * @param {State} state
 * @param {{id: string, similar: string[]}[]} unknown ids that no dataset has, each with similar ids
 * @param {string[]} unreachable ids whose pages could not be loaded
 * @param {number} shown number of datasets that are shown
 */
export function problems({ over, wrong }, unknown, unreachable, shown) {
  const missing = [...wrong.map((id) => ({ id, similar: [] })), ...unknown];
  const similar = missing.flatMap((it) => it.similar);
  return [
    missing.length ? `Unknown id: ${quoted(missing.map(({ id }) => id))}. ${similar.length ? `Similar ids: ${quoted(similar)}. ` : ""}Find the dataset in the A–Z list, or add it by name.` : "",
    unreachable.length ? `Could not load ${quoted(unreachable)}. Check the connection and reload the page.` : "",
    over.length ? `At most six datasets can be compared. Left out: ${quoted(over)}. Remove another dataset first.` : "",
    shown === 0 ? "Add two to six datasets by name." : "",
    shown === 1 ? "Add at least one more dataset." : "",
  ].filter(Boolean);
}

/** @param {string[]} words */
function quoted(words) {
  return words.map((word) => `“${word}”`).join(", ");
}
