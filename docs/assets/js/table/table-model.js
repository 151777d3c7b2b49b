// The model of the table: the rows for a state in their order, the texts found, and the counts of further options.
import { valueOf } from "./table-data.js";
import { ROOT } from "../shared/dom.js";
import { filtersOf, fitting } from "./filter.js";
import { ordered } from "./row-order.js";
import { columnOf } from "./row.js";
import { find, indexOf } from "../search/engine.js";
import { ranked } from "../search/ranking.js";
import { withWords } from "../search/search-data.js";
import { all, count, has } from "../shared/row-sets.js";

/** @typedef {import("./table-state.js").State} State */
/**
 * @typedef {object} Model
 * @property {number} size number of rows
 * @property {number} usual number of rows without filters
 * @property {import("./row.js").Table} table
 * @property {import("./table-state.js").Known} known
 * @property {import("./filter.js").Filters} filters
 * @property {import("../search/engine.js").Index | null} index null until the searched texts are loaded
 * @property {import("./found-words.js").Field[]} fields searched fields that the table does not show
 * @property {{key: string, rows: number[]}} order the last order, reused because most changes do not affect it
 */
/** @typedef {{rows: number[], fit: import("./filter.js").Fit, needles: string[][], taken: [string, string[]][]}} Answer */

/** The files that are loaded when a state needs them. */
export const REST = "data/table-rest.json", TEXTS = "data/search.json";

/**
 * The model with the data of the first view.
 * @param {import("./table-data.js").First} first
 * @param {string[]} columns keys of all columns after the name
 * @returns {Model}
 */
export function modelOf(first, columns) {
  const shown = first.columns.map(({ key }) => key);
  const table = { first, root: ROOT, columns: byKey(first.columns), printed: byKey(first.printed) };
  const terms = Object.fromEntries(first.facets.map((facet) => [facet.key, facet.terms]));
  const ranges = Object.fromEntries(first.ranges.map(({ key, digits, unit }) => [key, { digits, decimals: Boolean(unit) }]));
  const size = first.ids.length;
  const filters = filtersOf(size, first.facets, first.ranges);
  return {
    size, usual: count(fitting(filters, {}, {}, all(size)).rows), table, index: null, fields: [], order: { key: "", rows: [] },
    known: { terms, hidden: Object.fromEntries(first.facets.flatMap(({ key, hidden }) => (hidden ? [[key, hidden]] : []))), ranges, columns: [shown[0], ...columns], shown, ids: first.ids },
    filters,
  };
}

/** @param {import("./table-data.js").Column[]} columns */
function byKey(columns) {
  return new Map(columns.map((column) => [column.key, column]));
}

/**
 * Add the other columns to a model.
 * @param {Model} model
 * @param {import("./table-data.js").Rest} rest
 */
export function extend(model, rest) {
  for (const column of rest.columns) model.table.columns.set(column.key, column);
}

/**
 * Add the searched texts to a model.
 * @param {Model} model
 * @param {import("../search/search-data.js").Datasets} searched
 */
export function addTexts(model, { texts }) {
  const whole = withWords(texts);
  model.index = indexOf(model.size, whole);
  model.fields = whole.filter(({ key }) => key !== "name");
}

/**
 * The files that a state needs and the model does not have.
 * @param {Model} model
 * @param {State} state
 */
export function missing({ known, table, index: searched }, state) {
  const later = (/** @type {string} */ key) => !table.columns.has(key) && known.columns.includes(key);
  const rest = state.columns.some(later) || state.sort.some(({ column }) => later(column));
  return [...(rest ? [REST] : []), ...(state.text && !searched ? [TEXTS] : [])];
}

/**
 * The rows and counts for a state.
 * @param {Model} model
 * @param {State} state
 * @returns {Answer}
 */
export function answer(model, state) {
  const found = state.text && model.index ? find(model.index, state.text) : { rows: all(model.size), needles: [], taken: [], scores: null };
  const fit = fitting(model.filters, state.chosen, state.ranges, found.rows);
  const key = JSON.stringify([state.sort, state.printed]);
  if (model.order.key !== key) model.order = { key, rows: ordered(model.size, state.sort, (column) => columnOf(model.table, column, state.printed)) };
  const listed = model.order.rows.filter((row) => has(fit.rows, row));
  return { rows: found.scores && !state.sort.length ? ranked(listed, found.scores) : listed, fit, needles: found.needles, taken: found.taken };
}

/**
 * All columns of some rows below a line of keys, equal to the CSV of the build.
 * @param {Model} model
 * @param {string[]} ids
 */
export function lines({ table, known }, ids) {
  const columns = known.columns.flatMap((key) => table.columns.get(key) ?? []);
  const rows = ids.map((id) => [id, ...columns.map((column) => valueOf(column, known.ids.indexOf(id)))]);
  return [["id", ...columns.map(({ key }) => key)], ...rows];
}
