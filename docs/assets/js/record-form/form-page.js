// The form for new records: form, draft, record, problems, YAML text. Nothing is sent to a server.
import { element, one, ROOT, started as working } from "../shared/dom.js";
import { buildForm } from "./build-controls.js";
import { fieldsIn, insertRow, read, removeRow, wire, write } from "./form-controls.js";
import { addNewTermLists, replaceWord, showNewTerms } from "./define-terms.js";
import { outcomeOf } from "./problems.js";
import { readPageData } from "./form-model.js";
import { showSourceQuestions, updateSources, addSourceQuestions, remember, renamed } from "./source-picker.js";
import { addSectionSources, pressed, updateSectionSources } from "./section-source.js";
import { fillFromUrl, cite, fillId, textIn } from "./autofill.js";
import { showDuplicates } from "./possible-duplicates.js";
import { markLeft, listProblems, showProblems } from "./problem-list.js";
import { activateButtons, showRecord } from "./record-output.js";
import { yamlOf } from "./write-yaml.js";

/** @typedef {{[name: string]: import("./form-model.js").Draft}} Whole */

const NAME = `${ROOT.pathname}new-record`;

/**
 * Activates the form.
 * @param {HTMLFormElement} form
 */
export function offerForm(form) {
  const known = readPageData(form);
  buildForm(form, known);
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
    const problems = [...outcome.values, ...outcome.rules];
    const works = outcome.works ? [{ file: "catalog/references.bib", text: `${outcome.works}\n` }] : [];
    now = { id: outcome.id, text: yamlOf(known.fields, outcome.record, known.form), additions: [...outcome.terms, ...works], note: String(draft.reviewer ?? "").trim() };
    showNewTerms(form, known);
    showSourceQuestions(form, outcome.record);
    updateSectionSources(form);
    showDuplicates(form, known, draft);
    showProblems(form, known, problems, left, all);
    if (all && !one(form, ".new-problems").contains(document.activeElement)) listProblems(form, known, problems);
    showRecord(form, now);
    const summary = problems.length ? `${problems.length} ${problems.length === 1 ? "problem" : "problems"} to fix.` : "No problems found. The pull request runs the remaining checks.";
    if (state.textContent !== summary) state.textContent = summary;
    return { draft, problems };
  };
  const changed = () => {
    clearTimeout(waiting);
    waiting = setTimeout(store, 250);
  };
  const store = () => {
    waiting = 0;
    keep(show().draft);
  };
  const fill = (/** @type {Whole | null} */ draft) => {
    [left, all] = [new WeakSet(), false];
    fillForm(form, draft ?? { checked: today() });
    updateSources(form);
    listProblems(form, known, []);
    [named, started] = [textIn(form, "name"), textIn(form, "start")];
    show();
  };
  const clear = () => {
    const before = show().draft;
    fill(null);
    keep(null);
    const back = element("button", { type: "button", class: "button" }, "Undo");
    back.addEventListener("click", () => { fill(before); keep(before); status.replaceChildren(); one(form, "[data-field=id] input").focus(); });
    status.replaceChildren(element("p", {}, "The form was cleared. ", back));
    back.focus();
  };

  form.addEventListener("click", (event) => {
    const button = /** @type {Element} */ (event.target).closest("button");
    const list = /** @type {HTMLElement | null} */ (button?.closest("[data-list]") ?? null);
    if (button?.hasAttribute("data-clear")) return clear();
    if (button?.closest(".new-section-source")) pressed(button, show().problems);
    if (button?.dataset.text) replaceWord(form, button);
    if (button && !list) return changed();
    if (!list) return;
    if (button?.hasAttribute("data-add")) insertRow(form, list);
    if (button?.hasAttribute("data-remove")) removeRow(list, /** @type {HTMLElement} */ (button.closest("li")));
    updateSources(form);
    changed();
  });
  form.addEventListener("keydown", (event) => {
    const control = event.target;
    if (event.key !== "Enter" || !(control instanceof HTMLInputElement)) return;
    event.preventDefault(); // Enter must not submit the long form
    const row = control.closest("li");
    const list = row?.closest("[data-list]");
    if (row && list instanceof HTMLElement && !fieldsIn(row).length) insertRow(form, list);
    else control.dispatchEvent(new Event("change", { bubbles: true }));
  });
  form.addEventListener("input", (event) => {
    if (/** @type {Element} */ (event.target).closest("[data-field=name]")) named = fillId(form, named);
    changed();
  });
  form.addEventListener("change", (event) => {
    markLeft(left, /** @type {Element} */ (event.target));
    renamed(form, /** @type {Element} */ (event.target));
    if (/** @type {Element} */ (event.target).closest("[data-field=start]")) {
      fillFromUrl(form, started);
      started = textIn(form, "start");
    }
    if (/** @type {Element} */ (event.target).closest("[data-field=bibtex]")) cite(form, textIn(form, "bibtex"));
    updateSources(form);
    changed();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    all = true;
    const { problems } = show();
    const box = listProblems(form, known, problems);
    (problems.length ? box : state).focus();
  });
  addEventListener("pagehide", () => {
    clearTimeout(waiting);
    if (waiting) store();
  });
  addSourceQuestions(form);
  addNewTermLists(form, known);
  addSectionSources(form);
  activateButtons(form, () => { show(); return now; });
  wire(form);
  const draft = kept();
  fill(draft);
  if (draft) status.replaceChildren(element("p", {}, `Your draft${draft.name ? ` of ${draft.name}` : ""} was restored. To start over, use “Clear form” below.`));
  form.hidden = false;
  working(document);
}

/**
 * Returns the draft of the whole form.
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

/** Returns the local date. */
function today() {
  const date = new Date();
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((it) => String(it).padStart(2, "0")).join("-");
}

/**
 * Returns the draft stored by the browser, or null.
 * @returns {Whole | null}
 */
function kept() {
  try {
    const draft = JSON.parse(localStorage.getItem(NAME) ?? "null");
    return typeof draft === "object" && !Array.isArray(draft) ? draft : null;
  } catch {
    return null;
  }
}

/**
 * Stores a draft in the browser, or removes it.
 * @param {Whole | null} draft
 */
function keep(draft) {
  try {
    if (draft) localStorage.setItem(NAME, JSON.stringify(draft));
    else localStorage.removeItem(NAME);
  } catch {
    // the form also works in browsers that store nothing
  }
}
