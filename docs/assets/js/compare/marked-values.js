// The facts of a dataset page, and the values that are marked with data-compare on it, copied for the cells of a comparison, and as text.
import { element } from "../shared/dom.js";

/**
 * @typedef {{nodes: Node[], backing: Node[], words: string, value: string}} Item
 * One marked element: its contents, the evidence around it, its text, and its text without evidence and doubts.
 */

/** @typedef {import("./comparison.js").Value & {items: Item[]}} Cell */

// Notes stay on the dataset page: a comparison has values, and what makes them doubtful
const KEPT = new Set(["a", "b", "br", "code", "em", "li", "small", "span", "strong", "sup", "time", "ul", "wbr"]);
const LEFT = ".remark";
const UNWRAPPED = new Set(["figcaption"]);
const COPIED = ["class", "rel", "aria-label", "data-tip"];
const EVIDENCE = "sup";
const DOUBT = ".doubt, .dispute";
/** What a value is without its doubts is compared; the doubt after the name of a license is a part of its line. */
const UNVERIFIED = ".unverified";
const BACKING = "sup, .doubt";
const LINES = `br, li, ul, ${DOUBT}`;
/** A label with what it applies to, which differs between datasets: "Creators (authors of the paper)". */
const QUALIFIED = /^(.+) \((.+)\)$/;

/**
 * The values of a page by label. Repeated values are merged, with the evidence of all.
 * @param {Document} page
 * @param {string} address
 * @returns {Cell[]}
 */
export function cellsOf(page, address) {
  /** @type {Map<string, Item[]>} */
  const found = new Map();
  for (const marked of page.querySelectorAll("[data-compare], .facts td, .permissions td[data-label]")) {
    const full = marked.getAttribute("data-compare") ?? marked.getAttribute("data-label") ?? marked.previousElementSibling?.textContent ?? "";
    const [, label, qualifier] = QUALIFIED.exec(full) ?? ["", full, ""];
    const items = found.get(label) ?? [];
    const item = itemOf(marked, address, marked.getAttribute("data-compare-of") ?? qualifier);
    const same = items.find(({ words }) => words === item.words);
    if (same) same.backing.push(...item.backing);
    else if (item.words) found.set(label, [...items, item]);
  }
  return [...found].map(([label, items]) => ({
    label,
    items,
    text: items.map(({ nodes, backing }) => textOf([...nodes, ...backing], EVIDENCE)).join("; "),
    value: items.map(({ value }) => value).filter(Boolean).join("; "),
  }));
}

/**
 * One marked element: copies of its contents and of its evidence, which may belong to the whole row or entry.
 * @param {Element} marked
 * @param {string} address
 * @param {string} of what the value applies to; empty if it applies to the whole dataset
 * @returns {Item}
 */
function itemOf(marked, address, of) {
  const children = () => [...marked.childNodes].flatMap((node) => copies(node, address));
  const inside = marked.localName === "span" ? copies(marked, address) : marked.localName === "td" && marked.className ? [element("span", { class: marked.className }, ...children())] : children();
  const nodes = [...(of ? [new Text(`${of}: `)] : []), ...valueFirst(inside)];
  const around = marked.querySelector(BACKING) ? null : marked.closest("tr, li");
  const backing = [...(around?.querySelectorAll(BACKING) ?? [])].filter((mark) => !mark.parentElement?.closest(DOUBT));
  return { nodes, backing: backing.flatMap((node) => copies(node, address)), words: textOf(nodes, EVIDENCE), value: textOf(nodes, `${EVIDENCE}, ${DOUBT}, ${UNVERIFIED}`) };
}

/**
 * Nodes with the sources directly after the value, before doubts, which have a line of their own.
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
 * Copies of a node without ids and without elements that do not belong in a cell; relative links become absolute.
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
 * The text of nodes, with lines and list entries separated by semicolons, without the elements of a selector.
 * @param {Node[]} nodes
 * @param {string} without
 */
function textOf(nodes, without) {
  const lines = nodes.map((node) => rawText(node, without)).join("").split("\n");
  return lines.map((line) => line.replace(/\s+/g, " ").trim()).filter(Boolean).join("; ");
}

/**
 * @param {Node} node
 * @param {string} without
 * @returns {string}
 */
function rawText(node, without) {
  if (!(node instanceof Element)) return node.textContent ?? "";
  if (node.matches(without)) return "";
  const inside = [...node.childNodes].map((child) => rawText(child, without)).join("");
  return node.matches(LINES) ? `\n${inside}\n` : inside;
}
