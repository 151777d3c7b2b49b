// The form above the table: what it says, what it shows, and what of it is chosen.
import { element, one, thousands } from "../shared/dom.js";
import { whole } from "./table-state.js";

/** @typedef {import("./table-state.js").State} State */

/**
 * All boxes of a name, or of every name, in a form.
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
 * What the form says, with what it does not hold as it was.
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
    ranges: Object.fromEntries(Object.keys(state.ranges).map((range) => [range, { from: limit(form, range, "from"), to: limit(form, range, "to") }])),
    columns: [state.columns[0], ...chosen("columns")],
    dense: input(form, "dense").checked,
    printed: input(form, "printed").checked,
  };
}

/**
 * Let the form say a state.
 * @param {HTMLFormElement} form
 * @param {State} state
 */
export function fill(form, state) {
  const text = input(form, "text");
  if (text.value.trim() !== state.text) text.value = state.text;
  for (const [range, limits] of Object.entries(state.ranges)) {
    fillLimit(input(form, `${range}-from`), limits.from);
    fillLimit(input(form, `${range}-to`), limits.to);
  }
  input(form, "dense").checked = state.dense;
  input(form, "printed").checked = state.printed;
  for (const box of boxes(form)) {
    const chosen = box.name === "columns" ? state.columns : state.chosen[box.name];
    if (chosen) box.checked = chosen.includes(box.value);
  }
}

/**
 * The number in a field; null where there is none, or not yet a whole one.
 * @param {HTMLFormElement} form
 * @param {string} range
 * @param {"from" | "to"} end
 */
function limit(form, range, end) {
  const field = input(form, `${range}-${end}`);
  return whole(field.value, Number(field.dataset.digits)) ? Number(field.value) : null;
}

/**
 * Let a field say a number, unless somebody is still writing one into it.
 * @param {HTMLInputElement} field
 * @param {number | null} number
 */
function fillLimit(field, number) {
  if (field !== document.activeElement) field.value = number?.toString() ?? "";
}

/**
 * What shows how many rows each choice has, and on each filter how much of it is chosen.
 * @param {HTMLFormElement} form
 * @param {Record<string, string[]>} terms
 * @returns {(state: State, counts: Record<string, number[]>) => void}
 */
export function countsOf(form, terms) {
  const options = Object.keys(terms).flatMap((facet) => boxes(form, facet).map((box) => {
    const label = /** @type {HTMLElement} */ (box.closest("label"));
    return { facet, at: terms[facet].indexOf(box.value), label, place: one(label, "[data-count]") };
  }));
  const numbers = [...form.querySelectorAll("details[data-facet] [data-number]")].map((place) => ({ place, facet: place.closest("details")?.dataset.facet ?? "" }));
  return (state, counts) => {
    for (const { facet, at, label, place } of options) {
      const number = counts[facet][at];
      place.textContent = thousands(number);
      label.classList.toggle("option--empty", number === 0);
    }
    for (const { place, facet } of numbers) {
      const number = Object.hasOwn(state.ranges, facet) ? Object.values(state.ranges[facet]).filter((end) => end !== null).length : state.chosen[facet].length;
      place.textContent = number ? ` (${number})` : "";
    }
  };
}

/**
 * What is chosen, as buttons that take it back.
 * @param {State} state
 * @param {(facet: string, term: string) => string} labelOf of a term, or of the end of a range
 * @param {(next: State) => void} change
 * @param {State} nothing
 */
export function chips(state, labelOf, change, nothing) {
  /** @type {[string, State][]} */
  const chosen = [];
  if (state.text) chosen.push([`“${state.text}”`, { ...state, text: "" }]);
  for (const [facet, terms] of Object.entries(state.chosen)) {
    for (const term of terms) chosen.push([labelOf(facet, term), { ...state, chosen: { ...state.chosen, [facet]: terms.filter((other) => other !== term) } }]);
  }
  for (const [range, limits] of Object.entries(state.ranges)) {
    for (const end of /** @type {const} */ (["from", "to"])) {
      if (limits[end] !== null) chosen.push([labelOf(range, end), { ...state, ranges: { ...state.ranges, [range]: { ...limits, [end]: null } } }]);
    }
  }
  const buttons = chosen.map(([label, next]) => chip(label, `Take back ${label}`, () => change(next)));
  const rest = { ...state, text: "", chosen: nothing.chosen, ranges: nothing.ranges, sort: [] };
  if (buttons.length || state.sort.length) buttons.push(chip("Clear all", "", () => change(rest)));
  return buttons;
}

/**
 * @param {string} label
 * @param {string} name for those who do not see the sign; empty where the label says it
 * @param {() => void} press
 */
function chip(label, name, press) {
  const button = element("button", { type: "button", class: name ? "chip" : "chip chip--all", "aria-label": name || label }, label);
  button.addEventListener("click", press);
  return button;
}
