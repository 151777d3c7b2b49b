// A record's id, made from its name by the rule of the checks.

export const LONGEST = 60;

/** @type {Record<string, string>} */
const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d" };
/** Letters that Unicode does not decompose. */

/**
 * The id that a name gives: lower-case letters and digits, with a hyphen for each run of anything else.
 * @param {string} name
 */
export function idOf(name) {
  const plain = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[ßæœøłđ]/g, (letter) => LETTERS[letter]);
  return plain.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, LONGEST).replace(/-$/, "");
}
