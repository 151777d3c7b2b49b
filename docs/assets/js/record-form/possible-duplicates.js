// Records of the catalog that could describe the same dataset.
import { element, ROOT } from "../shared/dom.js";
import { addressOf } from "./autofill.js";

/** @typedef {import("./form-model.js").Known} Known */

/**
 * Shows the records that could describe the same dataset.
 * @param {HTMLFormElement} form
 * @param {Known} known
 * @param {{[name: string]: import("./form-model.js").Draft}} draft
 */
export function showDuplicates(form, known, draft) {
  const box = /** @type {HTMLElement} */ (form.querySelector(".new-duplicates"));
  const found = [...duplicatesOf(known, draft)];
  const text = JSON.stringify(found);
  if (box.dataset.found === text) return;
  box.dataset.found = text;
  const names = new Map(known.lists.records.map(({ value, label }) => [value, label]));
  box.replaceChildren(...found.map(([id, what]) => {
    const link = element("a", { href: `${ROOT}datasets/${id}/` }, names.get(id) ?? id);
    return element("p", {}, "Possible duplicate: ", link, ` has the same ${what}. If it is the same dataset, correct that record instead. If not, add a relation below.`);
  }));
}

/**
 * Returns the records that share a URL, a DOI or a name with a draft, with what they share.
 * @param {Known} known
 * @param {{[name: string]: import("./form-model.js").Draft}} draft
 * @returns {Map<string, string>}
 */
export function duplicatesOf({ taken }, draft) {
  const found = /** @type {Map<string, string>} */ (new Map());
  const access = /** @type {any} */ (draft.access ?? {});
  const addresses = [draft.start, access.homepage].map((it) => addressOf(String(it ?? "")));
  const urls = addresses.flatMap((it) => (it && !it.doi ? [plainAddress(it.url)] : []));
  const names = [draft.name, draft.full_name, ...(Array.isArray(draft.aliases) ? draft.aliases : [])].flatMap((it) => namesIn(String(it ?? "")));
  for (const it of addresses) for (const id of taken.dois[it?.doi ?? ""] ?? []) found.set(id, "DOI");
  for (const [url, ids] of Object.entries(taken.addresses)) if (urls.includes(plainAddress(url))) for (const id of ids) found.set(id, "URL");
  for (const [name, id] of Object.entries(taken.names)) if (names.includes(plainName(name))) found.set(id, "name");
  return found;
}

/**
 * Returns a URL without scheme, www, fragment and trailing slash.
 * @param {string} url
 */
function plainAddress(url) {
  return url.replace(/^https?:\/\//i, "").replace(/^www\./i, "").replace(/#.*$/, "").replace(/\/+$/, "").toLowerCase();
}

/**
 * Returns a normalized name, and the part before a colon or parenthesis, which often separates the short name from the full name.
 * @param {string} text
 */
function namesIn(text) {
  return [text, text.split(/[:(]/)[0]].map(plainName).filter(Boolean);
}

/**
 * Returns a name without case, accents and punctuation.
 * @param {string} text
 */
function plainName(text) {
  return text.normalize("NFKD").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}
