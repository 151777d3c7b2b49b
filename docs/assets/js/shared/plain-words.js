// Text normalized for searching: without case, accents and hyphens, and with American spelling.

const JOINING = /[-‐‑–_'’]/u;
const JOINING_ASCII = "-_'";
const WORD = /[\p{L}\p{N}\-‐‑–_'’]+(?:[&/][\p{L}\p{N}\-‐‑–_'’]+)*/gu;
/** Two letters that a sign joins to one word: H&E, H/E. */
const SIGN = /^\p{L}[&/]\p{L}$/u;

/** British beginnings and parts of words, each with the American ones. */
const SPELLINGS = Object.entries({
  anaest: "anest", analyse: "analyze", artefact: "artifact", behaviou: "behavio", catalogue: "catalog", centre: "center", colou: "colo", dgeme: "dgme", diarrhoe: "diarrhe", fibre: "fiber",
  foet: "fet", grey: "gray", gynaec: "gynec", haem: "hem", anaem: "anem", isation: "ization", ischaem: "ischem", labell: "label", leukaem: "leukem", licenc: "licens", metre: "meter", modell: "model",
  neighbou: "neighbo", oedem: "edem", oesoph: "esoph", orthopaed: "orthoped", paediat: "pediat", tumou: "tumo",
});
const BRITISH = new RegExp(SPELLINGS.map(([british]) => british).join("|"), "g");
const AMERICAN = new Map(SPELLINGS);

/**
 * Text in lower case with American spelling.
 * @param {string} text
 */
function oneSpelling(text) {
  return text.replace(BRITISH, (british) => AMERICAN.get(british) ?? british);
}

/**
 * The positions in the original text of the characters of a text with American spelling.
 * @param {string} text before its spelling changed
 * @param {number[]} places of its characters
 */
function placesAfter(text, places) {
  const found = [];
  let done = 0;
  for (const { 0: british, index } of text.matchAll(BRITISH)) {
    const { length } = oneSpelling(british);
    const last = index + british.length - 1;
    found.push(...places.slice(done, index), ...places.slice(index, index + length - 1), places[last]);
    done = last + 1;
  }
  return [...found, ...places.slice(done)];
}

/**
 * A character or text without case and accents; empty for a combining mark.
 * @param {string} character
 */
function plain(character) {
  if (character.length === 1 && character < "\x80") return character.toLowerCase(); // most text is ASCII, and normalization is slow
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
 * Text without case, accents and hyphens, and for each of its characters the position in the original text.
 * @param {string} text
 */
export function squeezed(text) {
  let found = "";
  /** @type {number[]} */
  const places = [];
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (JOINING_ASCII.includes(character) || (character >= "\x80" && JOINING.test(character))) continue;
    const shown = plain(character);
    found += shown;
    for (let more = 0; more < shown.length; more += 1) places.push(at);
  }
  return { text: oneSpelling(found), places: placesAfter(found, places) };
}

/**
 * The words of a text, each whole and split at hyphens: `X-ray` is `xray`, with the parts `x` and `ray`; `H&E` is one word.
 * @param {string} text
 * @returns {{whole: string, parts: string[]}[]}
 */
export function wordsOf(text) {
  const found = (oneSpelling(folded(text)).match(WORD) ?? []).flatMap((word) => (SIGN.test(word) ? [word] : word.split(/[&/]/)));
  const words = found.map((word) => word.split(JOINING).filter(Boolean));
  return words.filter((parts) => parts.length).map((parts) => ({ whole: parts.join(""), parts }));
}

/**
 * Whether a word equals another, or its beginning, after a number of changes: a character added, removed, replaced, or two exchanged.
 * @param {string} word
 * @param {string} other
 * @param {number} [changes] at most
 * @returns {boolean}
 */
export function nearly(word, other, changes = 1) {
  let same = 0;
  while (same < word.length && word[same] === other[same]) same += 1;
  const rest = word.slice(same);
  const left = other.slice(same);
  if (!changes || !rest) return left.startsWith(rest);
  const equal = (/** @type {string} */ one, /** @type {string} */ another) => nearly(one, another, changes - 1);
  return equal(rest.slice(1), left) // a character added
    || equal(rest, left.slice(1)) // a character removed
    || equal(rest.slice(1), left.slice(1)) // a character replaced
    || (rest.length > 1 && left.startsWith(rest[1] + rest[0]) && equal(rest.slice(2), left.slice(2)));
}
