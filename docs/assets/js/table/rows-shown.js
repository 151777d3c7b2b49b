// The rows that the table shows: while the user types, as many as fit the window; then the first 200; more on demand.
import { thousands } from "../shared/dom.js";
import { highlight, unmark } from "../search/highlights.js";
import { foundIn } from "./found-words.js";
import { rowOf } from "./row.js";

/** Height of a row in pixels before one is measured, to show a full window at once while the user types. */
const ROW_HEIGHT = 90;
/** Least height of a row in pixels. */
const MIN_HEIGHT = 24;
/** The height that a row is expected to have before it is measured, relative to the average: a low one, because too few rows require a second layout. */
const LOW = 0.8;
/** Weight of the rows of the latest search in the average height of a row. */
const NEW = 0.4;
/** Milliseconds without a key press before the rest is shown. */
export const QUIET = 250;
/** Number of rows shown at first, because more make the page slow. */
export const FIRST = 200;
/** Number of these rows that are added at once after the user has typed. */
const STEP = 40;
/** Number of rows that the button adds. */
const MORE = 1000;
/** Number of row elements kept for reuse, to limit memory. */
const MAX_KEPT = 1500;

/**
 * @typedef {object} Shown appearance of the rows
 * @property {import("./row.js").Look} look
 * @property {string[][]} needles texts that the search has found
 * @property {import("./found-words.js").Field[]} fields searched fields
 * @property {(row: HTMLTableRowElement) => void} dress completes a row
 */

/**
 * A function that shows rows in the body of a table, which starts with the rows of the page.
 * @param {HTMLTableSectionElement} body
 * @param {import("./row.js").Table} table
 * @param {HTMLButtonElement} more
 * @param {import("./row.js").Look} look of the rows in the page
 * @returns {(rows: number[], shown: Shown, typing: boolean) => void}
 */
export function rowsOf(body, table, more, look) {
  const position = new Map(table.first.ids.map((id, at) => [id, at]));
  /** @type {Map<number | undefined, HTMLTableRowElement>} */
  let known = new Map([...body.rows].map((element) => [position.get(element.id), element]));
  /** @type {number[]} */
  let rows = [];
  /** @type {Shown} */
  let shown = { look, needles: [], fields: [], dress: () => {} };
  let [end, waiting] = [0, 0];
  const region = body.closest("[role=region]");
  let scrolled = false; // reading the position would compute the layout of the page for each letter
  region?.addEventListener("scroll", () => { scrolled = true; }, { passive: true });
  let [height, room] = [ROW_HEIGHT, innerHeight];
  /** @type {Map<number, number>} */
  const heights = new Map();
  // called between layout and painting, so that the window is full when it is painted, for any height of the rows
  const measuring = new ResizeObserver(([{ contentRect }]) => {
    measuring.disconnect();
    if (!end || end >= FIRST) return;
    height = Math.max(MIN_HEIGHT, height + (contentRect.height / end - height) * NEW);
    [...body.rows].forEach((element, at) => heights.set(rows[at], element.offsetHeight));
    const scrolls = region && region.scrollHeight > region.clientHeight;
    if (scrolls) room = region.clientHeight - body.offsetTop;
    const empty = scrolls || end === rows.length ? 0 : Math.max(room - contentRect.height, innerHeight - body.getBoundingClientRect().bottom);
    if (empty > 0) add(fitting(contentRect.height + empty));
  });
  const fitting = (space = room) => {
    let [at, filled] = [0, 0];
    for (; filled < space && at < Math.min(FIRST, rows.length); at += 1) filled += heights.get(rows[at]) ?? height * LOW;
    return at;
  };

  /** @type {StaticRange[]} the results below the view */
  let below = [];
  const highlightAll = () => {
    if (below.length) highlight("hits", below);
    below = [];
  };
  for (const name of ["scroll", "resize"]) addEventListener(name, highlightAll, { capture: true, passive: true });
  /**
   * @param {number} until
   * @param {boolean} [unseen] whether the rows are below the view. Their results are highlighted when it moves, because a browser finds the places of all
   * highlights again, and paints them, whenever anything in the page changes.
   */
  const add = (until, unseen = false) => {
    const added = rows.slice(end, until);
    const elements = added.map((row) => known.get(row) ?? rowOf(table, row, shown.look));
    place(body, end, elements);
    const found = elements.flatMap((element, at) => {
      known.set(added[at], element);
      shown.dress(element);
      return foundIn(element, added[at], shown.needles, shown.fields);
    });
    if (unseen) below.push(...found);
    else highlight("hits", found); // after the move, which removes highlights
    end += added.length;
    showMore(more, end, rows.length);
  };
  const addRest = () => {
    add(Math.min(FIRST, end + STEP), true);
    if (end < Math.min(FIRST, rows.length)) waiting = setTimeout(addRest); // a key press in between does not have to wait for all rows
  };
  more.addEventListener("click", () => add(end + MORE));

  return (wanted, how, typing) => {
    const looks = JSON.stringify(shown.look) === JSON.stringify(how.look);
    const same = looks && end > 0 && wanted.length === rows.length && wanted.every((row, at) => row === rows[at]) && JSON.stringify(shown.needles) === JSON.stringify(how.needles);
    if (!looks || known.size > MAX_KEPT) known = new Map();
    [rows, shown] = [wanted, how];
    if (same) { // moving the rows would remove the focus
      for (const row of body.rows) shown.dress(row);
      highlightAll(); // rows that become lower make room for others
      return;
    }
    clearTimeout(waiting);
    unmark("hits");
    below = [];
    if (looks && end && scrolled) region?.scrollTo({ top: 0 }); // for other rows or another order, start at the top
    scrolled = false;
    end = 0;
    add(typing ? fitting() : FIRST);
    if (typing) measuring.observe(body);
    if (end < Math.min(FIRST, rows.length)) waiting = setTimeout(addRest, QUIET);
  };
}

/**
 * Show the button that adds rows, if the first ones are shown and there are more.
 * @param {HTMLButtonElement} more
 * @param {number} end number of rows shown
 * @param {number} rows number of all rows
 */
export function showMore(more, end, rows) {
  more.hidden = end < FIRST || end === rows;
  if (!more.hidden) more.textContent = `Show ${thousands(Math.min(MORE, rows - end))} more`;
}

/**
 * Put rows into a body at a position, without those after it. Rows that are in their place already are not moved.
 * @param {HTMLTableSectionElement} body
 * @param {number} start
 * @param {HTMLTableRowElement[]} elements
 */
function place(body, start, elements) {
  let present = body.children.item(start);
  const wanted = new Set(/** @type {Element[]} */ (elements));
  for (const element of elements) {
    if (element.parentElement === body) while (present && !wanted.has(present)) present = without(present);
    if (element === present) present = present.nextElementSibling;
    else body.insertBefore(element, present);
  }
  for (let left = body.childElementCount - start - elements.length; left > 0; left -= 1) body.lastElementChild?.remove(); // from the end, which takes less time
}

/**
 * Remove an element, and return the next one.
 * @param {Element} element
 */
function without(element) {
  const next = element.nextElementSibling;
  element.remove();
  return next;
}
