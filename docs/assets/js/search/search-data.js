// The search of the header: datasets and other pages in one order. Datasets have the scores that they have in the table.
import { find, indexOf } from "./engine.js";
import { ranked } from "./ranking.js";
import { has } from "../shared/row-sets.js";
import { fetched } from "../table/table-data.js";
import { ROOT } from "../shared/dom.js";
import { BETWEEN } from "./word-index.js";

/** @template T @typedef {import("../table/table-data.js").Coded<T>} Coded */
/** @typedef {Coded<string> & {key: string, label: string, weight: number, names: boolean}} Text */
/** @typedef {Coded<number[]> & Omit<Text, "values"> & {words: Record<string, string>}} OfTerms a text that consists of the words of terms, by their positions */
/** @typedef {Coded<[string, string]> & {label: string}} Badges text and rating of each */
/** @typedef {{ids: string[], kinds: Coded<string>, badges: Badges[], texts: (Text | OfTerms)[]}} Datasets */
/** @typedef {{paths: string[], texts: Text[]}} Pages */
/** @typedef {{dataset: boolean, row: number}} Result */
/** @typedef {{first: (limit: number) => Result[], datasets: number[], pages: number[], needles: string[], taken: [string, string[]][]}} Answer the first results, the rows of all datasets and pages found in their order, and the texts found */
/** @typedef {{datasets: Datasets, pages: Pages, texts: Text[], answer: (query: string) => Answer}} Search */

/**
 * Load the search (scripts/curator/site/exports/search_json.py).
 * @returns {Promise<Search>}
 */
export async function loadSearch() {
  const [datasets, pages] = await Promise.all(["data/search.json", "data/pages.json"].map((path) => fetched(new URL(path, ROOT))));
  return searchOf(datasets, pages);
}

/**
 * @param {Datasets} datasets
 * @param {Pages} pages
 * @returns {Search}
 */
function searchOf(datasets, pages) {
  const texts = withWords(datasets.texts);
  const [ofDatasets, ofPages] = [indexOf(datasets.ids.length, texts), indexOf(pages.paths.length, pages.texts)];
  return {
    datasets, pages, texts,
    answer: (query) => {
      const [one, other] = [find(ofDatasets, query), find(ofPages, query)];
      const [found, further] = [ranked(listed(one), one.scores), ranked(listed(other), other.scores)];
      return {
        first: (limit) => merged(found, one.scores, further, other.scores, limit),
        datasets: found, pages: further,
        needles: [...new Set([...one.needles, ...other.needles].flat())],
        taken: found.length ? one.taken : further.length ? other.taken : [],
      };
    },
  };
}

/**
 * Texts with the words of their terms, each word once.
 * @param {(Text | OfTerms)[]} texts
 * @returns {Text[]}
 */
export function withWords(texts) {
  return texts.map((text) => {
    if (!("words" in text)) return text;
    const split = Object.values(text.words).map((words) => words.split(BETWEEN));
    return { ...text, values: text.values.map((terms) => [...new Set(terms.flatMap((term) => split[term]))].join(BETWEEN)) };
  });
}

/**
 * The rows found.
 * @param {import("./engine.js").Found} found
 */
function listed({ rows, scores }) {
  const found = [];
  for (let row = 0; row < scores.length; row += 1) if (has(rows, row)) found.push(row);
  return found;
}

/**
 * The first results, with falling scores; of equal ones, datasets first.
 * @param {number[]} datasets
 * @param {Float32Array} ofDatasets
 * @param {number[]} pages
 * @param {Float32Array} ofPages
 * @param {number} limit
 * @returns {Result[]}
 */
function merged(datasets, ofDatasets, pages, ofPages, limit) {
  const results = [];
  for (let one = 0, other = 0; results.length < limit && one + other < datasets.length + pages.length;) {
    const dataset = one < datasets.length && !(other < pages.length && ofPages[pages[other]] > ofDatasets[datasets[one]]);
    results.push({ dataset, row: dataset ? datasets[one++] : pages[other++] });
  }
  return results;
}

/**
 * The path of a result on the site.
 * @param {Search} search
 * @param {Result} result
 */
export function pathOf({ datasets, pages }, { dataset, row }) {
  return dataset ? `datasets/${datasets.ids[row]}/` : pages.paths[row];
}
