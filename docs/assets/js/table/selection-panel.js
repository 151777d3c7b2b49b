// The panel of selected datasets below the table: list, exports, comparison, combined terms of use, and overlaps.
import { MAX_COMPARED } from "../compare/comparison.js";
import { copyText } from "../shared/copy.js";
import { csv } from "../shared/csv.js";
import { element, one } from "../shared/dom.js";
import { download } from "../shared/download.js";
import { modelWarnings, overlaps, overlapText, strictest } from "./selection.js";
import { citations, rowsOf, selectionOf } from "./selection-data.js";

/** @typedef {import("./selection.js").Selection} Selection */
/** @typedef {{id: string, name: string}} Selected */
/** @typedef {{key: "bib" | "ris" | "csl", label: string, file: string, media_type: string}} Format a citation format, as the build describes it */
/** @typedef {Omit<import("./table-data.js").Rest, "columns" | "texts"> & {lines: (ids: string[]) => string[][]}} TableData data of the table that the panel uses */

/**
 * Show a selection that is not empty.
 * @param {HTMLElement} section
 * @param {Selected[]} selected in the order of the table
 * @param {(ids: string[]) => void} change
 * @param {() => Promise<TableData>} tableData
 */
export function showSelection(section, selected, change, tableData) {
  const details = one(section, "details", HTMLDetailsElement);
  const content = one(section, "[data-selection-content]");
  one(section, "[data-selection-number]").textContent = `Selection: ${selected.length} ${selected.length === 1 ? "dataset" : "datasets"}`;
  const ids = selected.map(({ id }) => id);
  /** @type {Format[]} */
  const formats = JSON.parse(section.dataset.formats ?? "[]");
  const show = async () => {
    content.dataset.shows = ids.join();
    content.setAttribute("aria-busy", "true");
    const contents = await Promise.all([tableData(), ...ids.map(selectionOf)]).then(
      ([data, ...selections]) => [list(selected, change), exports_(selections, data, formats), comparison(ids), terms(selections, data), ...warnings(selections)],
      (error) => [element("p", { class: "doubt" }, `Could not load the selection: ${error.message}. It is still stored; check the connection and reload the page.`)],
    );
    if (content.dataset.shows !== ids.join()) return; // the selection has changed meanwhile
    content.replaceChildren(...contents);
    content.removeAttribute("aria-busy");
  };
  details.ontoggle = () => { if (details.open && content.dataset.shows !== ids.join()) show(); };
  if (details.open && content.dataset.shows !== ids.join()) show();
}

/**
 * The selected datasets, each with a button to remove it.
 * @param {Selected[]} selected
 * @param {(ids: string[]) => void} change
 */
function list(selected, change) {
  const others = (/** @type {string} */ removed) => selected.map(({ id }) => id).filter((id) => id !== removed);
  const items = selected.map(({ id, name }) => element("li", {}, element("a", { href: `datasets/${id}/` }, name), button("×", () => change(others(id)), `Remove ${name} from the selection`)));
  return element("div", { class: "selection__list" }, element("ul", {}, ...items), button("Clear selection", () => change([])));
}

/**
 * @param {string} label
 * @param {(event: MouseEvent) => void} press
 * @param {string} [name] for screen readers, if the label is a sign
 */
function button(label, press, name) {
  const made = element("button", { type: "button", "aria-label": name ?? false }, label);
  made.addEventListener("click", press);
  return made;
}

/**
 * Buttons for citations and tables of the selected datasets.
 * @param {Selection[]} selections
 * @param {TableData} data
 * @param {Format[]} formats
 */
function exports_(selections, { joinings, lines }, formats) {
  const ids = selections.map(({ id }) => id);
  const text = element("textarea", { readonly: true, rows: 8, "aria-label": "Table to copy", hidden: true });
  const failed = element("p", { class: "doubt", role: "alert" });
  const trying = (/** @type {(event: MouseEvent) => Promise<void>} */ act) => (/** @type {MouseEvent} */ event) => {
    failed.textContent = "";
    act(event).catch((error) => { failed.textContent = `Could not load the data: ${error.message}. Check the connection and try again.`; });
  };
  const copied = (/** @type {string} */ label, /** @type {"markdown" | "latex"} */ form) =>
    button(label, trying(async ({ currentTarget }) => {
      const table = rowsOf(ids, form, joinings[form]);
      text.hidden = await copyText(/** @type {HTMLButtonElement} */ (currentTarget), table);
      text.value = await table;
      if (!text.hidden) text.select();
    }));
  const saved = (/** @type {Format} */ { label, key, file, media_type }) =>
    button(label, trying(async () => download(file, media_type, await citations(selections, key, file.slice(file.indexOf(".")), joinings[key]))));
  return element("div", { class: "selection__exports" },
    element("p", {}, element("strong", {}, "Citations: "), ...formats.map(saved)),
    element("p", {}, element("strong", {}, "Table: "), button("CSV", () => download("datasets.csv", "text/csv", csv(lines(ids)))),
      copied("Copy as Markdown", "markdown"), copied("Copy as LaTeX", "latex")), failed, text);
}

/** @param {string[]} ids */
function comparison(ids) {
  if (ids.length < 2) return element("p", { class: "remark" }, "Select at least two datasets to compare them.");
  if (ids.length > MAX_COMPARED) return element("p", { class: "remark" }, `At most ${MAX_COMPARED} datasets can be compared.`);
  return element("p", {}, element("a", { href: `compare/?ids=${ids.join()}` }, `Compare ${ids.length} datasets`));
}

/**
 * The most restrictive answer to each permission, share-alike licenses, and required acknowledgements.
 * @param {Selection[]} selections
 * @param {TableData} data
 */
function terms(selections, { permissions, answers }) {
  const heads = ["Permission", "Most restrictive terms", "Datasets"];
  const rows = strictest(selections, Object.keys(answers)).map(({ name, answer, by }) =>
    element("tr", {}, element("th", { scope: "row" }, permissions[name]), element("td", { class: `permission--${answer}`, "data-label": heads[1] }, answers[answer]),
      element("td", { "data-label": heads[2] }, by.length === selections.length ? "all" : by.join(", "))));
  const shared = selections.filter(({ share_alike }) => share_alike.length).map(({ name, share_alike }) => `${name} (${share_alike.join(", ")})`);
  const doubted = selections.filter(({ unverified }) => unverified).map(({ name }) => name);
  const quotes = selections.flatMap(({ name, acknowledgement }) => (acknowledgement ? [element("li", {}, `${name}: `, element("q", {}, acknowledgement.quote), acknowledgement.note ? ` ${acknowledgement.note}` : "")] : []));
  return element("div", { class: "selection__terms" },
    element("h2", {}, "Combined terms of use"),
    ...(doubted.length ? [element("p", { class: "doubt" }, `License not verified: ${doubted.join(", ")}. Read the terms on the owners' pages before you rely on these answers.`)] : []),
    element("table", { class: "permissions" }, element("thead", {}, element("tr", {}, ...heads.map((word) => element("th", { scope: "col" }, word)))), element("tbody", {}, ...rows)),
    ...(shared.length ? [element("p", {}, `Share-alike: derivatives of these datasets must have the same license: ${shared.join("; ")}.`)] : []),
    ...(quotes.length ? [element("h2", {}, "Required acknowledgements, word for word"), element("ul", {}, ...quotes)] : []),
    element("p", { class: "remark" }, "The table shows the most restrictive terms of the selected datasets; see the dataset pages for details. “Not stated” and “not known” do not mean “allowed”."));
}

/**
 * Warnings about datasets that share images or patients, and about models trained on them.
 * @param {Selection[]} selections
 */
function warnings(selections) {
  const shared = overlaps(selections).map(overlapText);
  const models = modelWarnings(selections).map(({ what, why }) => ({ what, why: `${why}.` }));
  return [...warning("Overlap: do not train on one and test on the other", shared), ...warning("Models trained on these data", models)];
}

/**
 * A list of warnings under a heading; nothing if there are none.
 * @param {string} heading
 * @param {{what: string, why: string}[]} found
 */
function warning(heading, found) {
  const items = found.map(({ what, why }) => element("li", {}, element("strong", {}, what), `: ${why}`));
  return items.length ? [element("div", { class: "selection__warnings", role: "note" }, element("h2", {}, heading), element("ul", {}, ...items))] : [];
}
