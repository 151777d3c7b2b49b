// How the form says what is wrong: in the labels of its fields, where the checks speak of the file.
import { element, ROOT } from "../dom.js";
import { controlIn } from "./controls.js";
import { filled, nearTerm } from "./words.js";

/** @typedef {import("./model.js").Known} Known */
/** @typedef {import("./model.js").Field} Field */
/** @typedef {import("./faults.js").Placed} Placed */
/** @typedef {(Node | string)[]} Words */

const TICK = "tick where you saw it, or say why no page can be named";
/** @type {Record<string, [string, string]>} */
const IN_FORM = {
  missing: ["required", ""],
  "no-value": ["empty", "fill it in, or remove the row"],
  "too-few": ["too few: at least {least} required", "add more, or remove all"],
  falling: ["{first} is larger than {second}", "write the smaller number first"],
  "several-lines": ["the text has several lines", "write it on one line"],
  "line-break": ["the text ends with a line break", "remove it"],
  "no-evidence": ["no source", TICK],
  "unused-source": ["no field uses this source", "tick it where you saw something there, or remove it"],
  "unknown-source": ["`{name}` is not one of your sources", "untick it, or name it under “Where you saw it”"],
  "unprinted-source": ["`{name}` is the printed collection, which does not name this dataset", "tick the page where you saw it"],
  "evident-and-not": ["a source is ticked, and a reason given for having none", "keep one of the two"],
  "not-counted": ["`{unit}` is not counted", "add a count of it under Counts, or choose another unit"],
  "withdrawn-missing": ["the status is `{status}`, but nothing says when and why", "fill in Withdrawn, or choose another status"],
  "shared-address": ["`{url}` is also an address of {other}", "add a relation to `{other}`, or correct the address"],
  term: ["`{text}` is not in the list of terms", ""],
};
/** Message and fix by the name of the words of the checks, where those tell how to write the file. */

/**
 * A fault in the words of the form: its message, and what to do.
 * @param {Known} known
 * @param {HTMLElement} part
 * @param {Placed} fault
 * @returns {{message: Words, fix: Words}}
 */
export function inForm(known, part, fault) {
  const [message, fix] = IN_FORM[fault.name] ?? [fault.message, fault.fix];
  const own = Object.hasOwn(IN_FORM, fault.name);
  const spelled = (/** @type {string} */ text) => coded(known, own ? filled(text, fault.values) : text);
  const todo = fault.name === "missing" ? [toFill(part)] : fault.name === "term" ? toChoose(known, fault) : spelled(fix);
  return { message: spelled(message), fix: todo };
}

/**
 * How a field is filled.
 * @param {HTMLElement} part
 */
function toFill(part) {
  if (part.dataset.list !== undefined) return "add at least one";
  return controlIn(part) instanceof HTMLSelectElement ? "choose one" : "fill it in";
}

/**
 * What to write instead of a word that is no term.
 * @param {Known} known
 * @param {Placed} fault
 * @returns {Words}
 */
function toChoose(known, { values }) {
  const [vocabulary, text] = [String(values.vocabulary), String(values.text)];
  const near = nearTerm(known, vocabulary, text);
  const meanings = element("a", { href: `${ROOT}contribute/vocabulary/#${vocabulary}` }, "what the terms mean");
  const choose = near ? ["choose ", element("code", {}, near), " if you mean it"] : ["choose from the list (", meanings, ")"];
  return known.rules.growing.includes(vocabulary) && !isTerm(known, vocabulary, text) ? [...choose, ", or define a new term"] : choose;
}

/**
 * The buttons that put a near term, or a new one, in place of a word that is no term.
 * @param {Known} known
 * @param {Placed} fault
 * @returns {Words}
 */
export function waysOut(known, { name, values }) {
  if (name !== "term") return [];
  const [vocabulary, text] = [String(values.vocabulary), String(values.text)];
  const near = nearTerm(known, vocabulary, text);
  const button = (/** @type {string} */ label, /** @type {string} */ term) => element("button", { type: "button", class: "button", "data-vocabulary": vocabulary, "data-text": text, "data-term": term }, label);
  const define = known.rules.growing.includes(vocabulary) && !isTerm(known, vocabulary, text);
  return [...(near ? [button(`Use “${near}”`, near)] : []), ...(define ? [button(`Define “${text}” as a new term`, "")] : [])];
}

/**
 * Whether a word is a term but for its case, or another word for one.
 * @param {Known} known
 * @param {string} vocabulary
 * @param {string} text
 */
function isTerm(known, vocabulary, text) {
  return known.lists[vocabulary].some(({ value, label, words }) => [value, label, ...words].some((it) => it.toLowerCase() === text.toLowerCase()));
}

/**
 * A sentence with fields by their labels, and the rest of what is in backquotes as code.
 * @param {Known} known
 * @param {string} text
 * @returns {Words}
 */
export function coded(known, text) {
  return text.split("`").flatMap((part, at) => {
    const field = at % 2 ? /^([a-z0-9_]+)(: .*)?$/s.exec(part) : null;
    const label = field && labelsOf(known).get(field[1]);
    if (label) return [`${label}${field[2] ?? ""}`];
    return [at % 2 ? element("code", {}, part) : part];
  });
}

/** @type {WeakMap<Field[], Map<string, string>>} */
const labels = new WeakMap();

/**
 * What the form calls each field of the model.
 * @param {Known} known
 */
function labelsOf(known) {
  const found = labels.get(known.fields) ?? new Map(everyField(known.fields).map(({ name, label }) => [name, label ?? capital(name.replaceAll("_", " "))]));
  labels.set(known.fields, found);
  return found;
}

/**
 * @param {Field[]} fields
 * @returns {Field[]}
 */
function everyField(fields) {
  return fields.flatMap((field) => [field, ...everyField(field.inside ?? [])]);
}

/**
 * What the form calls a part: the item of a list that it stands in, and its label; a count goes by what is counted.
 * @param {HTMLElement} part
 */
export function nameOf(part) {
  const field = part.dataset.vouch === undefined ? part : /** @type {HTMLElement | null} */ (part.parentElement?.querySelector(`:scope > [data-field="${part.dataset.vouch}"]`)) ?? part;
  const row = field.closest("li:has(> fieldset)");
  const counted = row?.parentElement?.parentElement?.matches("[data-field=counts]") ? pluralIn(row) : "";
  if (counted) return counted;
  const label = field.matches("li") ? "" : field.querySelector(":scope > :is(label, legend)")?.firstChild?.textContent?.trim();
  const own = label || (field.matches("li:not(:has(> fieldset))") ? field.querySelector("[aria-label]")?.getAttribute("aria-label") : "");
  return [row && rowName(row), own].filter(Boolean).join(", ");
}

/**
 * An item of a list by its number, and by what is written first in it.
 * @param {Element} row
 */
function rowName(row) {
  const legend = row.querySelector(":scope > fieldset > legend")?.textContent ?? "";
  const first = row.querySelector("input, select, textarea");
  const text = first instanceof HTMLInputElement ? first.value.trim() : "";
  return text && text.length < 40 ? `${legend} (${text})` : legend;
}

/**
 * What is counted in a row, as the vocabulary says it of several.
 * @param {Element} row
 */
function pluralIn(row) {
  const unit = row.querySelector("input")?.value.trim() ?? "";
  const option = /** @type {HTMLElement | null} */ (document.querySelector(`#list-unit option[value="${CSS.escape(unit)}"]`));
  return capital(option?.dataset.plural || unit);
}

/** @param {string} text */
function capital(text) {
  return text && text[0].toUpperCase() + text.slice(1);
}
