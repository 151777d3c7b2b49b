// The datasets that a typed text may mean, found as in the search of the table.
import { folded } from "../shared/plain-words.js";
import { closest } from "../record-form/nearest.js";
import { has } from "../shared/row-sets.js";
import { find, indexOf } from "../search/engine.js";

/** @typedef {{id: string, name: string, full: string}} Name */
/** @typedef {{how: "exact" | "match" | "similar", names: Name[]}} Matches how the names were found, best first; without any, no name is similar */

/** What a word counts in a name, an id and a full name. */
const WEIGHTS = { name: 8, id: 6, full: 4 };
/** The number of similar names, those by the letters of the whole name among them, and their least similarity. */
const MAX_SIMILAR = 6;
const MAX_BY_LETTERS = 3;
const CUTOFF = 0.5;

/**
 * The datasets for a typed text: the one with this id or name, else all that contain its words, else those with similar names.
 * @param {string} typed
 * @param {Name[]} names
 * @returns {Matches}
 */
export function matching(typed, names) {
  const words = folded(typed);
  const exact = names.filter(({ id, name }) => words !== "" && (id === words || folded(name) === words));
  if (exact.length) return { how: "exact", names: exact };
  const { found, corrected } = searched(words, names);
  if (found.length && !corrected) return { how: "match", names: found };
  const similar = new Set([...similarNames(words, names), ...found]);
  return { how: "similar", names: [...similar].slice(0, MAX_SIMILAR) };
}

/**
 * The datasets that contain every word, best first, and whether the spelling of a word was corrected.
 * @param {string} words
 * @param {Name[]} names
 */
function searched(words, names) {
  if (!/[\p{L}\p{N}]/u.test(words)) return { found: [], corrected: false };
  const lists = Object.entries(WEIGHTS).map(([key, weight]) => ({ weight, at: [...names.keys()], values: names.map((name) => name[/** @type {keyof Name} */ (key)]) }));
  const { rows, scores, taken } = find(indexOf(names.length, lists), words);
  const found = [...names.keys()].filter((row) => has(rows, row)).sort((one, other) => scores[other] - scores[one] || one - other);
  return { found: found.map((row) => names[row]), corrected: taken.length > 0 };
}

/**
 * The datasets whose ids or names are most similar to a text, best first.
 * @param {string} words
 * @param {Name[]} names
 */
function similarNames(words, names) {
  /** @type {Name[]} */
  const found = [];
  const texts = new Map(names.flatMap((name) => [[name.id, name], [folded(name.name), name]]));
  while (words && found.length < MAX_BY_LETTERS) {
    const name = texts.get(closest(words, [...texts.keys()], CUTOFF));
    if (!name) break;
    found.push(name);
    for (const [text, other] of texts) if (other === name) texts.delete(text);
  }
  return found;
}
