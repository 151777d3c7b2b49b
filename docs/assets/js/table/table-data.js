// The table's data as the build wrote them (scripts/curator/site/exports/table_json.py).

/**
 * One of a list's distinct values for each row.
 * @template T
 * @typedef {{values: T[], at: number[]}} Coded
 */
/** @typedef {Coded<string> & {key: string, heading: string, address: boolean, numbers: (number | null)[] | null, short?: Record<string, string>}} Column `short`: abbreviations of the words that its texts list */
/** @typedef {Coded<number[]> & {key: string, heading: string, terms: string[], labels: string[]}} Facet */
/** @typedef {Coded<number[]> & {key: string, heading: string, digits: number}} Range a filter by number; with fewer than `digits` digits a number is an unfinished one */
/** @typedef {{printed: string, kind: string, why: string}} Difference */
/** @typedef {Coded<string> & {label: string}} Text */
/**
 * @typedef {object} First
 * @property {string[]} ids
 * @property {Column[]} columns
 * @property {Facet[]} facets
 * @property {Range[]} ranges
 * @property {Record<string, number[]>} numbers
 * @property {Column[]} printed
 * @property {Record<string, Record<string, Difference>>} differences
 */
/** @typedef {{columns: Column[], texts: Text[], joinings: import("./selection.js").Joinings}} Rest */

/**
 * A file of the site's data.
 * @param {URL} address
 * @returns {Promise<any>}
 * @throws {Error} where it cannot be had
 */
export async function fetched(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address.pathname} answers ${answer.status}`);
  return answer.json();
}

/**
 * A row's value in a list.
 * @template T
 * @param {Coded<T>} list
 * @param {number} row
 */
export function valueOf(list, row) {
  return list.values[list.at[row]];
}
