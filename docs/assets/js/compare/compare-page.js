// The page that compares datasets. The URL contains the whole state.
import { tableOf } from "./compare-table.js";
import { addressOf, linesOf, MAX_COMPARED, meant, problems, rowsOf, stateOf, summary } from "./comparison.js";
import { csv } from "../shared/csv.js";
import { columnOf, names } from "./dataset-page.js";
import { element, one, started } from "../shared/dom.js";
import { download } from "../shared/download.js";
import { overlaps } from "../table/selection.js";
import { remembered } from "../shared/remembered.js";

/** @typedef {import("./comparison.js").State} State */
/** @typedef {import("./dataset-page.js").Column} Column */
/** @typedef {import("./compare-table.js").Row} Row */
/** @typedef {{columns: Column[], rows: Row[], notes: string[]}} Comparison */

/**
 * Enable the page to compare the datasets in its URL.
 * @param {HTMLElement} page
 */
export function enableComparison(page) {
  const form = one(page, "form", HTMLFormElement);
  const input = one(form, "[name=add]", HTMLInputElement);
  const only = one(form, "[name=only]", HTMLInputElement);
  const save = one(form, "[name=csv]", HTMLButtonElement);
  const [notes, place] = [one(page, "[role=status]"), one(page, "[role=region]")];
  const [pageOf, listed, title] = [remembered(columnOf), remembered(names), document.title];
  let state = stateOf(location.search);
  let shown = /** @type {Comparison} */ ({ columns: [], rows: [], notes: [] });

  const say = (/** @type {string[]} */ lines) => notes.replaceChildren(...lines.map((line) => element("p", {}, line)));
  const ids = () => shown.columns.map(({ id }) => id);
  const show = async () => {
    const wanted = state;
    const found = await compared(wanted, pageOf);
    if (wanted !== state) return;
    shown = found;
    const { columns, rows } = found;
    place.replaceChildren(tableOf(columns, rows, wanted.only));
    place.hidden = !columns.length;
    only.checked = wanted.only;
    only.disabled = columns.length < 2;
    save.disabled = !columns.length;
    input.disabled = columns.length >= MAX_COMPARED;
    input.placeholder = input.disabled ? "maximum: six datasets" : "";
    document.title = columns.length ? `${columns.map(({ name }) => name).join(", ")} – ${title}` : title;
    say(found.notes);
  };
  const go = (/** @type {string[]} */ next, /** @type {boolean} */ differing) => {
    history.pushState(null, "", addressOf(next, differing));
    state = stateOf(location.search);
    return show();
  };

  place.addEventListener("click", async (event) => {
    const link = /** @type {Element} */ (event.target).closest("[data-remove]");
    // With a modifier key the link opens in another tab or window
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const at = ids().indexOf(link.getAttribute("data-remove") ?? "");
    await go(ids().filter((_, position) => position !== at), state.only);
    const links = /** @type {NodeListOf<HTMLElement>} */ (place.querySelectorAll("[data-remove]"));
    (links[Math.min(at, links.length - 1)] ?? input).focus();
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const all = await listed("");
    const name = meant(input.value, all);
    if (!all.length) return say(["Could not load the list of datasets. Check the connection and reload the page."]);
    if (!name) return say([`Unknown dataset: “${input.value.trim()}”. Choose a name from the list.`]);
    if (ids().includes(name.id)) return say([`${name.name} is already in the comparison.`]);
    input.value = "";
    await go([...ids(), name.id], state.only);
  });
  input.addEventListener("focus", async () => {
    const options = (await listed("")).map(({ name, full }) => element("option", { value: name }, full));
    one(form, "datalist").replaceChildren(...options);
  }, { once: true });
  only.addEventListener("change", () => go(ids(), only.checked));
  save.addEventListener("click", () => {
    const lines = linesOf(shown.columns.map(({ name }) => name), shown.rows);
    download(`compare-${ids().join("-")}.csv`, "text/csv", csv(lines));
  });
  addEventListener("popstate", () => {
    const next = stateOf(location.search);
    // A link to a place on the page changes the URL too, and must not move the focus
    if (JSON.stringify(next) === JSON.stringify(state)) return;
    state = next;
    show();
  });
  started(page);
  form.hidden = false;
  say(["Loading…"]);
  show();
}

/**
 * The columns and rows of a state, with messages.
 * @param {State} state
 * @param {(id: string) => Promise<Column | import("./dataset-page.js").Fault>} pageOf
 * @returns {Promise<Comparison>}
 */
async function compared(state, pageOf) {
  const found = await Promise.all(state.ids.map(pageOf));
  const lost = (/** @type {string} */ fault) => found.flatMap((it) => ("fault" in it && it.fault === fault ? [it.id] : []));
  // A former id may occur together with the present one
  const columns = [...new Map(found.flatMap((it) => ("fault" in it ? [] : [[it.id, it]]))).values()];
  const rows = rowsOf(columns.map(({ cells }) => cells));
  const sharing = overlaps(columns.map(({ selection }) => selection)).map(({ one: first, other, what, how, doubt }) =>
    `${first} and ${other} share ${what}: ${how}.${doubt ? ` Not verified: ${doubt}.` : ""} Do not train on one and test on the other.`);
  return {
    columns,
    rows: rows.filter((row) => !(state.only && row.same)),
    notes: [...problems(state, lost("unknown"), lost("unreachable"), columns.length), ...sharing, columns.length > 1 ? summary(rows, state.only) : ""].filter(Boolean),
  };
}
