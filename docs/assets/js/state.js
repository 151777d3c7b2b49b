// What a visitor has chosen, and the address that says it.

/**
 * @typedef {object} State
 * @property {string} text what is searched
 * @property {Record<string, string[]>} chosen terms by filter
 * @property {import("./filter.js").Years} years
 * @property {import("./order.js").Key[]} sort
 * @property {string[]} columns keys of the columns shown
 * @property {boolean} dense
 * @property {boolean} printed whether the table is shown as printed
 * @property {string[]} basket ids
 */
/**
 * @typedef {object} Known what the table has, to judge an address by
 * @property {Record<string, string[]>} terms by filter
 * @property {string[]} columns keys of all columns
 * @property {string[]} shown keys of the columns shown unasked
 * @property {string[]} ids
 */

/**
 * Nothing chosen.
 * @param {Known} known
 * @returns {State}
 */
export function nothing(known) {
  const chosen = Object.fromEntries(Object.keys(known.terms).map((facet) => [facet, /** @type {string[]} */ ([])]));
  return { text: "", chosen, years: { from: null, to: null }, sort: [], columns: known.shown, dense: false, printed: false, basket: [] };
}

/**
 * The state that an address names, and what it says that the table does not know.
 * The names `q` and `h` belong to the theme's search and are passed over.
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
    if (!Object.hasOwn(READERS, name) && !Object.hasOwn(known.terms, name)) {
      if (name !== "q" && name !== "h") unknown.push(name);
      continue;
    }
    const items = values.getAll(name).flatMap((value) => (name === "text" ? [value] : value.split(",").filter(Boolean)));
    const read = Object.hasOwn(READERS, name) ? READERS[name] : readTerms;
    unknown.push(...read(state, items, known, name).map((item) => `${name}=${item}`));
  }
  return { state, unknown };
}

/** @typedef {(state: State, items: string[], known: Known, name: string) => string[]} Reader puts items into a state, and gives back those it does not know */
/** @type {Record<string, Reader>} */
const READERS = {
  text: (state, items) => { state.text = items.join(" "); return []; },
  year: readYears,
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
  basket: (state, items, known) => {
    const ids = new Set(known.ids);
    state.basket = [...new Set(items)].filter((id) => ids.has(id));
    return items.filter((id) => !ids.has(id));
  },
};

/** @type {Reader} */
function readTerms(state, items, known, facet) {
  state.chosen[facet] = known.terms[facet].filter((term) => items.includes(term));
  return items.filter((term) => !known.terms[facet].includes(term));
}

/** @type {Reader} */
function readYears(state, items) {
  const match = /^(\d{4})?-(\d{4})?$/.exec(items[0]?.replace(/^(\d{4})$/, "$1-$1") ?? "");
  if (!match || items.length > 1) return items.length ? items : [""];
  state.years = { from: match[1] ? Number(match[1]) : null, to: match[2] ? Number(match[2]) : null };
  return [];
}

/** @type {Reader} */
function readSort(state, items, known) {
  const keys = items.map((item) => ({ item, column: item.replace(/^-/, ""), down: item.startsWith("-") }));
  state.sort = keys.filter(({ column }) => known.columns.includes(column)).slice(0, 2).map(({ column, down }) => ({ column, down }));
  return keys.filter(({ column }) => !known.columns.includes(column)).map(({ item }) => item);
}

/**
 * The query of an address that names a state; empty where nothing is chosen.
 * @param {State} state
 * @param {Known} known
 */
export function queryOf(state, known) {
  const view = [state.dense ? "dense" : "", state.printed ? "printed" : ""].filter(Boolean);
  const { from, to } = state.years;
  const parts = {
    text: state.text ? [state.text] : [],
    ...state.chosen,
    year: from === null && to === null ? [] : [`${from ?? ""}-${to ?? ""}`],
    sort: state.sort.map(({ column, down }) => `${down ? "-" : ""}${column}`),
    columns: same(state.columns, known.shown) ? [] : state.columns,
    view,
    basket: state.basket,
  };
  const said = Object.entries(parts).filter(([, items]) => items.length);
  return said.map(([name, items]) => `${name}=${items.map(encoded).join(",")}`).join("&");
}

/**
 * A value as an address has it, with the signs that need no code left readable.
 * @param {string} text
 */
function encoded(text) {
  return encodeURIComponent(text).replaceAll("%20", "+");
}

/**
 * Whether two lists hold the same in the same order.
 * @param {string[]} one
 * @param {string[]} other
 */
export function same(one, other) {
  return one.length === other.length && one.every((item, at) => item === other[at]);
}
