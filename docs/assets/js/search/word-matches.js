// The words of an index that contain a word of a query, or that a misspelled word may mean.
import { nearly } from "../shared/plain-words.js";

/** Minimum length of a word whose spelling is corrected. */
const MIN_CORRECTED = 4;
/** Minimum length of a misspelled word that may be the beginning of another. */
const MIN_BEGINNING = 5;
/** Minimum length of a word in which two changes are made if one change does not lead to a known word. */
const MIN_TWICE = 10;
/** Minimum length of a text that is found within words if others begin with it. */
export const MIN_WITHIN = 5;

/**
 * The positions of the words that meet a condition.
 * @param {string[]} words
 * @param {(word: string) => boolean} fits
 */
export function positions(words, fits) {
  const found = [];
  for (let at = 0; at < words.length; at += 1) if (fits(words[at])) found.push(at);
  return found;
}

/**
 * The positions of the words that contain a text. A short text counts within a word only after a change between letters and digits, or if no word begins with it.
 * @param {string[]} words
 * @param {string} text
 */
export function containing(words, text) {
  const found = positions(words, (word) => word.includes(text));
  if (text.length >= MIN_WITHIN) return found;
  const begun = found.filter((at) => beginsIn(words[at], text));
  return begun.length ? begun : found;
}

/**
 * Whether a word begins with a text, or contains it after a change between letters and digits.
 * @param {string} word
 * @param {string} text
 */
function beginsIn(word, text) {
  for (let at = word.indexOf(text); at >= 0; at = word.indexOf(text, at + 1)) {
    if (!at || /\d/.test(word[at - 1]) !== /\d/.test(text[0])) return true;
  }
  return false;
}

/**
 * The positions of the words that a misspelled word may mean; if some have the same letters in another order, only these.
 * @param {string[]} words
 * @param {string} typed
 */
export function similar(words, typed) {
  if (typed.length < MIN_CORRECTED) return [];
  const near = positions(words, (word) => nearly(typed, word) && (typed.length >= MIN_BEGINNING || word.length <= typed.length + 1));
  const exchanged = near.filter((at) => sorted(words[at].slice(0, typed.length)) === sorted(typed));
  if (exchanged.length) return exchanged;
  return near.length || typed.length < MIN_TWICE ? near : positions(words, (word) => nearly(typed, word, 2));
}

/**
 * The letters of a word in alphabetical order.
 * @param {string} word
 */
function sorted(word) {
  return [...word].sort().join("");
}
