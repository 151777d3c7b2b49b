// How a single value is spelled: without quotes where YAML allows it, on several lines where it is long.

export const WIDTH = 130; // the longest line, but for what cannot be broken
const INDICATOR = /^[-?:,[\]{}#&*!|>'"%@`]/;
const UNSAFE = /: | #|:$|^\s|\s$|^---|^\.\.\./;
const IN_FLOW = /[,[\]{}]|:\?|^https?:\/\//;
const ESCAPED = /[\0-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]/u;
const NOT_TEXT = /^(?:~|null|Null|NULL|true|True|TRUE|false|False|FALSE|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)?$/;

/**
 * Text on one line: plain, or quoted where it would be read as something else; addresses within brackets are quoted too.
 * @param {string} text
 * @param {boolean} within
 */
export function spelled(text, within) {
  if (!INDICATOR.test(text) && !UNSAFE.test(text) && !ESCAPED.test(text) && isText(text)) {
    if (!(within && IN_FLOW.test(text))) return text;
  } else if (/["\\]/.test(text) && !text.includes("'") && !ESCAPED.test(text)) {
    return `'${text}'`;
  }
  return JSON.stringify(text).replace(/[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/**
 * Whether a plain text is read as text, and not as a number, a truth or nothing.
 * @param {string} text
 */
function isText(text) {
  return !NOT_TEXT.test(text) || Math.abs(Number(text || 0)) === Infinity;
}

/**
 * The sign and the lines of a text on lines of its own; nothing for one that has to stand on one line.
 * @param {string} text
 * @param {number} indent
 */
export function folded(text, indent) {
  if (ESCAPED.test(text.replaceAll("\n", "")) || text !== text.trim() || !text) return null;
  const pad = " ".repeat(indent);
  if (text.includes("\n")) return ["|-", ...text.split("\n").map((line) => (line ? pad + line : line))];
  const lines = wrapped(text.split(/(?<! ) (?! )/), WIDTH - indent).map((line) => pad + line);
  return lines.length > 1 ? [">-", ...lines] : null;
}

/**
 * Words on lines that are as full as they can be.
 * @param {string[]} words
 * @param {number} width
 */
function wrapped(words, width) {
  const lines = [words[0]];
  for (const word of words.slice(1)) {
    if (length(lines[lines.length - 1]) + 1 + length(word) > width) lines.push(word);
    else lines[lines.length - 1] += ` ${word}`;
  }
  return lines;
}

/**
 * How many characters a text has, as Python counts them.
 * @param {string} text
 */
export function length(text) {
  return [...text].length;
}
