// Fields filled in from other answers: homepage and source from the URL, the id from the name, citations from BibTeX.
import { addRow, partAt, read, rowsOf, write } from "./form-controls.js";
import { idOf } from "./record-id.js";
import { renamed } from "./source-picker.js";

/** @typedef {{url: string, doi: string}} Address */

const DOI = /^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:\s*)?(10\.[0-9]{4,9}\/[^\s?#`]+)/i;
const ENTRY = /@(\w+)\s*\{\s*([^,\s{}]+)\s*,/g;
/** @type {Record<string, string>} */
const CITED_AS = { dataset: "data", data: "data", article: "paper", inproceedings: "paper", conference: "paper", incollection: "paper" };
/** Kinds of citation by type of BibTeX entry. */

/**
 * Returns the URL and DOI in a text, or null.
 * @param {string} text
 * @returns {Address | null}
 */
export function addressOf(text) {
  const doi = (DOI.exec(text.trim())?.[1] ?? "").replace(/[.,;)\]>&]+$/, "").toLowerCase();
  if (doi) return { url: `https://doi.org/${doi}`, doi };
  return /^https?:\/\/[^\s/]+\.[^\s]+$/.test(text.trim()) ? { url: text.trim(), doi: "" } : null;
}

/**
 * Fills in homepage and first source from the URL, unless they have another value.
 * @param {HTMLFormElement} form
 * @param {string} before The previous answer.
 */
export function fillFromUrl(form, before) {
  const [text, old] = [String(read(partAt(form, ["start"]))), addressOf(before)?.url ?? ""];
  const address = addressOf(text);
  const message = /** @type {HTMLElement} */ (form.querySelector(".new-start-message"));
  if (!address) {
    message.textContent = text.trim() ? "Enter a DOI or a complete URL, e.g. https://example.org/data/, or start with the name below." : "";
    return;
  }
  const filled = [fillHomepage(form, address, old) && "Homepage", fillSource(form, address, old) && "Source 1"].filter(Boolean);
  const cite = address.doi ? " Cite the dataset under “Citation”: most repositories offer the entry as BibTeX." : "";
  message.textContent = `${filled.length ? `Filled in: ${filled.join(" and ")}.` : "Homepage and Source 1 already have a URL."}${cite}`;
}

/**
 * @param {HTMLFormElement} form
 * @param {Address} address
 * @param {string} old
 */
function fillHomepage(form, { url }, old) {
  const homepage = partAt(form, ["access", "homepage"]);
  if (!["", old].includes(String(read(homepage)))) return false;
  write(homepage, url);
  return true;
}

/**
 * @param {HTMLFormElement} form
 * @param {Address} address
 * @param {string} old
 */
function fillSource(form, { url, doi }, old) {
  const [first] = rowsOf(partAt(form, ["sources"]));
  const address = first?.querySelector("[data-field=url] input");
  if (!(address instanceof HTMLInputElement) || !["", old].includes(address.value)) return false;
  const [key, what] = doi ? ["deposit", "landing page of the DOI"] : ["homepage", "homepage of the dataset"];
  const name = /** @type {HTMLInputElement} */ (first.querySelector("[data-field=key] input"));
  const named = ["", "deposit", "homepage"].includes(name.value) ? key : name.value;
  write(first, { key: named, "*": { url, what } });
  renamed(form, name);
  return true;
}

/**
 * Returns the text of a field of the form.
 * @param {HTMLFormElement} form
 * @param {string} field
 */
export function textIn(form, field) {
  return String(read(partAt(form, [field])));
}

/**
 * Makes the id from the name, unless the user wrote another id. Returns the name.
 * @param {HTMLFormElement} form
 * @param {string} before
 */
export function fillId(form, before) {
  const name = textIn(form, "name");
  if (["", idOf(before)].includes(textIn(form, "id").trim())) write(partAt(form, ["id"]), idOf(name));
  return name;
}

/**
 * Returns the keys and types of the entries in BibTeX.
 * @param {string} bibtex
 * @returns {{type: string, key: string}[]}
 */
export function worksIn(bibtex) {
  return [...bibtex.matchAll(ENTRY)].map(([, type, key]) => ({ type: type.toLowerCase(), key }));
}

/**
 * Adds citations of the pasted works, by type, unless they are already cited.
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
