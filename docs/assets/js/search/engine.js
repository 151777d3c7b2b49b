// The search of the table and of the header. An entry must contain every word, ignoring case, accents and hyphens; typing errors are corrected in words not found.
// Entries are ranked by where and how a word occurs: a name counts more than a term, a term more than the summary, a whole word more than a part of one.
// Fallback lists count only if no entry contains every word in the others.
import { all, inAll, inAny, some } from "../shared/row-sets.js";
import { wordsOf } from "../shared/plain-words.js";
import { containing, positions, similar } from "./word-matches.js";

/** @typedef {import("../shared/row-sets.js").Rows} Rows */
/** @typedef {import("../table/table-data.js").Coded<string> & {weight?: number, names?: boolean, fallback?: boolean}} List texts, what an occurrence in them counts, 1 by default, and whether they consist of names or are a fallback */
/** @typedef {{size: number, weights: number[], usual: boolean[], words: string[], rows: Uint32Array[], lists: Uint8Array[], names: Map<string, number[]>}} Index the weights of the lists, those that are no fallback, the words, each with the row and the list of each occurrence, and the rows of each name */
/** @typedef {{rows: Rows, needles: string[][], taken: [string, string[]][], scores: Float32Array}} Found the rows, the texts found for each word, the words found in place of misspelled ones, and the score of each row */
/** @typedef {{whole: string, parts: string[]}} Word */

/** Maximum number of corrected spellings of a query that are compared with names. */
const MAX_SPELLINGS = 20;
/** What an occurrence counts as a whole word, as the beginning of a word, within a word, and with a corrected spelling. */
const WHOLE = 1, BEGINNING = 0.6, WITHIN = 0.2, CORRECTED = 0.4;
/** The factor of an entry one of whose names equals the query. */
const SAME_NAME = 4;
/** The separator of names in a text (scripts/curator/site/exports/search_json.py). */
const BETWEEN = " · ";
/** Words without which an entry is found too: they change the order only. */
const OPTIONAL = new Set(["a", "an", "and", "dataset", "datasets", "for", "from", "in", "of", "on", "or", "the", "to", "with"]);
/** The score of an optional word that doubles the score of an entry. */
const DOUBLING = 8;

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
        for (const row of having[value]) {
          known[0].push(row);
          known[1].push(number);
        }
      }
    });
  });
  const entries = [...found.values()];
  return {
    size, weights: lists.map(({ weight }) => weight ?? 1), usual: lists.map(({ fallback }) => !fallback), words: [...found.keys()],
    rows: entries.map(([rows]) => Uint32Array.from(rows)), lists: entries.map(([, numbers]) => Uint8Array.from(numbers)),
    names: namesOf(lists.filter(({ names }) => names)),
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
 * The rows of each name.
 * @param {List[]} lists
 */
function namesOf(lists) {
  /** @type {Map<string, number[]>} */
  const found = new Map();
  for (const list of lists) {
    const having = rowsByValue(list);
    list.values.forEach((text, value) => {
      for (const name of new Set(text.split(BETWEEN).map(nameOf))) found.set(name, [...(found.get(name) ?? []), ...having[value]]);
    });
  }
  return found;
}

/** @param {string} text */
function nameOf(text) {
  return wordsOf(text).map(({ whole }) => whole).join(" ");
}

/**
 * The rows that contain every word of a query, in the fallback lists only if no row contains all of them in the others.
 * @param {Index} index
 * @param {string} query
 * @returns {Found}
 */
export function find(index, query) {
  const found = search(index, query, index.usual);
  return found.rows.some(Boolean) || index.usual.every(Boolean) ? found : search(index, query, index.usual.map(() => true));
}

/**
 * The rows that contain every word of a query, and their scores: the product over the words, so that all of them count.
 * @param {Index} index
 * @param {string} query
 * @param {boolean[]} lists whether each list counts
 * @returns {Found}
 */
function search(index, query, lists) {
  /** @type {Found} */
  const found = { rows: all(index.size), needles: [], taken: [], scores: new Float32Array(index.size).fill(1) };
  const words = wordsOf(query);
  const required = words.filter(({ whole }) => !OPTIONAL.has(whole));
  for (const word of required.length ? required : words) {
    const { rows, scores, needles, taken } = occurrences(index, word, lists);
    found.rows = inAll(found.rows, rows);
    found.needles.push(needles);
    if (taken) found.taken.push(taken);
    for (let row = 0; row < index.size; row += 1) found.scores[row] *= scores[row];
  }
  for (const { whole } of required.length ? words.filter((word) => !required.includes(word)) : []) {
    const scores = scoresOf(index, positions(index.words, (word) => word === whole), lists, () => WHOLE);
    for (let row = 0; row < index.size; row += 1) found.scores[row] *= 1 + scores[row] / DOUBLING;
  }
  for (const row of new Set(spellings(words, found.taken).flatMap((name) => index.names.get(name) ?? []))) found.scores[row] *= SAME_NAME;
  return found;
}

/**
 * The query as a name, in each corrected spelling.
 * @param {Word[]} words
 * @param {[string, string[]][]} taken
 */
function spellings(words, taken) {
  const corrected = new Map(taken);
  let found = [""];
  for (const { whole, parts } of words) {
    found = found.flatMap((name) => (corrected.get(parts.join("-")) ?? [whole]).map((word) => `${name} ${word}`)).slice(0, MAX_SPELLINGS);
  }
  return found.map((name) => name.trim());
}

/**
 * The rows that contain a word, their scores, the texts found for it, and the words found in its place.
 * @param {Index} index
 * @param {Word} word
 * @param {boolean[]} lists whether each list counts
 * @returns {{rows: Rows, scores: Float32Array, needles: string[], taken: [string, string[]] | null}}
 */
function occurrences(index, { whole, parts }, lists) {
  const exact = containing(index.words, whole);
  const beginnings = parts.length > 1 ? parts.map((part) => positions(index.words, (word) => word.startsWith(part))) : [];
  const apart = beginnings.length ? inAll(...beginnings.map((words) => rowsWith(index, words, lists))) : some(index.size, []);
  const split = apart.some(Boolean);
  const near = exact.length || split ? [] : similar(index.words, whole);
  const words = near.map((at) => index.words[at]);
  const scores = scoresOf(index, exact, lists, (word) => (word === whole ? WHOLE : word.startsWith(whole) ? BEGINNING : WITHIN));
  const corrected = scoresOf(index, near, lists, () => CORRECTED);
  const separate = beginnings.map((of, at) => scoresOf(index, of, lists, (word) => (word === parts[at] ? WHOLE : BEGINNING)));
  for (let row = 0; row < index.size; row += 1) {
    const least = separate.length ? Math.min(...separate.map((of) => of[row])) : 0;
    scores[row] = Math.max(scores[row], corrected[row], least);
  }
  return {
    rows: inAny(index.size, rowsWith(index, [...exact, ...near], lists), apart), scores,
    needles: near.length ? words : [whole, ...(split ? parts : [])], taken: near.length ? [parts.join("-"), words] : null,
  };
}

/**
 * The score of some words in each row: the sum over the lists of what their best occurrence counts.
 * @param {Index} index
 * @param {number[]} words their positions
 * @param {boolean[]} lists whether each list counts
 * @param {(word: string) => number} quality
 */
function scoresOf(index, words, lists, quality) {
  const best = index.weights.map(() => new Float32Array(index.size));
  for (const at of words) {
    const counts = quality(index.words[at]);
    index.rows[at].forEach((row, place) => {
      const of = best[index.lists[at][place]];
      if (counts > of[row]) of[row] = counts;
    });
  }
  return Float32Array.from({ length: index.size }, (_, row) => best.reduce((sum, of, list) => sum + (lists[list] ? of[row] * index.weights[list] : 0), 0));
}

/**
 * The rows that contain one of the words.
 * @param {Index} index
 * @param {number[]} words their positions
 * @param {boolean[]} lists whether each list counts
 */
function rowsWith(index, words, lists) {
  const having = words.flatMap((word) => [...index.rows[word]].filter((_, place) => lists[index.lists[word][place]]));
  return some(index.size, having);
}
