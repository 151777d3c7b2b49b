// The rows that the table shows: while somebody types only those that fit the window, then the first few hundred, and more on demand.
import { thousands } from "../shared/dom.js";
import { mark, unmark } from "./found-words.js";
import { rowOf } from "./row.js";

/** Pixels of a row: a window's height in rows stands as soon as a key is pressed. */
const HEIGHT = 60;
/** Milliseconds without a key press after which comes what the window does not show. */
export const QUIET = 250;
/** Rows after which the others wait for a button: more make a page slow. */
const FIRST = 200;
/** Rows that a press of the button adds. */
const MORE = 1000;
/** Rows that are kept ready, shown or not: more would only take memory. */
const KEPT = 1500;

/**
 * @typedef {object} Shown what the rows look like
 * @property {import("./row.js").Look} look
 * @property {string[][]} needles what a search found
 * @property {import("./found-words.js").Field[]} fields what it read
 * @property {(row: HTMLTableRowElement) => void} dress what else a row has
 */

/**
 * The body of a table, with the rows that stand in the page already.
 * @param {HTMLTableSectionElement} body
 * @param {import("./row.js").Table} table
 * @param {HTMLButtonElement} more
 * @param {import("./row.js").Look} look what the rows in the page show
 * @returns {(rows: number[], shown: Shown, typing: boolean) => void} shows other rows
 */
export function bodyOf(body, table, more, look) {
  const position = new Map(table.first.ids.map((id, at) => [id, at]));
  /** @type {Map<number | undefined, HTMLTableRowElement>} */
  let known = new Map([...body.rows].map((element) => [position.get(element.id), element]));
  /** @type {number[]} */
  let rows = [];
  /** @type {Shown} */
  let shown = { look, needles: [], fields: [], dress: () => {} };
  let [end, waiting] = [0, 0];

  /** @param {number} until */
  const add = (until) => {
    const added = rows.slice(end, until);
    const elements = added.map((row) => known.get(row) ?? rowOf(table, row, shown.look));
    if (end) body.append(...elements);
    else body.replaceChildren(...elements);
    elements.forEach((element, at) => {
      known.set(added[at], element);
      mark(element, added[at], shown.needles, shown.fields); // only now: marks do not outlive a move
      shown.dress(element);
    });
    end += added.length;
    more.hidden = end < FIRST || end === rows.length;
    more.textContent = `Show ${thousands(Math.min(MORE, rows.length - end))} more`;
  };
  more.addEventListener("click", () => add(end + MORE));

  return (wanted, how, typing) => {
    const looks = JSON.stringify(shown.look) === JSON.stringify(how.look);
    const same = looks && end > 0 && wanted.length === rows.length && wanted.every((row, at) => row === rows[at]) && JSON.stringify(shown.needles) === JSON.stringify(how.needles);
    if (!looks || known.size > KEPT) known = new Map();
    [rows, shown] = [wanted, how];
    if (same) { // moving rows would take the focus from them
      for (const row of body.rows) shown.dress(row);
      return;
    }
    clearTimeout(waiting);
    unmark();
    if (looks && end) body.closest("[role=region]")?.scrollTo({ top: 0 }); // other rows, or another order: the first ones are what one looks for
    end = 0;
    add(typing ? Math.ceil(innerHeight / HEIGHT) : FIRST);
    if (end < Math.min(FIRST, rows.length)) waiting = setTimeout(() => add(FIRST), QUIET);
  };
}
