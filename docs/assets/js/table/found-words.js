// Highlights search results in the cells, or shows them in a line below the name if no cell contains them.
import { element } from "../shared/dom.js";
import { excerpt } from "../search/excerpts.js";
import { rangesIn, rangesOf, textsIn } from "../search/highlights.js";

/** @typedef {import("../search/excerpts.js").Field} Field */

/** @type {WeakMap<HTMLTableRowElement, Node[]>} the texts of rows, which are shown again for other letters */
const known = new WeakMap();

/**
 * Show the results that no cell of a row contains, and return the places of all in the row.
 * @param {HTMLTableRowElement} element_
 * @param {number} row
 * @param {string[][]} needles for each word of the search the texts to find
 * @param {Field[]} fields
 * @returns {StaticRange[]}
 */
export function foundIn(element_, row, needles, fields) {
  element_.querySelector(".hit")?.remove();
  if (!needles.length) return [];
  const texts = known.get(element_) ?? textsIn(element_);
  known.set(element_, texts);
  const ranges = needles.map((of) => rangesOf(texts, of));
  const lines = needles.flatMap((of, at) => (ranges[at].length ? [] : [excerpt(row, of, fields)]));
  const shown = [...new Map(lines.flatMap((line) => (line ? [[line.label, line]] : []))).values()];
  const hit = element("small", { class: "hit" }, shown.map(({ line }) => line).join("; "));
  if (shown.length) element_.cells[0].append(hit);
  return [...ranges.flat(), ...rangesIn(hit, needles.flat())];
}
