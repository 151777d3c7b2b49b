// Highlights search results in the cells, or shows them in a line below the name if no cell contains them.
import { valueOf } from "./table-data.js";
import { element } from "../shared/dom.js";
import { squeezed } from "../shared/plain-words.js";

/** @typedef {import("./table-data.js").Text} Text */
/** @typedef {{label: string, values: string[], at: number[]}} Field a searched field with its label */

/** Number of characters shown before and after a result that no cell contains. */
const AROUND = 30;
/** The name of the highlights in the style sheet. */
const NAME = "hits";

/** Remove all highlights. */
export function unmark() {
  CSS.highlights?.delete(NAME);
}

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
  const lines = needles.flatMap((texts) => (cells.some((cell) => rangesIn(cell, texts).length) ? [] : [lineOf(row, texts, fields)]));
  const shown = [...new Map(lines.flatMap((line) => (line ? [[line.label, line]] : []))).values()];
  if (shown.length) cells[0].append(element("small", { class: "hit" }, shown.map(({ label, text }) => `${label}: ${text}`).join("; ")));
  const texts = needles.flat();
  const highlight = CSS.highlights?.get(NAME) ?? (globalThis.Highlight ? new Highlight() : null);
  if (!highlight) return;
  for (const cell of cells) for (const range of rangesIn(cell, texts)) highlight.add(range);
  CSS.highlights.set(NAME, highlight);
}

/**
 * The places of texts in an element, except text for screen readers only.
 * @param {Element} root
 * @param {string[]} texts
 */
function rangesIn(root, texts) {
  const seen = (/** @type {Node} */ node) => (node.parentElement?.closest(".spoken") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT, seen);
  const ranges = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (const [start, end] of placesIn(node.nodeValue ?? "", texts)) {
      const range = new Range();
      range.setStart(node, start);
      range.setEnd(node, end);
      ranges.push(range);
    }
  }
  return ranges;
}

/**
 * The places of texts in a text, each with start and end.
 * @param {string} text
 * @param {string[]} texts normalized: without case, accents and hyphens
 * @returns {[number, number][]}
 */
export function placesIn(text, texts) {
  const { text: plain, places } = squeezed(text);
  /** @type {[number, number][]} */
  const found = [];
  for (const needle of texts) {
    for (let at = plain.indexOf(needle); at >= 0 && needle; at = plain.indexOf(needle, at + needle.length)) {
      found.push([places[at], places[at + needle.length - 1] + 1]);
    }
  }
  return found;
}

/**
 * The first result with its context, in a field that the table does not show.
 * @param {number} row
 * @param {string[]} texts
 * @param {Field[]} fields
 */
function lineOf(row, texts, fields) {
  for (const field of fields) {
    const text = valueOf(field, row);
    const [place] = placesIn(text, texts);
    if (place) {
      const start = Math.max(0, place[0] - AROUND);
      const end = Math.min(text.length, place[1] + AROUND);
      return { label: field.label, text: `${start ? "…" : ""}${text.slice(start, end)}${end < text.length ? "…" : ""}` };
    }
  }
  return null;
}
