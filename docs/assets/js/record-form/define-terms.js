// Controls for new terms: a list after the field that uses each vocabulary, and buttons to define a term.
import { element } from "../shared/dom.js";
import { listOf } from "./build-controls.js";
import { addRow, rowsOf, write } from "./form-controls.js";
import { idOf } from "./record-id.js";
import { fieldOf, UNIT_FIELDS } from "./new-terms.js";

/** @typedef {import("./form-model.js").Known} Known */
/** @typedef {import("./form-model.js").Field} Field */

const NEW_TERMS = { kind: "list", one: "new term", help: "Terms that are not yet in the vocabulary. They are added with the record." };

/**
 * Adds a list of new terms after the first field that uses each vocabulary.
 * @param {HTMLFormElement} form
 * @param {Known} known
 */
export function addNewTermLists(form, known) {
  for (const vocabulary of known.rules.growing) {
    const field = known.fields.find((it) => uses(it, vocabulary));
    const place = form.querySelector(`section > [data-field="${field?.name}"]`);
    const item = { name: "*", kind: "mapping", inside: known.term.filter(({ name }) => vocabulary === "unit" || !UNIT_FIELDS.includes(name)) };
    const list = listOf(known, { ...NEW_TERMS, name: fieldOf(vocabulary), label: `New terms of ${vocabulary.replace("-", " ")}`, inside: [item] });
    list.classList.add("new-terms");
    list.querySelector("[data-add]")?.remove();
    place?.after(list);
  }
}

/**
 * @param {Field} field
 * @param {string} vocabulary
 * @returns {boolean}
 */
function uses(field, vocabulary) {
  return field.vocabulary === vocabulary || (field.inside ?? []).some((it) => uses(it, vocabulary));
}

/**
 * Starts the definition of a new term, which replaces the word everywhere in the form.
 * @param {HTMLFormElement} form
 * @param {string} vocabulary
 * @param {string} text
 */
function define(form, vocabulary, text) {
  const list = /** @type {HTMLElement} */ (form.querySelector(`[data-field="${fieldOf(vocabulary)}"]`));
  const there = rowsOf(list).find((row) => row.querySelector("input")?.value === idOf(text));
  const row = there ?? addRow(list);
  if (!there) write(row, { key: idOf(text), label: text, definition: "", aliases: [] });
  replace(form, vocabulary, text, idOf(text));
  /** @type {HTMLElement | null} */ (row.querySelector("[data-field=definition] textarea"))?.focus();
}

/**
 * Replaces a word by a term everywhere in the form.
 * @param {HTMLFormElement} form
 * @param {string} vocabulary
 * @param {string} text
 * @param {string} term
 */
function replace(form, vocabulary, text, term) {
  for (const it of form.querySelectorAll(`input[list="list-${vocabulary}"]`)) if (it instanceof HTMLInputElement && it.value.trim() === text) it.value = term;
}

/**
 * Adds the new terms to the suggestions of their vocabulary.
 * @param {HTMLFormElement} form
 * @param {Known} known
 */
export function showNewTerms(form, known) {
  for (const vocabulary of known.rules.growing) {
    const options = /** @type {HTMLElement} */ (form.querySelector(`#list-${vocabulary}`));
    const list = /** @type {HTMLElement} */ (form.querySelector(`[data-field="${fieldOf(vocabulary)}"]`));
    const wanted = rowsOf(list).map((row) => ["key", "label", "plural"].map((name) => row.querySelector(`[data-field=${name}] input`)).map((it) => (it instanceof HTMLInputElement ? it.value.trim() : "")));
    if (options.dataset.added === JSON.stringify(wanted)) continue;
    options.dataset.added = JSON.stringify(wanted);
    options.querySelectorAll("[data-new]").forEach((it) => it.remove());
    options.append(...wanted.map(([value, label, plural]) => element("option", { value, "data-new": true, "data-plural": plural }, label)));
  }
}

/**
 * Replaces an unknown word by the suggested term, or starts a new term.
 * @param {HTMLFormElement} form
 * @param {HTMLButtonElement} button
 */
export function replaceWord(form, button) {
  const { vocabulary = "", text = "", term } = button.dataset;
  const control = /** @type {HTMLElement | null} */ (button.closest("[data-field], li")?.querySelector("input") ?? null);
  if (!term) return define(form, vocabulary, text);
  replace(form, vocabulary, text, term);
  control?.focus();
}
