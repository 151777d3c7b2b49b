// Works that the bibliography lacks, pasted as BibTeX.
import { addRow, partAt, rowsOf } from "./form-controls.js";

const ENTRY = /@(\w+)\s*\{\s*([^,\s{}]+)\s*,/g;
/** @type {Record<string, string>} */
const CITED_AS = { dataset: "data", data: "data", article: "paper", inproceedings: "paper", conference: "paper", incollection: "paper" };
/** The citation that an entry's type can only mean. */

/**
 * The keys of the works in a text of BibTeX, with their types.
 * @param {string} bibtex
 * @returns {{type: string, key: string}[]}
 */
export function worksIn(bibtex) {
  return [...bibtex.matchAll(ENTRY)].map(([, type, key]) => ({ type: type.toLowerCase(), key }));
}

/**
 * Cite the works that were pasted, each as what its type says, where nothing cites them yet.
 * @param {HTMLFormElement} form
 * @param {string} bibtex
 */
export function cite(form, bibtex) {
  const cited = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll("[data-field=citations] li input")]);
  for (const { type, key } of worksIn(bibtex)) {
    if (!CITED_AS[type] || cited.some(({ value }) => value.trim() === key)) continue;
    const list = partAt(form, ["citations", CITED_AS[type]]);
    const inputs = rowsOf(list).map((row) => row.querySelector("input"));
    const input = inputs.find((it) => it?.value === "") ?? addRow(list).querySelector("input");
    if (input) input.value = key;
  }
}
