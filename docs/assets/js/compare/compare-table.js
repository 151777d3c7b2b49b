// The table of a comparison: one column per dataset, one row per field.
import { addressOf } from "./comparison.js";
import { element } from "../shared/dom.js";

/** @typedef {import("./dataset-page.js").Cell} Cell */
/** @typedef {import("./dataset-page.js").Column} Column */
/** @typedef {import("./comparison.js").Row<Cell>} Row */

/**
 * The rows as a table.
 * @param {Column[]} columns
 * @param {Row[]} rows
 * @param {boolean} only whether identical rows are hidden; links to fewer datasets keep this
 */
export function tableOf(columns, rows, only) {
  const heads = columns.map(({ id, name, address }) => {
    const rest = columns.filter((other) => other.id !== id).map((other) => other.id);
    const remove = element("a", { class: "compare-remove", href: addressOf(rest, only), "aria-label": `Remove ${name}`, "data-remove": id }, "Remove");
    return element("th", { scope: "col" }, element("a", { href: address }, name), " ", remove);
  });
  return element(
    "table",
    { class: "compare" },
    element("caption", {}, `Comparison: ${columns.map(({ name }) => name).join(", ")}`),
    element("thead", {}, element("tr", {}, element("th", { scope: "col" }, "Field"), ...heads)),
    element("tbody", {}, ...rows.map((row) => rowOf(row, columns))),
  );
}

/**
 * @param {Row} row
 * @param {Column[]} columns
 */
function rowOf(row, columns) {
  const sign = row.differs ? ["\u00a0", element("span", { class: "compare-differs", role: "img", "aria-label": "differs" }, "≠")] : [];
  return element(
    "tr",
    { class: row.differs ? "compare-row--differs" : false },
    element("th", { scope: "row" }, row.label, ...sign),
    ...row.cells.map((cell, position) => cellOf(cell, columns[position].name)),
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
