// What is marked in a dataset's page with data-compare, copied for cells, and what it says in words.
import { element } from "../shared/dom.js";

/**
 * @typedef {{nodes: Node[], backing: Node[], words: string, value: string}} Item
 * One marked element: its contents, what backs it from around it, what the contents say, and of that the value alone.
 */

/** @typedef {import("./comparison.js").Said & {items: Item[]}} Cell */

// Remarks are left to the dataset's page: a comparison is of values, and of what makes them doubtful
const KEPT = new Set(["a", "b", "br", "code", "em", "li", "small", "span", "strong", "sup", "time", "ul", "wbr"]);
const LEFT = ".remark";
const UNWRAPPED = new Set(["figcaption"]);
const COPIED = ["class", "rel", "aria-label", "data-tip"];
const EVIDENCE = ".evidence";
const DOUBT = ".doubt, .dispute";
const BACKING = ".evidence, .doubt";
const LINES = `br, li, ul, ${DOUBT}`;

/**
 * What a page says under each label; what it says twice is said once, with all that backs it.
 * @param {Document} page
 * @param {string} address
 * @returns {Cell[]}
 */
export function cellsOf(page, address) {
  /** @type {Map<string, Item[]>} */
  const found = new Map();
  for (const marked of page.querySelectorAll("[data-compare]")) {
    const label = marked.getAttribute("data-compare") ?? "";
    const items = found.get(label) ?? [];
    const item = itemOf(marked, address);
    const twin = items.find(({ words }) => words === item.words);
    if (twin) twin.backing.push(...item.backing);
    else if (item.words) found.set(label, [...items, item]);
  }
  return [...found].map(([label, items]) => ({
    label,
    items,
    text: items.map(({ nodes, backing }) => told([...nodes, ...backing], EVIDENCE)).join("; "),
    value: items.map(({ value }) => value).filter(Boolean).join("; "),
  }));
}

/**
 * One marked element: copies of what is in it, and of what backs it, which may stand once for its row or entry.
 * @param {Element} marked
 * @param {string} address
 * @returns {Item}
 */
function itemOf(marked, address) {
  const of = marked.getAttribute("data-compare-of");
  const inside = marked.localName === "span" ? copies(marked, address) : [...marked.childNodes].flatMap((node) => copies(node, address));
  const nodes = [...(of ? [new Text(`${of}: `)] : []), ...valueFirst(inside)];
  const around = marked.querySelector(BACKING) ? null : marked.closest("tr, li");
  const backing = [...(around?.querySelectorAll(BACKING) ?? [])].filter((mark) => !mark.parentElement?.closest(DOUBT));
  return { nodes, backing: backing.flatMap((node) => copies(node, address)), words: told(nodes, EVIDENCE), value: told(nodes, `${EVIDENCE}, ${DOUBT}`) };
}

/**
 * Nodes with the sources of a value beside it, before what makes it doubtful, which takes a line of its own.
 * @param {Node[]} nodes
 */
function valueFirst(nodes) {
  const doubt = (/** @type {Node | undefined} */ node) => node instanceof Element && node.matches(DOUBT);
  return nodes.reduce((all, node) => {
    const blank = (/** @type {Node} */ it) => it instanceof Text && !it.data.trim();
    const end = node instanceof Element && node.matches(EVIDENCE) ? all.findLastIndex((it) => !doubt(it) && !blank(it)) + 1 : all.length;
    return [...all.slice(0, end), node, ...all.slice(end)];
  }, /** @type {Node[]} */ ([]));
}

/**
 * A part of a page made anew here, without ids, and without what does not belong into a cell; its links lead where they led there.
 * @param {Node} node
 * @param {string} address
 * @returns {Node[]}
 */
function copies(node, address) {
  if (node instanceof Text) return [new Text(node.data.replace(/\s+/g, " "))];
  if (!(node instanceof Element)) return [];
  if (UNWRAPPED.has(node.localName)) return [...node.childNodes].flatMap((child) => copies(child, address));
  if (!KEPT.has(node.localName) || node.matches(LEFT)) return [];
  const attributes = COPIED.flatMap((name) => (node.hasAttribute(name) ? [[name, node.getAttribute(name) ?? ""]] : []));
  const made = element(/** @type {"span"} */ (node.localName), Object.fromEntries(attributes));
  made.append(...[...node.childNodes].flatMap((child) => copies(child, address)));
  const href = node.getAttribute("href");
  const target = href === null ? null : new URL(href, address);
  if (target && /^https?:$/.test(target.protocol)) made.setAttribute("href", target.href);
  return [made];
}

/**
 * What nodes say, a line or list entry after the other, without some of their parts.
 * @param {Node[]} nodes
 * @param {string} without
 */
function told(nodes, without) {
  const lines = nodes.map((node) => spoken(node, without)).join("").split("\n");
  return lines.map((line) => line.replace(/\s+/g, " ").trim()).filter(Boolean).join("; ");
}

/**
 * @param {Node} node
 * @param {string} without
 * @returns {string}
 */
function spoken(node, without) {
  if (!(node instanceof Element)) return node.textContent ?? "";
  if (node.matches(without)) return "";
  const inside = [...node.childNodes].map((child) => spoken(child, without)).join("");
  return node.matches(LINES) ? `\n${inside}\n` : inside;
}
