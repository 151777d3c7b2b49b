// The search of the table and of the header. An entry must contain every word, ignoring case, accents and hyphens; typing errors are corrected in words not found.
// Entries are ranked by where and how a word occurs: a name counts more than a term, a term more than the summary, a whole word more than a part of one.
// Fallback lists count only if no entry contains every word in the others.
import { all, inAll } from "../shared/row-sets.js";
import { wordsOf } from "../shared/plain-words.js";
import { beginning, containing, similar } from "./word-matches.js";

export { indexOf } from "./word-index.js";

/** @typedef {import("../shared/row-sets.js").Rows} Rows */
/** @typedef {import("./word-index.js").Index} Index */
/** @typedef {{rows: Rows, needles: string[][], taken: [string, string[]][], scores: Float32Array}} Found the rows, the texts found for each word, the words found in place of misspelled ones, and the score of each row */
/** @typedef {{whole: string, parts: string[]}} Word */
/** @typedef {{scores: Float32Array, needles: string[], taken: [string, string[]] | null}} Occurrences the scores of the rows for a word, 0 if they do not contain it, the texts found for it, and the words found in its place */
/** @typedef {[number, number, number]} Match the first of some neighboring words, the one after the last, and what they count */

/** Number of words whose occurrences are kept for the next letter of a query, which has the same words before it. */
const MAX_KEPT = 8;
/** Maximum number of corrected spellings of a query that are compared with names. */
const MAX_SPELLINGS = 20;
/** What an occurrence counts as a whole word, as the beginning of a word, within a word, and with a corrected spelling. */
const WHOLE = 1, BEGINNING = 0.6, WITHIN = 0.2, CORRECTED = 0.4;
/** The factor of an entry one of whose names equals the query. */
const SAME_NAME = 4;
/** Words without which an entry is found too: they change the order only. */
const OPTIONAL = new Set(["a", "an", "and", "dataset", "datasets", "for", "from", "in", "of", "on", "or", "the", "to", "with"]);
/** The score of an optional word that doubles the score of an entry. */
const DOUBLING = 8;

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
    const { scores, needles, taken } = kept(index, word, lists);
    found.rows = inAll(found.rows, rowsWith(scores));
    found.needles.push(needles);
    if (taken) found.taken.push(taken);
    for (let row = 0; row < index.size; row += 1) found.scores[row] *= scores[row];
  }
  for (const { whole } of required.length ? words.filter((word) => !required.includes(word)) : []) {
    const [at] = beginning(index.known.words, whole);
    const scores = scoresOf(index, index.known.words[at] === whole ? [[at, at + 1, WHOLE]] : [], lists);
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
 * The occurrences of a word, which are kept.
 * @param {Index} index
 * @param {Word} word
 * @param {boolean[]} lists whether each list counts
 */
function kept(index, word, lists) {
  const key = [word.parts.join("-"), ...lists].join();
  const found = index.kept.get(key) ?? occurrences(index, word, lists);
  index.kept.delete(key);
  index.kept.set(key, found);
  for (const old of index.kept.keys()) if (index.kept.size > MAX_KEPT) index.kept.delete(old);
  return found;
}

/**
 * @param {Index} index
 * @param {Word} word
 * @param {boolean[]} lists whether each list counts
 * @returns {Occurrences}
 */
function occurrences(index, { whole, parts }, lists) {
  const { words } = index.known;
  const { begun, others } = containing(index.known, whole);
  const separate = parts.length > 1 ? parts.map((part) => scoresOf(index, counted(words, part, beginning(words, part)), lists)) : [];
  const [least = null] = separate;
  for (const scores of separate.slice(1)) for (let row = 0; row < index.size; row += 1) if (scores[row] < separate[0][row]) separate[0][row] = scores[row];
  const split = least?.some(Boolean) ?? false;
  const near = others.length || begun[0] < begun[1] || split ? [] : similar(index.known, whole);
  const found = [...near.map((at) => single(at, CORRECTED)), ...others.map((at) => single(at, WITHIN)), ...counted(words, whole, begun)];
  const scores = scoresOf(index, found, lists);
  if (least) for (let row = 0; row < index.size; row += 1) if (least[row] > scores[row]) scores[row] = least[row];
  const corrected = near.map((at) => words[at]);
  return { scores, needles: near.length ? corrected : [whole, ...(split ? parts : [])], taken: near.length ? [parts.join("-"), corrected] : null };
}

/**
 * One word and what it counts.
 * @param {number} at
 * @param {number} counts
 * @returns {Match}
 */
function single(at, counts) {
  return [at, at + 1, counts];
}

/**
 * What words that begin with a text count.
 * @param {string[]} words
 * @param {string} text
 * @param {import("./word-matches.js").Span} span
 * @returns {Match[]}
 */
function counted(words, text, [from, to]) {
  return [[from, to, BEGINNING], ...(words[from] === text ? [single(from, WHOLE)] : [])];
}

/**
 * The score of some words in each row: the sum over the lists of what their best occurrence counts.
 * @param {Index} index
 * @param {Match[]} found
 * @param {boolean[]} lists whether each list counts
 */
function scoresOf({ size, weights, from, places, best }, found, lists) {
  best.fill(0);
  for (const [start, end, counts] of found) {
    for (let at = from[start]; at < from[end]; at += 1) if (counts > best[places[at]]) best[places[at]] = counts;
  }
  const sums = new Float64Array(size);
  weights.forEach((weight, list) => {
    if (!lists[list]) return;
    const start = list * size;
    for (let row = 0; row < size; row += 1) sums[row] += best[start + row] * weight;
  });
  return new Float32Array(sums);
}

/**
 * The rows with a score.
 * @param {Float32Array} scores
 */
function rowsWith(scores) {
  const rows = all(scores.length).fill(0);
  for (let row = 0; row < scores.length; row += 1) if (scores[row]) rows[row >> 5] |= 1 << (row & 31);
  return rows;
}
