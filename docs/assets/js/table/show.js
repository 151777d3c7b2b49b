// A state of the table on the page: rows, headings, counts, chips, what was found, and the basket.
import { bodyOf, QUIET } from "./rows-shown.js";
import { chips, countsOf, fill } from "./controls.js";
import { valueOf } from "./table-data.js";
import { one, thousands } from "../shared/dom.js";
import { showHeadings } from "./sort-headings.js";
import { answer, lines } from "./table-model.js";
import { pressed } from "./row-order.js";
import { showSorting } from "./sort-control.js";
import { nothing } from "./table-state.js";

/** @typedef {import("./table-state.js").State} State */
/** @typedef {import("./table-model.js").Model} Model */
/** @typedef {"step" | "typed" | "aside"} Way how a state came: by a choice that the browser's back button undoes, by a key press, or by neither */
/** @typedef {(next: State, way?: Way) => void} Change to another state */

const PRINTED = "Table 1. As printed in 2020, misprints included; a dagger † marks what is wrong or misleads";

/**
 * The parts of the page that show a state.
 * @param {Model} model
 * @param {HTMLTableElement} table
 * @param {HTMLFormElement} form
 * @param {() => Promise<import("./table-data.js").Rest>} rest
 * @returns {(state: State, change: Change, typing: boolean) => void} shows a state
 */
export function pageOf(model, table, form, rest) {
  const { known } = model;
  const line = /** @type {HTMLTableRowElement} */ (table.tHead?.rows[0]);
  const basket = one(document, "[data-basket]");
  const caption = one(table, "caption");
  const sorting = one(form, "select[name=sort]", HTMLSelectElement);
  let counting = 0;
  const corrected = caption.textContent ?? "";
  const showRows = bodyOf(table.tBodies[0], model.table, one(document, "[data-show-more]", HTMLButtonElement), { columns: known.shown, printed: false });
  const showCounts = countsOf(form, known.terms);
  document.querySelector("[data-beyond]")?.remove();

  return (state, change, typing) => {
    const { rows, counts, needles, taken } = answer(model, state);
    const look = { columns: state.columns, printed: state.printed };
    const changeBasket = (/** @type {string[]} */ ids) => change({ ...state, basket: ids }, "aside");
    if (!typing) fill(form, state); // what is typed stands there already
    showHeadings(line, model.table, look, state.sort, (column, further) => change({ ...state, sort: pressed(state.sort, column, further) }));
    showSorting(sorting, model.table, look, state.sort);
    showRows(rows, { look, needles, fields: model.fields, dress: (row) => tick(row, state.basket) }, typing);
    table.classList.toggle("table-1--dense", state.dense);
    caption.textContent = state.printed ? PRINTED : corrected;
    clearTimeout(counting);
    if (typing) counting = setTimeout(() => showCounts(state, counts), QUIET); // nobody looks at them while writing
    else showCounts(state, counts);
    showChips(chips(state, (facet, term) => labelOf(model, state, facet, term), change, nothing(known)));
    showFound(rows.length, model.size, taken);
    offerAll(rows.map((row) => known.ids[row]), state.basket, changeBasket);
    const chosen = state.basket.map((id) => ({ id, name: valueOf(model.table.first.columns[0], known.ids.indexOf(id)) }));
    basket.hidden = !chosen.length;
    const tables = async () => ({ joinings: (await rest()).joinings, lines: (/** @type {string[]} */ ids) => lines(model, ids) });
    if (chosen.length) import("./selection-panel.js").then(({ showBasket }) => showBasket(basket, chosen, changeBasket, tables)); // most visits do without
  };
}

/**
 * @param {HTMLTableRowElement} row
 * @param {string[]} basket
 */
function tick(row, basket) {
  one(row, "input.tick", HTMLInputElement).checked = basket.includes(row.id);
}

/**
 * What a choice is called: a term of a filter, or the end of a range with its number.
 * @param {Model} model
 * @param {State} state
 * @param {string} key
 * @param {string} term
 */
function labelOf(model, state, key, term) {
  const facet = model.table.first.facets.find((it) => it.key === key);
  if (facet) return `${facet.heading}: ${facet.labels[facet.terms.indexOf(term)]}`;
  const range = model.table.first.ranges.find((it) => it.key === key);
  const number = state.ranges[key][/** @type {"from" | "to"} */ (term)] ?? 0;
  return `${range?.heading ?? key}: ${term} ${range?.digits ? number : thousands(number)}`;
}

/** @param {HTMLButtonElement[]} buttons */
function showChips(buttons) {
  const place = one(document, "[data-chips]");
  place.replaceChildren(...buttons);
  place.hidden = !buttons.length;
}

/**
 * Say how many rows there are, and what a misspelt word was taken for.
 * @param {number} number
 * @param {number} size
 * @param {[string, string[]][]} taken
 */
function showFound(number, size, taken) {
  const guesses = taken.map(([typed, words]) => `; none has “${typed}”, these have “${words.slice(0, 3).join("” or “")}”`).join("");
  const [rows, all] = [number, size].map(thousands);
  one(document, "[data-found]").textContent = number ? `${rows} of ${all} datasets${guesses}` : `No dataset fits; ${all} without filters`;
  one(document, "[data-done]").textContent = `Show ${rows} of ${all} datasets`;
}

/**
 * Let all rows be put into the basket, or be taken out where they are in it.
 * @param {string[]} ids of the rows
 * @param {string[]} basket
 * @param {(ids: string[]) => void} change
 */
function offerAll(ids, basket, change) {
  const button = one(document, "[data-tick-all]", HTMLButtonElement);
  const chosen = new Set(basket);
  const all = ids.every((id) => chosen.has(id));
  button.hidden = !ids.length;
  const which = ids.length === 1 ? "this one" : `all ${thousands(ids.length)}`;
  button.textContent = all ? `Take ${which} out of the basket` : `Put ${which} into the basket`;
  button.onclick = () => change(all ? basket.filter((id) => !ids.includes(id)) : [...basket, ...ids]);
}
