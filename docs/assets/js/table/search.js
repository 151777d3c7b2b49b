// Full-text search of the table. A row must contain every word, ignoring case, accents and hyphens; one typing error is corrected in words not found.
import { all, inAll, inAny, some } from "./row-sets.js";
import { nearly, wordsOf } from "../shared/plain-words.js";

/** @typedef {import("./row-sets.js").Rows} Rows */
/** @typedef {import("./table-data.js").Coded<string>} List */
/** @typedef {{size: number, words: string[], rows: Uint32Array[]}} Index words, each with the positions of its rows */
/** @typedef {{rows: Rows, needles: string[][], taken: [string, string[]][]}} Found the rows, the texts found for each word, and the words found in place of misspelled ones */

/** Minimum length of a word whose spelling is corrected. */
const MIN_CORRECTED = 4;
/** Minimum length of a misspelled word that may be the beginning of another. */
const MIN_BEGINNING = 5;

/**
 * An index of the words in lists of texts.
 * @param {number} size number of rows of the table
 * @param {List[]} lists
 * @returns {Index}
 */
export function indexOf(size, lists) {
  /** @type {Map<string, number[]>} */
  const rows = new Map();
  for (const list of lists) {
    const having = rowsByValue(list);
    list.values.forEach((text, value) => {
      for (const word of new Set(wordsOf(text).flatMap(({ whole, parts }) => [whole, ...parts]))) {
        const known = rows.get(word);
        if (known) known.push(...having[value]);
        else rows.set(word, [...having[value]]);
      }
    });
  }
  return { size, words: [...rows.keys()], rows: [...rows.values()].map((positions) => Uint32Array.from(positions)) };
}

/**
 * The rows of each value of a list.
 * @param {List} list
 */
function rowsByValue(list) {
  /** @type {number[][]} */
  const rows = list.values.map(() => []);
  list.at.forEach((value, row) => { rows[value].push(row); });
  return rows;
}

/**
 * The rows that contain every word of a query.
 * @param {Index} index
 * @param {string} query
 * @returns {Found}
 */
export function find(index, query) {
  /** @type {Found} */
  const found = { rows: all(index.size), needles: [], taken: [] };
  for (const { whole, parts } of wordsOf(query)) {
    const exact = positions(index, (word) => word.includes(whole));
    const apart = parts.length > 1 ? inAll(...parts.map((part) => rowsWith(index, positions(index, (word) => word.startsWith(part))))) : some(index.size, []);
    const split = apart.some(Boolean);
    const near = exact.length || split || whole.length < MIN_CORRECTED ? [] : positions(index, (word) => nearly(whole, word) && (whole.length >= MIN_BEGINNING || word.length <= whole.length + 1));
    const words = near.map((at) => index.words[at]);
    if (near.length) found.taken.push([parts.join("-"), words]);
    found.needles.push(near.length ? words : [whole, ...(split ? parts : [])]);
    found.rows = inAll(found.rows, inAny(index.size, rowsWith(index, [...exact, ...near]), apart));
  }
  return found;
}

/**
 * The positions of the words that meet a condition.
 * @param {Index} index
 * @param {(word: string) => boolean} fits
 */
function positions(index, fits) {
  const found = [];
  for (let at = 0; at < index.words.length; at += 1) if (fits(index.words[at])) found.push(at);
  return found;
}

/**
 * The rows that contain one of the words.
 * @param {Index} index
 * @param {number[]} words their positions
 */
function rowsWith(index, words) {
  const rows = some(index.size, []);
  for (const word of words) for (const row of index.rows[word]) rows[row >> 5] |= 1 << (row & 31);
  return rows;
}
