// Words that are one slip apart: `endoscopy` is no slip for `fundoscopy`.

const SHORT = 4; // letters from which on a slip may part two words: MRI and MRA are two words

/**
 * The first of the words that a text is, or is but for slips of typing; nothing where none is near.
 * The words of both are compared one by one, without the endings of plurals and of what is being done: they may differ by one slip
 * each, or, beside an equal word, by being cut short. A slip is a letter too many, missing, changed, or swapped with its neighbour,
 * but neither the first letter nor a digit.
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
 * A word without the ending of a plural, or of what is being done.
 * @param {string} word
 */
function stem(word) {
  if (word.length <= SHORT || /(?:ss|us|is)$/.test(word)) return word;
  return word.endsWith("ies") ? `${word.slice(0, -3)}y` : word.replace(/s$/, "").replace(/ing$/, "");
}

/**
 * Whether words are those of a term, but for slips.
 * @param {string[]} given
 * @param {string[]} known
 */
function near(given, known) {
  if (given.length && given.join("") === known.join("")) return true;
  if (!given.length || given.length !== known.length) return false;
  const beside = given.some((it, at) => it === known[at]);
  return given.every((it, at) => isSlip(it, known[at]) || (beside && it.length >= SHORT && known[at].startsWith(it)));
}

/**
 * Whether two words are the same but for one slip.
 * @param {string} one
 * @param {string} other
 */
function isSlip(one, other) {
  if (one === other) return true;
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  const digits = (/** @type {string} */ word) => word.replace(/\D/g, "");
  if (long.length < SHORT || long.length - short.length > 1 || one[0] !== other[0] || digits(one) !== digits(other)) return false;
  const at = [...short].findIndex((letter, position) => letter !== long[position]);
  const from = at < 0 ? short.length : at;
  if (short.length < long.length) return short.slice(from) === long.slice(from + 1);
  const swapped = short[from] === long[from + 1] && short[from + 1] === long[from] && short.slice(from + 2) === long.slice(from + 2);
  return swapped || short.slice(from + 1) === long.slice(from + 1);
}
