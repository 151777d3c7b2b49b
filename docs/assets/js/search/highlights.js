// Highlights words in the page, without changing its elements.
import { squeezed } from "../shared/plain-words.js";
import { MIN_WITHIN } from "./word-matches.js";

/** @typedef {"hits" | "search-hits"} Name of the highlights in the style sheets: of the table, and of the header's results */

/**
 * Remove all highlights of a name.
 * @param {Name} name
 */
export function unmark(name) {
  CSS.highlights?.delete(name);
}

/**
 * Highlight ranges; without effect in a browser that cannot.
 * @param {Name} name
 * @param {StaticRange[]} ranges
 */
export function highlight(name, ranges) {
  const known = CSS.highlights?.get(name) ?? (globalThis.Highlight ? new Highlight() : null);
  if (!known) return;
  for (const range of ranges) known.add(range);
  CSS.highlights.set(name, known);
}

/**
 * The places of texts in an element, except text for screen readers only.
 * @param {Element} root
 * @param {string[]} texts
 */
export function rangesIn(root, texts) {
  return rangesOf(textsIn(root), texts);
}

/**
 * The texts in an element, except those for screen readers only.
 * @param {Element} root
 */
export function textsIn(root) {
  const seen = (/** @type {Node} */ node) => (node.parentElement?.closest(".spoken") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT, seen);
  const found = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) found.push(node);
  return found;
}

/**
 * The places of texts in nodes, as static ranges: a browser updates a live range whenever an element is added or removed, until the range is garbage-collected.
 * @param {Node[]} nodes
 * @param {string[]} texts
 */
export function rangesOf(nodes, texts) {
  const ranges = [];
  for (const node of nodes) {
    for (const [start, end] of placesIn(node.nodeValue ?? "", texts)) {
      ranges.push(new StaticRange({ startContainer: node, startOffset: start, endContainer: node, endOffset: end }));
    }
  }
  return ranges;
}

/** The number of texts that are kept, because each letter of a query is looked for in mostly the same texts. */
const MAX_KEPT = 1000;
/** @type {Map<string, ReturnType<typeof squeezed>>} */
const kept = new Map();

/**
 * A normalized text.
 * @param {string} text
 */
function known(text) {
  const found = kept.get(text) ?? squeezed(text);
  if (kept.size >= MAX_KEPT) kept.clear();
  kept.set(text, found);
  return found;
}

/** The character before a word and its first one: also between letters and digits, and before a capital. */
const BEGINNING = /^(?:[^\p{L}\p{N}].|\p{L}\p{N}|\p{N}\p{L}|\p{Ll}\p{Lu})/u;

/**
 * The places of texts in a text, each with start and end; short texts only at the beginning of a word.
 * @param {string} text
 * @param {string[]} texts normalized: without case, accents and hyphens
 * @returns {[number, number][]}
 */
export function placesIn(text, texts) {
  const { text: plain, places } = known(text);
  /** @type {[number, number][]} */
  const found = [];
  for (const needle of texts) {
    for (let at = plain.indexOf(needle); at >= 0 && needle; at = plain.indexOf(needle, at + needle.length)) {
      const start = places[at];
      if (needle.length >= MIN_WITHIN || !start || BEGINNING.test(text.slice(start - 1, start + 1))) found.push([start, places[at + needle.length - 1] + 1]);
    }
  }
  return found;
}
