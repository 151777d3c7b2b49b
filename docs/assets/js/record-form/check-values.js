// Validation of single values, with the messages of `curator check` (scripts/curator/records/pydantic_messages.py).
import { isMapping } from "./form-model.js";
import { textProblem } from "./check-text.js";
import { problem, phrase } from "./messages.js";

/** @typedef {import("./form-model.js").Known} Known */
/** @typedef {import("./form-model.js").Field} Field */
/** @typedef {import("./form-model.js").Problem} Problem */
/** @typedef {import("./form-model.js").Value} Value */
/** @typedef {import("./form-model.js").Path} Path */

const SEPARATED = /^(?:[0-9][0-9, ]*|[0-9]{1,3}(?:\.[0-9]{3})+)$/;
/** A whole number with thousands separators. */

/**
 * Returns the problems of the single values of a record.
 * @param {Known} known
 * @param {import("./form-model.js").Mapping} record
 * @returns {Problem[]}
 */
export function valueProblems(known, record) {
  return [...inMapping(known, known.fields, record, [])];
}

/**
 * @param {Known} known
 * @param {Field} field
 * @param {Value} value
 * @param {Path} at
 * @returns {Generator<Problem>}
 */
function* inValue(known, field, value, at) {
  const inside = field.inside ?? [];
  if (field.kind === "map" && isMapping(value)) yield* inMap(known, inside, value, at);
  else if (isMapping(value)) yield* inMapping(known, inside, value, at);
  else if (field.kind === "whole" || field.kind === "amount" || field.kind === "count") yield* inNumber(known, field, value, at, exampleOf(field, at));
  else if (field.kind === "range" || field.kind === "pair") yield* inRange(known, field, value, at);
  else if (Array.isArray(value)) yield* inList(known, field, value, at);
  else if (field.kind === "one-or-more") yield* inValue(known, inside[0], value, at);
  else if (field.kind === "label") yield* inValue(known, { ...field, kind: "line" }, value, at);
  else if (typeof value === "string") {
    const found = textProblem(known, field, value, at);
    if (found) yield found;
  }
}

/**
 * @param {Known} known
 * @param {Field[]} fields
 * @param {import("./form-model.js").Mapping} value
 * @param {Path} at
 * @returns {Generator<Problem>}
 */
function* inMapping(known, fields, value, at) {
  if (!Object.keys(value).length && !fields.some(({ required }) => required)) yield problem(known, at, "empty-count");
  for (const field of fields) {
    const path = [...at, field.name];
    if (field.name in value) yield* inValue(known, field, value[field.name], path);
    else if (field.required) yield problem(known, path, "missing", { name: field.name, example: exampleOf(field, path) || `\`${field.name}:\`` });
  }
}

/**
 * @param {Known} known
 * @param {Field[]} inside
 * @param {import("./form-model.js").Mapping} value
 * @param {Path} at
 * @returns {Generator<Problem>}
 */
function* inMap(known, [key, item], value, at) {
  for (const [name, child] of Object.entries(value)) {
    const path = [...at, name];
    const found = textProblem(known, key, name, path);
    if (found) yield { ...found, at: [...path, "[key]"] };
    if (child === null) yield problem(known, path, "no-value", { name });
    else yield* inValue(known, item, child, path);
  }
}

/**
 * @param {Known} known
 * @param {Field} field
 * @param {Value[]} value
 * @param {Path} at
 * @returns {Generator<Problem>}
 */
function* inList(known, field, value, at) {
  const [item] = field.inside ?? [];
  const found = value.flatMap((child, position) => [...inValue(known, item, child, [...at, position])]);
  if (!found.length && field.least && value.length < field.least) {
    yield problem(known, at, "too-few", { name: field.name, least: field.least, example: exampleOf(field, at) || "more" });
  }
  yield* found;
}

/**
 * @param {Known} known
 * @param {Field} field
 * @param {Value} value
 * @param {Path} at
 * @returns {Generator<Problem>}
 */
function* inRange(known, field, value, at) {
  if (!Array.isArray(value)) return yield* inNumber(known, field, value, at, exampleOf(field, at));
  if (value.length < 2) return yield problem(known, at, "unpaired", { few: "few" });
  const found = value.flatMap((side, position) => [...inNumber(known, field, side, [...at, position], "")]);
  yield* found;
  const [first, second] = value;
  if (!found.length && Number(first) > Number(second)) yield problem(known, at, "descending-range", { first: formatted(field, first), second: formatted(field, second) });
}

/**
 * @param {Known} known
 * @param {Field} field
 * @param {Value} value
 * @param {Path} at
 * @param {string} example
 * @returns {Generator<Problem>}
 */
function* inNumber(known, field, value, at, example) {
  const whole = !field.decimal;
  if (typeof value !== "number" || (whole && !Number.isInteger(value))) {
    const given = phrase(known, typeof value === "number" ? "fraction" : "text");
    const otherwise = example ? phrase(known, "like", { example }) : phrase(known, "shape");
    const fix = whole && typeof value === "string" && SEPARATED.test(value) ? phrase(known, "separators", { number: value.replace(/[,. ]/g, "") }) : otherwise;
    yield problem(known, at, "kind", { given, wanted: phrase(known, whole ? "whole-number" : "number"), fix });
    return;
  }
  const bounds = /** @type {const} */ ([["ge", (/** @type {number} */ it) => value >= it], ["gt", (/** @type {number} */ it) => value > it], ["le", (/** @type {number} */ it) => value <= it]]);
  for (const [name, holds] of bounds) {
    const limit = field[name];
    if (limit !== undefined && !holds(limit)) yield problem(known, at, "range", { given: value, bound: phrase(known, name), limit: formatted(field, limit) });
  }
}

/**
 * Returns a number as the checks write it: with a decimal point if its field allows fractions.
 * @param {Field} field
 * @param {Value} value
 */
function formatted(field, value) {
  return field.decimal && Number.isInteger(value) ? `${value}.0` : String(value);
}

/**
 * Returns the example of a field as written in a record, or an empty string.
 * @param {Field} field
 * @param {Path} at
 */
function exampleOf(field, at) {
  const name = at[at.length - 1];
  const example = field.example ?? field.shown;
  if (!example) return "";
  return typeof name === "number" ? `\`${example}\`` : `\`${name}: ${example}\``;
}
