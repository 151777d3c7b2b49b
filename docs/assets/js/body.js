// The rows that the table shows: the first at once, the others as there is time, and on demand where they are very many.
import { mark, unmark } from "./hits.js";
import { rowOf } from "./row.js";

/** Rows that stand as soon as a key is pressed; with more, the page would lag behind the typing. */
const AT_ONCE = 40;
/** Rows after which the others wait for a button: more would make the page slow. */
const MANY = 1000;

/**
 * @typedef {object} Shown what the rows look like
 * @property {import("./row.js").Look} look
 * @property {string[][]} needles what a search found
 * @property {import("./hits.js").Field[]} fields what it read
 * @property {(row: HTMLTableRowElement) => void} dress what else a row has
 */

/**
 * The body of a table, with the rows that stand in the page already.
 * @param {HTMLTableSectionElement} body
 * @param {import("./row.js").Table} table
 * @param {HTMLButtonElement} more
 * @param {import("./row.js").Look} look what the rows in the page show
 * @returns {(rows: number[], shown: Shown) => void} shows other rows
 */
export function bodyOf(body, table, more, look) {
  const position = new Map(table.first.ids.map((id, at) => [id, at]));
  let known = new Map([...body.rows].map((element) => [position.get(element.id), element]));
  let looked = JSON.stringify(look);
  let waiting = 0;
  /** @type {() => void} */
  let further = () => {};

  more.addEventListener("click", () => further());

  return (rows, shown) => {
    clearTimeout(waiting);
    unmark();
    if (looked !== JSON.stringify(shown.look) || known.size > 4 * MANY) known = new Map();
    looked = JSON.stringify(shown.look);
    let end = 0;
    let limit = MANY;
    const show = () => {
      const added = rows.slice(end, Math.min(end + AT_ONCE, limit));
      const elements = added.map((row) => known.get(row) ?? rowOf(table, row, shown.look));
      if (end) body.append(...elements);
      else body.replaceChildren(...elements);
      elements.forEach((element, at) => {
        known.set(added[at], element);
        mark(element, added[at], shown.needles, shown.fields); // only now: marks do not outlive a move
        shown.dress(element);
      });
      end += added.length;
      if (end < Math.min(rows.length, limit)) waiting = setTimeout(show);
      more.hidden = !(end === limit && end < rows.length);
      more.textContent = `Show ${Math.min(MANY, rows.length - end)} more`;
    };
    further = () => { limit += MANY; show(); };
    show();
  };
}
