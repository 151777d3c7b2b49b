// An index of the words in lists of texts: the words in alphabetical order, so that those with the same beginning are neighbors, and where each occurs.
import { wordsOf } from "../shared/plain-words.js";

/** @typedef {import("../table/table-data.js").Coded<string> & {weight?: number, names?: boolean, fallback?: boolean}} List texts, what an occurrence in them counts, 1 by default, and whether they consist of names or are a fallback */
/** @typedef {{words: string[], text: string, starts: Uint32Array}} Words words in alphabetical order, the same as one text, and where each starts in it */
/** @typedef {Words & {first: Uint32Array, parts: string[], partOf: Uint32Array}} Known with the order in which the words were first seen, their ends after a change between letters and digits, in alphabetical order, and the word of each end */
/**
 * @typedef {object} Index
 * @property {number} size number of rows
 * @property {number[]} weights of the lists
 * @property {boolean[]} usual whether each list is no fallback
 * @property {Known} known
 * @property {Uint32Array} from where the places of each word start
 * @property {Uint32Array} places for each word those in which it occurs: the number of the list, multiplied by the number of rows, plus the row
 * @property {Map<string, number[]>} names the rows of each name
 * @property {Map<string, import("./engine.js").Occurrences>} kept the occurrences of the words of the last queries
 * @property {Float32Array} best working memory: for each place what the best word found there counts
 */

/** The separator of names in a text (scripts/curator/site/exports/search_json.py). */
export const BETWEEN = " · ";
/** A change between letters and digits. */
const CHANGE = /(?<=\d)(?=\D)|(?<=\D)(?=\d)/gu;

/**
 * An index of the words in lists of texts.
 * @param {number} size number of rows of the table
 * @param {List[]} lists
 * @returns {Index}
 */
export function indexOf(size, lists) {
  const rows = lists.map(rowsByValue);
  /** @type {Map<string, number>} */
  const ids = new Map();
  const texts = lists.map(({ values }) => values.map((text) => idsIn(text, ids)));
  const seen = [...ids.keys()];
  const words = seen.slice().sort();
  const position = new Uint32Array(seen.length);
  const first = Uint32Array.from(words, (word) => /** @type {number} */ (ids.get(word)));
  first.forEach((id, at) => { position[id] = at; });
  const { from, places } = placesOf(size, texts, rows, position);
  return {
    size, weights: lists.map(({ weight }) => weight ?? 1), usual: lists.map(({ fallback }) => !fallback), known: { ...asText(words), first, ...partsOf(words) },
    from, places, names: namesOf(lists, rows), kept: new Map(), best: new Float32Array(size * lists.length),
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
 * The ids of the words in a text, whole and split at hyphens, each once; new words get an id.
 * @param {string} text
 * @param {Map<string, number>} ids
 */
function idsIn(text, ids) {
  /** @type {Set<number>} */
  const found = new Set();
  const add = (/** @type {string} */ word) => {
    const id = ids.get(word) ?? ids.size;
    if (id === ids.size) ids.set(word, id);
    found.add(id);
  };
  for (const { whole, parts } of wordsOf(text)) {
    add(whole);
    if (parts.length > 1) parts.forEach(add);
  }
  return found;
}

/**
 * The places of each word.
 * @param {number} size number of rows
 * @param {Set<number>[][]} texts by list and value the ids of the words
 * @param {number[][][]} rows by list and value
 * @param {Uint32Array} position of each id in the alphabetical order
 */
function placesOf(size, texts, rows, position) {
  const from = new Uint32Array(position.length + 1);
  texts.forEach((list, number) => list.forEach((ids, value) => { for (const id of ids) from[position[id] + 1] += rows[number][value].length; }));
  for (let at = 0; at < position.length; at += 1) from[at + 1] += from[at];
  const places = new Uint32Array(from[position.length]);
  const next = from.slice();
  texts.forEach((list, number) => list.forEach((ids, value) => {
    for (const id of ids) for (const row of rows[number][value]) places[next[position[id]]++] = number * size + row;
  }));
  return { from, places };
}

/**
 * Words with their text, in which a part of them is found at once.
 * @param {string[]} words
 * @returns {Words}
 */
function asText(words) {
  const starts = new Uint32Array(words.length);
  let end = 0;
  words.forEach((word, at) => {
    starts[at] = end;
    end += word.length + 1;
  });
  return { words, text: words.join("\n"), starts };
}

/**
 * The ends of words after a change between letters and digits, and the position of the word of each.
 * @param {string[]} words
 */
function partsOf(words) {
  /** @type {[string, number][]} */
  const found = [];
  words.forEach((word, at) => { for (const { index } of word.matchAll(CHANGE)) found.push([word.slice(index), at]); });
  found.sort(([one], [other]) => (one < other ? -1 : Number(one > other)));
  return { parts: found.map(([part]) => part), partOf: Uint32Array.from(found, ([, at]) => at) };
}

/**
 * The rows of each name.
 * @param {List[]} lists
 * @param {number[][][]} rows by list and value
 */
function namesOf(lists, rows) {
  /** @type {Map<string, number[]>} */
  const found = new Map();
  lists.forEach(({ names, values }, number) => {
    if (!names) return;
    values.forEach((text, value) => {
      for (const name of new Set(text.split(BETWEEN).map(nameOf))) {
        const known = found.get(name);
        if (known) known.push(...rows[number][value]);
        else found.set(name, rows[number][value].slice());
      }
    });
  });
  return found;
}

/** @param {string} text */
function nameOf(text) {
  return wordsOf(text).map(({ whole }) => whole).join(" ");
}
