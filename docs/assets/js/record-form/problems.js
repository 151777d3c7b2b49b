// All that is wrong with a draft, in the words of the checks.
import { addressFaults, nameFaults, relationFaults, workFaults } from "./check-others.js";
import { faultsOf } from "./check-values.js";
import { evidenceFaults } from "./check-evidence.js";
import { figureFaults } from "./check-numbers.js";
import { LONGEST } from "./record-id.js";
import { withNewTerms } from "./new-terms.js";
import { recordOf } from "./read-form.js";
import { correctionFaults, licenceFaults, statusFaults } from "./check-terms.js";
import { fault, phrase } from "./messages.js";
import { worksIn } from "./pasted-works.js";

/** @typedef {import("./form-model.js").Known} Known */
/** @typedef {import("./form-model.js").Fault} Fault */
/** @typedef {import("./form-model.js").Path} Path */
/** A fault with its place in the form. @typedef {Fault & {from: Path}} Placed */
/** @typedef {{id: string, record: import("./form-model.js").Mapping, works: string, terms: import("./new-terms.js").Addition[], values: Placed[], rules: Placed[]}} Outcome */

/**
 * A draft as a record: what it says, what is wrong with single values, and what with them together, which the checks tell once no value is wrong.
 * @param {Known} catalog
 * @param {{[name: string]: import("./form-model.js").Draft}} draft
 * @returns {Outcome}
 */
export function outcomeOf(catalog, draft) {
  const { record, places, repeated } = recordOf(catalog.fields, draft);
  const { known, additions, faults } = withNewTerms(catalog, draft, record);
  const [id, bibtex] = [draft.id, draft.bibtex].map((text) => String(text ?? "").trim());
  const works = [...known.lists.works.map(({ value }) => value), ...worksIn(bibtex).map(({ key }) => key)];
  const placed = (/** @type {Fault} */ it) => ({ ...it, from: placeOf(places, it.at) });
  const twice = repeated.map(({ from, name }) => ({ ...(name ? fault(known, from, "repeated-key", { name }) : fault(known, from, "no-value", { name: "name" })), from }));
  return {
    id,
    record,
    works: bibtex,
    terms: additions,
    values: [...idFaults(known, id), ...twice, ...faultsOf(known, record).map(placed), ...faults],
    rules: [...ruleFaults(known, record, id, works)].map(placed),
  };
}

/**
 * @param {Known} known
 * @param {import("./form-model.js").Mapping} record
 * @param {string} id
 * @param {string[]} works
 * @returns {Generator<Fault>}
 */
function* ruleFaults(known, record, id, works) {
  yield* nameFaults(known, record, id);
  yield* figureFaults(known, record);
  yield* addressFaults(known, record, id);
  yield* licenceFaults(known, record);
  yield* statusFaults(known, record);
  yield* workFaults(known, record, works);
  yield* relationFaults(known, record, id);
  yield* correctionFaults(known, record);
  yield* evidenceFaults(known, record, works);
}

/**
 * What is wrong with the name of the record's file.
 * @param {Known} known
 * @param {string} id
 * @returns {Placed[]}
 */
function idFaults(known, id) {
  const at = ["id"];
  const told = () => {
    if (!id) return [fault(known, at, "missing", { name: "id", example: "`drive`" })];
    if (!new RegExp(`^(?:${known.patterns.forms.id})$`).test(id)) return [fault(known, at, "file-id", { name: id })];
    if (id.length > LONGEST) return [fault(known, at, "file-long", { name: id.slice(0, LONGEST) })];
    if (known.rules.addresses.includes(id)) return [fault(known, at, "file-reserved", { name: id })];
    if (known.rules.reserved.includes(id)) return [fault(known, at, "file-device", { name: id })];
    return known.taken.ids.includes(id) ? [fault(known, at, "repeated-id", { id, whose: phrase(known, "another-record") })] : [];
  };
  return told().map((it) => ({ ...it, from: at }));
}

/**
 * The place in the form of a path of the record, or that of the nearest above it.
 * @param {import("./read-form.js").Places} places
 * @param {Path} at
 */
function placeOf(places, at) {
  for (let length = at.length; length > 0; length -= 1) {
    const found = places.get(JSON.stringify(at.slice(0, length)));
    if (found) return found;
  }
  return at;
}
