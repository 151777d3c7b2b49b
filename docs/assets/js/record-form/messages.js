// The words of the checks, filled in as the checks fill them in (scripts/curator/records/messages.py).
import { nearest } from "./typing-slips.js";

/** @typedef {import("./form-model.js").Known} Known */
/** @typedef {import("./form-model.js").Fault} Fault */
/** @typedef {import("./form-model.js").Path} Path */

/**
 * A template with values for the names in braces; braces around anything else stay.
 * @param {string} template
 * @param {Record<string, string | number>} values
 */
export function filled(template, values) {
  return template.replace(/\{([A-Za-z0-9_]+)\}/g, (whole, name) => (Object.hasOwn(values, name) ? String(values[name]) : whole));
}

/**
 * A part of a sentence.
 * @param {Known} known
 * @param {string} name
 * @param {Record<string, string | number>} [values]
 */
export function phrase(known, name, values = {}) {
  return filled(known.phrases[name], values);
}

/**
 * A fault at a path, in the words of the checks.
 * @param {Known} known
 * @param {Path} at
 * @param {string} name
 * @param {Record<string, string | number>} [values]
 * @returns {Fault}
 */
export function fault(known, at, name, values = {}) {
  const [code, message, fix] = known.words[name];
  return { at, code, message: filled(message, values), fix: filled(fix, values), name, values };
}

/**
 * The term that a word may stand for; nothing where none is near.
 * @param {Known} known
 * @param {string} vocabulary
 * @param {string} text
 */
export function nearTerm(known, vocabulary, text) {
  const words = wordsOf(known, vocabulary);
  return words.get(nearest(text, [...words.keys()])) ?? "";
}

/**
 * Every word for a term of a vocabulary, with the term.
 * @param {Known} known
 * @param {string} vocabulary
 */
function wordsOf(known, vocabulary) {
  return new Map(known.lists[vocabulary].flatMap(({ value, label, words }) => [value, label, ...words].map((word) => [word.toLowerCase(), value])));
}

/**
 * What to write instead of a word that is no term.
 * @param {Known} known
 * @param {string} vocabulary
 * @param {string} text
 */
export function suggestion(known, vocabulary, text) {
  const terms = known.lists[vocabulary];
  const file = `catalog/vocabulary/${vocabulary}.yaml`;
  const near = nearTerm(known, vocabulary, text);
  const grows = known.rules.growing.includes(vocabulary);
  if (near) return phrase(known, "write", { near }) + (grows && !wordsOf(known, vocabulary).has(text.toLowerCase()) ? phrase(known, "if-meant", { file }) : "");
  if (terms.length > known.rules.few) return phrase(known, "a-term", { file });
  const more = grows ? phrase(known, "or-new", { file }) : "";
  return phrase(known, "one-of", { words: terms.map(({ value }) => value).join(", ") }) + more;
}

/**
 * What to write: a word near by, or else another fix.
 * @param {Known} known
 * @param {string} near
 * @param {string} otherwise
 */
export function written(known, near, otherwise) {
  return near ? phrase(known, "write", { near }) : otherwise;
}
