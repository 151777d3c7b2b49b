// The order of results. Numbers are sorted, because comparing rows by a function takes too long while a visitor types.

/** The number by which the bits of a score are multiplied; a list is shorter. */
const ROOM = 2 ** 21;

/**
 * Rows with falling scores; those with the same score keep their order.
 * @param {number[]} rows
 * @param {Float32Array} scores of all rows, not negative
 */
export function ranked(rows, scores) {
  const bits = new Uint32Array(scores.buffer, scores.byteOffset, scores.length); // they have the order of the scores
  const keys = Float64Array.from(rows, (row, at) => (2 ** 32 - 1 - bits[row]) * ROOM + at).sort();
  return Array.from(keys, (key) => rows[key % ROOM]);
}
