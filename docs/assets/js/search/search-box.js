// The search in the header of every page: a text field with a list of results. It loads its data and shows results when the text changes, however it was entered.
import { element, one } from "../shared/dom.js";

/** Milliseconds after a change until the number of results is announced. */
const PAUSE = 500;
const FAILED = "Could not load the search. Check the connection and type again.";

/** @typedef {{input: HTMLInputElement, panel: HTMLElement, line: HTMLElement, list: HTMLElement, status: HTMLElement, clear: HTMLElement, leave: HTMLElement}} Parts */

/**
 * Enable the search.
 * @param {HTMLFormElement} form
 */
export function enableSearch(form) {
  const parts = partsOf(form);
  const { input, panel, line, list, status, clear, leave } = parts;
  let announcing = 0;
  let searching = Promise.resolve();
  /** @type {ReturnType<typeof load> | null} */
  let loading = null;

  const close = () => {
    panel.hidden = true;
    input.setAttribute("aria-expanded", "false");
    activate(parts, null);
    say("");
    remember("");
  };
  /** @param {string} text */
  const say = (text) => {
    line.textContent = text;
    clearTimeout(announcing);
    announcing = setTimeout(() => { status.textContent = text; }, PAUSE);
  };
  const search = async () => {
    const typed = input.value;
    clear.hidden = !typed;
    if (!typed.trim()) return close();
    panel.hidden = false;
    input.setAttribute("aria-expanded", "true");
    if (!loading) say("Searching…");
    loading ??= load();
    try {
      const { showResults, found } = await loading;
      if (typed !== input.value || panel.hidden) return;
      activate(parts, null);
      say(showResults(list, found, typed.trim()));
    } catch {
      loading = null;
      list.replaceChildren();
      say(FAILED);
    }
  };
  const leaveField = () => {
    close();
    input.blur();
  };
  const start = () => { searching = search(); };
  const empty = () => {
    input.value = "";
    start();
  };
  /** @param {string | null} query */
  const open = (query) => {
    if (!query) return;
    input.value = query;
    input.focus({ preventScroll: true });
    start();
  };

  input.addEventListener("input", start);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape") {
      if (panel.hidden) empty();
      else close();
      event.preventDefault();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (panel.hidden) start();
      else step(parts, event.key === "ArrowDown" ? 1 : -1);
    }
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (panel.hidden) start();
    await searching;
    if (!panel.hidden) (activeOf(parts) ?? list.querySelector(".search-result:not(.search-result--more)"))?.click();
  });
  for (const control of [list, clear, leave]) control.addEventListener("mousedown", (event) => event.preventDefault()); // the focus stays in the field
  clear.addEventListener("click", empty);
  leave.addEventListener("click", leaveField);
  list.addEventListener("click", (event) => {
    if (!(event.target instanceof Element && event.target.closest("a")) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    leaveField();
    remember(input.value);
  });
  form.addEventListener("focusout", (event) => {
    const inside = event.relatedTarget instanceof Node && form.contains(event.relatedTarget);
    if (!inside && document.activeElement !== input) close(); // the field stays the active element if the window loses the focus
  });
  const showFocus = () => document.documentElement.toggleAttribute("data-searching", input === document.activeElement);
  for (const name of ["focus", "blur"]) input.addEventListener(name, showFocus);
  showFocus();
  focusBySlash(input);
  addEventListener("popstate", () => (remembered() ? open(remembered()) : leaveField()));
  addEventListener("pageshow", () => open(remembered()));
  if (!onTable()) open(new URLSearchParams(location.search).get("q"));
}

/** The search from which a result of this page was opened; going back shows it again. */
function remembered() {
  return /** @type {string | null} */ (history.state?.search ?? null);
}

/**
 * Keep a search in the entry of the page in the history, or remove it.
 * @param {string} query
 */
function remember(query) {
  if (query !== (remembered() ?? "")) history.replaceState({ ...history.state, search: query || undefined }, "");
}

/** Load the results and their data, which most visits do not need. */
async function load() {
  const [{ showResults }, { loadSearch }] = await Promise.all([import("./result-list.js"), import("./search-data.js")]);
  return { showResults, found: await loadSearch() };
}

/**
 * The field as a combobox, the list of results, and the line above it; screen readers hear the line from an element that is always there.
 * @param {HTMLFormElement} form
 * @returns {Parts}
 */
function partsOf(form) {
  const input = one(form, "input", HTMLInputElement);
  const list = element("div", { role: "listbox", id: "search-results", class: "site-search__list", "aria-label": "Results" });
  const line = element("p", { class: "site-search__line" });
  const panel = element("div", { class: "site-search__panel", hidden: true }, line, list);
  const status = element("p", { class: "spoken", role: "status" });
  const clear = element("button", { type: "button", class: "site-search__clear", hidden: true }, "Clear");
  const leave = element("button", { type: "button", class: "site-search__close", "aria-label": "Close the search" }, "×");
  for (const [name, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list" })) input.setAttribute(name, value);
  form.append(clear, leave, panel, status);
  return { input, panel, line, list, status, clear, leave };
}

/** @param {Parts} parts @returns {HTMLElement | null} */
function activeOf({ list }) {
  return list.querySelector("[aria-selected=true]");
}

/**
 * Make a result the active one, or none.
 * @param {Parts} parts
 * @param {Element | null | undefined} option
 */
function activate(parts, option) {
  activeOf(parts)?.setAttribute("aria-selected", "false");
  option?.setAttribute("aria-selected", "true");
  option?.scrollIntoView({ block: "nearest", behavior: "instant" });
  if (option) parts.input.setAttribute("aria-activedescendant", option.id);
  else parts.input.removeAttribute("aria-activedescendant");
}

/**
 * Move to the next or previous result; before the first and after the last one, no result is active.
 * @param {Parts} parts
 * @param {number} by
 */
function step(parts, by) {
  const options = [...parts.list.children];
  const active = activeOf(parts);
  const next = active ? options.indexOf(active) + by : by > 0 ? 0 : options.length - 1;
  activate(parts, options[next]);
}

/** Whether the page has the table, whose own search the key / focuses and the URL fills. */
function onTable() {
  return document.querySelector("form[data-controls]") !== null;
}

/** @param {HTMLInputElement} input */
function focusBySlash(input) {
  if (onTable()) return;
  addEventListener("keydown", (event) => {
    const typing = event.target instanceof Element && event.target.matches("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    input.focus();
  });
}
