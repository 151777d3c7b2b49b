// How the form says what is wrong: in the labels of its fields, where the checks speak of the file.
import { element, ROOT } from "../shared/dom.js";
import { controlIn } from "./form-controls.js";
import { coded } from "./field-labels.js";
import { filled, nearTerm } from "./messages.js";

/** @typedef {import("./form-model.js").Known} Known */
/** @typedef {import("./problems.js").Placed} Placed */
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
  insecure: ["`{url}` is not https", "write `https://{rest}` if that answers, else say in the note to the reviewer that it does not"],
  "withdrawn-there": ["the status is “{status}”, but Withdrawn is filled in", "choose “withdrawn” as Status, or empty Withdrawn"],
  "withdrawn-missing": ["the status is “{status}”, but nothing says when and why", "fill in Withdrawn, or choose another Status"],
  "unknown-work": ["`{work}` is not in the bibliography", "paste its entry under “A work that is not in the bibliography yet”, and write its key here"],
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
  const own = fault.values.near ? undefined : IN_FORM[fault.name];
  const [message, fix] = own ?? [fault.message, fault.fix];
  const spelled = (/** @type {string} */ text) => coded(fault.name === "unknown-path" ? null : known, own ? filled(text, fault.values) : text);
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
