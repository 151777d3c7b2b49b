// Which rows fit the chosen filters, and how many each further choice would give. Or within a filter, and between filters.
import { all, count, inAll, inAny, some } from "./sets.js";

/** @typedef {import("./sets.js").Rows} Rows */
/** @typedef {import("./data.js").Facet} Facet */
/** @typedef {import("./data.js").Column} Column */
/** @typedef {{key: string, terms: string[], rows: Rows[]}} Filter */
/** @typedef {{from: number | null, to: number | null}} Years */
/** @typedef {{size: number, filters: Filter[], years: (number | null)[]}} Filters */

/**
 * The filters of a table, each term with the rows that have it.
 * @param {number} size rows of the table
 * @param {Facet[]} facets
 * @param {Column} [year] the column of years
 * @returns {Filters}
 */
export function filtersOf(size, facets, year) {
  const filters = facets.map((facet) => {
    /** @type {number[][]} */
    const positions = facet.terms.map(() => []);
    facet.at.forEach((set, row) => { for (const term of facet.values[set]) positions[term].push(row); });
    return { key: facet.key, terms: facet.terms, rows: positions.map((rows) => some(size, rows)) };
  });
  return { size, filters, years: year ? year.at.map((at) => year.numbers?.[at] ?? null) : [] };
}

/**
 * The rows that fit all filters, and for each filter's terms the number of those that have it and fit all other filters.
 * @param {Filters} table
 * @param {Record<string, string[]>} chosen terms by filter
 * @param {Years} years
 * @param {Rows} found rows that the search leaves
 * @returns {{rows: Rows, counts: Record<string, number[]>}}
 */
export function fitting(table, chosen, years, found) {
  const own = table.filters.map((filter) => rowsOf(table.size, filter, chosen[filter.key] ?? []));
  const rest = inAll(found, inYears(table, years));
  const counts = table.filters.map((filter, at) => {
    const others = inAll(rest, ...own.filter((rows, other) => other !== at && rows !== null).map((rows) => /** @type {Rows} */ (rows)));
    return [filter.key, filter.rows.map((rows) => count(rows, others))];
  });
  const narrowing = own.filter((rows) => rows !== null);
  return { rows: inAll(rest, ...narrowing), counts: Object.fromEntries(counts) };
}

/**
 * The rows that have one of the chosen terms; null where none is chosen.
 * @param {number} size
 * @param {Filter} filter
 * @param {string[]} chosen
 */
function rowsOf(size, filter, chosen) {
  if (!chosen.length) return null;
  return inAny(size, ...chosen.map((term) => filter.rows[filter.terms.indexOf(term)]));
}

/**
 * @param {Filters} table
 * @param {Years} years
 */
function inYears(table, { from, to }) {
  if (from === null && to === null) return all(table.size);
  const fits = (/** @type {number | null} */ year) => year !== null && year >= (from ?? year) && year <= (to ?? year);
  return some(table.size, [...table.years.keys()].filter((row) => fits(table.years[row])));
}
