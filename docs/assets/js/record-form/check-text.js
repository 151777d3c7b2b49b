// What each kind of text takes, as the model says it (scripts/curator/records/model/text.py).
import { isPrivate } from "./private-hosts.js";
import { fault, phrase, suggestion, written } from "./messages.js";

/** @typedef {import("./form-model.js").Known} Known */
/** @typedef {import("./form-model.js").Field} Field */
/** @typedef {import("./form-model.js").Fault} Fault */
/** @typedef {import("./form-model.js").Path} Path */

/**
 * The first thing that is wrong with a text; nothing where it is as its field takes it.
 * @param {Known} known
 * @param {Field} field
 * @param {string} text
 * @param {Path} at
 * @returns {Fault | null}
 */
export function textFault(known, field, text, at) {
  if (field.most && [...text].length > field.most) return fault(known, at, "too-much", { name: at[at.length - 1], most: field.most });
  if (field.vocabulary) {
    const term = known.lists[field.vocabulary].some(({ value }) => value === text);
    return term ? null : fault(known, at, "term", { text, vocabulary: field.vocabulary, fix: suggestion(known, field.vocabulary, text) });
  }
  const named = (OF_KIND[field.kind] ?? shaped)(known, text, field.kind);
  return named ? fault(known, at, named[0], { text, ...named[1] }) : null;
}

/** @typedef {[string, Record<string, string>] | null} Named The name of a fault, and words for it. */
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
 * Text without markup, stand-ins for a missing value, or white space at its ends.
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
 * Plain text on one line.
 * @param {Known} known
 * @param {string} text
 * @returns {Named}
 */
function oneLine(known, text) {
  return plain(known, text) ?? (text.includes("\n") ? ["several-lines", {}] : null);
}

/**
 * A complete http or https address of a public host, without a name and password in it.
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
  if (!/^https?:\/\//.test(text) || !bare.includes(".")) return ["half-an-address", {}];
  return place.includes("@") ? ["user-in-an-address", {}] : null;
}

/**
 * A day of the calendar, as year-month-day.
 * @param {Known} _known
 * @param {string} text
 * @returns {Named}
 */
function day(_known, text) {
  const date = new Date(`${text}T00:00:00Z`);
  const real = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text) && !text.startsWith("0000") && !Number.isNaN(date.valueOf()) && date.toISOString().startsWith(text);
  return real ? null : ["no-day", {}];
}

/**
 * An ORCID iD in four groups, whose last character fits the others (ISO 7064, mod 11-2).
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
 * A handle of GitHub, without a sign or an address before it.
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
 * What stands behind the last slash of an address.
 * @param {string} text
 */
function lastPart(text) {
  return text.replace(/\/+$/, "").split("/").at(-1) ?? "";
}

/**
 * A text of a form of its own: an id, a country, a sum.
 * @param {Known} known
 * @param {string} text
 * @param {string} kind
 * @returns {Named}
 */
function shaped(known, text, kind) {
  return new RegExp(`^(?:${known.patterns.forms[kind]})$`).test(text) ? null : [kind, {}];
}

/**
 * An id of SPDX by its form; one that is written with spaces is told as the vocabulary has it.
 * @param {Known} known
 * @param {string} text
 * @returns {Named}
 */
function licenceId(known, text) {
  const like = text.trim().split(/\s+/).join("-").toLowerCase();
  const near = known.lists.licence.find(({ value }) => value.toLowerCase() === like)?.value;
  return shaped(known, text, "licence-id") && ["licence-id", { fix: written(known, near ?? "", phrase(known, "spdx")) }];
}
