// The id of a record, made from its name by the same rule as `curator check`.

export const LONGEST = 60;

/** Latin letters that Unicode does not decompose.
 * @type {Record<string, string>}
 */
const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i" };

/**
 * The id for a name: lower-case letters and digits, with a hyphen for each run of other characters.
 * @param {string} name
 */
export function idOf(name) {
  const plain = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[ßæœøłđðþı]/g, (letter) => LETTERS[letter]);
  return plain.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, LONGEST).replace(/-$/, "");
}
