// A row of Table 1, equal to the one that the build writes (scripts/curator/site/templates/_row.html.j2), with any columns, corrected or as printed.
import { valueOf } from "./table-data.js";
import { element } from "../shared/dom.js";

/** @typedef {import("./table-data.js").Column} Column */
/** @typedef {import("./table-data.js").Difference} Difference */
/** The separator of a list in a cell. */
const SEPARATOR = ", ";

/**
 * @typedef {object} Table data of the table
 * @property {import("./table-data.js").First} first
 * @property {Map<string, Column>} columns as corrected
 * @property {Map<string, Column>} printed as printed
 * @property {URL} root of the site
 */
/** @typedef {{columns: string[], printed: boolean}} Look */

/**
 * A row of the table.
 * @param {Table} table
 * @param {number} row
 * @param {Look} look
 */
export function rowOf(table, row, look) {
  const cells = look.columns.map((key, at) => cellOf(table, row, key, look.printed, at === 0));
  return element("tr", { id: table.first.ids[row] }, ...cells);
}

/**
 * The column for a key: the printed column if it is requested and exists, else the corrected one.
 * @param {Table} table
 * @param {string} key
 * @param {boolean} printed
 */
export function columnOf(table, key, printed) {
  return (printed && table.printed.get(key)) || table.columns.get(key);
}

/**
 * @param {Table} table
 * @param {number} row
 * @param {string} key
 * @param {boolean} printed
 * @param {boolean} heading
 */
function cellOf(table, row, key, printed, heading) {
  const id = table.first.ids[row];
  const column = columnOf(table, key, printed);
  const text = column ? valueOf(column, row) : "";
  const difference = table.first.differences[key]?.[row];
  const names = heading && table.columns.get(key);
  const name = names ? valueOf(names, row) : id; // also of a dataset that was not printed
  const attributes = { scope: heading && "row", "data-key": key, "data-label": !heading && (column?.heading ?? ""), class: difference ? "differs" : false, "data-rating": column?.ratings?.[text] ?? false };
  const cell = element(heading ? "th" : "td", attributes);
  if (heading) cell.append(tick(name, id), element("a", { href: `${href(table.root)}datasets/${id}/` }, text || name), ...references(table, row));
  else if (!text) cell.append(element("span", { class: "unknown" }, "–"));
  else if (column?.address) cell.append(element("a", { href: text }, text));
  else cell.append(...piecesOf(text, column?.short));
  if (difference) cell.append(dagger(table, id, difference, printed ? correctedValue(table, key, row) : null));
  return cell;
}

/**
 * The text of a cell. Terms that have an abbreviation are abbreviated, with the full term for screen readers.
 * @param {string} text
 * @param {Record<string, string>} [short]
 */
function piecesOf(text, short) {
  if (!short) return [text];
  return text.split(SEPARATOR).flatMap((word, at) => {
    const shown = Object.hasOwn(short, word) ? [element("abbr", { title: word }, short[word]), element("span", { class: "spoken" }, ` (${word})`)] : [word];
    return at ? [SEPARATOR, ...shown] : shown;
  });
}

/**
 * @param {string} name
 * @param {string} id
 */
function tick(name, id) {
  return element("input", { type: "checkbox", class: "tick needs-scripts", value: id, "aria-label": `Select ${name}` });
}

/**
 * The numbers of a row in the printed bibliography.
 * @param {Table} table
 * @param {number} row
 */
function references(table, row) {
  const numbers = table.first.numbers[row] ?? [];
  if (!numbers.length) return [];
  const links = numbers.map((number) => element("a", { href: `${href(table.root)}references/#ref-${number}`, "aria-label": `Reference ${number}` }, String(number)));
  return [" ", element("span", { class: "refs" }, "[", ...links.flatMap((link, at) => (at ? [", ", link] : [link])), "]")];
}

/**
 * The corrected value of a cell.
 * @param {Table} table
 * @param {string} key
 * @param {number} row
 */
function correctedValue(table, key, row) {
  const column = table.columns.get(key);
  return (column && valueOf(column, row)) || "not known";
}

/**
 * The dagger of a cell that differs from the printed table, with the other value and the reason.
 * @param {Table} table
 * @param {string} id
 * @param {Difference} difference
 * @param {string | null} corrected the corrected value if the printed one is shown
 */
function dagger(table, id, { printed, kind, why }, corrected) {
  const [tip, label] = corrected === null
    ? [`Printed: ${printed} (${kind}). ${why}`, `Printed: ${printed}; ${kind}`]
    : [`Corrected: ${corrected} (${kind}). ${why}`, `Corrected: ${corrected}; ${kind}`];
  const attributes = { class: "dagger", href: `${href(table.root)}datasets/${id}/#print`, "data-tip": tip, "aria-label": label };
  return element("a", attributes, "†");
}

/**
 * The relative URL of the home page, equal to the one in the page's own links.
 * @param {URL} root
 */
function href(root) {
  return root.pathname === location.pathname.replace(/[^/]*$/, "") ? "" : root.href;
}
