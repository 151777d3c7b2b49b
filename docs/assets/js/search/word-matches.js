// The words of an index that contain a word of a query, or that a misspelled word may mean.
import { nearly } from "../shared/plain-words.js";

/** @typedef {import("./word-index.js").Known} Known */
/** @typedef {[number, number]} Span the first of some neighboring words, and the one after the last */

/** Minimum length of a word whose spelling is corrected. */
const MIN_CORRECTED = 4;
/** Minimum length of a misspelled word that may be the beginning of another. */
const MIN_BEGINNING = 5;
/** Minimum length of a word in which two changes are made if one change does not lead to a known word. */
const MIN_TWICE = 10;
/** Minimum length of a text that is found within words if others begin with it. */
export const MIN_WITHIN = 5;
/** Number of words that are compared one by one. */
const FEW = 16;
/** A character that is in no word and comes after all others. */
const LAST = "\uffff";

/**
 * The position of the first word that is not before a text.
 * @param {string[]} words in alphabetical order
 * @param {string} text
 * @param {Span} [within]
 */
function positionOf(words, text, [from, to] = [0, words.length]) {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (words[middle] < text) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The words that begin with a text.
 * @param {string[]} words in alphabetical order
 * @param {string} text
 * @param {Span} [within]
 * @returns {Span}
 */
export function beginning(words, text, within = [0, words.length]) {
  const from = positionOf(words, text, within);
  return [from, positionOf(words, text + LAST, [from, within[1]])];
}

/**
 * The words that contain a text: those that begin with it, and the others. A short text counts within a word only after a change between letters and
 * digits, or if no word begins with it.
 * @param {Known} known
 * @param {string} text
 * @returns {{begun: Span, others: number[]}}
 */
export function containing(known, text) {
  const begun = beginning(known.words, text);
  if (text.length >= MIN_WITHIN) return { begun, others: within(known, text) };
  const [from, to] = beginning(known.parts, text);
  const others = [...known.partOf.subarray(from, to)];
  return { begun, others: others.length || begun[0] < begun[1] ? others : within(known, text) };
}

/**
 * The positions of all words that contain a text.
 * @param {Known} known
 * @param {string} part
 */
function within({ words, text, starts }, part) {
  const found = [];
  let word = 0;
  for (let at = text.indexOf(part); at >= 0; at = word < words.length ? text.indexOf(part, starts[word]) : -1) {
    let high = words.length;
    while (word < high) { // the first word that starts after this place
      const middle = (word + high) >> 1;
      if (starts[middle] <= at) word = middle + 1;
      else high = middle;
    }
    found.push(word - 1);
  }
  return found;
}

/**
 * The positions of the words that a misspelled word may mean, in the order in which they were first seen; if some have the same letters in another order,
 * only these.
 * @param {Known} known
 * @param {string} typed
 */
export function similar({ words, first }, typed) {
  if (typed.length < MIN_CORRECTED) return [];
  const seen = (/** @type {number[]} */ found) => found.sort((one, other) => first[one] - first[other]);
  const near = seen(nearTo(words, typed, 1).filter((at) => typed.length >= MIN_BEGINNING || words[at].length <= typed.length + 1));
  const exchanged = near.filter((at) => sorted(words[at].slice(0, typed.length)) === sorted(typed));
  if (exchanged.length) return exchanged;
  return near.length || typed.length < MIN_TWICE ? near : seen(nearTo(words, typed, 2));
}

/**
 * The positions of the words to which a word is `nearly` equal. Words with the same beginning are compared together.
 * @param {string[]} words in alphabetical order
 * @param {string} typed
 * @param {number} changes
 */
function nearTo(words, typed, changes) {
  /** @type {Set<number>} */
  const found = new Set();
  /**
   * @param {Span} span words with the same first `same` characters
   * @param {number} same
   * @param {number} at the number of characters of the typed word that are compared
   * @param {number} left the number of changes left
   */
  const compare = ([from, to], same, at, left) => {
    if (to - from <= FEW) {
      for (let word = from; word < to; word += 1) if (nearly(typed.slice(at), words[word].slice(same), left)) found.add(word);
    } else if (!left || at === typed.length) {
      const [start, end] = beginning(words, words[from].slice(0, same) + typed.slice(at), [from, to]);
      for (let word = start; word < end; word += 1) found.add(word);
    } else {
      for (let word = from; word < to;) {
        const character = words[word].charAt(same);
        const group = /** @type {Span} */ ([word, character ? positionOf(words, words[word].slice(0, same + 1) + LAST, [word, to]) : word + 1]);
        if (character === typed[at]) compare(group, same + 1, at + 1, left);
        else change(group, character, same, at, left - 1);
        word = group[1];
      }
    }
  };
  /**
   * @param {Span} group words with the same first characters, the last of which is not the one typed
   * @param {string} character that they have in its place; empty if the word ends
   * @param {number} same
   * @param {number} at
   * @param {number} left
   */
  const change = (group, character, same, at, left) => {
    compare(group, same, at + 1, left); // a character added
    if (!character) return;
    compare(group, same + 1, at, left); // a character removed
    compare(group, same + 1, at + 1, left); // a character replaced
    if (character === typed[at + 1]) compare(beginning(words, words[group[0]].slice(0, same + 1) + typed[at], group), same + 2, at + 2, left);
  };
  compare([0, words.length], 0, 0, changes);
  return [...found];
}

/**
 * The letters of a word in alphabetical order.
 * @param {string} word
 */
function sorted(word) {
  return [...word].sort().join("");
}
