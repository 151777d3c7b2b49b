// The page that sets datasets side by side: state -> pure functions -> DOM. Every state stands in the address.
import { tableOf } from "./compare-table.js";
import { addressOf, faults, linesOf, meant, MOST, rowsOf, stateOf, summary } from "./comparison.js";
import { csv } from "../shared/csv.js";
import { columnOf, names } from "./dataset-page.js";
import { element, one } from "../shared/dom.js";
import { download } from "../shared/download.js";
import { overlaps } from "../table/selection.js";
import { started } from "../shared/started.js";

/** @typedef {import("./comparison.js").State} State */
/** @typedef {import("./dataset-page.js").Column} Column */
/** @typedef {import("./compare-table.js").Row} Row */
/** @typedef {{columns: Column[], rows: Row[], notes: string[]}} Comparison */

/**
 * Let the page compare what its address names.
 * @param {HTMLElement} page
 */
export function offerComparison(page) {
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
    input.disabled = columns.length >= MOST;
    input.placeholder = input.disabled ? "no more than six fit" : "";
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
    // With a modifier the link opens elsewhere, as any link does
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
    if (!all.length) return say(["The list of datasets could not be loaded: check the connection, then reload."]);
    if (!name) return say([`No dataset is called “${input.value.trim()}”: choose one of the names offered, or look it up from A to Z.`]);
    if (ids().includes(name.id)) return say([`${name.name} is there already.`]);
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
    // A link to a place in the page changes its address too, and must not take the focus away
    if (JSON.stringify(next) === JSON.stringify(state)) return;
    state = next;
    show();
  });
  started(page);
  form.hidden = false;
  say(["Loading …"]);
  show();
}

/**
 * What a state compares, in rows, and what there is to say of it.
 * @param {State} state
 * @param {(id: string) => Promise<Column | import("./dataset-page.js").Fault>} pageOf
 * @returns {Promise<Comparison>}
 */
async function compared(state, pageOf) {
  const found = await Promise.all(state.ids.map(pageOf));
  const lost = (/** @type {string} */ fault) => found.flatMap((it) => ("fault" in it && it.fault === fault ? [it.id] : []));
  // An id that was given up may stand beside the present one
  const columns = [...new Map(found.flatMap((it) => ("fault" in it ? [] : [[it.id, it]]))).values()];
  const rows = rowsOf(columns.map(({ cells }) => cells));
  const sharing = overlaps(columns.map(({ selection }) => selection)).map(({ one: first, other, what, how, doubt }) =>
    `${first} and ${other} share ${what}: ${how}.${doubt ? ` Not verified: ${doubt}.` : ""} Do not train on one and test on the other.`);
  return {
    columns,
    rows: rows.filter((row) => !(state.only && row.same)),
    notes: [...faults(state, lost("unknown"), lost("unreachable"), columns.length), ...sharing, columns.length > 1 ? summary(rows, state.only) : ""].filter(Boolean),
  };
}

/**
 * A function that asks once for each argument.
 * @template Found
 * @param {(argument: string) => Promise<Found>} ask
 */
function remembered(ask) {
  /** @type {Map<string, Promise<Found>>} */
  const known = new Map();
  return (/** @type {string} */ argument) => {
    const found = known.get(argument) ?? ask(argument);
    known.set(argument, found);
    return found;
  };
}
