// The record's terms, and the record among the others (scripts/curator/rules/access.py, across.py and print_.py).
import { entries, list, mapping } from "./model.js";
import { closest } from "./near.js";
import { fault, phrase, written } from "./words.js";

/** @typedef {import("./model.js").Known} Known */
/** @typedef {import("./model.js").Fault} Fault */
/** @typedef {import("./model.js").Mapping} Mapping */
/** @typedef {import("./model.js").Path} Path */

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
 * Permissions stand beside the owner's own terms, and only there; other ids are in the vocabulary, as SPDX writes them.
 * An id that the vocabulary lacks may be one of SPDX, which the page cannot know.
 * @param {Known} known
 * @param {Mapping} record
 * @returns {Generator<Fault>}
 */
export function* licenceFaults(known, record) {
  const { own, none, permissions } = known.rules;
  const ids = [...known.lists.licence.map(({ value }) => value), none];
  for (const [at, licence] of entries(record.licence)) {
    if (typeof licence.id !== "string") continue;
    const { id } = licence;
    if (id.startsWith(own)) {
      for (const name of permissions) if (!(name in licence)) yield fault(known, ["licence", at], "permission-missing", { name });
      continue;
    }
    for (const name of permissions) if (name in licence) yield fault(known, ["licence", at, name], "permission-settled", { name, id, own });
    const near = ids.find((it) => it.toLowerCase() === id.toLowerCase());
    if (near && near !== id) yield fault(known, ["licence", at, "id"], "licence-spelling", { id, near });
  }
}

/**
 * A withdrawn record says when and why, and the status of any other is that of its easiest route.
 * @param {Known} known
 * @param {Mapping} record
 * @returns {Generator<Fault>}
 */
export function* statusFaults(known, record) {
  if (typeof record.status !== "string") return;
  const { status } = record;
  const steps = known.lists.access.map(({ value }) => value);
  if ((status === "withdrawn") !== ("withdrawn" in record)) {
    yield fault(known, ["status"], "withdrawn" in record ? "withdrawn-there" : "withdrawn-missing", { status });
    return;
  }
  const ranks = entries(mapping(record.access).routes).flatMap(([, route]) => (list(route.steps).length ? [Math.max(...list(route.steps).map((step) => steps.indexOf(String(step))))] : []));
  if (status === "withdrawn" || !ranks.length) return;
  const step = steps[Math.min(...ranks)] ?? "";
  const right = known.rules.statuses[step] ?? "available";
  if (status !== right) yield fault(known, ["status"], "status-of-routes", { status, step, right });
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
      if (known.taken.whole && !works.includes(work)) yield fault(known, at, "unknown-work", { work, fix: written(known, closest(work, works, 0.8), phrase(known, "add-work")) });
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

/**
 * A correction names exactly one place in the print, which has no row about a new record.
 * @param {Known} known
 * @param {Mapping} record
 * @returns {Generator<Fault>}
 */
export function* correctionFaults(known, record) {
  for (const [at, correction] of entries(record.corrections)) {
    const places = ["cell", "link", "reference", "text"].filter((name) => name in correction);
    const here = (/** @type {string[]} */ ...step) => ["corrections", at, ...step];
    if (places.length !== 1) {
      yield fault(known, here(), "places", { named: places.map((name) => `\`${name}\``).join(" and ") || phrase(known, "no-place") });
    } else if ("cell" in correction) yield fault(known, here("cell"), "no-row");
    else {
      if (!("right" in correction)) yield fault(known, here(), "no-right");
      if (!("printed" in correction) && correction.kind !== "incomplete") yield fault(known, here(), "no-printed");
      if (typeof correction.text === "string" && !known.rules.sections.includes(correction.text)) {
        yield fault(known, here("text"), "no-section", { text: correction.text, sections: known.rules.sections.join(", ") });
      }
    }
  }
}
