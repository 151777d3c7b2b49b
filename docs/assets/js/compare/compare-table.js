// The table of a comparison: one column per dataset, one row per field, in sections.
import { HEADINGS } from "./row-sections.js";
import { element } from "../shared/dom.js";

/** @typedef {import("./dataset-page.js").Cell} Cell */
/** @typedef {import("./comparison.js").Row<Cell>} Row */
/** @typedef {import("./row-sections.js").Section<Cell>} Section */

/**
 * The sections as a table. With one dataset there are no differences, and the sections have no headings.
 * @param {string[]} names of the datasets
 * @param {Section[]} sections
 */
export function tableOf(names, sections) {
  const heads = ["Field", ...names].map((name) => element("th", { scope: "col" }, element("span", { class: "compare-heading" }, name)));
  return element(
    "table",
    { class: "compare" },
    element("caption", {}, `Comparison: ${names.join(", ")}`),
    element("thead", {}, element("tr", {}, ...heads)),
    ...sections.map(({ kind, rows }) => element("tbody", {}, ...(names.length > 1 ? [headingOf(HEADINGS[kind], names.length + 1)] : []), ...rows.map((row) => rowOf(row, names)))),
  );
}

/**
 * @param {string} text
 * @param {number} columns
 */
function headingOf(text, columns) {
  return element("tr", { class: "compare-section" }, element("th", { scope: "rowgroup", colspan: columns }, element("span", { class: "compare-field" }, text)));
}

/**
 * @param {Row} row
 * @param {string[]} names
 */
function rowOf(row, names) {
  const sign = row.differs ? ["\u00a0", element("span", { class: "compare-differs", role: "img", "aria-label": "differs" }, "≠")] : [];
  return element(
    "tr",
    { class: row.differs ? "compare-row--differs" : false },
    element("th", { scope: "row" }, element("span", { class: "compare-field" }, row.label, ...sign)),
    ...row.cells.map((cell, position) => cellOf(cell, names[position])),
  );
}

/**
 * @param {Cell | null} cell
 * @param {string} name
 */
function cellOf(cell, name) {
  const contents = cell?.items.map(({ nodes, backing }) => [...nodes, ...backing]) ?? [];
  if (!contents.length) return element("td", { "data-label": name }, element("span", { class: "unknown" }, "– not recorded"));
  if (contents.length === 1) return element("td", { "data-label": name }, ...contents[0]);
  return element("td", { "data-label": name }, element("ul", {}, ...contents.map((nodes) => element("li", {}, ...nodes))));
}
