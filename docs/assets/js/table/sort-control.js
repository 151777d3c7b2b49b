// One control that sorts, for narrow screens, where headings would fill the first view.
import { element } from "../shared/dom.js";
import { columnOf } from "./row.js";

/** @typedef {import("./row-order.js").Key} Key */

/** How the two directions are called, for numbers and for words. */
const NUMBERS = ["lowest first", "highest first"];
const WORDS = ["A to Z", "Z to A"];

/**
 * Offer every column that is shown, in both directions, and show by which one the rows are sorted.
 * @param {HTMLSelectElement} select
 * @param {import("./row.js").Table} table
 * @param {import("./row.js").Look} look
 * @param {Key[]} sort
 */
export function showSorting(select, table, { columns, printed }, sort) {
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
 * The keys that a value of the control means.
 * @param {string} value
 * @returns {Key[]}
 */
export function keysOf(value) {
  return value ? [{ column: value.replace(/^-/, ""), down: value.startsWith("-") }] : [];
}
