// Highlights search results in the cells, or shows them in a line below the name if no cell contains them.
import { element } from "../shared/dom.js";
import { excerpt } from "../search/excerpts.js";
import { highlight, rangesIn } from "../search/highlights.js";

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
  const cells = [...element_.cells];
  const lines = needles.flatMap((texts) => (cells.some((cell) => rangesIn(cell, texts).length) ? [] : [excerpt(row, texts, fields)]));
  const shown = [...new Map(lines.flatMap((line) => (line ? [[line.label, line]] : []))).values()];
  if (shown.length) cells[0].append(element("small", { class: "hit" }, shown.map(({ line }) => line).join("; ")));
  const texts = needles.flat();
  highlight("hits", cells.flatMap((cell) => rangesIn(cell, texts)));
}
