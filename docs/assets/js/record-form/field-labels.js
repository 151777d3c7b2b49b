// Labels of fields, for messages of the checks that use field names.
import { element } from "../shared/dom.js";
import { labelOf } from "./build-controls.js";

/** @typedef {import("./form-model.js").Known} Known */
/** @typedef {import("./form-model.js").Field} Field */

/**
 * Returns a message with text in backquotes as code, and field names as labels if the labels are known.
 * @param {Known | null} known
 * @param {string} text
 * @returns {(Node | string)[]}
 */
export function coded(known, text) {
  return text.split("`").flatMap((part, at) => {
    const field = at % 2 ? /^([a-z0-9_]+)(: .*)?$/s.exec(part) : null;
    const label = known && field && labelsOf(known).get(field[1]);
    if (label) return [`${label}${field?.[2] ?? ""}`];
    return [at % 2 ? element("code", {}, part) : part];
  });
}

/** @type {WeakMap<Field[], Map<string, string>>} */
const labels = new WeakMap();

/**
 * Returns the labels of all fields by name; of fields with the same name and different labels, the name.
 * @param {Known} known
 */
function labelsOf(known) {
  const found = labels.get(known.fields) ?? new Map();
  if (labels.has(known.fields)) return found;
  for (const field of everyField(known.fields)) {
    const [{ name }, own] = [field, labelOf(field)];
    found.set(name, (found.get(name) ?? own) === own ? own : labelOf({ ...field, label: undefined }));
  }
  labels.set(known.fields, found);
  return found;
}

/**
 * @param {Field[]} fields
 * @returns {Field[]}
 */
function everyField(fields) {
  return fields.flatMap((field) => [field, ...everyField(field.inside ?? [])]);
}

/**
 * Returns the name of a part: its list item and label, or the unit of a count.
 * @param {HTMLElement} part
 */
export function nameOf(part) {
  const field = part.dataset.vouch === undefined ? part : /** @type {HTMLElement | null} */ (part.parentElement?.querySelector(`:scope > [data-field="${part.dataset.vouch}"]`)) ?? part;
  const row = field.closest("li:has(> fieldset)");
  const counted = row?.parentElement?.parentElement?.matches("[data-field=counts]") ? pluralIn(row) : "";
  if (counted) return counted;
  const label = field.matches("li") ? "" : field.querySelector(":scope > :is(label, legend)")?.firstChild?.textContent?.trim();
  const own = label || (field.matches("li:not(:has(> fieldset))") ? field.querySelector("[aria-label]")?.getAttribute("aria-label") : "");
  return [row && rowName(row, field), own].filter(Boolean).join(", ");
}

/**
 * Returns the name of a list item: its number, and its first value unless the field holds it.
 * @param {Element} row
 * @param {Element} field
 */
function rowName(row, field) {
  const legend = row.querySelector(":scope > fieldset > legend")?.textContent ?? "";
  const first = row.querySelector("input, select, textarea");
  const text = first instanceof HTMLInputElement && (field === row || !field.contains(first)) ? first.value.trim() : "";
  return text && text.length < 40 ? `${legend} (${text})` : legend;
}

/**
 * Returns the plural of the unit in a row, or an empty text if it is not a term.
 * @param {Element} row
 */
function pluralIn(row) {
  const unit = row.querySelector("input")?.value.trim() ?? "";
  const option = /** @type {HTMLElement | null} */ (document.querySelector(`#list-unit option[value="${CSS.escape(unit)}"]`));
  return capital(option?.dataset.plural ?? "");
}

/** @param {string} text */
function capital(text) {
  return text && text[0].toUpperCase() + text.slice(1);
}
