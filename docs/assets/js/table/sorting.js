// Controls that sort Table 1: the column headings as buttons and, on narrow screens, a select element.
import { element } from "../shared/dom.js";
import { columnOf } from "./row.js";

/** @typedef {import("./row-order.js").Key} Key */

/** Labels of the two directions, for numbers and for text. */
const NUMBERS = ["lowest first", "highest first"];
const WORDS = ["A to Z", "Z to A"];

/**
 * Show the headings of the columns and the sort order.
 * @param {HTMLTableRowElement} line
 * @param {import("./row.js").Table} table
 * @param {import("./row.js").Look} look
 * @param {Key[]} sort
 * @param {(column: string, further: boolean) => void} press
 */
export function showHeadings(line, table, { columns, printed }, sort, press) {
  const headings = columns.map((key) => columnOf(table, key, printed)?.heading ?? key);
  const present = [...line.cells].map((cell) => [cell.dataset.key, cell.textContent]);
  if (JSON.stringify(present) !== JSON.stringify(columns.map((key, at) => [key, headings[at]]))) {
    line.replaceChildren(...columns.map((key, at) => element("th", { scope: "col", "data-key": key }, headings[at])));
  }
  for (const cell of line.cells) {
    if (!cell.querySelector("button")) cell.replaceChildren(element("button", { type: "button" }, ...cell.childNodes));
    showOrder(cell, sort);
  }
  line.onclick = (event) => {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    if (button) press(button.closest("th")?.dataset.key ?? "", event.shiftKey);
  };
}

/**
 * Show how a column is sorted. `aria-sort` is for the first key only, since a table has one order; the second key is a description.
 * @param {HTMLTableCellElement} cell
 * @param {Key[]} sort
 */
function showOrder(cell, sort) {
  const at = sort.findIndex(({ column }) => column === cell.dataset.key);
  const direction = at < 0 ? "" : sort[at].down ? "descending" : "ascending";
  cell.toggleAttribute("aria-sort", at === 0);
  if (at === 0) cell.setAttribute("aria-sort", direction);
  cell.dataset.order = at < 0 ? "" : `${sort[at].down ? "↓" : "↑"}${sort.length > 1 ? at + 1 : ""}`;
  const pressed = cell.querySelector("button");
  if (at > 0) pressed?.setAttribute("aria-description", `second sort key, ${direction}`);
  else pressed?.removeAttribute("aria-description");
}

/**
 * Offer all shown columns in both directions in the select element, and show the first sort key.
 * @param {HTMLSelectElement} select
 * @param {import("./row.js").Table} table
 * @param {import("./row.js").Look} look
 * @param {Key[]} sort
 */
export function showSortOptions(select, table, { columns, printed }, sort) {
  const keys = [...new Set([...columns, ...sort.slice(0, 1).map(({ column }) => column)])];
  const options = keys.flatMap((key) => {
    const column = columnOf(table, key, printed);
    const names = column?.numbers ? NUMBERS : WORDS;
    return [key, `-${key}`].map((value, at) => [value, `${column?.heading ?? key}: ${names[at]}`]);
  });
  const present = [...select.options].slice(1).map((option) => [option.value, option.text]);
  if (JSON.stringify(present) !== JSON.stringify(options)) {
    select.replaceChildren(select.options[0], ...options.map(([value, text]) => element("option", { value }, text)));
  }
  select.value = sort.length ? `${sort[0].down ? "-" : ""}${sort[0].column}` : "";
}

/**
 * The sort keys for a value of the select element.
 * @param {string} value
 * @returns {Key[]}
 */
export function keysOf(value) {
  return value ? [{ column: value.replace(/^-/, ""), down: value.startsWith("-") }] : [];
}
