// The order of the rows: by any columns, numbers as numbers, what is not known last.
import { folded } from "../shared/plain-words.js";

/** @typedef {import("./table-data.js").Column} Column */
/** @typedef {{column: string, down: boolean}} Key */

/**
 * The positions of all rows in the order of some columns; rows without a value stand last in either direction, equal ones as in the table.
 * @param {number} size
 * @param {Key[]} keys the first one first
 * @param {(key: string) => Column | undefined} columnOf
 * @returns {number[]}
 */
export function ordered(size, keys, columnOf) {
  const ranked = keys.flatMap(({ column, down }) => {
    const found = columnOf(column);
    return found ? [{ ranks: ranksOf(found), at: found.at, sign: down ? -1 : 1 }] : [];
  });
  return [...Array(size).keys()].sort((one, other) => {
    for (const { ranks, at, sign } of ranked) {
      const [a, b] = [ranks[at[one]], ranks[at[other]]];
      if (a !== b) return a < 0 || b < 0 ? b - a : sign * (a - b);
    }
    return one - other;
  });
}

/**
 * The rank of each value of a column, -1 for one that is not known.
 * @param {Column} column
 */
function ranksOf(column) {
  const keys = column.numbers ?? column.values.map((text) => folded(text) || null);
  const known = [...new Set(keys.filter((key) => key !== null))].sort((a, b) => (a < b ? -1 : 1));
  const rank = new Map(known.map((key, at) => [key, at]));
  return keys.map((key) => (key === null ? -1 : /** @type {number} */ (rank.get(key))));
}

/**
 * The sorting after a heading was pressed: up, then down, then as in the table; with another key kept before it where shift was held.
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
