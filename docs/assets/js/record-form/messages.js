// Messages of the checks, with their placeholders replaced (scripts/curator/records/messages.py).
import { nearest } from "./nearest.js";

/** @typedef {import("./form-model.js").Known} Known */
/** @typedef {import("./form-model.js").Problem} Problem */
/** @typedef {import("./form-model.js").Path} Path */
/** @typedef {import("./form-model.js").Choice} Choice */

/**
 * Returns a template with the values of the names in braces. Other braces are kept.
 * @param {string} template
 * @param {Record<string, string | number>} values
 */
export function filled(template, values) {
  return template.replace(/\{([A-Za-z0-9_]+)\}/g, (whole, name) => (Object.hasOwn(values, name) ? String(values[name]) : whole));
}

/**
 * Returns a part of a message.
 * @param {Known} known
 * @param {string} name
 * @param {Record<string, string | number>} [values]
 */
export function phrase(known, name, values = {}) {
  return filled(known.phrases[name], values);
}

/**
 * Returns a problem at a path, with the message of the checks.
 * @param {Known} known
 * @param {Path} at
 * @param {string} name
 * @param {Record<string, string | number>} [values]
 * @returns {Problem}
 */
export function problem(known, at, name, values = {}) {
  const [code, message, fix] = known.words[name];
  return { at, code, message: filled(message, values), fix: filled(fix, values), name, values };
}

/**
 * Returns the term that a word could mean, or an empty string.
 * @param {Known} known
 * @param {string} vocabulary
 * @param {string} text
 */
export function nearTerm(known, vocabulary, text) {
  const words = wordsOf(known, vocabulary);
  return words.get(nearest(text, [...words.keys()])) ?? "";
}

/**
 * Returns the terms of a vocabulary by all their names, in the order of the checks (scripts/curator/records/vocabulary.py).
 * @param {Known} known
 * @param {string} vocabulary
 */
function wordsOf(known, vocabulary) {
  const terms = known.lists[vocabulary];
  const groups = [(/** @type {Choice} */ it) => [it.value], ...["names", "synonyms", "printed"].map((group) => (/** @type {Choice} */ it) => it[/** @type {"names"} */ (group)])];
  const all = groups.flatMap((group) => terms.flatMap((it) => group(it).map((word) => /** @type {[string, string]} */ ([word.toLowerCase(), it.value]))));
  return new Map(all.reverse()); // of equal words, the first applies
}

/**
 * Returns the fix for a word that is not a term.
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
 * Returns the fix: a similar word, or else another fix.
 * @param {Known} known
 * @param {string} near
 * @param {string} otherwise
 */
export function written(known, near, otherwise) {
  return near ? phrase(known, "write", { near }) : otherwise;
}
