// The page on which a record is written: form -> draft -> record, its faults and its text. Nothing is sent anywhere.
import { element, one } from "../dom.js";
import { addRow, controlIn, fieldsIn, number, partAt, read, rowsOf, wire, write } from "./controls.js";
import { keep, kept } from "./draft.js";
import { outcomeOf } from "./faults.js";
import { idOf } from "./ids.js";
import { knownOf } from "./model.js";
import { define, offerNewTerms, replace, showNewTerms } from "./new-terms.js";
import { askSources, offerSources, offerVouches, remember, renamed } from "./picks.js";
import { offerSectionSources, pressed, showSectionSources } from "./section-source.js";
import { begin, showTwins } from "./start.js";
import { listFaults, showFaults } from "./told.js";
import { offerWays, showRecord } from "./ways.js";
import { yamlOf } from "./yaml.js";

/** @typedef {import("./draft.js").Whole} Whole */

/**
 * Let the form write records.
 * @param {HTMLFormElement} form
 */
export function offerForm(form) {
  const known = knownOf(form);
  const [status, state] = [one(form, ".new-kept"), one(form, ".new-state")];
  /** @type {WeakSet<Element>} */
  let left = new WeakSet();
  let all = false;
  let waiting = 0;
  let [named, started] = ["", ""];
  let now = { id: "", text: "", additions: /** @type {import("./new-terms.js").Addition[]} */ ([]), note: "" };

  const show = () => {
    const draft = draftOf(form);
    const outcome = outcomeOf(known, draft);
    const faults = [...outcome.values, ...outcome.rules];
    const works = outcome.works ? [{ file: "catalog/references.bib", text: `${outcome.works}\n` }] : [];
    now = { id: outcome.id, text: yamlOf(known.fields, outcome.record, known.form), additions: [...outcome.terms, ...works], note: String(draft.reviewer ?? "").trim() };
    showNewTerms(form, known);
    askSources(form, outcome.record);
    showSectionSources(form);
    showTwins(form, known, draft);
    showFaults(form, known, faults, left, all);
    if (all && !one(form, ".new-faults").contains(document.activeElement)) listFaults(form, known, faults);
    showRecord(form, now);
    const told = faults.length ? `${faults.length} ${faults.length === 1 ? "problem" : "problems"} to fix.` : "No problems found. The pull request checks the rest.";
    if (state.textContent !== told) state.textContent = told;
    return { draft, faults };
  };
  const changed = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => keep(show().draft), 250);
  };
  const fill = (/** @type {Whole | null} */ draft) => {
    [left, all] = [new WeakSet(), false];
    fillForm(form, draft ?? { checked: today() });
    offerSources(form);
    listFaults(form, known, []);
    [named, started] = [textIn(form, "name"), textIn(form, "start")];
    show();
  };
  const anew = () => {
    const before = show().draft;
    fill(null);
    keep(null);
    const back = element("button", { type: "button", class: "button" }, "Bring it back");
    back.addEventListener("click", () => { fill(before); keep(before); status.replaceChildren(); one(form, "[data-field=id] input").focus(); });
    status.replaceChildren(element("p", {}, "The form is empty. ", back));
    back.focus();
  };

  form.addEventListener("click", (event) => {
    const button = /** @type {Element} */ (event.target).closest("button");
    const list = /** @type {HTMLElement | null} */ (button?.closest("[data-list]") ?? null);
    if (button?.hasAttribute("data-anew")) return anew();
    if (button?.closest(".new-section-source")) pressed(button, show().faults);
    if (button?.dataset.text) settle(form, button);
    if (button && !list) return changed();
    if (!list) return;
    if (button?.hasAttribute("data-add")) added(form, list);
    if (button?.hasAttribute("data-remove")) removed(list, /** @type {HTMLElement} */ (button.closest("li")));
    offerSources(form);
    changed();
  });
  form.addEventListener("keydown", (event) => {
    const control = event.target;
    if (event.key !== "Enter" || !(control instanceof HTMLInputElement)) return;
    event.preventDefault(); // the form is long, and is checked when asked
    const row = control.closest("li");
    const list = row?.closest("[data-list]");
    if (row && list instanceof HTMLElement && !fieldsIn(row).length) added(form, list);
  });
  form.addEventListener("input", (event) => {
    if (/** @type {Element} */ (event.target).closest("[data-field=name]")) named = nameAgain(form, named);
    changed();
  });
  form.addEventListener("change", (event) => {
    leave(left, /** @type {Element} */ (event.target));
    renamed(form, /** @type {Element} */ (event.target));
    if (/** @type {Element} */ (event.target).closest("[data-field=start]")) {
      begin(form, started);
      started = textIn(form, "start");
    }
    offerSources(form);
    changed();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    all = true;
    const { faults } = show();
    const box = listFaults(form, known, faults);
    (faults.length ? box : state).focus();
  });
  offerVouches(form);
  offerNewTerms(form, known);
  offerSectionSources(form);
  offerWays(form, () => { show(); return now; });
  wire(form);
  const draft = kept();
  fill(draft);
  if (draft) status.replaceChildren(element("p", {}, `Your draft${draft.name ? ` of ${draft.name}` : ""} was restored. “Clear form” below empties the form.`));
  form.hidden = false;
}

/**
 * The text of a field of the form.
 * @param {HTMLFormElement} form
 * @param {string} field
 */
function textIn(form, field) {
  return String(read(partAt(form, [field])));
}

/**
 * Form the id from the name, unless the person wrote another id; gives the name that it was formed from.
 * @param {HTMLFormElement} form
 * @param {string} before
 */
function nameAgain(form, before) {
  const name = textIn(form, "name");
  if (["", idOf(before)].includes(textIn(form, "id").trim())) write(partAt(form, ["id"]), idOf(name));
  return name;
}

/**
 * Put a term in place of a word that is none: one that is near, or a new one.
 * @param {HTMLFormElement} form
 * @param {HTMLButtonElement} button
 */
function settle(form, button) {
  const { vocabulary = "", text = "", term } = button.dataset;
  const control = /** @type {HTMLElement | null} */ (button.closest("[data-field], li")?.querySelector("input") ?? null);
  if (!term) return define(form, vocabulary, text);
  replace(form, vocabulary, text, term);
  control?.focus();
}

/**
 * What was typed in the whole form.
 * @param {HTMLFormElement} form
 * @returns {Whole}
 */
function draftOf(form) {
  const vouches = /** @type {HTMLElement[]} */ ([...form.querySelectorAll("[data-vouch]")]);
  const fields = /** @type {Whole} */ (read(form));
  return { ...fields, vouch: Object.fromEntries(vouches.map((it) => [it.dataset.vouch, read(it)])) };
}

/**
 * @param {HTMLFormElement} form
 * @param {Whole} draft
 */
function fillForm(form, draft) {
  write(form, draft);
  const vouch = /** @type {Whole} */ (draft.vouch ?? {});
  for (const it of form.querySelectorAll("[data-vouch]")) if (it instanceof HTMLElement) write(it, vouch[it.dataset.vouch ?? ""]);
  for (const key of form.querySelectorAll("[data-field=sources] [data-field=key] input")) remember(key);
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLElement} list
 */
function added(form, list) {
  const row = addRow(list);
  offerSources(form);
  controlIn(row)?.focus();
}

/**
 * @param {HTMLElement} list
 * @param {HTMLElement} row
 */
function removed(list, row) {
  const at = rowsOf(list).indexOf(row);
  row.remove();
  number(list);
  const next = rowsOf(list)[Math.min(at, rowsOf(list).length - 1)];
  const place = (next && controlIn(next)) ?? /** @type {HTMLElement | null} */ (list.querySelector(":scope > [data-add]") ?? list.previousElementSibling?.querySelector("input") ?? null);
  place?.focus();
}

/**
 * Note that a person has left a field, and so all that it stands in.
 * @param {WeakSet<Element>} left
 * @param {Element} control
 */
function leave(left, control) {
  for (let part = control.closest("[data-field], [data-vouch], li"); part; part = part.parentElement?.closest("[data-field], [data-vouch], li") ?? null) left.add(part);
}

/** Today, where the person is. */
function today() {
  const date = new Date();
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((it) => String(it).padStart(2, "0")).join("-");
}
