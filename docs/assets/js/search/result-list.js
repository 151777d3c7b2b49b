// The results of the search as a list of options. All texts are inserted as text.
import { excerpt } from "./excerpts.js";
import { highlight, placesIn, rangesIn, unmark } from "./highlights.js";
import { pathOf } from "./search-data.js";
import { valueOf } from "../table/table-data.js";
import { element, ROOT, thousands } from "../shared/dom.js";

/** @typedef {import("./search-data.js").Search} Search */
/** @typedef {import("./search-data.js").Answer} Answer */
/** @typedef {import("./search-data.js").Result} Result */

/** Number of results shown at first, and that a button adds. */
const FIRST = 12, MORE = 50;
/** Characters of context in the text of a page. */
const AROUND = 70;

/**
 * Show the results of a query.
 * @param {HTMLElement} list
 * @param {Search} search
 * @param {string} query
 * @returns {string} a sentence about the number of results
 */
export function showResults(list, search, query) {
  const answer = search.answer(query);
  show(list, search, query, answer, FIRST);
  list.scrollTop = 0;
  return sentence(query, answer);
}

/**
 * @param {HTMLElement} list
 * @param {Search} search
 * @param {string} query
 * @param {Answer} answer
 * @param {number} limit
 */
function show(list, search, query, answer, limit) {
  const { needles, datasets, pages } = answer;
  const left = datasets.length + pages.length - limit;
  const options = answer.first(limit).map((result) => (result.dataset ? datasetOption : pageOption)(search, result, needles));
  if (left > 0) {
    const more = element("button", { type: "button", class: "search-result search-result--more" }, `Show ${amount(Math.min(MORE, left), "more result")}`);
    more.addEventListener("click", () => show(list, search, query, answer, limit + MORE));
    options.push(more);
  }
  if (datasets.length) options.push(link(tableOf(search, query, datasets), `Show ${datasets.length === 1 ? "this dataset" : `all ${thousands(datasets.length)} datasets`} in the table`));
  else options.push(link("contribute/new/", "Suggest a dataset for the catalog"), link("datasets/", "Show all datasets from A to Z"));
  options.forEach((option, at) => {
    option.id = `search-result-${at}`;
    for (const [name, value] of Object.entries({ role: "option", tabindex: "-1", "aria-selected": "false" })) option.setAttribute(name, value);
  });
  list.replaceChildren(...options);
  unmark("search-hits");
  highlight("search-hits", options.slice(0, limit).flatMap((option) => rangesIn(option, needles)));
}

/**
 * The path of the table with the datasets found; the table hides natural images unless the URL names them.
 * @param {Search} search
 * @param {string} query
 * @param {number[]} rows
 */
function tableOf({ datasets: { kinds } }, query, rows) {
  const found = new Set(rows.map((row) => valueOf(kinds, row)));
  const kind = found.has("natural") ? [["kind", [...found].sort().join(",")]] : [];
  return `?${new URLSearchParams([["q", query], ...kind])}`;
}

/**
 * @param {string} path
 * @param {string} text
 */
function link(path, text) {
  return element("a", { class: "search-result search-result--more", href: new URL(path, ROOT).href }, text);
}

/**
 * @param {Search} search
 * @param {Result} result
 * @param {string[]} needles
 * @returns {HTMLElement}
 */
function datasetOption(search, result, needles) {
  const { datasets: { badges }, texts } = search;
  const [name, fullName] = texts.map((text) => valueOf(text, result.row));
  const shown = badges.flatMap(({ label, ...list }) => {
    const [text, rating] = valueOf(list, result.row);
    return text ? [badge(label, text, rating), " "] : [];
  });
  const option = optionOf(pathOf(search, result), name, fullName, element("span", { class: "search-result__badges" }, ...shown));
  const found = needles.some((needle) => placesIn(option.textContent ?? "", [needle]).length) ? null : excerpt(result.row, needles, texts);
  if (found) option.append(element("small", { class: "search-result__text" }, found.line));
  return option;
}

/**
 * @param {Search} search
 * @param {Result} result
 * @param {string[]} needles
 */
function pageOption(search, result, needles) {
  const of = (/** @type {string} */ key) => /** @type {import("./search-data.js").Text} */ (search.pages.texts.find((text) => text.key === key));
  const usual = valueOf(of("description"), result.row) || valueOf(of("text"), result.row).slice(0, 2 * AROUND);
  const found = excerpt(result.row, needles, ["description", "text", "names", "narrower"].map(of), AROUND)?.text ?? usual;
  return optionOf(pathOf(search, result), valueOf(of("heading"), result.row), valueOf(of("page"), result.row), element("small", { class: "search-result__text" }, found));
}

/**
 * @param {string} path
 * @param {string} name
 * @param {string} more
 * @param {HTMLElement} below
 */
function optionOf(path, name, more, below) {
  const line = element("span", { class: "search-result__line" }, element("span", { class: "search-result__name" }, name), " ", element("span", { class: "search-result__more" }, more));
  return element("a", { class: "search-result", href: new URL(path, ROOT).href }, line, " ", below);
}

/**
 * @param {string} label
 * @param {string} text
 * @param {string} rating
 */
function badge(label, text, rating) {
  return element("span", { class: `search-badge${rating ? ` search-badge--${rating}` : ""}` }, element("span", { class: "spoken" }, `${label}: `), text);
}

/**
 * @param {string} query
 * @param {Answer} answer
 */
function sentence(query, { datasets, pages, taken }) {
  const notes = taken.map(([typed, words]) => ` “${typed}” was not found; showing “${words.slice(0, 3).join("” or “")}”.`).join("");
  const numbers = [amount(datasets.length, "dataset"), amount(pages.length, "page")].filter(Boolean).join(" and ");
  if (datasets.length) return `${numbers}.${notes}`;
  return pages.length ? `No dataset matches “${query}”; ${numbers} found.${notes}` : `No dataset and no page matches “${query}”. Check the spelling, or suggest a dataset.`;
}

/**
 * @param {number} number
 * @param {string} of
 */
function amount(number, of) {
  return number ? `${thousands(number)} ${of}${number === 1 ? "" : "s"}` : "";
}
