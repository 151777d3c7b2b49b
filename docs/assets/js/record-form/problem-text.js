// Texts of problems in the form, with labels of fields in place of the field names used by the checks.
import { element, ROOT } from "../shared/dom.js";
import { controlIn } from "./form-controls.js";
import { coded } from "./field-labels.js";
import { filled, nearTerm } from "./messages.js";

/** @typedef {import("./form-model.js").Known} Known */
/** @typedef {import("./problems.js").Placed} Placed */
/** @typedef {(Node | string)[]} Words */

const ADD_SOURCE = "select a source, or give the reason why there is none";
/** @type {Record<string, [string, string]>} */
const IN_FORM = {
  missing: ["required", ""],
  "no-value": ["empty", "fill it in, or remove the row"],
  "repeated-id": ["`{id}` is the id of another record", "choose another id"],
  "too-few": ["at least {least} required", "add more, or remove all"],
  "descending-range": ["{first} is larger than {second}", "write the smaller number first"],
  "several-lines": ["the text has several lines", "write it on one line"],
  "line-break": ["the text ends with a line break", "remove it"],
  "no-evidence": ["no source", ADD_SOURCE],
  "unused-source": ["this source is not used", "select it for the fields that it supports, or remove it"],
  "unknown-source": ["`{name}` is not one of your sources", "clear the checkbox, or add the source under “Sources”"],
  "unprinted-source": ["`{name}` is the printed collection, which does not mention this dataset", "select another source"],
  "sourced-and-unverified": ["both a source and a reason for a missing source", "keep one of the two"],
  "unknown-work": ["`{work}` is not in the bibliography", "paste its BibTeX entry under “Add a work to the bibliography”, and write its key here"],
  term: ["`{text}` is not in the vocabulary", ""],
};
/** Message and fix by name, for messages of the checks that describe the file. */

/**
 * Returns the message and the fix of a problem, as shown in the form.
 * @param {Known} known
 * @param {HTMLElement} part
 * @param {Placed} problem
 * @returns {{message: Words, fix: Words}}
 */
export function inForm(known, part, problem) {
  const own = problem.values.near ? undefined : IN_FORM[problem.name];
  const [message, fix] = own ?? [problem.message, problem.name === "kind" ? valueOnly(problem.fix) : problem.fix];
  const withLabels = (/** @type {string} */ text) => coded(problem.name === "unknown-path" ? null : known, own ? filled(text, problem.values) : text);
  const action = problem.name === "missing" ? [toFill(part)] : problem.name === "term" ? toChoose(known, problem) : withLabels(fix);
  return { message: withLabels(message), fix: action };
}

/**
 * Returns a fix whose example has no field name, which is already the label.
 * @param {string} fix
 */
function valueOnly(fix) {
  return fix.replace(/`[\w-]+: ([^`]+)`/, "`$1`");
}

/**
 * Returns how to fill in a field; of a group of fields, which of them are required.
 * @param {HTMLElement} part
 */
function toFill(part) {
  if (part.dataset.list !== undefined) return "add at least one";
  const required = [...part.querySelectorAll(":scope > [data-field] > :is(label, legend):has(> b)")].map((it) => it.firstChild?.textContent);
  if (required.length) return `fill in ${required.join(", ")}`;
  return controlIn(part) instanceof HTMLSelectElement ? "choose one" : "fill it in";
}

/**
 * Returns the fix for an unknown word.
 * @param {Known} known
 * @param {Placed} problem
 * @returns {Words}
 */
function toChoose(known, { values }) {
  const [vocabulary, text] = [String(values.vocabulary), String(values.text)];
  const near = nearTerm(known, vocabulary, text);
  const meanings = element("a", { href: `${ROOT}contribute/vocabulary/#${vocabulary}` }, "definitions");
  const choose = near ? ["choose ", element("code", {}, near), " if you mean that"] : ["choose from the list (", meanings, ")"];
  return known.rules.growing.includes(vocabulary) && !isTerm(known, vocabulary, text) ? [...choose, ", or define a new term"] : choose;
}

/**
 * Returns the buttons that replace an unknown word by a suggested term, or by a new one.
 * @param {Known} known
 * @param {Placed} problem
 * @returns {Words}
 */
export function replacementButtons(known, { name, values }) {
  if (name !== "term") return [];
  const [vocabulary, text] = [String(values.vocabulary), String(values.text)];
  const near = nearTerm(known, vocabulary, text);
  const button = (/** @type {string} */ label, /** @type {string} */ term) => element("button", { type: "button", class: "button", "data-vocabulary": vocabulary, "data-text": text, "data-term": term }, label);
  const define = known.rules.growing.includes(vocabulary) && !isTerm(known, vocabulary, text);
  return [...(near ? [button(`Use “${near}”`, near)] : []), ...(define ? [button(`Define “${text}” as a new term`, "")] : [])];
}

/**
 * Returns whether a word is a term, a label or a synonym, in any case.
 * @param {Known} known
 * @param {string} vocabulary
 * @param {string} text
 */
function isTerm(known, vocabulary, text) {
  return known.lists[vocabulary].some(({ value, names, synonyms, printed }) => [value, ...names, ...synonyms, ...printed].some((it) => it.toLowerCase() === text.toLowerCase()));
}
