// The YAML text of a record in canonical format: fields in the order of the model, quotes only where required, short values on one line.
import { isMapping } from "./form-model.js";

/** @typedef {import("./form-model.js").Field} Field */
/** @typedef {import("./form-model.js").Value} Value */
/** @typedef {import("./form-model.js").Mapping} Mapping */

const WIDTH = 130; // characters of a line, unless it cannot be broken
const INDICATOR = /^[-?:,[\]{}#&*!|>'"%@`]/;
const UNSAFE = /: | #|:$|^\s|\s$|^---|^\.\.\./;
const IN_FLOW = /[,[\]{}]|:\?|^https?:\/\//;
const ESCAPED = /[\0-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]/u;
const NOT_TEXT = /^(?:~|null|Null|NULL|true|True|TRUE|false|False|FALSE|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)?$/;
const HEAD = "# yaml-language-server: $schema=../schema.json";

/**
 * Returns the text of a record.
 * @param {Field[]} fields
 * @param {Mapping} record
 * @param {{groups: string[], listings: string[]}} form
 */
export function yamlOf(fields, record, form) {
  const lines = [HEAD];
  let [group, last] = [0, -1];
  for (const field of fields) {
    if (form.groups.includes(field.name)) group += 1;
    if (!(field.name in record)) continue;
    if (last >= 0 && group !== last) lines.push("");
    last = group;
    lines.push(...placed(`${scalar(field.name, true)}:`, record[field.name], 0, field, form.listings.includes(field.name)));
  }
  return `${lines.join("\n")}\n`;
}

/**
 * Returns the lines of a new term for the file of its vocabulary.
 * @param {Field[]} fields
 * @param {string} term
 * @param {Mapping} entry
 */
export function entryOf(fields, term, entry) {
  return `${placed(`${scalar(term, true)}:`, entry, 0, { name: term, kind: "mapping", inside: fields }).join("\n")}\n`;
}

/**
 * Returns the lines of a value after its key or dash.
 * @param {string} head
 * @param {Value} value
 * @param {number} indent
 * @param {Field | undefined} field
 * @param {boolean} [tall]
 * @returns {string[]}
 */
function placed(head, value, indent, field, tall = false) {
  if (value === null) return [head];
  if (typeof value !== "object") return single(head, value, indent);
  const short = `${head} ${flow(value, field)}`;
  if (!Object.keys(value).length || (!tall && fits(value, field, short))) return [short];
  const inside = block(value, indent + 2, field);
  return head.endsWith("-") ? [head + inside[0].slice(head.length), ...inside.slice(1)] : [head, ...inside];
}

/**
 * Returns the lines of a text, number or boolean, folded if it is long.
 * @param {string} head
 * @param {string | number | boolean} value
 * @param {number} indent
 */
function single(head, value, indent) {
  const short = `${head} ${typeof value === "string" ? scalar(value, false) : value}`;
  if (typeof value !== "string" || (length(short) <= WIDTH && !value.includes("\n"))) return [short];
  const lines = folded(value, indent + 2);
  return lines ? [`${head} ${lines[0]}`, ...lines.slice(1)] : [short];
}

/**
 * Returns whether a list or mapping is written on one line.
 * @param {Value[] | Mapping} value
 * @param {Field | undefined} field
 * @param {string} short
 */
function fits(value, field, short) {
  if (JSON.stringify(value).includes("\\n")) return false;
  if (Array.isArray(value)) return length(short) <= WIDTH && !value.some(isMapping);
  return field?.lines === "wide" || (field?.lines !== "tall" && length(short) <= WIDTH);
}

/**
 * Returns a value on one line (flow style).
 * @param {Value} value
 * @param {Field | undefined} field
 * @returns {string}
 */
function flow(value, field) {
  if (value === null) return "";
  if (Array.isArray(value)) return `[${value.map((item) => flow(item, field?.inside?.[0])).join(", ")}]`;
  if (isMapping(value)) return `{${ordered(value, field).map(([key, child, inside]) => `${scalar(key, true)}: ${flow(child, inside)}`).join(", ")}}`;
  return typeof value === "string" ? scalar(value, true) : String(value);
}

/**
 * Returns the lines of a list or mapping (block style).
 * @param {Value[] | Mapping} value
 * @param {number} indent
 * @param {Field | undefined} field
 */
function block(value, indent, field) {
  const pad = " ".repeat(indent);
  if (Array.isArray(value)) return value.flatMap((item) => placed(`${pad}-`, item, indent, field?.inside?.[0]));
  return ordered(value, field).flatMap(([key, child, inside]) => placed(`${pad}${scalar(key, true)}:`, child, indent, inside));
}

/**
 * Returns the entries of a mapping in the order of the model. The keys of a map keep their order.
 * @param {Mapping} value
 * @param {Field | undefined} field
 * @returns {[string, Value, Field | undefined][]}
 */
function ordered(value, field) {
  const inside = field?.inside ?? [];
  if (field?.kind === "map") return Object.entries(value).map(([key, child]) => [key, child, inside[1]]);
  const known = inside.filter(({ name }) => name in value);
  return [
    ...known.map((it) => /** @type {[string, Value, Field]} */ ([it.name, value[it.name], it])),
    ...Object.entries(value).filter(([key]) => !known.some(({ name }) => name === key)).map(([key, child]) => /** @type {[string, Value, undefined]} */ ([key, child, undefined])),
  ];
}

/**
 * Returns a text on one line, quoted where YAML requires it. URLs in flow style are quoted too.
 * @param {string} text
 * @param {boolean} within
 */
function scalar(text, within) {
  if (!INDICATOR.test(text) && !UNSAFE.test(text) && !ESCAPED.test(text) && isText(text)) {
    if (!(within && IN_FLOW.test(text))) return text;
  } else if (/["\\]/.test(text) && !text.includes("'") && !ESCAPED.test(text)) {
    return `'${text}'`;
  }
  return JSON.stringify(text).replace(/[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/**
 * Returns whether YAML reads a plain text as text, not as a number, a boolean or null.
 * @param {string} text
 */
function isText(text) {
  return !NOT_TEXT.test(text) || Math.abs(Number(text || 0)) === Infinity;
}

/**
 * Returns the block style indicator and the lines of a text, or null if the text must be written on one line.
 * @param {string} text
 * @param {number} indent
 */
function folded(text, indent) {
  if (ESCAPED.test(text.replaceAll("\n", "")) || text !== text.trim() || !text) return null;
  const pad = " ".repeat(indent);
  if (text.includes("\n")) return ["|-", ...text.split("\n").map((line) => (line ? pad + line : line))];
  const lines = wrapped(text.split(/(?<! ) (?! )/), WIDTH - indent).map((line) => pad + line);
  return lines.length > 1 ? [">-", ...lines] : null;
}

/**
 * Returns the words on lines of limited width.
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
 * Returns the number of characters, as counted by Python.
 * @param {string} text
 */
function length(text) {
  return [...text].length;
}
