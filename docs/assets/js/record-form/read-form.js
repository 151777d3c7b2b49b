// The record of a draft: without empty fields, with parsed numbers and booleans, and with the place of each value in the form.
import { isMapping } from "./form-model.js";

/** @typedef {import("./form-model.js").Field} Field */
/** @typedef {import("./form-model.js").Draft} Draft */
/** @typedef {import("./form-model.js").Value} Value */
/** @typedef {import("./form-model.js").Mapping} Mapping */
/** @typedef {import("./form-model.js").Path} Path */
/** The place in the draft of each value, by its path as JSON. @typedef {Map<string, Path>} Places */
/** @typedef {{record: Mapping, places: Places, repeated: {from: Path, name: string}[]}} Made */

const WHOLE = /^[-+]?[0-9]{1,18}$/;
const PARTS = ["train", "validation", "test"];
const AMOUNT = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;

/**
 * Returns the record of a draft.
 * @param {Field[]} fields
 * @param {{[name: string]: Draft}} draft
 * @returns {Made}
 */
export function recordOf(fields, draft) {
  const made = { record: /** @type {Mapping} */ ({}), places: /** @type {Places} */ (new Map()), repeated: /** @type {{from: Path, name: string}[]} */ ([]) };
  for (const field of fields) {
    const value = valueOf(field, draft[field.name], [field.name], [field.name], made);
    if (value !== undefined) made.record[field.name] = value;
  }
  addEvidence(fields, draft.vouch, made);
  const known = fields.filter(({ name }) => name in made.record);
  made.record = Object.fromEntries(known.map(({ name }) => [name, made.record[name]]));
  return made;
}

/**
 * Returns the value of a field, or undefined if it is empty.
 * @param {Field} field
 * @param {Draft | undefined} draft
 * @param {Path} at
 * @param {Path} from
 * @param {Made} made
 * @returns {Value | undefined}
 */
function valueOf(field, draft, at, from, made) {
  made.places.set(JSON.stringify(at), from);
  const inside = field.inside ?? [];
  if (Array.isArray(draft)) return field.kind === "map" ? map(inside, draft, at, from, made) : listed(field, draft, at, from, made);
  if (typeof draft === "object") {
    if (field.kind === "range" || field.kind === "pair") return ends(field, draft);
    if (field.kind === "count") return count(inside, draft, at, from, made);
    const value = Object.fromEntries(inside.flatMap((it) => {
      const found = valueOf(it, draft[it.name], [...at, it.name], [...from, it.name], made);
      return found === undefined ? [] : [[it.name, found]];
    }));
    const names = Object.keys(value);
    if (field.kind === "label" && names.length === 1 && names[0] === "name") return value.name;
    return names.length ? value : undefined;
  }
  return draft === undefined ? undefined : single(field.kind, draft, field.decimal);
}

/**
 * Returns a list without its empty items.
 * @param {Field} field
 * @param {Draft[]} drafts
 * @param {Path} at
 * @param {Path} from
 * @param {Made} made
 */
function listed(field, drafts, at, from, made) {
  /** @type {Value[]} */
  const items = [];
  drafts.forEach((draft, row) => {
    const [item] = field.inside ?? [];
    const value = valueOf(item, draft, [...at, items.length], [...from, row], made);
    if (value !== undefined) items.push(value);
  });
  if (field.kind === "one-or-more" && items.length === 1) return items[0];
  return items.length ? items : undefined;
}

/**
 * Returns a mapping with keys given by the user. A key without a value is kept, so that it can be reported.
 * @param {Field[]} inside
 * @param {Draft[]} drafts
 * @param {Path} at
 * @param {Path} from
 * @param {Made} made
 */
function map([, item], drafts, at, from, made) {
  /** @type {Mapping} */
  const found = Object.create(null);
  drafts.forEach((draft, row) => {
    if (typeof draft !== "object" || Array.isArray(draft)) return;
    const name = single("line", String(draft.key ?? ""));
    const spot = [...from, row];
    const value = valueOf(item, draft["*"], [...at, String(name ?? "")], [...spot, "*"], made);
    if (typeof name !== "string") {
      if (value !== undefined) made.repeated.push({ from: [...spot, "key"], name: "" });
      return;
    }
    if (name in found) made.repeated.push({ from: [...spot, "key"], name });
    else found[name] = value ?? (item.kind === "mapping" ? {} : null);
    made.places.set(JSON.stringify([...at, name]), [...spot, item.kind === "mapping" ? "key" : "*"]);
    made.places.set(JSON.stringify([...at, name, "[key]"]), [...spot, "key"]);
  });
  return Object.keys(found).length ? { ...found } : undefined;
}

/**
 * Returns a number, or minimum and maximum. A pair with one number is kept, so that it can be reported.
 * @param {Field} field
 * @param {{[name: string]: Draft}} draft
 */
function ends({ kind, decimal }, draft) {
  const found = ["0", "1"].flatMap((name) => single("range", String(draft[name] ?? ""), decimal) ?? []);
  return found.length > 1 || (kind === "pair" && found.length) ? found : found[0];
}

/**
 * Returns an exact number, an estimate, or a number for each part.
 * @param {Field[]} inside
 * @param {{[name: string]: Draft}} draft
 * @param {Path} at
 * @param {Path} from
 * @param {Made} made
 */
function count(inside, draft, at, from, made) {
  const [how, number] = [String(draft.how ?? ""), single("whole", String(draft.number ?? ""))];
  const asked = how === "parts" ? PARTS : ["between", "on"];
  const found = Object.fromEntries(inside.filter(({ name }) => asked.includes(name)).flatMap((part) => {
    const value = valueOf(part, draft[part.name], [...at, part.name], [...from, part.name], made);
    return value === undefined ? [] : [[part.name, value]];
  }));
  if (how === "parts") return Object.keys(found).length ? found : undefined;
  const value = how === "between" ? found.between : number;
  if (value === undefined || (!how && !("on" in found))) return value;
  return { [how || "exactly"]: value, ...("on" in found ? { on: found.on } : {}) };
}

/**
 * Returns the value of a text by kind, or undefined if it is empty.
 * @param {string} kind
 * @param {string} text
 * @param {boolean} [decimal] Whether a number may have a fraction.
 * @returns {Value | undefined}
 */
function single(kind, text, decimal) {
  const trimmed = kind === "prose" ? text.trim().replace(/\s+/g, " ") : text.trim();
  if (!trimmed) return undefined;
  if (kind === "flag") return trimmed === "true";
  return kind === "whole" || kind === "amount" || kind === "range" ? number(trimmed, decimal) : trimmed;
}

/**
 * Returns the number in a text, or else the text. For whole numbers, 1.000 and 1e3 remain text: they mean one or a thousand.
 * @param {string} text
 * @param {boolean} [decimal]
 */
function number(text, decimal) {
  const value = Number(text);
  if (WHOLE.test(text)) return Number.isSafeInteger(value) ? value : text;
  return AMOUNT.test(text) && Number.isFinite(value) && (decimal || !Number.isInteger(value)) ? value : text;
}

/**
 * Adds the sources selected for each field, and the reasons for missing sources, to the record.
 * @param {Field[]} fields
 * @param {Draft | undefined} vouch
 * @param {Made} made
 */
function addEvidence(fields, vouch, made) {
  if (typeof vouch !== "object" || Array.isArray(vouch)) return;
  for (const { name } of fields) {
    const answer = vouch[name];
    if (typeof answer !== "object" || Array.isArray(answer) || !(name in made.record)) continue;
    const names = Array.isArray(answer.source) ? answer.source : [];
    const reason = single("prose", String(answer.unverified ?? ""));
    if (names.length) add(made, "evidence", name, names.map(String));
    if (reason !== undefined) add(made, "unverified", name, reason);
  }
  const order = fields.map(({ name }) => name);
  const position = (/** @type {string} */ path) => order.indexOf(path.split(".")[0]) + 1 || order.length + 1;
  for (const field of ["evidence", "unverified", "not_reported"]) {
    const paths = made.record[field];
    if (isMapping(paths)) made.record[field] = Object.fromEntries(Object.entries(paths).sort(([one], [other]) => position(one) - position(other)));
  }
}

/**
 * @param {Made} made
 * @param {"evidence" | "unverified"} field
 * @param {string} name
 * @param {Value} value
 */
function add(made, field, name, value) {
  const there = made.record[field];
  const known = isMapping(there) ? there : {};
  if (name in known) made.repeated.push({ from: ["vouch", name], name });
  else made.record[field] = { ...known, [name]: value };
  made.places.set(JSON.stringify([field, name]), ["vouch", name]);
}
