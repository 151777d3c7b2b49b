// The text of a record in its one form: the model's order, quotes only where YAML needs them, short things on one line.
import { isMapping } from "./form-model.js";
import { folded, length, spelled, WIDTH } from "./write-scalars.js";

/** @typedef {import("./form-model.js").Field} Field */
/** @typedef {import("./form-model.js").Value} Value */
/** @typedef {import("./form-model.js").Mapping} Mapping */

const HEAD = "# yaml-language-server: $schema=../schema.json";

/**
 * The text of a record.
 * @param {Field[]} fields
 * @param {Mapping} record
 * @param {{groups: string[], listings: string[]}} form
 */
export function yamlOf(fields, record, form) {
  const lines = [HEAD];
  let [group, last] = [0, -1];
  for (const field of fields) {
    if (form.groups.includes(field.name)) group += 1;
    if (!(field.name in record)) continue;
    if (last >= 0 && group !== last) lines.push("");
    last = group;
    lines.push(...placed(`${spelled(field.name, true)}:`, record[field.name], 0, field, form.listings.includes(field.name)));
  }
  return `${lines.join("\n")}\n`;
}

/**
 * The lines of a new term in the file of its vocabulary.
 * @param {Field[]} fields
 * @param {string} term
 * @param {Mapping} entry
 */
export function entryOf(fields, term, entry) {
  return `${placed(`${spelled(term, true)}:`, entry, 0, { name: term, kind: "mapping", inside: fields }).join("\n")}\n`;
}

/**
 * A value behind the key or dash that leads to it.
 * @param {string} head
 * @param {Value} value
 * @param {number} indent
 * @param {Field | undefined} field
 * @param {boolean} [tall]
 * @returns {string[]}
 */
function placed(head, value, indent, field, tall = false) {
  if (value === null) return [head];
  if (typeof value !== "object") return single(head, value, indent);
  const short = `${head} ${flow(value, field)}`;
  if (!Object.keys(value).length || (!tall && fits(value, field, short))) return [short];
  const inside = block(value, indent + 2, field);
  return head.endsWith("-") ? [head + inside[0].slice(head.length), ...inside.slice(1)] : [head, ...inside];
}

/**
 * A text, number or truth, on one line or folded.
 * @param {string} head
 * @param {string | number | boolean} value
 * @param {number} indent
 */
function single(head, value, indent) {
  const short = `${head} ${typeof value === "string" ? spelled(value, false) : value}`;
  if (typeof value !== "string" || (length(short) <= WIDTH && !value.includes("\n"))) return [short];
  const lines = folded(value, indent + 2);
  return lines ? [`${head} ${lines[0]}`, ...lines.slice(1)] : [short];
}

/**
 * Whether a list or mapping stands on one line.
 * @param {Value[] | Mapping} value
 * @param {Field | undefined} field
 * @param {string} short
 */
function fits(value, field, short) {
  if (JSON.stringify(value).includes("\\n")) return false;
  if (Array.isArray(value)) return length(short) <= WIDTH && !value.some(isMapping);
  return field?.lines === "wide" || (field?.lines !== "tall" && length(short) <= WIDTH);
}

/**
 * A value on one line, as it stands within brackets.
 * @param {Value} value
 * @param {Field | undefined} field
 * @returns {string}
 */
function flow(value, field) {
  if (value === null) return "";
  if (Array.isArray(value)) return `[${value.map((item) => flow(item, field?.inside?.[0])).join(", ")}]`;
  if (isMapping(value)) return `{${ordered(value, field).map(([key, child, inside]) => `${spelled(key, true)}: ${flow(child, inside)}`).join(", ")}}`;
  return typeof value === "string" ? spelled(value, true) : String(value);
}

/**
 * A list or mapping with its entries one below the other.
 * @param {Value[] | Mapping} value
 * @param {number} indent
 * @param {Field | undefined} field
 */
function block(value, indent, field) {
  const pad = " ".repeat(indent);
  if (Array.isArray(value)) return value.flatMap((item) => placed(`${pad}-`, item, indent, field?.inside?.[0]));
  return ordered(value, field).flatMap(([key, child, inside]) => placed(`${pad}${spelled(key, true)}:`, child, indent, inside));
}

/**
 * The entries of a mapping in the model's order, those of a map as they are.
 * @param {Mapping} value
 * @param {Field | undefined} field
 * @returns {[string, Value, Field | undefined][]}
 */
function ordered(value, field) {
  const inside = field?.inside ?? [];
  if (field?.kind === "map") return Object.entries(value).map(([key, child]) => [key, child, inside[1]]);
  const known = inside.filter(({ name }) => name in value);
  return [
    ...known.map((it) => /** @type {[string, Value, Field]} */ ([it.name, value[it.name], it])),
    ...Object.entries(value).filter(([key]) => !known.some(({ name }) => name === key)).map(([key, child]) => /** @type {[string, Value, undefined]} */ ([key, child, undefined])),
  ];
}
