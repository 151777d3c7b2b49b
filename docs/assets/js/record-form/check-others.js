// The record among the others: addresses, works, relations, names (scripts/curator/records/rules/availability.py and across.py).
import { entries, list, mapping } from "./form-model.js";
import { closest } from "./nearest.js";
import { fault, phrase, written } from "./messages.js";

/** @typedef {import("./form-model.js").Known} Known */
/** @typedef {import("./form-model.js").Fault} Fault */
/** @typedef {import("./form-model.js").Mapping} Mapping */
/** @typedef {import("./form-model.js").Path} Path */

const KEY = /^[a-z]+[0-9]{4}[a-z][a-z0-9]*$/;

/**
 * Homepage and route addresses, with their places.
 * @param {Mapping} record
 * @returns {[Path, string][]}
 */
function entrances(record) {
  const access = mapping(record.access);
  const routes = entries(access.routes).map(([at, route]) => /** @type {[Path, unknown]} */ ([["access", "routes", at, "url"], route.url]));
  const all = [/** @type {[Path, unknown]} */ ([["access", "homepage"], access.homepage]), ...routes];
  return all.flatMap(([at, url]) => (typeof url === "string" ? [/** @type {[Path, string]} */ ([at, url])] : []));
}

/**
 * @param {Known} known
 * @param {Mapping} record
 * @param {string} id
 * @returns {Generator<Fault>}
 */
export function* addressFaults(known, record, id) {
  const related = entries(record.relations).map(([, relation]) => relation.to);
  for (const [at, url] of entrances(record)) {
    if (url.startsWith("http://") && !known.rules.exceptions.some((prefix) => url.startsWith(prefix))) {
      yield fault(known, at, "insecure", { url, rest: url.replace("http://", "") });
    }
    for (const other of known.taken.addresses[url.replace(/\/+$/, "")] ?? []) {
      if (other !== id && !related.includes(other)) yield fault(known, at, "shared-address", { url, other });
    }
  }
}

/**
 * Works cited are in the bibliography, each once.
 * @param {Known} known
 * @param {Mapping} record
 * @param {string[]} works
 * @returns {Generator<Fault>}
 */
export function* workFaults(known, record, works) {
  const seen = new Set();
  for (const field of ["paper", "data", "further"]) {
    for (const [position, key] of list(mapping(record.citations)[field]).entries()) {
      const [at, work] = [["citations", field, position], String(key)];
      const fix = phrase(known, KEY.test(work) ? "add-work" : "a-key");
      const near = closest(work, works, 0.8);
      if (known.taken.whole && !works.includes(work)) yield fault(known, at, "unknown-work", { work, near, fix: written(known, near, fix) });
      if (seen.has(work)) yield fault(known, at, "repeated-work", { work });
      seen.add(work);
    }
  }
}

/**
 * Relations and a successor lead somewhere; a relation stands once.
 * @param {Known} known
 * @param {Mapping} record
 * @param {string} id
 * @returns {Generator<Fault>}
 */
export function* relationFaults(known, record, id) {
  const seen = new Set();
  const { successor } = mapping(record.withdrawn);
  if (typeof successor === "string") yield* unknown(known, ["withdrawn", "successor"], successor, id, "successor");
  for (const [at, { kind, to, name }] of entries(record.relations)) {
    if ((to === undefined) === (name === undefined)) yield fault(known, ["relations", at], to === undefined ? "relation-to-none" : "relation-to-both");
    else if (to === id) yield fault(known, ["relations", at, "to"], "related-to-itself");
    else if (typeof to === "string") yield* unknown(known, ["relations", at, "to"], to, id, "relative");
    const end = JSON.stringify([kind, to ?? name]);
    if (seen.has(end)) yield fault(known, ["relations", at], "repeated-relation", { where: phrase(known, "this-record") });
    seen.add(end);
  }
}

/**
 * @param {Known} known
 * @param {Path} at
 * @param {string} other
 * @param {string} id
 * @param {string} otherwise
 * @returns {Generator<Fault>}
 */
function* unknown(known, at, other, id, otherwise) {
  const all = [...known.lists.records.map(({ value }) => value), id];
  if (!known.taken.whole || all.includes(other)) return;
  yield fault(known, at, "unknown-record", { id: other, fix: written(known, closest(other, all, 0.6), phrase(known, otherwise)) });
}

/**
 * No other record goes by a name, an alias or an earlier id of this one.
 * @param {Known} known
 * @param {Mapping} record
 * @param {string} id
 * @returns {Generator<Fault>}
 */
export function* nameFaults(known, record, id) {
  const names = [{ at: ["name"], name: record.name }, ...list(record.aliases).map((name, position) => ({ at: ["aliases", position], name }))];
  for (const { at, name } of names) {
    const other = typeof name === "string" && Object.hasOwn(known.taken.names, name.toLowerCase()) ? known.taken.names[name.toLowerCase()] : id;
    if (other !== id) yield fault(known, at, "repeated-name", { name: String(name), other });
  }
  for (const [position, old] of list(record.formerly).entries()) {
    const at = ["formerly", position];
    if (known.rules.reserved.includes(String(old))) yield fault(known, at, "reserved-id", { id: String(old) });
    else if (old === id) yield fault(known, at, "repeated-id", { id, whose: phrase(known, "this-record") });
    else if (known.taken.ids.includes(String(old))) yield fault(known, at, "repeated-id", { id: String(old), whose: phrase(known, "another-record") });
  }
}
