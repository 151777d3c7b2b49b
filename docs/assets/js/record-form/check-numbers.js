// What numbers, dates and lengths have to be together (scripts/curator/records/rules/numbers.py).
import { thousands } from "../shared/dom.js";
import { entries, isMapping, list, mapping } from "./form-model.js";
import { fault, phrase } from "./messages.js";

/** @typedef {import("./form-model.js").Known} Known */
/** @typedef {import("./form-model.js").Fault} Fault */
/** @typedef {import("./form-model.js").Mapping} Mapping */
/** @typedef {import("./form-model.js").Value} Value */

/**
 * @param {Known} known
 * @param {Mapping} record
 * @returns {Generator<Fault>}
 */
export function* figureFaults(known, record) {
  yield* summary(known, record);
  for (const [at, split] of entries(record.splits)) yield* ofSplit(known, record, split, at);
  for (const [at, labels] of entries(record.classes)) yield* ofLabels(known, record, labels, at);
  yield* dates(known, record);
}

/**
 * @param {Known} known
 * @param {Mapping} record
 * @returns {Generator<Fault>}
 */
function* summary(known, record) {
  if (typeof record.summary !== "string") return;
  const [least, most] = known.rules.summary;
  const words = record.summary.split(/\s+/).filter(Boolean).length;
  if (words > most) yield fault(known, ["summary"], "summary-long", { words, least, most, over: words - most });
  if (words < least) yield fault(known, ["summary"], "summary-short", { words, least, most });
}

/**
 * A split counts what is counted, and adds up to it.
 * @param {Known} known
 * @param {Mapping} record
 * @param {Mapping} split
 * @param {number} at
 * @returns {Generator<Fault>}
 */
function* ofSplit(known, record, split, at) {
  const releases = entries(record.releases).map(([, release]) => release);
  const names = releases.map(({ name }) => String(name));
  const [unit, release] = [String(split.unit ?? ""), split.release];
  if (release !== undefined && !names.includes(String(release))) {
    const fix = names.length ? phrase(known, "one-of", { words: names.join(", ") }) : phrase(known, "add-release");
    yield fault(known, ["splits", at, "release"], "no-release", { release: String(release), fix });
    return;
  }
  const counts = mapping(release === undefined ? record.counts : releases[names.indexOf(String(release))].counts);
  const count = counts[unit];
  if (unit && (count === undefined || count === null)) {
    const where = release === undefined ? phrase(known, "counts") : phrase(known, "release-counts", { release: String(release) });
    yield fault(known, ["splits", at, "unit"], "not-counted", { unit, where });
  }
  const numbers = partsOf(known, split);
  if (!unit || !numbers.length || count === undefined || count === null) return;
  const [parts, whole, about] = [numbers.reduce((sum, it) => sum + it, 0), total(count), isMapping(count) && "about" in count];
  if (parts > whole || (parts < whole && !("task" in split || "folds" in split || about))) {
    const values = {
      sum: numbers.map(thousands).join(" + "),
      parts: thousands(parts),
      unit: counted(known, parts, unit),
      count: about ? phrase(known, "about", { number: thousands(whole) }) : thousands(whole),
    };
    yield fault(known, ["splits", at], parts < whole ? "split-less" : "split-more", values);
  }
}

/**
 * The numbers of a split's parts.
 * @param {Known} known
 * @param {Mapping} split
 */
function partsOf(known, split) {
  return [...known.rules.parts.map((part) => split[part]), ...Object.values(mapping(split.further))].filter((it) => typeof it === "number");
}

/**
 * Numbers beside labels have a unit, and are together no more than there are.
 * @param {Known} known
 * @param {Mapping} record
 * @param {Mapping} set
 * @param {number} at
 * @returns {Generator<Fault>}
 */
function* ofLabels(known, record, set, at) {
  const labels = list(set.labels).filter(isMapping);
  if (!labels.length) return;
  if (set.unit === undefined) {
    yield fault(known, ["classes", at], "labels-without-unit", { unit: Object.keys(mapping(record.counts))[0] ?? "image" });
    return;
  }
  if (set.multilabel) return;
  const unit = String(set.unit);
  for (const [part, most] of mostOf(known, record, unit)) {
    const number = labels.reduce((sum, label) => sum + (Number(label[part]) || 0), 0);
    if (number <= most) continue;
    const where = part === "count" ? phrase(known, "in-all") : phrase(known, "for-part", { part });
    yield fault(known, ["classes", at, "labels"], "label-sum", { number: thousands(number), unit: counted(known, number, unit), where, most: thousands(most) });
  }
}

/**
 * How many of a unit there are: in all under `count`, and in each part of the splits.
 * @param {Known} known
 * @param {Mapping} record
 * @param {string} unit
 */
function mostOf(known, record, unit) {
  /** @type {Map<string, number>} */
  const found = new Map();
  const counts = [mapping(record.counts), ...entries(record.releases).map(([, release]) => mapping(release.counts))];
  const totals = counts.flatMap((held) => (unit in held && !(isMapping(held[unit]) && "about" in mapping(held[unit])) ? [total(held[unit])] : []));
  if (totals.length) found.set("count", Math.max(...totals));
  for (const [, split] of entries(record.splits)) {
    if (split.unit !== unit || split.official === false || "task" in split) continue;
    for (const part of known.rules.parts) if (typeof split[part] === "number") found.set(part, Math.max(found.get(part) ?? 0, Number(split[part])));
  }
  return found;
}

/**
 * No source was read after the last date of the record.
 * @param {Known} known
 * @param {Mapping} record
 * @returns {Generator<Fault>}
 */
function* dates(known, record) {
  const changed = entries(record.changes).map(([, change]) => String(change.date));
  const last = [String(record.checked ?? "9999"), ...changed].reduce((one, other) => (other > one ? other : one));
  for (const [name, source] of Object.entries(mapping(record.sources))) {
    const day = mapping(source).seen;
    if (typeof day === "string" && day > last) yield fault(known, ["sources", name, "seen"], "date-order", { day, last });
  }
}

/**
 * The number that a count comes to.
 * @param {Value} count
 */
function total(count) {
  return typeof count === "number" ? count : Object.values(mapping(count)).reduce((/** @type {number} */ sum, it) => sum + Number(it), 0);
}

/**
 * The word for so many of a unit.
 * @param {Known} known
 * @param {number} number
 * @param {string} unit
 */
function counted(known, number, unit) {
  const term = known.lists.unit.find(({ value }) => value === unit);
  return (number === 1 ? term?.label : term?.plural) ?? unit;
}
