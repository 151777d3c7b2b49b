// The table before its data are loaded. The page of a large catalog has the first rows and all numbers, so the data are loaded when the table is first used.
// What a visitor does until they are there is recorded, and done afterwards.
import { element, one, started, thousands } from "../shared/dom.js";
import { storedSelection, watchSelection } from "../shared/stored-selection.js";
import { showResultsIn } from "./option-counts.js";
import { FIRST, showMore } from "./rows-shown.js";

/** @typedef {{touched: boolean, pressed: HTMLElement[]}} Earlier whether the values of the form have changed, and the controls that were pressed */

/** The controls outside of the form's values that need the data. */
const PRESSED = "thead button, [data-select-all], [data-clear], [data-show-more], [data-columns], [data-columns-reset], .tick, [data-natural]";
/** The parts of the page that belong to the table, and the events by which a visitor begins to use them. */
const PARTS = ".controls, .found, .table-1-view", USES = ["pointerover", "pointerdown", "focusin", "keydown"];

/**
 * Record what a visitor does; the table is busy from then on. Returns a function that ends the record.
 * @param {HTMLTableElement} table
 * @param {HTMLFormElement} form
 * @returns {() => Earlier}
 */
export function recorded(table, form) {
  const ending = new AbortController();
  const found = { touched: one(form, "input[type=search]", HTMLInputElement).value !== "", pressed: /** @type {HTMLElement[]} */ ([]) };
  const listening = { capture: true, signal: ending.signal };
  form.addEventListener("input", ({ target }) => {
    if (target instanceof Element && target.matches("[data-narrowing]")) return;
    found.touched = true;
    table.setAttribute("aria-busy", "true");
  }, listening);
  document.addEventListener("click", ({ target }) => {
    const control = target instanceof Element ? target.closest(PRESSED) : null;
    if (!(control instanceof HTMLElement)) return;
    found.pressed.push(control);
    table.setAttribute("aria-busy", "true");
  }, listening);
  return () => {
    ending.abort();
    return found;
  };
}

/**
 * Whether the data are loaded when the table is first used: the page does not have all rows, and neither its URL nor a stored selection needs the others.
 * @param {HTMLTableElement} table
 */
export function waits(table) {
  return table.dataset.usual !== undefined && !location.search && !location.hash && !storedSelection().length;
}

/**
 * Show the rows and numbers of a table without filters, as they are after its data are loaded, and wait until it is used.
 * @param {HTMLTableElement} table
 * @param {HTMLFormElement} form
 */
export async function firstUse(table, form) {
  const [usual, size] = [table.dataset.usual, table.dataset.size].map(Number);
  const hidden = new Set(table.dataset.hidden?.split(" "));
  for (const row of [...table.tBodies[0].rows]) if (hidden.has(row.id)) row.remove();
  document.querySelector("[data-beyond]")?.remove();
  showMore(one(document, "[data-show-more]", HTMLButtonElement), Math.min(FIRST, usual), usual);
  one(document, "[data-found]").textContent = `${thousands(usual)} of ${thousands(size)} datasets`;
  showResultsIn(form, usual, size);
  for (const cell of table.tHead?.rows[0].cells ?? []) cell.replaceChildren(element("button", { type: "button" }, ...cell.childNodes));
  started(document);
  await used();
}

/** Wait until a visitor uses a part of the table, or the state of the page changes. */
function used() {
  return new Promise((resolve) => {
    const listening = { once: true, passive: true };
    for (const part of document.querySelectorAll(PARTS)) for (const name of USES) part.addEventListener(name, resolve, listening);
    document.querySelector(".table-1-scroll")?.addEventListener("scroll", resolve, listening);
    addEventListener("popstate", resolve, listening);
    watchSelection(resolve);
  });
}
