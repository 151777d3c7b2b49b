// One row of Table 1 as the build writes it (scripts/curator/site/templates/_row.html.j2), with any columns, as corrected or as printed.
import { valueOf } from "./table-data.js";
import { element } from "../shared/dom.js";

/** @typedef {import("./table-data.js").Column} Column */
/** @typedef {import("./table-data.js").Difference} Difference */
/** What separates the words of a list in a cell. */
const BETWEEN = ", ";

/**
 * @typedef {object} Table what the page knows of the table
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
 * The column that a look shows under a key: the printed one, where the print has it and is wanted.
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
  const attributes = { scope: heading && "row", "data-key": key, "data-label": !heading && (column?.heading ?? ""), class: difference ? "differs" : false };
  const cell = element(heading ? "th" : "td", attributes);
  if (heading) cell.append(tick(id, table.columns.get(key), row), element("a", { href: `${href(table.root)}datasets/${id}/` }, text || id), ...references(table, row));
  else if (!text) cell.append(element("span", { class: "unknown" }, "–"));
  else if (column?.address) cell.append(element("a", { href: text, rel: "external noreferrer" }, text));
  else cell.append(...piecesOf(text, column?.short));
  if (difference) cell.append(dagger(table, id, difference, printed ? right(table, key, row) : null));
  return cell;
}

/**
 * A cell's text, each word of a list that has an abbreviation as such, with the word for screen readers.
 * @param {string} text
 * @param {Record<string, string>} [short]
 */
function piecesOf(text, short) {
  if (!short) return [text];
  return text.split(BETWEEN).flatMap((word, at) => {
    const shown = Object.hasOwn(short, word) ? [element("abbr", { title: word }, short[word]), element("span", { class: "spoken" }, ` (${word})`)] : [word];
    return at ? [BETWEEN, ...shown] : shown;
  });
}

/**
 * @param {string} id
 * @param {Column | undefined} names
 * @param {number} row
 */
function tick(id, names, row) {
  return element("input", { type: "checkbox", class: "tick needs-scripts", value: id, "aria-label": `${names ? valueOf(names, row) : id} into the basket` });
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
 * What the record has where the print differs.
 * @param {Table} table
 * @param {string} key
 * @param {number} row
 */
function right(table, key, row) {
  const column = table.columns.get(key);
  return (column && valueOf(column, row)) || "not known";
}

/**
 * The mark of a cell that differs from the print, with what is in the other one and why.
 * @param {Table} table
 * @param {string} id
 * @param {Difference} difference
 * @param {string | null} corrected what is right, where the print is shown
 */
function dagger(table, id, { printed, kind, why }, corrected) {
  const [tip, label] = corrected === null
    ? [`Printed: ${printed} (${kind}). ${why}`, `Printed: ${printed}; ${kind}`]
    : [`Right: ${corrected}; the print is ${kind}. ${why}`, `Right: ${corrected}`];
  const attributes = { class: "dagger", href: `${href(table.root)}datasets/${id}/#print`, "data-tip": tip, "aria-label": label };
  return element("a", attributes, "†");
}

/**
 * The way from the page to the site's root, as its own links have it.
 * @param {URL} root
 */
function href(root) {
  return root.pathname === location.pathname.replace(/[^/]*$/, "") ? "" : root.href;
}
