// Table 1 as an instrument: every state stands in the address, and what is done to the page makes another state.
import { boxes, read } from "./controls.js";
import { fetched } from "./table-data.js";
import { element, one, ROOT } from "../shared/dom.js";
import { offerDrawer } from "../shared/drawer.js";
import { keep, kept, watch } from "../shared/kept-selection.js";
import { asksForRest, extend, modelOf } from "./table-model.js";
import { pageOf } from "./show.js";
import { keysOf } from "./sort-control.js";
import { started } from "../shared/started.js";
import { nothing, queryOf, stateOf } from "./table-state.js";

/** @typedef {import("./table-state.js").State} State */

/** Milliseconds after a key press until the address says what was typed: browsers allow few changes of it in a second. */
const PAUSE = 150;

/**
 * Let the table of the first page work.
 * @param {HTMLTableElement} table
 * @param {HTMLFormElement} form
 */
export async function offerTable(table, form) {
  const model = modelOf(await fetched(new URL("data/table.json", ROOT)), boxes(form, "columns").map(({ value }) => value));
  const rest = once(async () => {
    const data = await fetched(new URL("data/table-rest.json", ROOT));
    extend(model, data);
    return data;
  });
  const page = pageOf(model, table, form, rest);
  let state = nothing(model.known);
  let writing = 0;
  /** @param {boolean} typing */
  const show = (typing) => {
    const waits = asksForRest(model, state) && !model.index;
    table.setAttribute("aria-busy", String(waits));
    if (waits) rest().then(() => show(false), fail);
    else page(state, change, typing);
  };
  /** @type {import("./show.js").Change} */
  const change = (next, way = "step") => {
    const basket = model.known.ids.filter((id) => next.basket.includes(id));
    if (basket.join() !== state.basket.join()) keep(basket);
    state = { ...next, basket };
    clearTimeout(writing);
    if (way === "typed") writing = setTimeout(write, PAUSE);
    else write(way);
    show(way === "typed");
  };
  /** @param {import("./show.js").Way} [way] */
  const write = (way) => {
    const query = queryOf(state, model.known);
    history[way === "step" ? "pushState" : "replaceState"]({ own: true }, "", query ? `?${query}` : location.pathname);
  };
  const follow = () => {
    const named = stateOf(location.search, model.known);
    const shared = named.state.basket.length > 0 && !history.state?.own;
    const before = kept().filter((id) => model.known.ids.includes(id));
    note(named.unknown, shared ? before.filter((id) => !named.state.basket.includes(id)) : [], (ids) => change({ ...state, basket: [...state.basket, ...ids] }, "aside"));
    change(shared ? named.state : { ...named.state, basket: before }, "aside");
  };
  const changeBasket = (/** @type {string[]} */ basket) => change({ ...state, basket }, "aside");
  addEventListener("popstate", follow);
  addEventListener("pageshow", (event) => { if (event.persisted) changeBasket(kept()); });
  watch(changeBasket);
  listen(table, form, model.known.shown, () => state, change);
  offerDrawer(form);
  follow();
  started(document);
}

/**
 * A function that does its work once, and again only if that failed.
 * @template T
 * @param {() => Promise<T>} work
 */
function once(work) {
  /** @type {Promise<T> | null} */
  let done = null;
  return () => {
    done ??= work().catch((error) => { done = null; throw error; });
    return done;
  };
}

/** @param {Error} error */
function fail(error) {
  one(document, "[data-found]").textContent = `The table's data cannot be read: ${error.message}. Try again when you are online.`;
}

/**
 * Let controls and rows make other states.
 * @param {HTMLTableElement} table
 * @param {HTMLFormElement} form
 * @param {string[]} shown columns shown unasked
 * @param {() => State} present
 * @param {import("./show.js").Change} change
 */
function listen(table, form, shown, present, change) {
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", (event) => {
    const control = event.target;
    if (control instanceof HTMLSelectElement) change({ ...present(), sort: keysOf(control.value) });
    else change(read(form, present()), /** @type {HTMLInputElement} */ (control).type === "checkbox" ? "step" : "typed");
  });
  one(form, "[data-columns-reset]").addEventListener("click", () => change({ ...present(), columns: shown }));
  table.addEventListener("change", (event) => {
    const box = event.target;
    if (!(box instanceof HTMLInputElement && box.matches(".tick"))) return;
    const others = present().basket.filter((id) => id !== box.value);
    change({ ...present(), basket: box.checked ? [...others, box.value] : others }, "aside");
  });
  // before the theme, which would open its own search
  addEventListener("keydown", (event) => {
    const typing = event.target instanceof Element && event.target.matches("input:not([type=checkbox]), textarea, select, [contenteditable]");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    one(form, "input[type=search]", HTMLInputElement).focus();
  }, { capture: true });
}

/**
 * Say what an address names that the table does not know, and that it brought another basket.
 * @param {string[]} unknown
 * @param {string[]} aside ids of the basket that was kept
 * @param {(ids: string[]) => void} add
 */
function note(unknown, aside, add) {
  const place = one(document, "[data-notes]");
  const parts = [];
  if (unknown.length) parts.push(`Unknown filter in the URL ignored: ${unknown.join(", ")}. `);
  if (aside.length) {
    const button = element("button", { type: "button" }, `Add your ${aside.length}`);
    button.addEventListener("click", () => { add(aside); place.hidden = true; });
    parts.push("The address brought a basket of its own. ", button);
  }
  place.replaceChildren(...parts);
  place.hidden = !parts.length;
}
