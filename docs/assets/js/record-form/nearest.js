// Similar words: by the Ratcliff-Obershelp measure, as in Python's difflib, or by typing errors (scripts/curator/records/normalise.py).

/**
 * Returns the word most similar to a text, or an empty string.
 * @param {string} text
 * @param {string[]} words
 * @param {number} cutoff
 */
export function closest(text, words, cutoff) {
  const other = [...text];
  let [best, found] = [-1, ""];
  for (const word of words) {
    const score = similarity([...word], other);
    // of equally similar words, the last in sort order
    if (score >= cutoff && (score > best || (score === best && word > found))) [best, found] = [score, word];
  }
  return found;
}

/**
 * Returns the similarity of two texts, from 0 (nothing in common) to 1 (equal).
 * @param {string[]} one
 * @param {string[]} other
 */
function similarity(one, other) {
  const length = one.length + other.length;
  return length ? (2 * matches(one, other)) / length : 1;
}

/**
 * Returns the number of characters in the longest common substring, and in those before and after it.
 * @param {string[]} one
 * @param {string[]} other
 * @returns {number}
 */
function matches(one, other) {
  const { start, begin, size } = longestCommon(one, other);
  if (!size) return 0;
  return size + matches(one.slice(0, start), other.slice(0, begin)) + matches(one.slice(start + size), other.slice(begin + size));
}

/**
 * Returns the first of the longest common substrings.
 * @param {string[]} one
 * @param {string[]} other
 */
function longestCommon(one, other) {
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

const MIN_LENGTH = 4; // shorter words that differ in one character are different words, such as MRI and MRA

/**
 * Returns the first of the known phrases that equals a text except for typing errors, or an empty string.
 * Phrases are compared word by word, without plural endings and -ing. Each word may have one typing error or, next to an equal word,
 * be abbreviated. A typing error is one character added, missing, changed or swapped, except the first character and digits.
 * @param {string} text
 * @param {string[]} words
 */
export function nearest(text, words) {
  const given = wordsOf(text);
  return words.find((word) => word.toLowerCase() === text.toLowerCase()) ?? words.find((word) => near(given, wordsOf(word))) ?? "";
}

/**
 * @param {string} text
 */
function wordsOf(text) {
  const plain = text.slice(0, 200).normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return (plain.replace(/(\d)\.0\b/g, "$1").match(/[\p{L}\p{N}]+/gu) ?? []).map(stem);
}

/**
 * Returns a word without plural ending or -ing.
 * @param {string} word
 */
function stem(word) {
  if (word.length <= MIN_LENGTH || /(?:ss|us|is)$/.test(word)) return word;
  return word.endsWith("ies") ? `${word.slice(0, -3)}y` : word.replace(/s$/, "").replace(/ing$/, "");
}

/**
 * Returns whether two phrases are equal except for typing errors.
 * @param {string[]} given
 * @param {string[]} known
 */
function near(given, known) {
  if (given.length && given.join("") === known.join("")) return true;
  if (!given.length || given.length !== known.length) return false;
  const beside = given.some((it, at) => it === known[at]);
  return given.every((it, at) => isTypo(it, known[at]) || (beside && it.length >= MIN_LENGTH && known[at].startsWith(it)));
}

/**
 * Returns whether two words are equal except for one typing error.
 * @param {string} one
 * @param {string} other
 */
function isTypo(one, other) {
  if (one === other) return true;
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  const digits = (/** @type {string} */ word) => word.replace(/\D/g, "");
  if (long.length < MIN_LENGTH || long.length - short.length > 1 || one[0] !== other[0] || digits(one) !== digits(other)) return false;
  const at = [...short].findIndex((letter, position) => letter !== long[position]);
  const from = at < 0 ? short.length : at;
  if (short.length < long.length) return short.slice(from) === long.slice(from + 1);
  const swapped = short[from] === long[from + 1] && short[from + 1] === long[from] && short.slice(from + 2) === long.slice(from + 2);
  return swapped || short.slice(from + 1) === long.slice(from + 1);
}
