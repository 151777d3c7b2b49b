// The controls of the form, built from the fields of the model. The rows of a list are built when they are added.
import { element } from "../shared/dom.js";

/** @typedef {import("./form-model.js").Known} Known */
/** @typedef {import("./form-model.js").Field} Field */

const AREAS = ["prose", "verbatim"];
/** @type {Record<string, string>} */
const KEYBOARDS = { whole: "numeric", amount: "decimal", range: "decimal", pair: "decimal", address: "url" };
/** @type {Record<string, string>} */
const SUGGESTED = { key: "works", path: "paths", id: "records", "licence-id": "licence" };
/** Lists of suggestions by kind. */
/** @type {Record<string, [string, string]>} */
const ENDS = { range: ["value or minimum", "maximum, if different"], pair: ["minimum", "maximum"] };
const PRECISIONS = { "": "exact", about: "rounded", at_least: "at least", between: "between", parts: "by part" };
/** @type {WeakMap<Element, () => HTMLElement>} */
const rows = new WeakMap();
/** How to build a row of each list. */

/**
 * Builds the fields of all sections, and the lists of suggestions.
 * @param {HTMLFormElement} form
 * @param {Known} known
 */
export function buildForm(form, known) {
  for (const place of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("template[data-fields]"))) {
    const names = (place.dataset.fields ?? "").split(" ");
    const fields = names.flatMap((name) => known.fields.filter((it) => it.name === name));
    const parts = fields.flatMap((field) => [partOf(known, field), ...(known.rules.exempt.includes(field.name) ? [] : [sourcesOf(field)])]);
    place.replaceWith(...(place.dataset.rare === undefined ? parts : [collapsed(fields, parts)]));
  }
  const [name, id] = ["name", "id"].map((field) => form.querySelector(`section > [data-field=${field}]`));
  if (id) name?.after(id);
  for (const [list, choices] of Object.entries(known.lists)) {
    form.append(element("datalist", { id: `list-${list}` }, ...choices.map(({ value, label, names }) => element("option", { value, "data-plural": (list === "unit" && names[1]) || false }, label))));
  }
}

/**
 * Returns a new row of a list.
 * @param {HTMLElement} list
 */
export function rowOf(list) {
  const build = rows.get(list);
  if (!build) throw new Error(`no fields are known for the list ${list.dataset.field}`);
  return build();
}

/**
 * Returns the label of a field.
 * @param {Field} field
 */
export function labelOf({ label, name }) {
  return label ?? (name === "*" ? "Number" : capital(name.replaceAll("_", " ")));
}

/**
 * Returns a label as it is written within a sentence: abbreviations such as MRI stay as they are.
 * @param {string} label
 */
export function inSentence(label) {
  return label.replace(/^[A-Z](?=[a-z ])/, (letter) => letter.toLowerCase());
}

/** @param {string} text */
function capital(text) {
  return text && text[0].toUpperCase() + text.slice(1);
}

/**
 * Returns the part of the form for a field.
 * @param {Known} known
 * @param {Field} field
 * @returns {HTMLElement}
 */
export function partOf(known, field) {
  const at = { "data-field": field.name };
  if (field.picks) return element("fieldset", { ...at, "data-picks": true }, element("legend", {}, "Sources"), element("div"));
  if (["list", "one-or-more", "map"].includes(field.kind)) return listOf(known, field);
  if (field.kind === "mapping") return element("fieldset", at, ...heading("legend", field), ...partsOf(known, field));
  if (field.kind === "count") return element("div", { ...at, class: "new-flat", "data-count": true }, ...counted(known, field));
  if (field.kind in ENDS) return element("fieldset", { ...at, "data-range": true }, ...heading("legend", field), ...ends(field));
  return element("div", at, ...heading("label", field), control(known, field));
}

/**
 * Returns label and help text of a field.
 * @param {"label" | "legend"} tag
 * @param {Field} field
 */
function heading(tag, field) {
  const label = element(tag, {}, labelOf(field), ...(field.required ? [" ", element("b", {}, "required")] : []));
  if (!field.help) return [label];
  return [label, element("small", {}, field.help, ...(field.shown ? [" E.g. ", element("code", {}, field.shown)] : []))];
}

/**
 * Returns the parts for the fields inside a field. Rarely used ones are collapsed.
 * @param {Known} known
 * @param {Field} field
 */
function partsOf(known, { inside = [] }) {
  const rare = inside.filter((it) => it.rare);
  const parts = (/** @type {Field[]} */ fields) => fields.map((it) => partOf(known, it));
  const common = parts(inside.filter((it) => !it.rare));
  return rare.length ? [...common, collapsed(rare, [element("div", { class: "new-more" }, ...parts(rare))])] : common;
}

/**
 * Returns collapsed parts, with the labels of their fields as the summary.
 * @param {Field[]} fields
 * @param {HTMLElement[]} parts
 */
function collapsed(fields, parts) {
  const labels = fields.map((it) => inSentence(labelOf(it)));
  return element("details", {}, element("summary", {}, `More: ${labels.join(", ")}`), ...parts);
}

/**
 * Returns the place for the sources of a field.
 * @param {Field} field
 */
function sourcesOf({ name }) {
  return element("fieldset", { class: "new-vouch", "data-vouch": name, hidden: true });
}

/**
 * Returns a list, with a button that adds a row.
 * @param {Known} known
 * @param {Field} field
 */
export function listOf(known, field) {
  const one = field.one ?? inSentence(labelOf(field));
  const structured = field.kind === "map" || Boolean(field.inside?.[0].inside);
  const list = element("fieldset", { "data-field": field.name, "data-list": one, "data-first": Boolean(field.first) || !structured }, ...heading("legend", field), element("ol"));
  list.append(element("button", { type: "button", class: "button", "data-add": true }, structured ? `Add ${one}` : "Add another"));
  const remove = () => element("button", { type: "button", class: "button", "data-remove": true }, "Remove");
  const contents = () => (structured ? element("fieldset", {}, element("legend"), ...itemOf(known, field)) : control(known, /** @type {Field[]} */ (field.inside)[0]));
  rows.set(list, () => element("li", {}, contents(), remove()));
  return list;
}

/**
 * Returns the parts of an item of a list, or of the key and value of a map.
 * @param {Known} known
 * @param {Field} field
 */
function itemOf(known, { kind, inside = [] }) {
  if (kind !== "map") return partsOf(known, inside[0]);
  const [key, value] = inside;
  return [partOf(known, key), value.kind === "mapping" ? element("div", { class: "new-flat", "data-field": "*" }, ...partsOf(known, value)) : partOf(known, value)];
}

/**
 * Returns the controls of a count: precision, number, range, numbers by part, date.
 * @param {Known} known
 * @param {Field} field
 */
function counted(known, { inside = [] }) {
  const number = element("div", { "data-field": "number" }, element("label", {}, "Number"), element("input", { inputmode: "numeric" }));
  const how = element("div", { "data-field": "how" }, element("label", {}, "Precision"), select(PRECISIONS));
  const others = inside.filter(({ name }) => !(name in PRECISIONS) || name === "between").filter(({ name }) => name !== "exactly");
  return [how, number, ...others.map((it) => partOf(known, it))];
}

/**
 * Returns the controls of a range.
 * @param {Field} field
 */
function ends({ kind }) {
  return ENDS[kind].map((label, at) => element("div", { "data-field": at.toString() }, element("label", {}, label), element("input", { inputmode: KEYBOARDS[kind] })));
}

/**
 * Returns the control of a single value.
 * @param {Known} known
 * @param {Field} field
 */
function control(known, field) {
  const choices = field.choices ?? fewTerms(known, field.vocabulary);
  if (choices) return select({ "": "–", ...choices });
  if (AREAS.includes(field.kind)) return element("textarea", { rows: 2 });
  const list = field.suggest ?? field.vocabulary ?? (field.name === "key" && field.kind === "id" ? undefined : SUGGESTED[field.kind]);
  return element("input", { list: list ? `list-${list}` : false, inputmode: KEYBOARDS[field.kind] ?? false });
}

/**
 * Returns the terms of a closed vocabulary with few terms, with their labels.
 * @param {Known} known
 * @param {string | undefined} vocabulary
 */
function fewTerms({ rules, lists }, vocabulary) {
  if (!vocabulary || rules.growing.includes(vocabulary) || lists[vocabulary].length > rules.few) return undefined;
  return Object.fromEntries(lists[vocabulary].map(({ value, label }) => [value, label]));
}

/**
 * Returns a list of options.
 * @param {Record<string, string>} options Labels by value.
 */
function select(options) {
  return element("select", {}, ...Object.entries(options).map(([value, label]) => element("option", { value }, label)));
}
