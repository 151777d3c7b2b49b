// Sorting: the order of the rows by one or two columns. Numbers are compared as numbers of the same unit; missing values come last.
import { folded } from "../shared/plain-words.js";

/** @typedef {import("./table-data.js").Column} Column */
/** @typedef {{column: string, down: boolean}} Key */

/**
 * The positions of all rows, sorted by columns. Rows without a value come last in both directions; equal rows keep their order.
 * Numbers of different units are not comparable: the units keep their order in both directions, and each has its own order of numbers.
 * @param {number} size
 * @param {Key[]} keys in order of priority
 * @param {(key: string) => Column | undefined} columnOf
 * @returns {number[]}
 */
export function ordered(size, keys, columnOf) {
  const ranked = keys.flatMap(({ column, down }) => {
    const found = columnOf(column);
    return found ? [{ ranks: ranksOf(found), groups: found.groups, at: found.at, sign: down ? -1 : 1 }] : [];
  });
  return [...Array(size).keys()].sort((one, other) => {
    for (const { ranks, groups, at, sign } of ranked) {
      const [a, b] = [ranks[at[one]], ranks[at[other]]];
      if (groups && a >= 0 && b >= 0 && groups[at[one]] !== groups[at[other]]) return groups[at[one]] - groups[at[other]];
      if (a !== b) return a < 0 || b < 0 ? b - a : sign * (a - b);
    }
    return one - other;
  });
}

/**
 * The rank of each value of a column, -1 for a missing value.
 * @param {Column} column
 */
function ranksOf(column) {
  const keys = column.numbers ?? column.values.map((text) => folded(text) || null);
  const known = [...new Set(keys.filter((key) => key !== null))].sort((a, b) => (a < b ? -1 : 1));
  const rank = new Map(known.map((key, at) => [key, at]));
  return keys.map((key) => (key === null ? -1 : /** @type {number} */ (rank.get(key))));
}

/**
 * The sort keys after a heading was pressed: ascending, then descending, then none. With Shift, the column becomes the second key.
 * @param {Key[]} keys
 * @param {string} column
 * @param {boolean} further
 * @returns {Key[]}
 */
export function pressed(keys, column, further) {
  const present = keys.find((key) => key.column === column);
  const next = present ? (present.down ? [] : [{ column, down: true }]) : [{ column, down: false }];
  if (!further) return next;
  if (present) return keys.flatMap((key) => (key === present ? next : [key]));
  return [...keys.slice(0, 1), ...next];
}
