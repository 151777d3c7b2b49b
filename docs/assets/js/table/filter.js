// Filtering: the rows that match all filters, and the number of rows for each further option. Options of a filter are alternatives.
import { count, inAll, inAny, some } from "../shared/row-sets.js";

/** @typedef {import("../shared/row-sets.js").Rows} Rows */
/** @typedef {import("./table-data.js").Facet} Facet */
/** @typedef {import("./table-data.js").Range} Range */
/** @typedef {{key: string, terms: string[], usual: string[], rows: Rows[], silent: Rows}} Filter `usual`: the terms that count as chosen if none is, empty for all rows; `silent`: the rows without a term */
/** @typedef {{from: number | null, to: number | null, none: boolean}} Limits `none`: whether rows without a number match any limits */
/** @typedef {{of: number, none: number}} Silent the number of rows that match all other filters, and how many of them have no value */
/** @typedef {{size: number, filters: Filter[], ranges: (Range & {silent: Rows})[]}} Filters */
/** @typedef {{rows: Rows, counts: Record<string, number[]>, silent: Record<string, Silent>, number: (facet: string, term: string) => number}} Fit the rows that match all filters; for each term the number of rows that have it and match all other filters, and for each filter the rows without a value, both computed when they are read; `number` is the count of one term */

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
  return { size, filters, ranges: ranges.map((range) => ({ ...range, silent: withNumbers(size, range, (numbers) => !numbers.length) })) };
}

/**
 * The rows that match all filters, and how many match all but one.
 * @param {Filters} table
 * @param {Record<string, string[]>} chosen terms by filter
 * @param {Record<string, Limits>} limits by range
 * @param {Rows} found rows that the search has found
 * @returns {Fit}
 */
export function fitting(table, chosen, limits, found) {
  const own = new Map([
    ...table.filters.map((filter) => /** @type {const} */ ([filter.key, rowsOf(table.size, filter, chosen[filter.key] ?? [])])),
    ...table.ranges.map((range) => /** @type {const} */ ([`${range.key}-`, within(table.size, range, limits[range.key] ?? FREE)])),
  ]);
  const narrowing = [...own].flatMap(([key, rows]) => (rows ? [{ key, rows }] : []));
  const rows = inAll(found, ...narrowing.map((it) => it.rows));
  const others = (/** @type {string} */ key) => (own.get(key) ? inAll(found, ...narrowing.filter((it) => it.key !== key).map((it) => it.rows)) : rows);
  const silentIn = (/** @type {Rows} */ silent, /** @type {Rows} */ of) => ({ of: count(of), none: count(silent, of) });
  return {
    rows,
    number: (facet, term) => {
      const filter = /** @type {Filter} */ (table.filters.find(({ key }) => key === facet));
      return count(filter.rows[filter.terms.indexOf(term)], others(facet));
    },
    get counts() {
      return Object.fromEntries(table.filters.map((filter) => {
        const of = others(filter.key);
        return [filter.key, filter.rows.map((having) => count(having, of))];
      }));
    },
    get silent() {
      const ofFilters = table.filters.map(({ key, silent }) => [key, silentIn(silent, others(key))]);
      return Object.fromEntries([...ofFilters, ...table.ranges.map(({ key, silent }) => [key, silentIn(silent, others(`${key}-`))])]);
    },
  };
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
 * The rows with a number within the limits, and those without a number if they are kept; null for all rows.
 * @param {number} size
 * @param {Range} range
 * @param {Limits} limits
 */
function within(size, range, { from, to, none }) {
  if (from === null && to === null) return null;
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
