// Sets of rows as bit arrays. A row is a position in the table; 32 rows share a number.

/** @typedef {Uint32Array<ArrayBuffer>} Rows */

/**
 * A set of rows of a table with `size` rows.
 * @param {number} size
 * @param {Iterable<number>} positions
 * @returns {Rows}
 */
export function some(size, positions) {
  const rows = new Uint32Array(Math.ceil(size / 32));
  for (const position of positions) rows[position >> 5] |= 1 << (position & 31);
  return rows;
}

/**
 * The set of all rows.
 * @param {number} size
 * @returns {Rows}
 */
export function all(size) {
  const rows = new Uint32Array(Math.ceil(size / 32)).fill(~0);
  if (size & 31) rows[rows.length - 1] = 2 ** (size & 31) - 1;
  return rows;
}

/**
 * The intersection of one or more sets.
 * @param {...Rows} sets
 * @returns {Rows}
 */
export function inAll(...sets) {
  const rows = sets[0].slice();
  for (const other of sets) for (let at = 0; at < rows.length; at += 1) rows[at] &= other[at];
  return rows;
}

/**
 * The union of sets.
 * @param {number} size
 * @param {...Rows} sets
 * @returns {Rows}
 */
export function inAny(size, ...sets) {
  const rows = some(size, []);
  for (const set of sets) for (let at = 0; at < rows.length; at += 1) rows[at] |= set[at];
  return rows;
}

/**
 * Whether a row is in a set.
 * @param {Rows} rows
 * @param {number} position
 */
export function has(rows, position) {
  return (rows[position >> 5] >>> (position & 31) & 1) === 1;
}

/**
 * The number of rows that are in both sets. The bits of a number are added in pairs, fours and eights.
 * @param {Rows} rows
 * @param {Rows} [others]
 */
export function count(rows, others = rows) {
  let found = 0;
  for (let at = 0; at < rows.length; at += 1) {
    let bits = rows[at] & others[at];
    bits -= bits >>> 1 & 0x55555555;
    bits = (bits & 0x33333333) + (bits >>> 2 & 0x33333333);
    found += Math.imul(bits + (bits >>> 4) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return found;
}
