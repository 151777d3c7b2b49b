// The page that compares datasets. The URL contains the whole state.
import { enableAdding } from "./add-dataset.js";
import { tableOf } from "./compare-table.js";
import { addressOf, linesOf, MAX_COMPARED, problems, rowsOf, stateOf } from "./comparison.js";
import { csv } from "../shared/csv.js";
import { columnOf, names } from "./dataset-page.js";
import { element, one, started } from "../shared/dom.js";
import { download } from "../shared/download.js";
import { matching } from "./matching-names.js";
import { namesOf, scrollTogether } from "./name-bar.js";
import { showOffer } from "./offered-selection.js";
import { overlaps, overlapText } from "../table/selection.js";
import { remembered } from "../shared/remembered.js";
import { differencesOf, sectionsOf, summary } from "./row-sections.js";
import { storedSelection, watchSelection } from "../shared/stored-selection.js";

/** @typedef {import("./comparison.js").State} State */
/** @typedef {import("./dataset-page.js").Column} Column */
/** @typedef {import("./dataset-page.js").Fault} Fault */
/** @typedef {import("./compare-table.js").Section} Section */
/** @typedef {import("./matching-names.js").Name} Name */
/** @typedef {{columns: Column[], lost: Fault[]}} Found the datasets, and those that were not found */

/**
 * Enable the page to compare the datasets in its URL.
 * @param {HTMLElement} page
 */
export function enableComparison(page) {
  const form = one(page, "form", HTMLFormElement);
  const input = one(form, "[name=add]", HTMLInputElement);
  const only = one(form, "[name=only]", HTMLInputElement);
  const save = one(form, "[name=csv]", HTMLButtonElement);
  const [notes, place, bar, offer] = [one(page, ".compare-notes"), one(page, "[role=region]"), one(page, "[data-names]"), one(page, "[data-offer]")];
  const [pageOf, askNames, title, fields] = [remembered(columnOf), remembered(names), document.title, fieldsOf(page)];
  const listed = () => askNames("");
  let state = stateOf(location.search);
  let shown = { columns: /** @type {Column[]} */ ([]), sections: /** @type {Section[]} */ ([]) };

  const say = (/** @type {string[]} */ lines) => notes.replaceChildren(...lines.map((line) => element("p", {}, line)));
  const ids = () => shown.columns.map(({ id }) => id);
  const suggest = async () => {
    const selected = storedSelection();
    const all = selected.length ? await listed() : [];
    const known = all.length ? selected.flatMap((id) => all.find((name) => name.id === id) ?? []) : selected.map((id) => ({ id, name: id }));
    showOffer(offer, known, ids(), state.only, async (wanted) => {
      await go(wanted, state.only);
      place.focus();
    });
  };
  const show = async () => {
    const wanted = state;
    const { columns, lost } = await columnsOf(wanted.ids, pageOf);
    const unknown = await withSimilar(lost, listed);
    if (wanted !== state) return;
    const sections = sectionsOf(rowsOf(columns.map(({ cells }) => cells)), fields);
    shown = { columns, sections: wanted.only && columns.length > 1 ? differencesOf(sections) : sections };
    page.dataset.columns = String(columns.length);
    bar.replaceChildren(namesOf(columns, wanted.only));
    place.replaceChildren(tableOf(columns.map(({ name }) => name), shown.sections));
    bar.hidden = place.hidden = !columns.length;
    bar.scrollLeft = place.scrollLeft;
    only.checked = wanted.only;
    only.disabled = columns.length < 2;
    save.disabled = !columns.length;
    input.readOnly = columns.length >= MAX_COMPARED;
    input.placeholder = input.readOnly ? "maximum: six datasets" : "";
    document.title = columns.length ? `${columns.map(({ name }) => name).join(", ")} – ${title}` : title;
    const unreachable = lost.filter(({ fault }) => fault === "unreachable").map(({ id }) => id);
    say([...problems(wanted, unknown, unreachable, columns.length), ...sharing(columns), ...(columns.length > 1 ? [summary(sections, wanted.only)] : [])]);
    await suggest();
  };
  const go = (/** @type {string[]} */ next, /** @type {boolean} */ differing) => {
    history.pushState(null, "", addressOf(next, differing));
    state = stateOf(location.search);
    return show();
  };

  bar.addEventListener("click", async (event) => {
    const link = /** @type {Element} */ (event.target).closest("[data-remove]");
    // With a modifier key the link opens in another tab or window
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const at = ids().indexOf(link.getAttribute("data-remove") ?? "");
    await go(ids().filter((_, position) => position !== at), state.only);
    const links = /** @type {NodeListOf<HTMLElement>} */ (bar.querySelectorAll("[data-remove]"));
    (links[Math.min(at, links.length - 1)] ?? input).focus();
  });
  enableAdding(page, listed, ids, (id) => go([...ids(), id], state.only));
  scrollTogether(bar, place);
  only.addEventListener("change", () => go(ids(), only.checked));
  save.addEventListener("click", () => {
    const lines = linesOf(shown.columns.map(({ name }) => name), shown.sections.flatMap(({ rows }) => rows));
    download(`compare-${ids().join("-")}.csv`, "text/csv", csv(lines));
  });
  addEventListener("popstate", () => {
    const next = stateOf(location.search);
    // A link to a place on the page changes the URL too, and must not move the focus
    if (JSON.stringify(next) === JSON.stringify(state)) return;
    state = next;
    show();
  });
  watchSelection(suggest);
  addEventListener("pageshow", (event) => { if (event.persisted) suggest(); });
  started(page);
  form.hidden = false;
  say(["Loading…"]);
  show();
}

/**
 * The fields that the page lists first and last.
 * @param {HTMLElement} page
 */
function fieldsOf(page) {
  const labels = (/** @type {string} */ group) => [...page.querySelectorAll(`[data-fields=${group}] > span`)].map((label) => label.textContent ?? "");
  return { important: labels("important"), identifying: labels("identifying") };
}

/**
 * The datasets with these ids, each once, and the ids that were not found.
 * @param {string[]} ids
 * @param {(id: string) => Promise<Column | Fault>} pageOf
 * @returns {Promise<Found>}
 */
async function columnsOf(ids, pageOf) {
  const found = await Promise.all(ids.map(pageOf));
  // A former id may occur together with the present one
  const columns = [...new Map(found.flatMap((it) => ("fault" in it ? [] : [[it.id, it]]))).values()];
  return { columns, lost: found.flatMap((it) => ("fault" in it ? [it] : [])) };
}

/**
 * The unknown ids, each with similar ids of datasets.
 * @param {Fault[]} lost
 * @param {() => Promise<Name[]>} listed
 */
async function withSimilar(lost, listed) {
  const unknown = lost.filter(({ fault }) => fault === "unknown");
  const all = unknown.length ? await listed() : [];
  return unknown.map(({ id }) => ({ id, similar: matching(id, all).names.slice(0, 3).map((name) => name.id) }));
}

/**
 * Warnings about datasets that share images or patients.
 * @param {Column[]} columns
 */
function sharing(columns) {
  return overlaps(columns.map(({ selection }) => selection)).map(overlapText).map(({ what, why }) => `${what}: ${why} Do not train on one and test on the other.`);
}
