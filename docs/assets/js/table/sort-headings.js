// The headings of Table 1 as buttons that sort.
import { element } from "../shared/dom.js";
import { columnOf } from "./row.js";

/** @typedef {import("./row-order.js").Key} Key */

/**
 * Show the headings of some columns, and by which of them the rows are sorted.
 * @param {HTMLTableRowElement} line
 * @param {import("./row.js").Table} table
 * @param {import("./row.js").Look} look
 * @param {Key[]} sort
 * @param {(column: string, further: boolean) => void} press
 */
export function showHeadings(line, table, { columns, printed }, sort, press) {
  const present = [...line.cells].map((cell) => cell.dataset.key);
  if (present.join() !== columns.join()) line.replaceChildren(...columns.map((key) => element("th", { scope: "col", "data-key": key }, columnOf(table, key, printed)?.heading ?? key)));
  for (const cell of line.cells) {
    if (!cell.querySelector("button")) cell.replaceChildren(element("button", { type: "button" }, ...cell.childNodes));
    tell(cell, sort);
  }
  line.onclick = (event) => {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    if (button) press(button.closest("th")?.dataset.key ?? "", event.shiftKey);
  };
}

/**
 * Say how a heading sorts: the first key as the table's order, a second one in words, since a table has one order only.
 * @param {HTMLTableCellElement} cell
 * @param {Key[]} sort
 */
function tell(cell, sort) {
  const at = sort.findIndex(({ column }) => column === cell.dataset.key);
  const direction = at < 0 ? "" : sort[at].down ? "descending" : "ascending";
  cell.toggleAttribute("aria-sort", at === 0);
  if (at === 0) cell.setAttribute("aria-sort", direction);
  cell.dataset.order = at < 0 ? "" : `${sort[at].down ? "↓" : "↑"}${sort.length > 1 ? at + 1 : ""}`;
  const pressed = cell.querySelector("button");
  if (at > 0) pressed?.setAttribute("aria-description", `second key, ${direction}`);
  else pressed?.removeAttribute("aria-description");
}
