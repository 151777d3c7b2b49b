// Ids of records: made from a name, and their problems (scripts/curator/records/ids.py).
import { phrase, problem } from "./messages.js";

/** @typedef {import("./form-model.js").Known} Known */

const MAX_LENGTH = 60;
/** @type {Record<string, string>} */
const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i" };
/** Latin letters that Unicode does not decompose. */

/**
 * Returns the id for a name: lowercase letters and digits, with a hyphen for each run of other characters.
 * @param {string} name
 */
export function idOf(name) {
  const plain = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[ßæœøłđðþı]/g, (letter) => LETTERS[letter]);
  return plain.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, MAX_LENGTH).replace(/-$/, "");
}

/**
 * Returns the problems of an id, with their place in the form.
 * @param {Known} known
 * @param {string} id
 * @returns {import("./problems.js").Placed[]}
 */
export function idProblems(known, id) {
  const at = ["id"];
  const found = () => {
    if (!id) return [problem(known, at, "missing", { name: "id", example: "`drive`" })];
    if (!new RegExp(`^(?:${known.patterns.forms.id})$`).test(id)) return [problem(known, at, "file-id", { name: id })];
    if (id.length > MAX_LENGTH) return [problem(known, at, "file-long", { name: id.slice(0, MAX_LENGTH) })];
    if (known.rules.addresses.includes(id)) return [problem(known, at, "file-reserved", { name: id })];
    if (known.rules.reserved.includes(id)) return [problem(known, at, "file-device", { name: id })];
    return known.taken.ids.includes(id) ? [problem(known, at, "repeated-id", { id, whose: phrase(known, "another-record") })] : [];
  };
  return found().map((it) => ({ ...it, from: at }));
}
