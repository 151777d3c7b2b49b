// The basket below the table: what it holds, what one may do with all of it, and how to cite it.
import { MOST } from "../compare/comparison.js";
import { copyText } from "../shared/copy.js";
import { csv } from "../shared/csv.js";
import { fetched } from "./table-data.js";
import { element, one, ROOT } from "../shared/dom.js";
import { download } from "../shared/download.js";
import { joined, overlaps, strictest } from "./selection.js";

/** @typedef {import("./selection.js").Selection} Selection */
/** @typedef {{id: string, name: string}} Chosen */
/** @typedef {import("./selection.js").Joinings} Joinings */
/** @typedef {{key: "bib" | "ris" | "csl", label: string, file: string, media_type: string}} Format a citation format, as the build describes it */
/** @typedef {{joinings: Joinings, lines: (ids: string[]) => string[][]}} Tables what only the table knows */

/** What the permissions and the answers to them are called. */
const WORDS = {
  commercial_use: "Commercial use", redistribution: "Passing it on", derivatives: "Derivatives", attribution: "Naming the source",
  unstated: "not stated", "not-known": "not known", asked: "asked for",
};
/** @type {Map<string, Promise<Selection>>} */
const asked = new Map();

/** @param {string} id */
function selectionOf(id) {
  const known = asked.get(id) ?? fetched(new URL(`datasets/${id}/selection.json`, ROOT));
  asked.set(id, known);
  known.catch(() => asked.delete(id));
  return known;
}

/**
 * Show a basket that is not empty.
 * @param {HTMLElement} section
 * @param {Chosen[]} chosen in the order of the table
 * @param {(ids: string[]) => void} change
 * @param {() => Promise<Tables>} tables
 */
export function showBasket(section, chosen, change, tables) {
  const details = one(section, "details", HTMLDetailsElement);
  const content = one(section, "[data-basket-content]");
  one(section, "[data-basket-number]").textContent = `Basket: ${chosen.length} ${chosen.length === 1 ? "dataset" : "datasets"}`;
  const ids = chosen.map(({ id }) => id);
  /** @type {Format[]} */
  const formats = JSON.parse(section.dataset.formats ?? "[]");
  const show = async () => {
    content.dataset.shows = ids.join();
    content.setAttribute("aria-busy", "true");
    const contents = await Promise.all(ids.map(selectionOf)).then(
      (selections) => [list(chosen, change), exports_(selections, tables, formats), comparison(ids), terms(selections), ...warnings(selections)],
      (error) => [element("p", { class: "doubt" }, `The basket cannot be read: ${error.message}. It is kept; try again when you are online.`)],
    );
    if (content.dataset.shows !== ids.join()) return; // another basket came meanwhile
    content.replaceChildren(...contents);
    content.removeAttribute("aria-busy");
  };
  details.ontoggle = () => { if (details.open && content.dataset.shows !== ids.join()) show(); };
  if (details.open && content.dataset.shows !== ids.join()) show();
}

/**
 * @param {Chosen[]} chosen
 * @param {(ids: string[]) => void} change
 */
function list(chosen, change) {
  const ids = chosen.map(({ id }) => id);
  const items = chosen.map(({ id, name }) => element("li", {}, element("a", { href: `datasets/${id}/` }, name), button("×", () => change(ids.filter((other) => other !== id)), `Take ${name} out of the basket`)));
  return element("div", { class: "basket__list" }, element("ul", {}, ...items), button("Empty the basket", () => change([])));
}

/**
 * @param {string} label
 * @param {(event: MouseEvent) => void} press
 * @param {string} [name]
 */
function button(label, press, name) {
  const made = element("button", { type: "button", "aria-label": name ?? false }, label);
  made.addEventListener("click", press);
  return made;
}

/**
 * @param {Selection[]} selections
 * @param {() => Promise<Tables>} tables
 * @param {Format[]} formats
 */
function exports_(selections, tables, formats) {
  const ids = selections.map(({ id }) => id);
  const text = element("textarea", { readonly: true, rows: 8, "aria-label": "The table, to copy", hidden: true });
  const copied = (/** @type {string} */ label, /** @type {"markdown" | "latex"} */ form) =>
    button(label, async (event) => {
      const pressed = /** @type {HTMLButtonElement} */ (event.currentTarget);
      text.value = joined(selections, form, (await tables()).joinings);
      text.hidden = await copyText(pressed, text.value);
      if (!text.hidden) text.select();
    });
  const saved = (/** @type {string} */ label, /** @type {keyof Joinings} */ form, /** @type {string} */ name, /** @type {string} */ type) =>
    button(label, async () => download(name, type, joined(selections, form, (await tables()).joinings)));
  return element("div", { class: "basket__exports" },
    element("p", {}, element("strong", {}, "Citations: "), ...formats.map((it) => saved(it.label, it.key, it.file, it.media_type))),
    element("p", {}, element("strong", {}, "Table: "), button("CSV", async () => download("datasets.csv", "text/csv", csv((await tables()).lines(ids)))),
      copied("Copy as Markdown", "markdown"), copied("Copy as LaTeX", "latex")), text);
}

/** @param {string[]} ids */
function comparison(ids) {
  if (ids.length < 2) return element("p", { class: "remark" }, "With a second dataset you can compare them side by side.");
  if (ids.length > MOST) return element("p", { class: "remark" }, `Up to ${MOST} datasets can be compared side by side.`);
  return element("p", {}, element("a", { href: `compare/?ids=${ids.join()}` }, `Compare these ${ids.length} side by side`));
}

/**
 * What one may do with all of them, and what their owners ask for.
 * @param {Selection[]} selections
 */
function terms(selections) {
  const words = (/** @type {string} */ word) => WORDS[/** @type {keyof typeof WORDS} */ (word)] ?? word;
  const heads = ["Permission", "Strictest answer", "Given by"];
  const rows = strictest(selections).map(({ name, answer, by }) =>
    element("tr", {}, element("th", { scope: "row" }, words(name)), element("td", { class: `permission--${answer}`, "data-label": heads[1] }, words(answer)),
      element("td", { "data-label": heads[2] }, by.length === selections.length ? "all of them" : by.join(", "))));
  const shared = selections.filter(({ share_alike }) => share_alike.length).map(({ name, share_alike }) => `${name}: ${share_alike.join(", ")}`);
  const quotes = selections.flatMap(({ name, acknowledgement }) => (acknowledgement ? [element("li", {}, `${name}: `, element("q", {}, acknowledgement.quote), acknowledgement.note ? ` ${acknowledgement.note}` : "")] : []));
  return element("div", { class: "basket__terms" },
    element("h2", {}, "What you may do with all of them"),
    element("table", { class: "permissions" }, element("thead", {}, element("tr", {}, ...heads.map((word) => element("th", { scope: "col" }, word)))), element("tbody", {}, ...rows)),
    ...(shared.length ? [element("p", {}, `What you make of these has to stay under the same licence: ${shared.join("; ")}.`)] : []),
    ...(quotes.length ? [element("h2", {}, "Sentences that owners require, word for word"), element("ul", {}, ...quotes)] : []),
    element("p", { class: "remark" }, "The strictest answer of all parts of all datasets; each dataset's page says more. Not stated and not known are no permissions."));
}

/** @param {Selection[]} selections */
function warnings(selections) {
  const found = overlaps(selections).map(({ one: first, other, what, how, doubt }) =>
    element("li", {}, element("strong", {}, `${first} and ${other} share ${what}`), `: ${how}.${doubt ? ` Not verified: ${doubt}` : ""}`));
  if (!found.length) return [];
  return [element("div", { class: "basket__warnings", role: "note" }, element("h2", {}, "Do not train on one and test on the other"), element("ul", {}, ...found))];
}
