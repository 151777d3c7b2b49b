// Where facts were seen: every fact has a source or a doubt, every source is used (scripts/curator/records/rules/evidence.py).
import { entries, isMapping, list, mapping } from "./form-model.js";
import { closest } from "./nearest.js";
import { fault, phrase, written } from "./messages.js";

/** @typedef {import("./form-model.js").Known} Known */
/** @typedef {import("./form-model.js").Fault} Fault */
/** @typedef {import("./form-model.js").Mapping} Mapping */
/** @typedef {import("./form-model.js").Value} Value */
/** @typedef {import("./form-model.js").Path} Path */

const SOURCED = [["splits"], ["classes"], ["access", "routes"], ["access", "locations"], ["access", "links"], ["licence"], ["relations"], ["known_issues"], ["loaders"], ["corrections"], ["disputed"]];

/**
 * @param {Known} known
 * @param {Mapping} record
 * @param {string[]} works
 * @returns {Generator<Fault>}
 */
export function* evidenceFaults(known, record, works) {
  yield* withoutEvidence(known, record);
  yield* sources(known, record, works);
  yield* paths(known, record);
}

/**
 * Every field but our own words rests on a source, or is listed as unverified.
 * @param {Known} known
 * @param {Mapping} record
 * @returns {Generator<Fault>}
 */
function* withoutEvidence(known, record) {
  const vouched = new Set([...Object.keys(mapping(record.evidence)), ...Object.keys(mapping(record.unverified))]);
  const source = Object.keys(mapping(record.sources))[0] ?? phrase(known, "a-source");
  for (const [field, value] of Object.entries(record)) {
    if (known.rules.exempt.includes(field)) continue;
    for (const [at, name] of unvouched(value, [field], field, vouched)) yield fault(known, at, "no-evidence", { name, source });
  }
}

/**
 * Places and dotted paths for which nothing says where they were seen; a whole field where none of it does.
 * @param {Value} value
 * @param {Path} at
 * @param {string} name
 * @param {Set<string>} vouched
 * @returns {[Path, string][]}
 */
function unvouched(value, at, name, vouched) {
  if (vouched.has(name) || (isMapping(value) && ("source" in value || "unverified" in value))) return [];
  const inside = inner(value);
  const lacking = inside.map(([child, step, called]) => unvouched(child, [...at, step], `${name}.${called}`, vouched));
  const some = lacking.some((it) => it.length);
  if (some && !lacking.every((it) => it.length)) return lacking.flat();
  return some || !inside.length ? [[at, name]] : [];
}

/**
 * What a value holds: each with its key or position, and what a path calls it.
 * @param {Value} value
 * @returns {[Value, string | number, string | number][]}
 */
function inner(value) {
  if (isMapping(value)) return Object.entries(value).map(([key, child]) => [child, key, key]);
  if (!Array.isArray(value)) return [];
  return value.map((child, position) => [child, position, isMapping(child) && "name" in child ? String(child.name) : position]);
}

/**
 * Every source named is known, and is not the print, which names no new record; every source listed is named.
 * @param {Known} known
 * @param {Mapping} record
 * @param {string[]} works
 * @returns {Generator<Fault>}
 */
function* sources(known, record, works) {
  const own = Object.keys(mapping(record.sources));
  const all = [...own, ...works];
  const id = new RegExp(`^(?:${known.patterns.forms.id})$`);
  const used = named(record);
  for (const [at, name] of used) {
    if (name === known.rules.collection && !own.includes(name)) yield fault(known, at, "unprinted-source", { name });
    if (all.includes(name) || name === known.rules.collection || !known.taken.whole) continue;
    const fix = id.test(name) ? phrase(known, "add-source", { name }) : phrase(known, "name-source");
    yield fault(known, at, "unknown-source", { name, fix: written(known, closest(name, [...all, known.rules.collection], 0.7), fix) });
  }
  const names = new Set(used.map(([, name]) => name));
  for (const name of own) if (!names.has(name)) yield fault(known, ["sources", name], "unused-source", { name });
}

/**
 * Every name of a source, with its place.
 * @param {Mapping} record
 * @returns {[Path, string][]}
 */
function named(record) {
  /** @type {[Path, Value][]} */
  const items = SOURCED.flatMap((path) => entries(path.reduce((value, step) => mapping(value)[step], /** @type {Value} */ (record))).map(([at, item]) => /** @type {[Path, Value]} */ ([[...path, at, "source"], item.source])));
  items.push([["acknowledgement", "source"], mapping(record.acknowledgement).source]);
  for (const [field, names] of Object.entries(mapping(record.evidence))) items.push([["evidence", field], names]);
  return items.flatMap(([at, names]) => list(names).map((name, position) => /** @type {[Path, string]} */ ([[...at, position], String(name)])));
}

/**
 * Paths lead to fields of the record, and a field is not both evident and unverified.
 * @param {Known} known
 * @param {Mapping} record
 * @returns {Generator<Fault>}
 */
function* paths(known, record) {
  /** @type {[Path, string][]} */
  const places = ["evidence", "unverified", "notes"].flatMap((field) => Object.keys(mapping(record[field])).map((path) => /** @type {[Path, string]} */ ([[field, path], path])));
  for (const [at, item] of entries(record.disputed)) if ("field" in item) places.push([["disputed", at, "field"], String(item.field)]);
  for (const [at, path] of places) {
    if (!known.rules.bookkeeping.includes(path.split(".")[0]) && reaches(record, path)) continue;
    yield fault(known, at, "unknown-path", { path, fix: written(known, closest(path, Object.keys(record), 0.6), phrase(known, "a-field")) });
  }
  for (const path of Object.keys(mapping(record.unverified))) {
    if (path in mapping(record.evidence)) yield fault(known, ["unverified", path], "evident-and-not", { path });
  }
}

/**
 * Whether a dotted path leads to something; names may hold dots themselves.
 * @param {Value} value
 * @param {string} path
 * @returns {boolean}
 */
function reaches(value, path) {
  if (!path) return true;
  const steps = path.split(".");
  return steps.some((_, at) => {
    const [step, rest] = [steps.slice(0, at + 1).join("."), steps.slice(at + 1).join(".")];
    if (isMapping(value)) return Object.hasOwn(value, step) && reaches(value[step], rest);
    return list(value).some((item, position) => (String(position) === step || mapping(item).name === step) && reaches(item, rest));
  });
}
