// Validation of texts by kind (scripts/curator/records/model/text.py).
import { problem, phrase, suggestion, written } from "./messages.js";

/** @typedef {import("./form-model.js").Known} Known */
/** @typedef {import("./form-model.js").Field} Field */
/** @typedef {import("./form-model.js").Problem} Problem */
/** @typedef {import("./form-model.js").Path} Path */

const FOUR = /^[0-9]{1,3}(?:\.[0-9]{1,3}){3}$/;
/** An IPv4 address. */
const PRIVATE_FOUR =
  /^(?:0|10|127|22[4-9]|2[345][0-9]|169\.254|172\.(?:1[6-9]|2[0-9]|3[01])|192\.168|192\.0\.[02]|198\.1[89]|198\.51\.100|203\.0\.113|100\.(?:6[4-9]|[7-9][0-9]|1[01][0-9]|12[0-7]))\./;
const SIX = /^\[[0-9a-f:]+\]$/;
/** An IPv6 address in brackets. */
const PUBLIC_SIX = /^\[(?!2001:0?db8:|2001:0?:|3fff:0?[0-9a-f]{0,3}:)[23][0-9a-f]{3}:/;

/**
 * Returns the first problem of a text, or null.
 * @param {Known} known
 * @param {Field} field
 * @param {string} text
 * @param {Path} at
 * @returns {Problem | null}
 */
export function textProblem(known, field, text, at) {
  if (field.most && [...text].length > field.most) return problem(known, at, "too-much", { name: at[at.length - 1], most: field.most });
  if (field.vocabulary) {
    const term = known.lists[field.vocabulary].some(({ value }) => value === text);
    return term ? null : problem(known, at, "term", { text, vocabulary: field.vocabulary, fix: suggestion(known, field.vocabulary, text) });
  }
  const named = (OF_KIND[field.kind] ?? shaped)(known, text, field.kind);
  return named ? problem(known, at, named[0], { text, ...named[1] }) : null;
}

/** @typedef {[string, Record<string, string>] | null} Named The name of a message, and its values. */
/** @type {Record<string, (known: Known, text: string, kind: string) => Named>} */
const OF_KIND = {
  prose: plain,
  line: oneLine,
  key: oneLine,
  path: oneLine,
  address,
  day,
  verbatim: () => null,
  choice: () => null,
  orcid,
  github,
  "licence-id": licenceId,
};

/**
 * Checks for markup, placeholders, and whitespace at the ends.
 * @param {Known} known
 * @param {string} text
 * @returns {Named}
 */
function plain(known, text) {
  const found = new RegExp(known.patterns.markup, "m").exec(text);
  if (found) return ["markup", { found: found[0].trim() }];
  if (new RegExp(`^(?:${known.patterns.placeholder})$`, "i").test(text.trim())) return ["placeholder", { text: text.trim() }];
  if (text.endsWith("\n")) return ["line-break", {}];
  return text !== text.trim() || /[\0-\t\v-\x1f]/.test(text) ? ["white-space", {}] : null;
}

/**
 * Checks plain text on one line.
 * @param {Known} known
 * @param {string} text
 * @returns {Named}
 */
function oneLine(known, text) {
  return plain(known, text) ?? (text.includes("\n") ? ["several-lines", {}] : null);
}

/**
 * Checks for a complete http or https URL of a public host, without user name.
 * @param {Known} known
 * @param {string} text
 * @returns {Named}
 */
function address(known, text) {
  if (!shaped(known, text, "location")) return ["location-as-address", {}];
  if (new RegExp(known.patterns.address).test(text)) return ["not-in-an-address", {}];
  const place = /^(?:[A-Za-z][A-Za-z0-9+.-]*:)?\/\/([^/?#]*)/.exec(text)?.[1] ?? "";
  const host = place.slice(place.lastIndexOf("@") + 1);
  const port = /:([^\]]*)$/.exec(host)?.[1] ?? "";
  if ((port && (!/^[0-9]+$/.test(port) || Number(port) > 65535)) || place.includes("[") !== place.includes("]")) return ["no-address", {}];
  const bare = host.replace(/:[^\]]*$/, "");
  if (/^https?:\/\//.test(text) && isPrivate(bare, known.rules.local)) return ["private-address", {}];
  if (!/^https?:\/\//.test(text) || !bare.includes(".")) return ["incomplete-address", {}];
  return place.includes("@") ? ["user-in-an-address", {}] : null;
}

/**
 * Checks for a date (YYYY-MM-DD).
 * @param {Known} _known
 * @param {string} text
 * @returns {Named}
 */
function day(_known, text) {
  const date = new Date(`${text}T00:00:00Z`);
  const real = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text) && !text.startsWith("0000") && !Number.isNaN(date.valueOf()) && date.toISOString().startsWith(text);
  return real ? null : ["invalid-date", {}];
}

/**
 * Checks for an ORCID iD in four groups with a valid check digit (ISO 7064, mod 11-2).
 * @param {Known} known
 * @param {string} text
 * @returns {Named}
 */
function orcid(known, text) {
  const bare = lastPart(text).toUpperCase().replace(/[^0-9X]/g, "");
  if (shaped(known, text, "orcid")) {
    const grouped = (bare.match(/.{1,4}/g) ?? []).join("-");
    return ["orcid-form", { fix: written(known, shaped(known, grouped, "orcid") ? "" : grouped, phrase(known, "orcid")) }];
  }
  const total = [...bare.slice(0, -1)].reduce((sum, digit) => (sum + Number(digit)) * 2, 0);
  return "0123456789X"[(12 - (total % 11)) % 11] === bare.at(-1) ? null : ["orcid-check", {}];
}

/**
 * Checks for a GitHub user name, without @ or URL.
 * @param {Known} known
 * @param {string} text
 * @returns {Named}
 */
function github(known, text) {
  const most = known.rules.handle;
  const fits = (/** @type {string} */ it) => it.length <= most && !shaped(known, it, "github");
  const bare = lastPart(text).replace(/^@/, "");
  return fits(text) ? null : ["github", { fix: written(known, fits(bare) ? bare : "", phrase(known, "handle", { most })) }];
}

/**
 * Returns the last segment of a URL.
 * @param {string} text
 */
function lastPart(text) {
  return text.replace(/\/+$/, "").split("/").at(-1) ?? "";
}

/**
 * Checks a text by the pattern of its kind, such as an id, a country code or a checksum.
 * @param {Known} known
 * @param {string} text
 * @param {string} kind
 * @returns {Named}
 */
function shaped(known, text, kind) {
  return new RegExp(`^(?:${known.patterns.forms[kind]})$`).test(text) ? null : [kind, {}];
}

/**
 * Checks the format of an SPDX license id. For an id with spaces, the fix has the spelling of the vocabulary.
 * @param {Known} known
 * @param {string} text
 * @returns {Named}
 */
function licenceId(known, text) {
  const like = text.trim().split(/\s+/).join("-").toLowerCase();
  const near = known.lists.licence.find(({ value }) => value.toLowerCase() === like)?.value;
  return shaped(known, text, "licence-id") && ["licence-id", { fix: written(known, near ?? "", phrase(known, "spdx")) }];
}

/**
 * Returns whether a host is private or reserved (scripts/curator/records/model/private_hosts.py). Unusual spellings are left to the pull request.
 * @param {string} host
 * @param {string[]} local Reserved domains.
 */
function isPrivate(host, local) {
  const name = host.normalize("NFKC").toLowerCase().replace(/\.$/, "");
  if (SIX.test(name)) return !PUBLIC_SIX.test(name);
  if (FOUR.test(name)) return PRIVATE_FOUR.test(name);
  return local.some((end) => name === end || name.endsWith(`.${end}`));
}
