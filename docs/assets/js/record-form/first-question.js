// The first question: the address of the data, which fills in what follows from it, and shows whether the catalog has the dataset.
import { element, ROOT } from "../shared/dom.js";
import { partAt, read, rowsOf, write } from "./form-controls.js";
import { idOf } from "./record-id.js";
import { renamed } from "./source-picker.js";

/** @typedef {import("./form-model.js").Known} Known */
/** @typedef {{url: string, doi: string}} Address */

const DOI = /^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:\s*)?(10\.[0-9]{4,9}\/[^\s?#`]+)/i;

/**
 * The address that a text is; nothing where it is none.
 * @param {string} text
 * @returns {Address | null}
 */
export function addressOf(text) {
  const doi = (DOI.exec(text.trim())?.[1] ?? "").replace(/[.,;)\]>&]+$/, "").toLowerCase();
  if (doi) return { url: `https://doi.org/${doi}`, doi };
  return /^https?:\/\/[^\s/]+\.[^\s]+$/.test(text.trim()) ? { url: text.trim(), doi: "" } : null;
}

/**
 * Fill in homepage and first source from the address, where nothing else is written there.
 * @param {HTMLFormElement} form
 * @param {string} before What the answer was.
 */
export function begin(form, before) {
  const [text, old] = [String(read(partAt(form, ["start"]))), addressOf(before)?.url ?? ""];
  const address = addressOf(text);
  const said = /** @type {HTMLElement} */ (form.querySelector(".new-start-said"));
  if (!address) {
    said.textContent = text.trim() ? "This is neither a DOI nor a whole web address, e.g. https://example.org/data/. Name the dataset below instead." : "";
    return;
  }
  const filled = [fillHomepage(form, address, old) && "Homepage", fillSource(form, address, old) && "Source 1"].filter(Boolean);
  const cite = address.doi ? " Cite the data under “What to cite”: most deposits offer the entry as BibTeX." : "";
  said.textContent = `${filled.length ? `Filled in: ${filled.join(" and ")}.` : "Homepage and Source 1 have an address already."}${cite}`;
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
  const [key, what] = doi ? ["deposit", "page that the DOI leads to"] : ["homepage", "homepage of the dataset"];
  const name = /** @type {HTMLInputElement} */ (first.querySelector("[data-field=key] input"));
  const named = ["", "deposit", "homepage"].includes(name.value) ? key : name.value;
  write(first, { key: named, "*": { url, what } });
  renamed(form, name);
  return true;
}

/**
 * Show the records that may be about the same data.
 * @param {HTMLFormElement} form
 * @param {Known} known
 * @param {{[name: string]: import("./form-model.js").Draft}} draft
 */
export function showTwins(form, known, draft) {
  const box = /** @type {HTMLElement} */ (form.querySelector(".new-twins"));
  const found = [...twinsOf(known, draft)];
  const text = JSON.stringify(found);
  if (box.dataset.found === text) return;
  box.dataset.found = text;
  const names = new Map(known.lists.records.map(({ value, label }) => [value, label]));
  box.replaceChildren(...found.map(([id, what]) => {
    const link = element("a", { href: `${ROOT}datasets/${id}/` }, names.get(id) ?? id);
    return element("p", {}, "The catalog may have this dataset: ", link, ` has the same ${what}. If it is the same, correct that record instead; if not, relate the two below.`);
  }));
}

/**
 * The records that share an address, a DOI or a name with a draft, each with what it shares.
 * @param {Known} known
 * @param {{[name: string]: import("./form-model.js").Draft}} draft
 * @returns {Map<string, string>}
 */
export function twinsOf({ taken }, draft) {
  const found = /** @type {Map<string, string>} */ (new Map());
  const access = /** @type {any} */ (draft.access ?? {});
  const addresses = [draft.start, access.homepage].map((it) => addressOf(String(it ?? "")));
  const urls = addresses.flatMap((it) => (it && !it.doi ? [plainAddress(it.url)] : []));
  const names = [draft.name, draft.full_name, ...(Array.isArray(draft.aliases) ? draft.aliases : [])].flatMap((it) => namesIn(String(it ?? "")));
  for (const it of addresses) for (const id of taken.dois[it?.doi ?? ""] ?? []) found.set(id, "DOI");
  for (const [url, ids] of Object.entries(taken.addresses)) if (urls.includes(plainAddress(url))) for (const id of ids) found.set(id, "address");
  for (const [name, id] of Object.entries(taken.names)) if (names.includes(plainName(name))) found.set(id, "name");
  return found;
}

/**
 * An address without what does not matter.
 * @param {string} url
 */
function plainAddress(url) {
  return url.replace(/^https?:\/\//i, "").replace(/^www\./i, "").replace(/#.*$/, "").replace(/\/+$/, "").toLowerCase();
}

/**
 * A name, and what is before a colon or a bracket in it, where people write the full name behind the short one.
 * @param {string} text
 */
function namesIn(text) {
  return [text, text.split(/[:(]/)[0]].map(plainName).filter(Boolean);
}

/**
 * A name without case, accents and punctuation.
 * @param {string} text
 */
function plainName(text) {
  return text.normalize("NFKD").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

/**
 * The text of a field of the form.
 * @param {HTMLFormElement} form
 * @param {string} field
 */
export function textIn(form, field) {
  return String(read(partAt(form, [field])));
}

/**
 * Form the id from the name, unless the person wrote another id; gives the name that it was formed from.
 * @param {HTMLFormElement} form
 * @param {string} before
 */
export function nameAgain(form, before) {
  const name = textIn(form, "name");
  if (["", idOf(before)].includes(textIn(form, "id").trim())) write(partAt(form, ["id"]), idOf(name));
  return name;
}
