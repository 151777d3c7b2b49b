// The record of a draft, and its problems: values, texts, vocabularies and evidence. The pull request checks everything else.
import { worksIn } from "./autofill.js";
import { evidenceProblems } from "./check-evidence.js";
import { valueProblems } from "./check-values.js";
import { entries, list, mapping } from "./form-model.js";
import { phrase, problem, written } from "./messages.js";
import { closest } from "./nearest.js";
import { withNewTerms } from "./new-terms.js";
import { recordOf } from "./read-form.js";
import { idProblems } from "./record-id.js";

/** @typedef {import("./form-model.js").Known} Known */
/** @typedef {import("./form-model.js").Mapping} Mapping */
/** @typedef {import("./form-model.js").Problem} Problem */
/** @typedef {import("./form-model.js").Path} Path */
/** A problem with its place in the form. @typedef {Problem & {from: Path}} Placed */
/** @typedef {{id: string, record: Mapping, works: string, terms: import("./new-terms.js").Addition[], values: Placed[], rules: Placed[]}} Outcome */

const KEY = /^[a-z]+[0-9]{4}[a-z][a-z0-9]*$/;
/** A key of the bibliography: author, year, word. */
const HOURS_AHEAD = 14;
/** The time zone in which a day begins first. */

/**
 * Returns the record of a draft with its problems. The checks report those of `rules` once there are none of `values`.
 * @param {Known} catalog
 * @param {{[name: string]: import("./form-model.js").Draft}} draft
 * @returns {Outcome}
 */
export function outcomeOf(catalog, draft) {
  const { record, places, repeated } = recordOf(catalog.fields, draft);
  const { known, additions, problems } = withNewTerms(catalog, draft, record);
  const [id, bibtex] = [draft.id, draft.bibtex].map((text) => String(text ?? "").trim());
  const works = [...known.lists.works.map(({ value }) => value), ...worksIn(bibtex).map(({ key }) => key)];
  const placed = (/** @type {Problem} */ it) => ({ ...it, from: placeOf(places, it.at) });
  const keys = repeated.map(({ from, name }) => ({ ...(name ? problem(known, from, "repeated-key", { name }) : problem(known, from, "no-value", { name: "name" })), from }));
  return {
    id,
    record,
    works: bibtex,
    terms: additions,
    values: [...idProblems(known, id), ...keys, ...valueProblems(known, record).map(placed), ...futureProblems(known, record).map(placed), ...problems],
    rules: [...ruleProblems(known, record, works)].map(placed),
  };
}

/**
 * @param {Known} known
 * @param {Mapping} record
 * @param {string[]} works
 * @returns {Generator<Problem>}
 */
function* ruleProblems(known, record, works) {
  yield* summaryProblems(known, record);
  yield* licenseProblems(known, record);
  yield* workProblems(known, record, works);
  yield* evidenceProblems(known, record, works);
}

/**
 * Returns a problem for each date of work on the record that has not begun anywhere (scripts/curator/records/rules/age.py).
 * @param {Known} known
 * @param {Mapping} record
 */
function futureProblems(known, record) {
  /** @type {[Path, import("./form-model.js").Value | undefined][]} */
  const days = [[["checked"], record.checked]];
  for (const [at, change] of entries(record.changes)) days.push([["changes", at, "date"], change.date]);
  for (const [name, source] of Object.entries(mapping(record.sources))) days.push([["sources", name, "seen"], mapping(source).seen]);
  const latest = new Date(Date.now() + HOURS_AHEAD * 3_600_000).toISOString().slice(0, 10);
  return days.flatMap(([at, day]) => (/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(String(day)) && String(day) > latest ? [problem(known, at, "future-date", { day: String(day) })] : []));
}

/**
 * Yields a problem for a summary that is too short or too long.
 * @param {Known} known
 * @param {Mapping} record
 * @returns {Generator<Problem>}
 */
function* summaryProblems(known, record) {
  if (typeof record.summary !== "string") return;
  const [least, most] = known.rules.summary;
  const words = record.summary.split(/\s+/).filter(Boolean).length;
  if (words > most) yield problem(known, ["summary"], "summary-long", { words, least, most, over: words - most });
  if (words < least) yield problem(known, ["summary"], "summary-short", { words, least, most });
}

/**
 * Yields the problems of license ids and permissions. The page cannot know whether an id that is not in the vocabulary is one of SPDX.
 * @param {Known} known
 * @param {Mapping} record
 * @returns {Generator<Problem>}
 */
function* licenseProblems(known, record) {
  const { own, none, permissions, owed } = known.rules;
  const ids = [...known.lists.licence.map(({ value }) => value), none];
  for (const [at, licence] of entries(record.licence)) {
    if (typeof licence.id !== "string") continue;
    const { id } = licence;
    if (id.startsWith(own)) {
      for (const name of owed) if (!(name in licence)) yield problem(known, ["licence", at], "permission-missing", { name });
      continue;
    }
    for (const name of permissions) if (name in licence) yield problem(known, ["licence", at, name], "permission-implied", { name, id, own });
    const near = ids.find((it) => it.toLowerCase() === id.toLowerCase());
    if (near && near !== id) yield problem(known, ["licence", at, "id"], "licence-spelling", { id, near });
  }
}

/**
 * Yields a problem for each cited work that is neither in the bibliography nor in the pasted BibTeX.
 * @param {Known} known
 * @param {Mapping} record
 * @param {string[]} works
 * @returns {Generator<Problem>}
 */
function* workProblems(known, record, works) {
  if (!known.taken.whole) return;
  for (const [at, key] of cited(record)) {
    const work = String(key);
    if (works.includes(work)) continue;
    const near = closest(work, works, 0.8);
    const fix = written(known, near, phrase(known, KEY.test(work) ? "add-work" : "a-key"));
    yield problem(known, at, "unknown-work", { work, near, fix });
  }
}

/**
 * Returns the cited works, with their paths.
 * @param {Mapping} record
 * @returns {[Path, import("./form-model.js").Value][]}
 */
function cited(record) {
  /** @type {[Path, import("./form-model.js").Value][]} */
  const lists = ["paper", "data", "further"].map((field) => [["citations", field], mapping(record.citations)[field]]);
  for (const [at, labels] of entries(record.labelling)) lists.push([["labelling", at, "citations"], labels.citations]);
  return lists.flatMap(([path, keys]) => list(keys).map((key, position) => /** @type {[Path, import("./form-model.js").Value]} */ ([[...path, position], key])));
}

/**
 * Returns the place in the form of a path of the record, or of the nearest path above it.
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
