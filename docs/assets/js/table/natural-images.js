// Datasets of natural images, which the table hides until a switch or the filter of image types shows them.
import { one, setText, thousands } from "../shared/dom.js";
import { valueOf } from "./table-data.js";

/** @typedef {import("./table-state.js").State} State */
/** @typedef {import("./table-state.js").Known} Known */

/**
 * A function that shows the switch for a state with a number of rows, and returns a note if a search, or filters that leave no row, match hidden datasets.
 * @param {Known} known
 * @returns {(state: State, fit: import("./filter.js").Fit, rows: number, choose: (facet: string, terms: string[]) => void) => string[]}
 */
export function switchOf({ hidden, terms }) {
  const place = document.querySelector("[data-natural]");
  if (!(place instanceof HTMLInputElement)) return () => [];
  const number = one(document, "[data-natural-number]");
  const [[facet, term]] = Object.entries(hidden);
  return (state, fit, rows, choose) => {
    const matching = fit.number(facet, term);
    place.checked = state.chosen[facet].includes(term);
    place.onchange = () => choose(facet, place.checked ? terms[facet] : []);
    setText(number, thousands(matching));
    if (place.checked || !matching || (rows && !state.text)) return [];
    return [matching === 1 ? "1 natural-image dataset matches" : `${thousands(matching)} natural-image datasets match`];
  };
}

/**
 * Whether the switch is on: all terms of the filter that hides rows are chosen.
 * @param {Known} known
 * @param {string} facet
 * @param {string[]} chosen
 */
export function isSwitch({ hidden, terms }, facet, chosen) {
  return Object.hasOwn(hidden, facet) && chosen.length === terms[facet].length;
}

/**
 * A state that shows the row of an id, which the URL contains as an anchor.
 * @param {State} state
 * @param {string} id
 * @param {Known} known
 * @param {import("./table-data.js").Facet[]} facets
 * @returns {State}
 */
export function withLinkedRow(state, id, known, facets) {
  const row = known.ids.indexOf(id);
  const facet = facets.find(({ terms, hidden, ...of }) => hidden && row >= 0 && valueOf(of, row).includes(terms.indexOf(hidden)));
  return facet && !state.chosen[facet.key].length ? { ...state, chosen: { ...state.chosen, [facet.key]: facet.terms } } : state;
}
