// The nearest of several words, by the measure that the checks use (Ratcliff and Obershelp, as in Python's difflib).

const LETTERS_PER_SLIP = 6; // a slip in six letters: `endoscopy` is no slip for `fundoscopy`
const STEM = 5; // letters that two forms of one word begin with

/**
 * The word most like a text; nothing where none is alike enough.
 * @param {string} text
 * @param {string[]} words
 * @param {number} cutoff
 * @param {(text: string, word: string) => boolean} [fits]
 */
export function closest(text, words, cutoff, fits = () => true) {
  const other = [...text];
  let [best, found] = [-1, ""];
  for (const word of words) {
    if (!fits(text, word)) continue;
    const score = likeness([...word], other);
    // of two that are alike the one that sorts last
    if (score >= cutoff && (score > best || (score === best && word > found))) [best, found] = [score, word];
  }
  return found;
}

/**
 * Whether one text may be meant by another: few slips for its length, or a word in common.
 * @param {string} text
 * @param {string} word
 */
export function isNear(text, word) {
  const slips = Math.max(1, Math.floor(Math.min(text.length, word.length) / LETTERS_PER_SLIP));
  return slipsBetween([...text], [...word]) <= slips || text.split(/[^\p{L}\p{N}]+/u).some((it) => word.split(/[^\p{L}\p{N}]+/u).some((other) => sameWord(it, other)));
}

/**
 * @param {string} one
 * @param {string} other
 */
function sameWord(one, other) {
  const shorter = Math.min(one.length, other.length);
  return shorter >= STEM && (one === other || one.slice(0, Math.max(STEM, shorter - 4)) === other.slice(0, Math.max(STEM, shorter - 4)));
}

/**
 * Letters to put in, take out or change to make one text of the other (Levenshtein).
 * @param {string[]} one
 * @param {string[]} other
 */
function slipsBetween(one, other) {
  let above = [...Array(other.length + 1).keys()];
  one.forEach((letter, i) => {
    const row = [i + 1];
    other.forEach((it, j) => row.push(Math.min(above[j] + (it === letter ? 0 : 1), above[j + 1] + 1, row[j] + 1)));
    above = row;
  });
  return above[other.length];
}

/**
 * How like two texts are: from 0, nothing in common, to 1, the same.
 * @param {string[]} one
 * @param {string[]} other
 */
function likeness(one, other) {
  const length = one.length + other.length;
  return length ? (2 * matches(one, other)) / length : 1;
}

/**
 * How many characters two texts share in the same order: those of the longest common part, and of what stands on its sides.
 * @param {string[]} one
 * @param {string[]} other
 * @returns {number}
 */
function matches(one, other) {
  const { start, begin, size } = longest(one, other);
  if (!size) return 0;
  return size + matches(one.slice(0, start), other.slice(0, begin)) + matches(one.slice(start + size), other.slice(begin + size));
}

/**
 * The longest common part, of several the first.
 * @param {string[]} one
 * @param {string[]} other
 */
function longest(one, other) {
  let found = { start: 0, begin: 0, size: 0 };
  /** @type {number[]} */
  let above = [];
  one.forEach((character, i) => {
    const row = other.map((it, j) => (it === character ? (above[j - 1] ?? 0) + 1 : 0));
    row.forEach((size, j) => { if (size > found.size) found = { start: i - size + 1, begin: j - size + 1, size }; });
    above = row;
  });
  return found;
}
