// Highlights search results in the cells, or shows them in a line below the name if no cell contains them.
import { element } from "../shared/dom.js";
import { excerpt } from "../search/excerpts.js";
import { highlight, rangesIn, rangesOf, textsIn } from "../search/highlights.js";

/** @typedef {import("../search/excerpts.js").Field} Field */

/**
 * Highlight the results in a row.
 * @param {HTMLTableRowElement} element_
 * @param {number} row
 * @param {string[][]} needles for each word of the search the texts to find
 * @param {Field[]} fields
 */
export function mark(element_, row, needles, fields) {
  element_.querySelector(".hit")?.remove();
  if (!needles.length) return;
  const texts = textsIn(element_);
  const ranges = needles.map((of) => rangesOf(texts, of));
  const lines = needles.flatMap((of, at) => (ranges[at].length ? [] : [excerpt(row, of, fields)]));
  const shown = [...new Map(lines.flatMap((line) => (line ? [[line.label, line]] : []))).values()];
  const hit = element("small", { class: "hit" }, shown.map(({ line }) => line).join("; "));
  if (shown.length) element_.cells[0].append(hit);
  highlight("hits", [...ranges.flat(), ...rangesIn(hit, needles.flat())]);
}
