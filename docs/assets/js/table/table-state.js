// The state of the table, and its representation in the URL.
import { FREE } from "./filter.js";

/** Number of characters up to which numbers are exact. */
const MAX_DIGITS = 15;
/** In the URL: a range filter keeps the rows without a number. */
const KEPT = "none";

/**
 * @typedef {object} State
 * @property {string} text search text
 * @property {Record<string, string[]>} chosen terms by filter
 * @property {Record<string, import("./filter.js").Limits>} ranges smallest and largest number by filter
 * @property {import("./row-order.js").Key[]} sort
 * @property {string[]} columns keys of the columns shown
 * @property {boolean} dense
 * @property {boolean} printed whether the table is shown as printed
 * @property {string[]} selection ids of the selected datasets
 */
/** @typedef {{digits: number, decimals: boolean}} Accepted numbers: the number of digits of a complete number, 0 for any, and whether it can have decimals */
/**
 * @typedef {object} Known values that a URL may contain
 * @property {Record<string, string[]>} terms by filter
 * @property {Record<string, string>} hidden term whose rows are hidden until it is chosen, by filter
 * @property {Record<string, Accepted>} ranges the numbers that each filter accepts
 * @property {string[]} columns keys of all columns
 * @property {string[]} shown keys of the columns shown by default
 * @property {string[]} ids
 */

/**
 * The initial state.
 * @param {Known} known
 * @returns {State}
 */
export function nothing(known) {
  const chosen = Object.fromEntries(Object.keys(known.terms).map((facet) => [facet, /** @type {string[]} */ ([])]));
  const ranges = Object.fromEntries(Object.keys(known.ranges).map((range) => [range, FREE]));
  return { text: "", chosen, ranges, sort: [], columns: known.shown, dense: false, printed: false, selection: [] };
}

/**
 * The state in a URL, and the parameters and values that the table does not know.
 * The parameter `q` is the search text of the form in the header; `h` belonged to a former search and is ignored.
 * @param {string} query
 * @param {Known} known
 * @returns {{state: State, unknown: string[]}}
 */
export function stateOf(query, known) {
  const values = new URLSearchParams(query);
  const state = nothing(known);
  /** @type {string[]} */
  const unknown = [];
  for (const name of new Set(values.keys())) {
    const read = readerOf(name, known);
    if (!read) {
      if (name !== "h") unknown.push(name);
      continue;
    }
    const items = values.getAll(name).flatMap((value) => (name === "text" || name === "q" ? [value] : value.split(",").filter(Boolean)));
    unknown.push(...read(state, items, known, name).map((item) => `${name}=${item}`));
  }
  return { state, unknown };
}

/** @typedef {(state: State, items: string[], known: Known, name: string) => string[]} Reader adds items to a state, and returns those that are unknown */
/** @type {Record<string, Reader>} */
const READERS = {
  text: readText,
  q: readText,
  sort: readSort,
  columns: (state, items, known) => {
    state.columns = known.columns.filter((key) => key === known.columns[0] || items.includes(key));
    return items.filter((key) => !known.columns.includes(key));
  },
  view: (state, items) => {
    state.dense = items.includes("dense");
    state.printed = items.includes("printed");
    return items.filter((item) => item !== "dense" && item !== "printed");
  },
  selection: readSelection,
  basket: readSelection, // the former name, in URLs shared earlier
};

/**
 * The reader of a parameter; null for an unknown parameter.
 * @param {string} name
 * @param {Known} known
 */
function readerOf(name, known) {
  if (Object.hasOwn(READERS, name)) return READERS[name];
  if (Object.hasOwn(known.ranges, name)) return readRange;
  return Object.hasOwn(known.terms, name) ? readTerms : null;
}

/** @type {Reader} */
function readText(state, items) {
  state.text = [state.text, ...items].filter(Boolean).join(" ").trim();
  return [];
}

/** @type {Reader} */
function readSelection(state, items, known) {
  const ids = new Set(known.ids);
  state.selection = [...new Set(items)].filter((id) => ids.has(id));
  return items.filter((id) => !ids.has(id));
}

/** @type {Reader} */
function readTerms(state, items, known, facet) {
  state.chosen[facet] = known.terms[facet].filter((term) => items.includes(term));
  return items.filter((term) => !known.terms[facet].includes(term));
}

/** @type {Reader} */
function readRange(state, all, known, range) {
  const items = all.filter((item) => item !== KEPT);
  const match = /^([\d.]*)-([\d.]*)$/.exec(items[0]?.replace(/^([\d.]+)$/, "$1-$1") ?? "");
  const ends = match ? [match[1], match[2]] : [];
  if (items.length !== 1 || !ends.some(Boolean) || ends.some((end) => end && !accepts(end, known.ranges[range]))) return items.length ? items : all.length ? all : [""];
  const [from, to] = ends.map((end) => (end ? Number(end) : null));
  state.ranges[range] = { from, to, none: all.length > 1 };
  return [];
}

/**
 * Whether a text is a number that a filter accepts.
 * @param {string} text
 * @param {Accepted} accepted
 */
export function accepts(text, { digits, decimals }) {
  const number = decimals ? /^\d+(\.\d{1,6})?$/ : /^\d+$/;
  return number.test(text) && (digits ? text.length === digits : text.length <= MAX_DIGITS);
}

/** @type {Reader} */
function readSort(state, items, known) {
  const keys = items.map((item) => ({ item, column: item.replace(/^-/, ""), down: item.startsWith("-") }));
  state.sort = keys.filter(({ column }) => known.columns.includes(column)).slice(0, 2).map(({ column, down }) => ({ column, down }));
  return keys.filter(({ column }) => !known.columns.includes(column)).map(({ item }) => item);
}

/**
 * The query of a URL for a state; empty for the initial state.
 * @param {State} state
 * @param {Known} known
 */
export function queryOf(state, known) {
  const view = [state.dense ? "dense" : "", state.printed ? "printed" : ""].filter(Boolean);
  const ranges = Object.entries(state.ranges).map(([range, { from, to, none }]) => [range, from === null && to === null ? [] : [`${from ?? ""}-${to ?? ""}`, ...(none ? [KEPT] : [])]]);
  const parts = {
    text: state.text ? [state.text] : [],
    ...state.chosen,
    ...Object.fromEntries(ranges),
    sort: state.sort.map(({ column, down }) => `${down ? "-" : ""}${column}`),
    columns: same(state.columns, known.shown) ? [] : state.columns,
    view,
    selection: state.selection,
  };
  const said = Object.entries(parts).filter(([, items]) => items.length);
  return said.map(([name, items]) => `${name}=${items.map(encoded).join(",")}`).join("&");
}

/**
 * A value in a URL, with spaces as plus signs for readability.
 * @param {string} text
 */
function encoded(text) {
  return encodeURIComponent(text).replaceAll("%20", "+");
}

/**
 * Whether two lists are equal.
 * @param {string[]} one
 * @param {string[]} other
 */
export function same(one, other) {
  return one.length === other.length && one.every((item, at) => item === other[at]);
}
