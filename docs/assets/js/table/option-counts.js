// The numbers of the filters: rows that match, rows for each option, chosen options, and rows without a value.
import { one, thousands } from "../shared/dom.js";

/** @typedef {import("./table-state.js").State} State */

/**
 * Functions that show the number of rows that match all filters; and that for each option, and on each filter the number of chosen options and of rows without a value.
 * @param {HTMLFormElement} form
 * @param {Record<string, string[]>} terms
 * @param {number} size number of rows of the table
 * @returns {{showResults: (rows: number) => void, showCounts: (state: State, fit: import("./filter.js").Fit) => void}}
 */
export function countsOf(form, terms, size) {
  const options = Object.keys(terms).flatMap((facet) => [.../** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll(`input[type=checkbox][name="${facet}"]`))].map((box) => {
    const label = /** @type {HTMLElement} */ (box.closest("label"));
    return { facet, at: terms[facet].indexOf(box.value), label, place: one(label, "[data-count]") };
  }));
  const placed = (/** @type {string} */ name) => [...form.querySelectorAll(`details[data-facet] ${name}`)].map((place) => ({ place: /** @type {HTMLElement} */ (place), facet: place.closest("details")?.dataset.facet ?? "" }));
  const [numbers, notes] = [placed("[data-number]"), placed("[data-silent]")];
  const showResults = (/** @type {number} */ rows) => showResultsIn(form, rows, size);
  const showCounts = (/** @type {State} */ state, /** @type {import("./filter.js").Fit} */ { counts, silent }) => {
    for (const { facet, at, label, place } of options) {
      const number = counts[facet][at];
      if (place.textContent !== thousands(number)) place.textContent = thousands(number);
      label.classList.toggle("option--empty", number === 0);
    }
    for (const { place, facet } of numbers) {
      const number = activeIn(state, facet);
      place.textContent = number ? ` (${number})` : "";
    }
    for (const { place, facet } of notes) {
      const { of, none } = silent[facet];
      place.hidden = !none;
      place.textContent = silentNote(of, none, activeIn(state, facet) > 0, Boolean(state.ranges[facet]?.none));
    }
  };
  return { showResults, showCounts };
}

/**
 * Show the number of rows that match all filters in each filter and in the drawer.
 * @param {HTMLFormElement} form
 * @param {number} rows
 * @param {number} size number of rows of the table
 */
export function showResultsIn(form, rows, size) {
  const found = `${thousands(rows)} of ${thousands(size)} datasets`;
  one(form, "[data-done]").textContent = `Show ${found}`;
  for (const place of form.querySelectorAll("[data-results]")) place.textContent = rows ? found : "No datasets match";
}

/**
 * The number of chosen terms of a filter, or of the limits of a range.
 * @param {State} state
 * @param {string} facet
 */
export function activeIn({ ranges, chosen }, facet) {
  return Object.hasOwn(ranges, facet) ? [ranges[facet].from, ranges[facet].to].filter((end) => end !== null).length : chosen[facet].length;
}

/**
 * How many of the rows that match all other filters have no value, and what happens to them.
 * @param {number} of
 * @param {number} none
 * @param {boolean} active
 * @param {boolean} kept
 */
function silentNote(of, none, active, kept) {
  const [has, is] = none === 1 ? ["has", "is"] : ["have", "are"];
  const which = of === 1 ? "The dataset" : `${thousands(none)} of the ${thousands(of)} datasets`;
  return `${which} found so far ${has} no value${kept ? ` and ${is} kept` : active ? ` and ${is} left out` : "; this filter leaves them out"}.`;
}
