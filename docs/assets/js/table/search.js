// Full-text search of the table. A row must contain every word, ignoring case, accents and hyphens; one typing error is corrected in words not found.
// Rows are ranked by where and how a word occurs: a name counts more than a term, a term more than the summary, a whole word more than a part of one.
import { all, inAll, inAny, some } from "./row-sets.js";
import { nearly, wordsOf } from "../shared/plain-words.js";

/** @typedef {import("./row-sets.js").Rows} Rows */
/** @typedef {import("./table-data.js").Coded<string> & {weight?: number}} List texts, and what an occurrence in them counts, 1 by default */
/** @typedef {{size: number, weights: number[], words: string[], rows: Uint32Array[], lists: Uint8Array[]}} Index the weights of the lists, and the words, each with the row and the list of each occurrence */
/** @typedef {{rows: Rows, needles: string[][], taken: [string, string[]][], scores: Float32Array}} Found the rows, the texts found for each word, the words found in place of misspelled ones, and the score of each row */

/** Minimum length of a word whose spelling is corrected. */
const MIN_CORRECTED = 4;
/** Minimum length of a misspelled word that may be the beginning of another. */
const MIN_BEGINNING = 5;
/** What an occurrence counts as a whole word, as the beginning of a word, within a word, and with a corrected spelling. */
const WHOLE = 1, BEGINNING = 0.6, WITHIN = 0.2, CORRECTED = 0.4;

/**
 * An index of the words in lists of texts.
 * @param {number} size number of rows of the table
 * @param {List[]} lists
 * @returns {Index}
 */
export function indexOf(size, lists) {
  /** @type {Map<string, [number[], number[]]>} */
  const found = new Map();
  lists.forEach((list, number) => {
    const having = rowsByValue(list);
    list.values.forEach((text, value) => {
      for (const word of new Set(wordsOf(text).flatMap(({ whole, parts }) => [whole, ...parts]))) {
        const known = found.get(word) ?? [[], []];
        found.set(word, known);
        known[0].push(...having[value]);
        known[1].push(...having[value].map(() => number));
      }
    });
  });
  const entries = [...found.values()];
  return {
    size, weights: lists.map(({ weight }) => weight ?? 1), words: [...found.keys()],
    rows: entries.map(([rows]) => Uint32Array.from(rows)), lists: entries.map(([, numbers]) => Uint8Array.from(numbers)),
  };
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
 * The rows that contain every word of a query, and their scores: the product over the words, so that all of them count.
 * @param {Index} index
 * @param {string} query
 * @returns {Found}
 */
export function find(index, query) {
  /** @type {Found} */
  const found = { rows: all(index.size), needles: [], taken: [], scores: new Float32Array(index.size).fill(1) };
  for (const { whole, parts } of wordsOf(query)) {
    const exact = positions(index, (word) => word.includes(whole));
    const beginnings = parts.length > 1 ? parts.map((part) => positions(index, (word) => word.startsWith(part))) : [];
    const apart = beginnings.length ? inAll(...beginnings.map((words) => rowsWith(index, words))) : some(index.size, []);
    const split = apart.some(Boolean);
    const near = exact.length || split || whole.length < MIN_CORRECTED ? [] : positions(index, (word) => nearly(whole, word) && (whole.length >= MIN_BEGINNING || word.length <= whole.length + 1));
    const words = near.map((at) => index.words[at]);
    if (near.length) found.taken.push([parts.join("-"), words]);
    found.needles.push(near.length ? words : [whole, ...(split ? parts : [])]);
    found.rows = inAll(found.rows, inAny(index.size, rowsWith(index, [...exact, ...near]), apart));
    const together = scoresOf(index, exact, (word) => (word === whole ? WHOLE : word.startsWith(whole) ? BEGINNING : WITHIN));
    const corrected = scoresOf(index, near, () => CORRECTED);
    const separate = beginnings.map((of, at) => scoresOf(index, of, (word) => (word === parts[at] ? WHOLE : BEGINNING)));
    for (let row = 0; row < index.size; row += 1) {
      const least = separate.length ? Math.min(...separate.map((scores) => scores[row])) : 0;
      found.scores[row] *= Math.max(together[row], corrected[row], least);
    }
  }
  return found;
}

/**
 * The score of some words in each row: the sum over the lists of what their best occurrence counts.
 * @param {Index} index
 * @param {number[]} words their positions
 * @param {(word: string) => number} quality
 */
function scoresOf(index, words, quality) {
  const best = index.weights.map(() => new Float32Array(index.size));
  for (const at of words) {
    const counts = quality(index.words[at]);
    index.rows[at].forEach((row, place) => {
      const of = best[index.lists[at][place]];
      if (counts > of[row]) of[row] = counts;
    });
  }
  return Float32Array.from({ length: index.size }, (_, row) => best.reduce((sum, of, list) => sum + of[row] * index.weights[list], 0));
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
