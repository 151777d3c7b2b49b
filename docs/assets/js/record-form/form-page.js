// The page on which a record is written: form -> draft -> record, its faults and its text. Nothing is sent anywhere.
import { element, one, started as working } from "../shared/dom.js";
import { fieldsIn, read, wire, write } from "./form-controls.js";
import { offerNewTerms, settle, showNewTerms } from "./define-terms.js";
import { keep, kept } from "./draft.js";
import { outcomeOf } from "./problems.js";
import { knownOf } from "./form-model.js";
import { askSources, offerSources, offerVouches, remember, renamed } from "./source-picker.js";
import { offerSectionSources, pressed, showSectionSources } from "./section-source.js";
import { added, removed } from "./list-rows.js";
import { begin, nameAgain, showTwins, textIn } from "./first-question.js";
import { leave, listFaults, showFaults } from "./problem-list.js";
import { offerWays, showRecord } from "./hand-over.js";
import { cite } from "./pasted-works.js";
import { yamlOf } from "./write-yaml.js";

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
    else control.dispatchEvent(new Event("change", { bubbles: true }));
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
    if (/** @type {Element} */ (event.target).closest("[data-field=bibtex]")) cite(form, textIn(form, "bibtex"));
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
  working(document);
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

/** Today, where the person is. */
function today() {
  const date = new Date();
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((it) => String(it).padStart(2, "0")).join("-");
}
