// Text as the search compares it: without case, accents, hyphens and the British spelling of license.

const JOINING = /[-‐‑–_'’]/u;
const WORD = /[\p{L}\p{N}\-‐‑–_'’]+(?:[&/][\p{L}\p{N}\-‐‑–_'’]+)*/gu;
/** Two letters that a sign makes one word: H&E, H/E. */
const SIGN = /^\p{L}[&/]\p{L}$/u;

/**
 * Text in lower case with one spelling of "licence" and "license", which are equally long, so that positions stay.
 * @param {string} text
 */
function oneSpelling(text) {
  return text.replaceAll("licenc", "licens");
}

/**
 * A character or a text without case and accents; nothing for a combining mark.
 * @param {string} character
 */
function plain(character) {
  if (character.length === 1 && character < "\x80") return character.toLowerCase(); // most text, and folding is slow
  return character.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/**
 * Text without case and accents.
 * @param {string} text
 */
export function folded(text) {
  return plain(text).trim();
}

/**
 * Text without case, accents and hyphens, and for each of its characters the position in the text.
 * @param {string} text
 */
export function squeezed(text) {
  let found = "";
  /** @type {number[]} */
  const places = [];
  for (let at = 0; at < text.length; at += 1) {
    const character = JOINING.test(text[at]) ? "" : plain(text[at]);
    found += character;
    for (let more = 0; more < character.length; more += 1) places.push(at);
  }
  return { text: oneSpelling(found), places };
}

/**
 * The words of a text, each whole and in the parts that hyphens join: `X-ray` is xray, of x and ray; `H&E` is one word.
 * @param {string} text
 * @returns {{whole: string, parts: string[]}[]}
 */
export function wordsOf(text) {
  const found = (oneSpelling(folded(text)).match(WORD) ?? []).flatMap((word) => (SIGN.test(word) ? [word] : word.split(/[&/]/)));
  const words = found.map((word) => word.split(JOINING).filter(Boolean));
  return words.filter((parts) => parts.length).map((parts) => ({ whole: parts.join(""), parts }));
}

/**
 * Whether one word becomes the beginning of another, or all of it, by one change: a letter more, less, other, or two exchanged.
 * @param {string} word
 * @param {string} other
 */
export function nearly(word, other) {
  let same = 0;
  while (same < word.length && word[same] === other[same]) same += 1;
  const rest = word.slice(same);
  const left = other.slice(same);
  return left.startsWith(rest.slice(1)) // another letter, or one too many
    || left.slice(1).startsWith(rest) // one missing
    || left.slice(1).startsWith(rest.slice(1))
    || (rest.length > 1 && left.startsWith(rest[1] + rest[0] + rest.slice(2)));
}
