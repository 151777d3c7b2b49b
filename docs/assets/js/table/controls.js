// The form above the table: its values, and the active filters.
import { element, one } from "../shared/dom.js";
import { isSwitch } from "./natural-images.js";
import { activeIn } from "./option-counts.js";
import { accepts, nothing } from "./table-state.js";

/** @typedef {import("./table-state.js").State} State */
/** @typedef {import("./table-state.js").Known} Known */

/**
 * The checkboxes of a form, all or those with a name.
 * @param {HTMLFormElement} form
 * @param {string} [name]
 * @returns {HTMLInputElement[]}
 */
export function boxes(form, name) {
  return [...form.querySelectorAll(`input[type=checkbox]${name ? `[name="${name}"]` : ""}`)].map((box) => /** @type {HTMLInputElement} */ (box));
}

/** @param {HTMLFormElement} form @param {string} name */
const input = (form, name) => one(form, `input[name="${name}"]`, HTMLInputElement);

/**
 * The state in the form; parts of the state that the form does not have remain unchanged.
 * @param {HTMLFormElement} form
 * @param {State} state
 * @returns {State}
 */
export function read(form, state) {
  const chosen = (/** @type {string} */ name) => boxes(form, name).filter((box) => box.checked).map((box) => box.value);
  return {
    ...state,
    text: input(form, "text").value.trim(),
    chosen: Object.fromEntries(Object.keys(state.chosen).map((name) => [name, chosen(name)])),
    ranges: Object.fromEntries(Object.keys(state.ranges).map((range) => [range, { from: limit(form, range, "from"), to: limit(form, range, "to"), none: keeping(form, range)?.checked ?? false }])),
    columns: [state.columns[0], ...chosen("columns")],
    dense: input(form, "dense").checked,
    printed: input(form, "printed").checked,
  };
}

/**
 * Fill the form with a state.
 * @param {HTMLFormElement} form
 * @param {State} state
 */
export function fill(form, state) {
  const text = input(form, "text");
  if (text.value.trim() !== state.text) text.value = state.text;
  for (const [range, limits] of Object.entries(state.ranges)) {
    fillLimit(input(form, `${range}-from`), limits.from);
    fillLimit(input(form, `${range}-to`), limits.to);
    const kept = keeping(form, range);
    if (kept) kept.checked = limits.none;
  }
  input(form, "dense").checked = state.dense;
  input(form, "printed").checked = state.printed;
  for (const box of boxes(form)) {
    const chosen = box.name === "columns" ? state.columns : state.chosen[box.name];
    if (chosen) box.checked = chosen.includes(box.value);
  }
}

/**
 * The checkbox that keeps the datasets without a number; null if each has one.
 * @param {HTMLFormElement} form
 * @param {string} range
 * @returns {HTMLInputElement | null}
 */
function keeping(form, range) {
  return form.querySelector(`input[name="${range}-none"]`);
}

/**
 * The number in a field; null if the field is empty or the number is incomplete.
 * @param {HTMLFormElement} form
 * @param {string} range
 * @param {"from" | "to"} end
 */
function limit(form, range, end) {
  const field = input(form, `${range}-${end}`);
  return accepts(field.value, { digits: Number(field.dataset.digits), decimals: field.step === "any" }) ? Number(field.value) : null;
}

/**
 * Write a number into a field, unless the user is typing there.
 * @param {HTMLInputElement} field
 * @param {number | null} number
 */
function fillLimit(field, number) {
  if (field !== document.activeElement) field.value = number?.toString() ?? "";
}

/**
 * The active filters as buttons that remove them, and a button that clears all.
 * @param {State} state
 * @param {(facet: string, term: string) => string} labelOf of a term, or of the end of a range
 * @param {(next: State) => void} change
 * @param {Known} known
 */
export function chips(state, labelOf, change, known) {
  /** @type {[string, State][]} */
  const chosen = [];
  if (state.text) chosen.push([`“${state.text}”`, { ...state, text: "" }]);
  for (const [facet, terms] of Object.entries(state.chosen)) {
    for (const term of isSwitch(known, facet, terms) ? [] : terms) chosen.push([labelOf(facet, term), { ...state, chosen: { ...state.chosen, [facet]: terms.filter((other) => other !== term) } }]);
  }
  for (const [range, limits] of Object.entries(state.ranges)) {
    for (const end of /** @type {const} */ (["from", "to"])) {
      if (limits[end] !== null) chosen.push([labelOf(range, end), { ...state, ranges: { ...state.ranges, [range]: { ...limits, [end]: null } } }]);
    }
    if (limits.none && activeIn(state, range)) chosen.push([labelOf(range, "none"), { ...state, ranges: { ...state.ranges, [range]: { ...limits, none: false } } }]);
  }
  const buttons = chosen.map(([label, next]) => chip(label, `Remove filter ${label}`, () => change(next)));
  if (buttons.length) buttons.push(chip("Clear all", "", () => change(withoutFilters(state, known))));
  return buttons;
}

/**
 * A state without search text, filters and sorting, but with the same columns and selection.
 * @param {State} state
 * @param {Known} known
 * @returns {State}
 */
export function withoutFilters(state, known) {
  const { chosen, ranges } = nothing(known);
  return { ...state, text: "", chosen, ranges, sort: [] };
}

/**
 * @param {string} label
 * @param {string} name for screen readers; empty if the label is enough
 * @param {() => void} press
 */
function chip(label, name, press) {
  const button = element("button", { type: "button", class: name ? "chip" : "chip chip--all", "aria-label": name || label }, label);
  button.addEventListener("click", press);
  return button;
}
