// A comparison as plain data: which datasets an address names, which rows their values make, and what to say of them.
import { folded } from "../shared/plain-words.js";

/** The most datasets that fit side by side; the sentences below say it as a word. */
export const MOST = 6;
const ID = /^[a-z0-9-]+$/;

/**
 * @typedef {{ids: string[], over: string[], wrong: string[], only: boolean}} State
 * The datasets to compare, those that do not fit beside them, what is no id, and whether rows that say the same are hidden.
 */

/**
 * @typedef {{label: string, text: string, value: string}} Said
 * What a dataset says under a label: all of it in words, and the value alone, without doubts.
 */

/**
 * @template {Said} Cell
 * @typedef {{label: string, cells: (Cell | null)[], differs: boolean, same: boolean}} Row
 * A label with what each dataset says; `differs` where two say different things, `same` where several all say one thing.
 */

/** @typedef {{id: string, name: string, full: string}} Name */

/**
 * The state that an address names.
 * @param {string} query
 * @returns {State}
 */
export function stateOf(query) {
  const values = new URLSearchParams(query);
  const named = [...new Set((values.get("ids") ?? "").split(",").map(folded).filter(Boolean))];
  const ids = named.filter((id) => ID.test(id));
  const wrong = named.filter((id) => !ID.test(id));
  return { ids: ids.slice(0, MOST), over: ids.slice(MOST), wrong, only: values.get("only") === "differences" };
}

/**
 * The address, within the page's own, of a comparison.
 * @param {string[]} ids
 * @param {boolean} only
 */
export function addressOf(ids, only) {
  // URLSearchParams would write the commas as %2C, which nobody can read or type
  const parts = [ids.length ? `ids=${ids.join(",")}` : "", only ? "only=differences" : ""].filter(Boolean);
  return parts.length ? `?${parts.join("&")}` : "./";
}

/**
 * The rows that columns make, in the order of the first; a label that only a later one has stands after what it follows there.
 * @template {Said} Cell
 * @param {Cell[][]} columns what each dataset says, in the order of its page
 * @returns {Row<Cell>[]}
 */
export function rowsOf(columns) {
  return columns.reduce(withLabels, /** @type {string[]} */ ([])).map((label) => {
    const cells = columns.map((column) => column.find((cell) => cell.label === label) ?? null);
    const said = cells.flatMap((cell) => (cell?.value ? [unordered(cell.value)] : []));
    const differs = new Set(said).size > 1;
    return { label, cells, differs, same: !differs && columns.length > 1 && said.length === columns.length };
  });
}

/**
 * Labels with those of a further column put where they belong.
 * @param {string[]} labels
 * @param {Said[]} column
 */
function withLabels(labels, column) {
  const all = [...labels];
  let last = -1;
  for (const { label } of column) {
    if (!all.includes(label)) all.splice(last + 1, 0, label);
    last = all.indexOf(label);
  }
  return all;
}

/**
 * A list as one text whatever its order: "CT, MRI" says the same as "MRI, CT".
 * @param {string} value
 */
function unordered(value) {
  return value.split(/[,;] /).sort().join("; ");
}

/**
 * Rows as lines of a table file: a line of names, then a label and what each dataset says of it.
 * @param {string[]} names
 * @param {Row<Said>[]} rows
 */
export function linesOf(names, rows) {
  return [["Field", ...names], ...rows.map((row) => [row.label, ...row.cells.map((cell) => cell?.text ?? "")])];
}

/**
 * How many rows differ, in a sentence.
 * @param {Row<Said>[]} rows
 * @param {boolean} only
 */
export function summary(rows, only) {
  const [differing, same] = [rows.filter((row) => row.differs).length, rows.filter((row) => row.same).length];
  const open = rows.length - differing - same;
  const rest = open ? `; ${open} cannot be compared, as too little is recorded` : "";
  return `${differing} of ${rows.length} fields differ, ${same} ${same === 1 ? "is" : "are"} the same${only && same ? " and hidden" : ""}${rest}.`;
}

/**
 * What is wrong with a comparison, and what to do about it.
 * @param {State} state
 * @param {string[]} unknown ids that no dataset has
 * @param {string[]} unreachable ids whose pages could not be had
 * @param {number} shown how many datasets are left
 */
export function faults({ over, wrong }, unknown, unreachable, shown) {
  const missing = [...wrong, ...unknown];
  return [
    missing.length ? `No dataset has the id ${quoted(missing, "or")}: look it up from A to Z, or add it by its name.` : "",
    unreachable.length ? `The page of ${quoted(unreachable, "and")} could not be loaded: check the connection, then reload.` : "",
    over.length ? `More than six do not fit, so ${quoted(over, "and")} ${over.length > 1 ? "are" : "is"} left out: remove another first.` : "",
    shown === 0 ? "Add two to six datasets by name." : "",
    shown === 1 ? "Add at least one more dataset to compare this one with." : "",
  ].filter(Boolean);
}

/**
 * @param {string[]} words
 * @param {"and" | "or"} joint
 */
function quoted(words, joint) {
  return words.map((word) => `“${word}”`).join(` ${joint} `);
}

/**
 * The dataset that typed words mean: by id, by name, or the only one whose names begin so; nothing where that is not clear.
 * @param {string} typed
 * @param {Name[]} names
 */
export function meant(typed, names) {
  const words = folded(typed);
  const exact = names.find(({ id, name }) => id === words || folded(name) === words);
  if (exact || !words) return exact;
  const beginning = names.filter(({ name, full }) => [name, full].some((text) => folded(text).startsWith(words)));
  return beginning.length === 1 ? beginning[0] : undefined;
}
