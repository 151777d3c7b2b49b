// The words of the checks, filled in as the checks fill them in (scripts/curator/wording.py).
import { closest } from "./near.js";

/** @typedef {import("./model.js").Known} Known */
/** @typedef {import("./model.js").Fault} Fault */
/** @typedef {import("./model.js").Path} Path */

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
  return { at, code, message: filled(message, values), fix: filled(fix, values) };
}

/**
 * What to write instead of a word that is no term.
 * @param {Known} known
 * @param {string} vocabulary
 * @param {string} text
 */
export function suggestion(known, vocabulary, text) {
  const terms = known.lists[vocabulary];
  const words = new Map(terms.flatMap(({ value, label, words: others }) => [value, label, ...others].map((word) => [word.toLowerCase(), value])));
  const file = `catalog/vocabulary/${vocabulary}.yaml`;
  const near = closest(text.toLowerCase(), [...words.keys()], known.rules.alike);
  const grows = known.rules.growing.includes(vocabulary);
  if (near) return phrase(known, "write", { near: words.get(near) ?? "" }) + (grows && near !== text.toLowerCase() ? phrase(known, "if-meant", { file }) : "");
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
