// The order of results. Numbers are sorted, because comparing rows by a function takes too long while a visitor types.

/** The number by which the bits of a score are multiplied; a list is shorter. */
const ROOM = 2 ** 21;

/**
 * Rows with falling scores; those with the same score keep their order.
 * @param {number[]} rows
 * @param {Float32Array} scores of all rows, not negative
 * @returns {number[]}
 */
export function ranked(rows, scores) {
  const bits = new Uint32Array(scores.buffer, scores.byteOffset, scores.length); // they have the order of the scores
  const keys = new Float64Array(rows.length);
  for (let at = 0; at < rows.length; at += 1) keys[at] = (2 ** 32 - 1 - bits[rows[at]]) * ROOM + at;
  keys.sort();
  const found = new Array(rows.length);
  for (let at = 0; at < rows.length; at += 1) found[at] = rows[keys[at] % ROOM];
  return found;
}
