// Table 1 with search, filters and sorting. The URL contains the whole state of the table, and each action makes a new state.
import { boxes, read } from "./controls.js";
import { fetched } from "./table-data.js";
import { copyText } from "../shared/copy.js";
import { element, one, ROOT, started } from "../shared/dom.js";
import { enableDrawer } from "./filter-drawer.js";
import { firstUse, recorded, waits } from "./first-use.js";
import { storedSelection, storeSelection, watchSelection } from "../shared/stored-selection.js";
import { remembered } from "../shared/remembered.js";
import { addTexts, extend, missing, modelOf, REST, TEXTS } from "./table-model.js";
import { withLinkedRow } from "./natural-images.js";
import { viewOf } from "./show-state.js";
import { keysOf } from "./sorting.js";
import { nothing, queryOf, stateOf } from "./table-state.js";

/** @typedef {import("./table-state.js").State} State */

/** Milliseconds after a key press until the URL changes, because browsers limit the number of changes per second. */
const PAUSE = 150;

/**
 * Enable the table of the home page.
 * @param {HTMLTableElement} table
 * @param {HTMLFormElement} form
 */
export async function enableTable(table, form) {
  const earlier = recorded(table, form);
  form.addEventListener("submit", (event) => event.preventDefault());
  enableDrawer(form);
  enableLink(() => flush());
  enableSlash(form);
  let flush = () => {};
  if (waits(table)) await firstUse(table, form);
  const model = modelOf(await fetched(new URL("data/table.json", ROOT)), boxes(form, "columns").map(({ value }) => value));
  const loaded = remembered(async (address) => {
    const data = await fetched(new URL(address, ROOT));
    if (address === TEXTS) addTexts(model, data);
    else extend(model, data);
    return data;
  });
  const rest = () => loaded(REST);
  const view = viewOf(model, table, form, rest, () => state);
  let state = nothing(model.known);
  let writing = 0;
  let added = "";
  /** @param {boolean} typing */
  const show = (typing) => {
    const wanted = missing(model, state);
    table.setAttribute("aria-busy", String(wanted.length > 0));
    if (wanted.length) Promise.all(wanted.map(loaded)).then(() => show(false), fail);
    else {
      view(state, change, typing);
      added = showColumn(table, added);
    }
  };
  /** @type {import("./show-state.js").Change} */
  const change = (next, origin = "step") => {
    const selection = next.selection === state.selection ? state.selection : model.known.ids.filter((id) => next.selection.includes(id));
    if (origin === "step" && next.columns.length > state.columns.length) added = next.columns.find((key) => !state.columns.includes(key)) ?? "";
    if (selection.join() !== state.selection.join()) storeSelection(selection);
    state = { ...next, selection };
    clearTimeout(writing);
    if (origin === "typed") writing = setTimeout(write, PAUSE);
    else write(origin);
    show(origin === "typed");
  };
  /** @param {import("./show-state.js").Origin} [origin] */
  const write = (origin) => {
    const query = queryOf(state, model.known);
    history[origin === "step" ? "pushState" : "replaceState"]({ own: true }, "", query ? `?${query}` : location.pathname);
  };
  const follow = () => {
    const { state: asked, unknown } = stateOf(location.search, model.known);
    const linked = location.hash.slice(1);
    const named = { unknown, state: withLinkedRow(asked, linked, model.known, model.table.first.facets) };
    const shared = named.state.selection.length > 0 && !history.state?.own;
    const before = storedSelection().filter((id) => model.known.ids.includes(id));
    const replaced = shared ? before.filter((id) => !named.state.selection.includes(id)) : [];
    showNotice(named.unknown, replaced, () => change({ ...state, selection: [...state.selection, ...replaced] }, "aside"));
    change(shared ? named.state : { ...named.state, selection: before }, "aside");
    if (model.known.ids.includes(linked)) showLinked(document.getElementById(linked));
  };
  const select = (/** @type {string[]} */ selection) => change({ ...state, selection }, "aside");
  addEventListener("popstate", follow);
  addEventListener("pageshow", (event) => { if (event.persisted) select(storedSelection()); });
  watchSelection(select);
  flush = () => {
    clearTimeout(writing);
    write("aside");
  };
  const { touched, pressed } = earlier();
  const entered = touched && !location.search ? { ...read(form, state), sort: keysOf(one(form, "select[name=sort]", HTMLSelectElement).value) } : null;
  follow();
  listen(table, form, model.known, () => state, change);
  const text = one(form, "input[type=search]", HTMLInputElement);
  const prepare = () => loaded(TEXTS).catch(() => {}); // a search repeats it, and reports the error
  text.addEventListener("focus", prepare);
  if (text === document.activeElement) prepare();
  if (entered) change({ ...entered, selection: state.selection });
  for (const control of pressed) control.click();
  started(document);
}

/**
 * Enable the button that copies the URL.
 * @param {() => void} flush writes the state of the table into the URL
 */
function enableLink(flush) {
  const link = one(document, "[data-copy-link]", HTMLButtonElement);
  link.addEventListener("click", () => {
    flush();
    copyText(link, location.href, "Copy it from the address bar");
  });
}

/**
 * Let the key / move to the search.
 * @param {HTMLFormElement} form
 */
function enableSlash(form) {
  // in the capture phase, before the search in the header
  addEventListener("keydown", (event) => {
    const typing = event.target instanceof Element && event.target.matches("input:not([type=checkbox]), textarea, select, [contenteditable]");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    one(form, "input[type=search]", HTMLInputElement).focus();
  }, { capture: true });
}

/**
 * Scroll to a row, because rows above it have been hidden since the page opened, and then to the headings of the table.
 * @param {HTMLElement | null} row
 */
function showLinked(row) {
  row?.scrollIntoView({ behavior: "instant" });
  row?.closest(".table-1-view")?.scrollIntoView({ block: "nearest", behavior: "instant" });
}

/**
 * Scroll to a column that was added, because it can be outside of the window. Returns the column to show next: none.
 * @param {HTMLTableElement} table
 * @param {string} key empty for no column
 */
function showColumn(table, key) {
  const cell = key && table.tHead?.querySelector(`th[data-key="${key}"]`);
  const region = table.parentElement;
  if (cell && region) {
    const [column, view, names] = [cell, region, one(table, "thead th")].map((it) => it.getBoundingClientRect());
    region.scrollBy({ left: Math.max(0, column.right - view.right) || Math.min(0, column.left - names.right), behavior: "instant" });
  }
  return "";
}

/** @param {Error} error */
function fail(error) {
  one(document, "[data-found]").textContent = `Could not load the table: ${error.message}. Check the connection and reload the page.`;
}

/**
 * Change the state when a control or a row is used.
 * @param {HTMLTableElement} table
 * @param {HTMLFormElement} form
 * @param {import("./table-state.js").Known} known
 * @param {() => State} present
 * @param {import("./show-state.js").Change} change
 */
function listen(table, form, known, present, change) {
  const text = one(form, "input[type=search]", HTMLInputElement);
  form.addEventListener("input", (event) => {
    const control = event.target;
    if (control instanceof HTMLSelectElement) change({ ...present(), sort: keysOf(control.value) });
    else if (control === text) change({ ...present(), text: text.value.trim() }, "typed"); // reading all controls takes too long for each letter
    else change(read(form, present()), /** @type {HTMLInputElement} */ (control).type === "checkbox" ? "step" : "typed");
  });
  one(form, "[data-columns-reset]").addEventListener("click", () => change({ ...present(), columns: known.shown }));
  for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (form.querySelectorAll("button[data-columns]"))) {
    const keys = button.dataset.columns?.split(",") ?? [];
    button.addEventListener("click", () => change({ ...present(), columns: known.columns.filter((key, at) => !at || keys.includes(key)) }));
  }
  table.addEventListener("change", (event) => {
    const box = event.target;
    if (!(box instanceof HTMLInputElement && box.matches(".tick"))) return;
    const others = present().selection.filter((id) => id !== box.value);
    change({ ...present(), selection: box.checked ? [...others, box.value] : others }, "aside");
  });
}

/**
 * Show what the URL contains that the table does not have, and offer to add the stored selection if the URL contains another one.
 * @param {string[]} unknown
 * @param {string[]} replaced ids of the stored selection that the URL does not contain
 * @param {() => void} add
 */
function showNotice(unknown, replaced, add) {
  const place = one(document, "[data-notes]");
  const parts = [];
  if (unknown.length) parts.push(`Unknown filter in the URL ignored: ${unknown.join(", ")}. `);
  if (replaced.length) {
    const button = element("button", { type: "button" }, `Add your previous selection (${replaced.length})`);
    button.addEventListener("click", () => { add(); place.hidden = true; });
    parts.push("Showing the selection from the URL instead of your previous one. ", button);
  }
  place.replaceChildren(...parts);
  place.hidden = !parts.length;
}
