// What a single text of the form says: text without white space at its ends, a number, or true and false.

/** @typedef {import("./form-model.js").Value} Value */

const WHOLE = /^[-+]?[0-9]{1,18}$/;
const AMOUNT = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;

/**
 * The value of a text; nothing where it is empty.
 * @param {string} kind
 * @param {string} text
 * @returns {Value | undefined}
 */
export function single(kind, text) {
  const trimmed = kind === "prose" ? text.trim().replace(/\s+/g, " ") : text.trim();
  if (!trimmed) return undefined;
  if (kind === "flag") return trimmed === "true";
  return kind === "whole" || kind === "amount" || kind === "range" ? number(trimmed) : trimmed;
}

/**
 * A number as the records' reader takes it; text where it is none.
 * @param {string} text
 */
function number(text) {
  const value = Number(text);
  if (WHOLE.test(text)) return Number.isSafeInteger(value) ? value : text;
  return AMOUNT.test(text) && Number.isFinite(value) ? value : text;
}
