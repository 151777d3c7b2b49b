// The search of the header: datasets and other pages in one order. Datasets have the scores that they have in the table.
import { find, indexOf } from "./engine.js";
import { has } from "../shared/row-sets.js";
import { fetched } from "../table/table-data.js";
import { ROOT } from "../shared/dom.js";

/** @template T @typedef {import("../table/table-data.js").Coded<T>} Coded */
/** @typedef {Coded<string> & {key: string, label: string, weight: number, names: boolean}} Text */
/** @typedef {Coded<[string, string]> & {label: string}} Badges text and rating of each */
/** @typedef {{ids: string[], kinds: Coded<string>, badges: Badges[], texts: Text[]}} Datasets */
/** @typedef {{paths: string[], texts: Text[]}} Pages */
/** @typedef {{dataset: boolean, row: number, score: number}} Result */
/** @typedef {{results: Result[], datasets: number, pages: number, needles: string[], taken: [string, string[]][]}} Answer the needles are the texts found */
/** @typedef {{datasets: Datasets, pages: Pages, answer: (query: string) => Answer}} Search */

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
export function searchOf(datasets, pages) {
  const [ofDatasets, ofPages] = [indexOf(datasets.ids.length, datasets.texts), indexOf(pages.paths.length, pages.texts)];
  return {
    datasets, pages,
    answer: (query) => {
      const [one, other] = [find(ofDatasets, query), find(ofPages, query)];
      const [first, second] = [resultsOf(one, datasets.ids.length, true), resultsOf(other, pages.paths.length, false)];
      return {
        results: [...first, ...second].sort((a, b) => b.score - a.score),
        datasets: first.length, pages: second.length,
        needles: [...new Set([...one.needles, ...other.needles].flat())],
        taken: first.length ? one.taken : second.length ? other.taken : [],
      };
    },
  };
}

/**
 * @param {import("./engine.js").Found} found
 * @param {number} size
 * @param {boolean} dataset
 * @returns {Result[]}
 */
function resultsOf({ rows, scores }, size, dataset) {
  const results = [];
  for (let row = 0; row < size; row += 1) if (has(rows, row)) results.push({ dataset, row, score: scores[row] });
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
