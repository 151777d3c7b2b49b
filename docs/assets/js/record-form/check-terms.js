// The record's terms, its state, and what it says of the print (scripts/curator/records/rules/availability.py and print_.py).
import { entries, list, mapping } from "./form-model.js";
import { spelled } from "./write-scalars.js";
import { fault, phrase } from "./messages.js";

/** @typedef {import("./form-model.js").Known} Known */
/** @typedef {import("./form-model.js").Fault} Fault */
/** @typedef {import("./form-model.js").Mapping} Mapping */

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
        yield fault(known, here("text"), "no-section", { text: correction.text, sections: known.rules.sections.map((section) => spelled(section, false)).join(", ") });
      }
    }
  }
}
