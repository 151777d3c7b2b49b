// Shows a state of the table: rows, headings, counts, active filters, number of results, and the selection.
import { rowsOf, QUIET } from "./rows-shown.js";
import { chips, fill, withoutFilters } from "./controls.js";
import { countsOf } from "./option-counts.js";
import { valueOf } from "./table-data.js";
import { one, setHidden, setText, thousands } from "../shared/dom.js";
import { switchOf } from "./natural-images.js";
import { showHeadings, showSortOptions } from "./sorting.js";
import { answer, lines } from "./table-model.js";
import { pressed } from "./row-order.js";

/** @typedef {import("./table-state.js").State} State */
/** @typedef {import("./table-model.js").Model} Model */
/** @typedef {"step" | "typed" | "aside"} Origin of a state: a choice, which the back button of the browser undoes; a key press; anything else */
/** @typedef {(next: State, origin?: Origin) => void} Change to another state */

const PRINTED = "Table 1. As printed in 2020, including misprints; a dagger † marks a cell that is wrong or misleading, and a dash – what was not printed";

/**
 * A function that shows a state of the table.
 * @param {Model} model
 * @param {HTMLTableElement} table
 * @param {HTMLFormElement} form
 * @param {() => Promise<import("./table-data.js").Rest>} rest
 * @param {() => State} present the state that the visitor has chosen, which is not shown until its data are loaded
 * @returns {(state: State, change: Change, typing: boolean) => void}
 */
export function viewOf(model, table, form, rest, present) {
  const { known } = model;
  const line = /** @type {HTMLTableRowElement} */ (table.tHead?.rows[0]);
  const panel = one(document, "[data-selection]");
  const caption = one(table, "caption");
  const sorting = one(form, "select[name=sort]", HTMLSelectElement);
  let counting = 0;
  let headed = "";
  const corrected = caption.textContent ?? "";
  const showRows = rowsOf(table.tBodies[0], model.table, one(document, "[data-show-more]", HTMLButtonElement), { columns: known.shown, printed: false });
  const { showResults, showCounts } = countsOf(form, known.terms, model.size);
  const showSwitch = switchOf(known);
  document.querySelector("[data-beyond]")?.remove();

  return (state, change, typing) => {
    const { rows, fit, needles, taken } = answer(model, state);
    const look = { columns: state.columns, printed: state.printed };
    const select = (/** @type {string[]} */ ids) => change({ ...present(), selection: ids }, "aside");
    if (!typing) fill(form, state); // while the user types, the form has the state already
    const heads = JSON.stringify([look, state.sort]);
    if (heads !== headed) {
      showHeadings(line, model.table, look, state.sort, (column, further) => change({ ...present(), sort: pressed(present().sort, column, further) }));
      showSortOptions(sorting, model.table, look, state.sort);
      headed = heads;
    }
    showRows(rows, { look, needles, fields: model.fields, dress: (row) => tick(row, state.selection) }, typing);
    table.classList.toggle("table-1--dense", state.dense);
    const title = state.printed ? PRINTED : corrected;
    setText(caption, title);
    clearTimeout(counting);
    const count = () => {
      showResults(rows.length);
      showCounts(state, fit);
    };
    if (!typing) count();
    else {
      counting = setTimeout(count, QUIET); // counts can wait until the user stops typing
      if (form.querySelector("details[open]")) showResults(rows.length);
    }
    showChips(chips(state, (facet, term) => labelOf(model, state, facet, term), change, known));
    const hidden = showSwitch(state, fit, rows.length, (facet, terms) => change({ ...present(), chosen: { ...present().chosen, [facet]: terms } }));
    const notes = rows.length || hidden.length ? [...taken.map(correction), ...hidden] : [];
    showNumber(rows.length, model, notes, () => change(withoutFilters(state, known)));
    showSelectAll(rows, known.ids, state.selection, select);
    const selected = state.selection.map((id) => ({ id, name: valueOf(model.table.first.columns[0], known.ids.indexOf(id)) }));
    setHidden(panel, !selected.length);
    panel.parentElement?.classList.toggle("with-selection", !panel.hidden);
    const data = async () => ({ ...(await rest()), lines: (/** @type {string[]} */ ids) => lines(model, ids) });
    if (selected.length) import("./selection-panel.js").then(({ showSelection }) => showSelection(panel, selected, select, data)); // most visits need no panel
  };
}

/**
 * @param {HTMLTableRowElement} row
 * @param {string[]} selection
 */
function tick(row, selection) {
  one(row, "input.tick", HTMLInputElement).checked = selection.includes(row.id);
}

/**
 * The label of an active filter: a term, or the end of a range with its number.
 * @param {Model} model
 * @param {State} state
 * @param {string} key
 * @param {string} term
 */
function labelOf(model, state, key, term) {
  const facet = model.table.first.facets.find((it) => it.key === key);
  if (facet) return `${facet.heading}: ${facet.labels[facet.terms.indexOf(term)]}`;
  const range = model.table.first.ranges.find((it) => it.key === key);
  if (term === "none") return `${range?.heading ?? key}: or no value`;
  const number = state.ranges[key][/** @type {"from" | "to"} */ (term)] ?? 0;
  return [`${range?.heading ?? key}:`, term, range?.digits ? number : thousands(number), range?.unit].filter((part) => part !== "").join(" ");
}

/** @param {HTMLButtonElement[]} buttons */
function showChips(buttons) {
  const place = one(document, "[data-chips]");
  place.replaceChildren(...buttons);
  setHidden(place, !buttons.length);
}

/**
 * A note on a misspelled word.
 * @param {[string, string[]]} taken the word, and those that were found instead
 */
function correction([typed, words]) {
  return `“${typed}” was not found; showing “${words.slice(0, 3).join("” or “")}”`;
}

/**
 * Show the number of results, notes, and a button that clears the filters if nothing matches.
 * @param {number} number
 * @param {Model} model
 * @param {string[]} notes
 * @param {() => void} clear
 */
function showNumber(number, { size, usual }, notes, clear) {
  const [rows, all] = [number, size].map(thousands);
  setText(one(document, "[data-found]"), number ? [`${rows} of ${all} datasets`, ...notes].join(". ") : `${["No datasets match", ...notes].join(". ")}.`);
  const button = one(document, "[data-clear]", HTMLButtonElement);
  setHidden(button, number > 0);
  setText(button, `Clear all (${thousands(usual)})`);
  button.onclick = clear;
}

/**
 * Show a button that adds all rows to the selection or, if they are selected, removes them.
 * @param {number[]} rows
 * @param {string[]} known the ids of all rows of the table
 * @param {string[]} selection
 * @param {(ids: string[]) => void} select
 */
function showSelectAll(rows, known, selection, select) {
  const button = one(document, "[data-select-all]", HTMLButtonElement);
  const selected = new Set(selection);
  const all = rows.every((row) => selected.has(known[row]));
  setHidden(button, !rows.length);
  const which = rows.length === 1 ? "1 dataset" : `all ${thousands(rows.length)}`;
  setText(button, all ? `Remove ${which} from selection` : `Add ${which} to selection`);
  button.onclick = () => {
    const ids = new Set(rows.map((row) => known[row]));
    select(all ? selection.filter((id) => !ids.has(id)) : [...selection, ...ids]);
  };
}
