// Validation of sources and evidence (scripts/curator/records/rules/evidence.py).
import { entries, isMapping, list, mapping } from "./form-model.js";
import { closest, nearest } from "./nearest.js";
import { problem, phrase, written } from "./messages.js";

/** @typedef {import("./form-model.js").Known} Known */
/** @typedef {import("./form-model.js").Problem} Problem */
/** @typedef {import("./form-model.js").Mapping} Mapping */
/** @typedef {import("./form-model.js").Value} Value */
/** @typedef {import("./form-model.js").Path} Path */

const SOURCED = [["splits"], ["classes"], ["labelling"], ["access", "routes"], ["access", "locations"], ["access", "links"], ["licence"], ["relations"], ["known_issues"], ["loaders"], ["seen_by"], ["corrections"], ["disputed"]];

/**
 * @param {Known} known
 * @param {Mapping} record
 * @param {string[]} works
 * @returns {Generator<Problem>}
 */
export function* evidenceProblems(known, record, works) {
  yield* missingEvidence(known, record);
  yield* sources(known, record, works);
  yield* paths(known, record);
  yield* notReported(known, record);
}

/**
 * Yields a problem for each fact that has no source and is not listed as unverified.
 * @param {Known} known
 * @param {Mapping} record
 * @returns {Generator<Problem>}
 */
function* missingEvidence(known, record) {
  const addEvidence = new Set([...Object.keys(mapping(record.evidence)), ...Object.keys(mapping(record.unverified))]);
  const source = Object.keys(mapping(record.sources))[0] ?? phrase(known, "a-source");
  for (const [field, value] of Object.entries(record)) {
    if (known.rules.exempt.includes(field)) continue;
    for (const [at, name] of withoutSource(value, [field], field, addEvidence)) yield problem(known, at, "no-evidence", { name, source });
  }
}

/**
 * Returns the paths without a source, with their dotted names; the path of the whole field if no part of it has a source.
 * @param {Value} value
 * @param {Path} at
 * @param {string} name
 * @param {Set<string>} addEvidence
 * @returns {[Path, string][]}
 */
function withoutSource(value, at, name, addEvidence) {
  if (addEvidence.has(name) || (isMapping(value) && ("source" in value || "unverified" in value))) return [];
  const inside = inner(value);
  const lacking = inside.map(([child, step, called]) => withoutSource(child, [...at, step], `${name}.${called}`, addEvidence));
  const some = lacking.some((it) => it.length);
  if (some && !lacking.every((it) => it.length)) return lacking.flat();
  return some || !inside.length ? [[at, name]] : [];
}

/**
 * Returns the parts of a value, each with its key or position, and its name in a dotted path.
 * @param {Value} value
 * @returns {[Value, string | number, string | number][]}
 */
function inner(value) {
  if (isMapping(value)) return Object.entries(value).map(([key, child]) => [child, key, key]);
  if (!Array.isArray(value)) return [];
  return value.map((child, position) => [child, position, isMapping(child) && "name" in child ? String(child.name) : position]);
}

/**
 * Yields the problems of source names: unknown names, the printed collection, and sources without facts.
 * @param {Known} known
 * @param {Mapping} record
 * @param {string[]} works
 * @returns {Generator<Problem>}
 */
function* sources(known, record, works) {
  const own = Object.keys(mapping(record.sources));
  const all = [...own, ...works];
  const id = new RegExp(`^(?:${known.patterns.forms.id})$`);
  const used = named(record);
  for (const [at, name] of used) {
    if (name === known.rules.collection && !own.includes(name)) yield problem(known, at, "unprinted-source", { name });
    if (all.includes(name) || name === known.rules.collection || !known.taken.whole) continue;
    const fix = id.test(name) ? phrase(known, "add-source", { name }) : phrase(known, "name-source");
    yield problem(known, at, "unknown-source", { name, fix: written(known, closest(name, [...all, known.rules.collection], 0.7), fix) });
  }
  const names = new Set(used.map(([, name]) => name));
  for (const name of own) if (!names.has(name)) yield problem(known, ["sources", name], "unused-source", { name });
}

/**
 * Returns the source names used in a record, with their paths.
 * @param {Mapping} record
 * @returns {[Path, string][]}
 */
function named(record) {
  /** @type {[Path, Value][]} */
  const items = SOURCED.flatMap((path) => entries(path.reduce((value, step) => mapping(value)[step], /** @type {Value} */ (record))).map(([at, item]) => /** @type {[Path, Value]} */ ([[...path, at, "source"], item.source])));
  for (const [at, route] of entries(mapping(record.access).routes)) {
    for (const [position, it] of entries(route.waiting)) items.push([["access", "routes", at, "waiting", position, "source"], it.source]);
  }
  items.push([["acknowledgement", "source"], mapping(record.acknowledgement).source]);
  for (const listing of ["evidence", "not_reported"]) {
    for (const [field, names] of Object.entries(mapping(record[listing]))) items.push([[listing, field], names]);
  }
  return items.flatMap(([at, names]) => list(names).map((name, position) => /** @type {[Path, string]} */ ([[...at, position], String(name)])));
}

/**
 * Yields a problem for each path that leads to no field, and for each field that has evidence and is unverified.
 * @param {Known} known
 * @param {Mapping} record
 * @returns {Generator<Problem>}
 */
function* paths(known, record) {
  /** @type {[Path, string][]} */
  const places = ["evidence", "unverified", "notes"].flatMap((field) => Object.keys(mapping(record[field])).map((path) => /** @type {[Path, string]} */ ([[field, path], path])));
  for (const [at, item] of entries(record.disputed)) if ("field" in item) places.push([["disputed", at, "field"], String(item.field)]);
  for (const [at, path] of places) {
    if (!known.rules.bookkeeping.includes(path.split(".")[0]) && reaches(record, path)) continue;
    yield problem(known, at, "unknown-path", { path, fix: written(known, closest(path, Object.keys(record), 0.6), phrase(known, "a-field")) });
  }
  for (const path of Object.keys(mapping(record.unverified))) {
    if (path in mapping(record.evidence)) yield problem(known, ["unverified", path], "sourced-and-unverified", { path });
  }
}

/**
 * Yields a problem for each path listed as not reported that cannot be listed, or leads to a value.
 * @param {Known} known
 * @param {Mapping} record
 * @returns {Generator<Problem>}
 */
function* notReported(known, record) {
  for (const path of Object.keys(mapping(record.not_reported))) {
    const at = ["not_reported", path];
    const fix = () => written(known, nearest(path, known.rules.reportable), phrase(known, "reportable"));
    if (!known.rules.reportable.includes(path)) yield problem(known, at, "not-reportable", { path, fix: fix() });
    else if (reaches(record, path)) yield problem(known, at, "reported", { path });
  }
}

/**
 * Returns whether a dotted path leads to a value. Names may contain dots.
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
