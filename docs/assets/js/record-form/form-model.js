// Types and data of the form: fields of the model, messages of the checks, and names used by other records (scripts/curator/contribute/web/form_data.py).

/**
 * @typedef {object} Field
 * @property {string} name
 * @property {string} kind
 * @property {boolean} [required]
 * @property {string} [example] Example as written in a record, if it is required in messages and differs from `shown`.
 * @property {string} [vocabulary]
 * @property {string} [label] If it is not the capitalized name.
 * @property {string} [help]
 * @property {string} [shown] Example in the help text.
 * @property {string} [lines]
 * @property {boolean} [decimal] Whether the number may be a fraction.
 * @property {string} [one] Name of an item, if it is not the label.
 * @property {boolean} [rare]
 * @property {boolean} [first] Whether a list starts with an empty item.
 * @property {boolean} [picks] Whether sources are selected.
 * @property {string} [suggest] List of suggestions, if it is not that of the kind.
 * @property {Record<string, string>} [choices] Labels by value.
 * @property {number} [ge]
 * @property {number} [gt]
 * @property {number} [le]
 * @property {number} [least]
 * @property {number} [most]
 * @property {Field[]} [inside]
 */
/** The content of the form. @typedef {string | DraftList | DraftMapping} Draft */
/** @typedef {Array<Draft>} DraftList */
/** @typedef {{[name: string]: Draft}} DraftMapping */
/** @typedef {string | number | boolean | null | ValueList | Mapping} Value */
/** @typedef {Array<Value>} ValueList */
/** @typedef {{[name: string]: Value}} Mapping */
/** @typedef {(string | number)[]} Path */
/** @typedef {{at: Path, code: string, message: string, fix: string, name: string, values: Record<string, string | number>}} Problem */
/** A suggestion; of a term also its label and other names, its synonyms, and its printed spellings. @typedef {{value: string, label: string, names: string[], synonyms: string[], printed: string[]}} Choice */
/** @typedef {{summary: [number, number], few: number, local: string[], growing: string[], exempt: string[], bookkeeping: string[], collection: string, permissions: string[], owed: string[], reportable: string[], own: string, none: string, reserved: string[], addresses: string[], handle: number}} Rules */
/** @typedef {{whole: boolean, ids: string[], names: Record<string, string>, addresses: Record<string, string[]>, dois: Record<string, string[]>}} Taken */
/** Fields whose `inside` has positions. @typedef {Omit<Field, "inside"> & {inside?: number[]}} Node */
/** @typedef {{nodes: Node[], fields: number[], term: number[], lists: Record<string, string[][]>} & Rest} PageData */
/** @typedef {{words: Record<string, [string, string, string]>, phrases: Record<string, string>, patterns: {markup: string, placeholder: string, address: string, forms: Record<string, string>}, form: {groups: string[], listings: string[]}, rules: Rules, taken: Taken}} Rest */
/** @typedef {Rest & {fields: Field[], term: Field[], lists: Record<string, Choice[]>}} Known */

/**
 * Returns the data in the form.
 * @param {HTMLFormElement} form
 * @returns {Known}
 */
export function readPageData(form) {
  const { nodes, fields, term, lists, ...rest } = /** @type {PageData} */ (JSON.parse(form.querySelector("script[type='application/json']")?.textContent ?? ""));
  /** @type {Field[]} */
  const made = [];
  for (const { inside, ...node } of nodes) made.push(inside ? { ...node, inside: inside.map((at) => made[at]) } : node); // what is inside a field comes before it
  const choices = Object.entries(lists).map(([name, all]) => [name, all.map(choiceOf)]);
  return { ...rest, fields: fields.map((at) => made[at]), term: term.map((at) => made[at]), lists: Object.fromEntries(choices) };
}

/**
 * Returns a suggestion. Its synonyms and its printed spellings each follow an empty text.
 * @param {string[]} words
 * @returns {Choice}
 */
function choiceOf([value, ...words]) {
  const [first = words.length, second = words.length] = words.flatMap((word, at) => (word ? [] : [at]));
  const [names, synonyms, printed] = [words.slice(0, first), words.slice(first + 1, second), words.slice(second + 1)];
  return { value, label: names[0], names, synonyms, printed };
}

/**
 * Returns the value if it is a mapping, or else an empty mapping.
 * @param {Value | undefined} value
 * @returns {Mapping}
 */
export function mapping(value) {
  return isMapping(value) ? value : {};
}

/**
 * @param {Value | undefined} value
 * @returns {value is Mapping}
 */
export function isMapping(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Returns the mappings in a list, with their positions.
 * @param {Value | undefined} value
 * @returns {[number, Mapping][]}
 */
export function entries(value) {
  return list(value).flatMap((item, at) => (isMapping(item) ? [/** @type {[number, Mapping]} */ ([at, item])] : []));
}

/**
 * Returns the value if it is a list, or else an empty list.
 * @param {Value | undefined} value
 * @returns {Value[]}
 */
export function list(value) {
  return Array.isArray(value) ? value : [];
}
