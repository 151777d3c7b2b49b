// New terms: defined in the form, and added to the files of their vocabularies with the record.
import { valueProblems } from "./check-values.js";
import { mapping } from "./form-model.js";
import { recordOf } from "./read-form.js";
import { problem } from "./messages.js";
import { entryOf } from "./write-yaml.js";

/** @typedef {import("./form-model.js").Known} Known */
/** @typedef {import("./form-model.js").Field} Field */
/** @typedef {import("./form-model.js").Mapping} Mapping */
/** @typedef {import("./problems.js").Placed} Placed */
/** Lines to add to a file. @typedef {{file: string, text: string}} Addition */
/** @typedef {{vocabulary: string, row: number, term: string, entry: Mapping, places: import("./read-form.js").Places, fields: Field[]}} NewTerm */

export const UNIT_FIELDS = ["plural", "counts"];
/** Fields of units only. */

/**
 * Returns the name of the field of a draft with the new terms of a vocabulary.
 * @param {string} vocabulary
 */
export function fieldOf(vocabulary) {
  return `new-${vocabulary}`;
}

/**
 * Returns the data of the form with the new terms used in a record, the lines to add to the files, and the problems of the terms.
 * @param {Known} known
 * @param {{[name: string]: import("./form-model.js").Draft}} draft
 * @param {Mapping} record
 * @returns {{known: Known, additions: Addition[], problems: Placed[]}}
 */
export function withNewTerms(known, draft, record) {
  const missing = new Set(valueProblems(known, record).filter(({ name }) => name === "term").map(({ values }) => `${values.vocabulary} ${values.text}`));
  const used = known.rules.growing.flatMap((vocabulary) => termsOf(known, vocabulary, draft)).filter(({ vocabulary, term }) => missing.has(`${vocabulary} ${term}`));
  const lists = { ...known.lists };
  const texts = /** @type {Map<string, string>} */ (new Map());
  for (const { vocabulary, term, entry, fields } of used) {
    const [label, plural] = [String(entry.label ?? term), String(entry.plural ?? "")];
    lists[vocabulary] = [...lists[vocabulary], { value: term, label, names: [label, plural].filter(Boolean), synonyms: [], printed: [] }];
    const file = `catalog/vocabulary/${vocabulary}.yaml`;
    texts.set(file, (texts.get(file) ?? "") + entryOf(fields, term, entry));
  }
  const additions = [...texts].map(([file, text]) => ({ file, text }));
  return { known: { ...known, lists }, additions, problems: used.flatMap((it, at) => termProblems(known, it, used.slice(0, at))) };
}

/**
 * Returns the new terms of a vocabulary in a draft.
 * @param {Known} known
 * @param {string} vocabulary
 * @param {{[name: string]: import("./form-model.js").Draft}} draft
 * @returns {NewTerm[]}
 */
function termsOf(known, vocabulary, draft) {
  const rows = draft[fieldOf(vocabulary)];
  const fields = known.term.filter(({ name }) => vocabulary === "unit" || !UNIT_FIELDS.includes(name));
  return (Array.isArray(rows) ? rows : []).map((it, row) => {
    const { record, places } = recordOf(fields, typeof it === "object" && !Array.isArray(it) ? it : {});
    const { key: term, ...entry } = mapping(record);
    return { vocabulary, row, term: String(term ?? ""), entry, places, fields: fields.filter(({ name }) => name !== "key") };
  });
}

/**
 * @param {Known} known
 * @param {NewTerm} it
 * @param {NewTerm[]} before
 * @returns {Placed[]}
 */
function termProblems(known, { vocabulary, row, term, entry, places, fields }, before) {
  const here = [fieldOf(vocabulary), row];
  const found = valueProblems({ ...known, fields }, entry).map((it) => ({ ...it, from: [...here, ...(places.get(JSON.stringify(it.at)) ?? it.at)] }));
  const form = new RegExp(`^(?:${known.patterns.forms.id})$`);
  if (!form.test(term)) found.unshift({ ...problem(known, ["key"], "id", { text: term }), from: [...here, "key"] });
  if (before.some((other) => other.vocabulary === vocabulary && other.term === term)) found.push({ ...problem(known, ["key"], "repeated-key", { name: term }), from: [...here, "key"] });
  return found;
}
