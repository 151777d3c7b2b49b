// From what a person typed to the record: empty fields are left out, numbers become numbers, and each value knows its place in the form.
import { single } from "./single-value.js";
import { vouched } from "./record-evidence.js";

/** @typedef {import("./form-model.js").Field} Field */
/** @typedef {import("./form-model.js").Draft} Draft */
/** @typedef {import("./form-model.js").Value} Value */
/** @typedef {import("./form-model.js").Mapping} Mapping */
/** @typedef {import("./form-model.js").Path} Path */
/** For each value of the record, by its path as JSON, the place in the draft. @typedef {Map<string, Path>} Places */
/** @typedef {{record: Mapping, places: Places, repeated: {from: Path, name: string}[]}} Made */

/**
 * The record of a draft.
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
  vouched(fields, draft.vouch, made);
  const known = fields.filter(({ name }) => name in made.record);
  made.record = Object.fromEntries(known.map(({ name }) => [name, made.record[name]]));
  return made;
}

/**
 * The value of a field; nothing where the person left it empty.
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
    if (field.kind === "range") return side(draft);
    if (field.kind === "count") return count(inside, draft, at, from, made);
    const value = Object.fromEntries(inside.flatMap((it) => {
      const found = valueOf(it, draft[it.name], [...at, it.name], [...from, it.name], made);
      return found === undefined ? [] : [[it.name, found]];
    }));
    const names = Object.keys(value);
    if (field.kind === "label" && names.length === 1 && names[0] === "name") return value.name;
    return names.length ? value : undefined;
  }
  return draft === undefined ? undefined : single(field.kind, draft);
}

/**
 * A list without its empty items.
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
 * A mapping from names that the person chose; a name without a value stays, so that the checks can tell it.
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
 * A number, or the smallest and the largest.
 * @param {{[name: string]: Draft}} draft
 */
function side(draft) {
  const [first, second] = ["0", "1"].map((name) => single("range", String(draft[name] ?? "")));
  if (first === undefined) return second;
  return second === undefined ? first : [first, second];
}

/**
 * A number, a rounded one, or one for each part.
 * @param {Field[]} inside
 * @param {{[name: string]: Draft}} draft
 * @param {Path} at
 * @param {Path} from
 * @param {Made} made
 */
function count(inside, draft, at, from, made) {
  const value = single("whole", String(draft.number ?? ""));
  if (draft.how === "about") return value === undefined ? undefined : { about: value };
  if (draft.how !== "parts") return value;
  const parts = inside.flatMap((part) => {
    const found = valueOf(part, draft[part.name], [...at, part.name], [...from, part.name], made);
    return found === undefined || part.name === "about" ? [] : [[part.name, found]];
  });
  return parts.length ? Object.fromEntries(parts) : undefined;
}
