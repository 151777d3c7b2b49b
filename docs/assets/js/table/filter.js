// Filtering: the rows that match all filters, and the number of rows for each further option. Options of a filter are alternatives.
import { all, count, inAll, inAny, some } from "../shared/row-sets.js";

/** @typedef {import("../shared/row-sets.js").Rows} Rows */
/** @typedef {import("./table-data.js").Facet} Facet */
/** @typedef {import("./table-data.js").Range} Range */
/** @typedef {{key: string, terms: string[], usual: string[], rows: Rows[], silent: Rows}} Filter `usual`: the terms that count as chosen if none is, empty for all rows; `silent`: the rows without a term */
/** @typedef {{from: number | null, to: number | null, none: boolean}} Limits `none`: whether rows without a number match any limits */
/** @typedef {{of: number, none: number}} Silent the number of rows that match all other filters, and how many of them have no value */
/** @typedef {{size: number, filters: Filter[], ranges: Range[]}} Filters */

/** No limits. */
export const FREE = { from: null, to: null, none: false };

/**
 * The filters of a table, with the rows for each term.
 * @param {number} size number of rows of the table
 * @param {Facet[]} facets
 * @param {Range[]} ranges
 * @returns {Filters}
 */
export function filtersOf(size, facets, ranges) {
  const filters = facets.map((facet) => {
    /** @type {number[][]} */
    const positions = facet.terms.map(() => []);
    facet.at.forEach((set, row) => { for (const term of facet.values[set]) positions[term].push(row); });
    const usual = facet.hidden ? facet.terms.filter((term) => term !== facet.hidden) : [];
    const silent = some(size, [...facet.at.keys()].filter((row) => !facet.values[facet.at[row]].length));
    return { key: facet.key, terms: facet.terms, usual, rows: positions.map((rows) => some(size, rows)), silent };
  });
  return { size, filters, ranges };
}

/**
 * The rows that match all filters, and for each term the number of rows that have it and match all other filters; for each filter the rows without a value.
 * @param {Filters} table
 * @param {Record<string, string[]>} chosen terms by filter
 * @param {Record<string, Limits>} limits by range
 * @param {Rows} found rows that the search has found
 * @returns {{rows: Rows, counts: Record<string, number[]>, silent: Record<string, Silent>}}
 */
export function fitting(table, chosen, limits, found) {
  const own = table.filters.map((filter) => rowsOf(table.size, filter, chosen[filter.key] ?? []));
  const inRange = table.ranges.map((range) => within(table.size, range, limits[range.key] ?? FREE));
  const rest = inAll(found, ...inRange);
  /** @type {Record<string, Silent>} */
  const silent = {};
  const counts = table.filters.map((filter, at) => {
    const others = inAll(rest, ...own.filter((rows, other) => other !== at && rows !== null).map((rows) => /** @type {Rows} */ (rows)));
    silent[filter.key] = { of: count(others), none: count(filter.silent, others) };
    return [filter.key, filter.rows.map((rows) => count(rows, others))];
  });
  const narrowing = own.filter((rows) => rows !== null);
  table.ranges.forEach((range, at) => {
    const others = inAll(found, ...narrowing, ...inRange.filter((_, other) => other !== at));
    silent[range.key] = { of: count(others), none: count(withNumbers(table.size, range, (numbers) => !numbers.length), others) };
  });
  return { rows: inAll(rest, ...narrowing), counts: Object.fromEntries(counts), silent };
}

/**
 * The rows with one of the chosen or usual terms; null for all rows.
 * @param {number} size
 * @param {Filter} filter
 * @param {string[]} chosen
 */
function rowsOf(size, filter, chosen) {
  const terms = chosen.length ? chosen : filter.usual;
  if (!terms.length) return null;
  return inAny(size, ...terms.map((term) => filter.rows[filter.terms.indexOf(term)]));
}

/**
 * The rows with a number within the limits, and those without a number if they are kept; all rows if there are no limits.
 * @param {number} size
 * @param {Range} range
 * @param {Limits} limits
 */
function within(size, range, { from, to, none }) {
  if (from === null && to === null) return all(size);
  return withNumbers(size, range, (numbers) => (none && !numbers.length) || numbers.some((number) => number >= (from ?? number) && number <= (to ?? number)));
}

/**
 * The rows whose numbers match a condition.
 * @param {number} size
 * @param {Range} range
 * @param {(numbers: number[]) => boolean} condition
 */
function withNumbers(size, range, condition) {
  const fits = range.values.map(condition);
  return some(size, [...range.at.keys()].filter((row) => fits[range.at[row]]));
}
