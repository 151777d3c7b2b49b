// The data of the table, which the build writes (scripts/curator/site/exports/table_json.py).

/**
 * A list of distinct values, and the position of the value of each row.
 * @template T
 * @typedef {{values: T[], at: number[]}} Coded
 */
/** @typedef {Coded<string> & {key: string, heading: string, address: boolean, numbers: (number | null)[] | null, groups?: number[], short?: Record<string, string>, ratings?: Record<string, string>}} Column `groups`: the order of the units of its numbers; `short`: abbreviations of the terms in its texts; `ratings`: ratings of its texts */
/** @typedef {Coded<number[]> & {key: string, heading: string, terms: string[], labels: string[], hidden?: string}} Facet `hidden`: a term whose rows are hidden until it is chosen */
/** @typedef {Coded<number[]> & {key: string, heading: string, digits: number, unit: string}} Range a filter by number; a number with fewer than `digits` digits is incomplete, one with a unit can have decimals */
/** @typedef {{printed: string, kind: string, why: string}} Difference */
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
/**
 * @typedef {object} Rest
 * @property {Column[]} columns
 * @property {import("./selection.js").Joinings} joinings
 * @property {Record<string, string>} permissions labels by permission
 * @property {Record<string, string>} answers labels by answer, from the most permissive to the strictest
 */

/**
 * A data file of the site.
 * @param {URL} address
 * @returns {Promise<any>}
 * @throws {Error} if the server does not deliver it
 */
export async function fetched(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`the server answered ${answer.status} for ${address.pathname}`);
  return answer.json();
}

/**
 * The value of a row in a list.
 * @template T
 * @param {Coded<T>} list
 * @param {number} row
 */
export function valueOf(list, row) {
  return list.values[list.at[row]];
}
