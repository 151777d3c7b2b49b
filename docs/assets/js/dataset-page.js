// What a dataset's own page says, taken from what is marked there with data-compare; nothing else of the page is used.
import { ROOT } from "./dom.js";
import { cellsOf } from "./marked.js";

/** @typedef {import("./marked.js").Cell} Cell */
/** @typedef {{id: string, name: string, address: string, cells: Cell[]}} Column */
/** @typedef {{id: string, fault: "unknown" | "unreachable"}} Fault */

const [NAME, RELATED, SHARES] = ["Name", "Related", ".tag--shares"];
const LISTED = /\/datasets\/([a-z0-9-]+)\/$/;

/**
 * What a dataset's page says, in the order of the page; an id that was given up leads to the present one.
 * @param {string} id
 * @returns {Promise<Column | Fault>}
 */
export async function columnOf(id) {
  const address = new URL(`datasets/${id}/`, ROOT).href;
  try {
    const page = await fetched(address);
    if (!page) return { id, fault: "unknown" };
    const moved = /url=\.\.\/([a-z0-9-]+)\/$/.exec(page.querySelector("meta[http-equiv=refresh]")?.getAttribute("content") ?? "");
    if (moved) return columnOf(moved[1]);
    const said = cellsOf(page, address);
    const name = said.find((cell) => cell.label === NAME);
    return name ? { id, name: name.text, address, cells: said.filter((cell) => cell !== name) } : { id, fault: "unknown" };
  } catch {
    return { id, fault: "unreachable" };
  }
}

/**
 * The names of all datasets, from the list A to Z; none where that cannot be had.
 * @returns {Promise<import("./comparison.js").Name[]>}
 */
export async function names() {
  const address = new URL("datasets/", ROOT).href;
  const list = await fetched(address).catch(() => null);
  return [...(list?.querySelectorAll(".dataset-list li") ?? [])].flatMap((entry) => {
    const link = entry.querySelector("a");
    const id = LISTED.exec(new URL(link?.getAttribute("href") ?? "", address).pathname)?.[1];
    return id ? [{ id, name: words(link), full: words(entry.querySelector(".full-name")) }] : [];
  });
}

/** @param {Element | null} part */
function words(part) {
  return part?.textContent?.trim() ?? "";
}

/**
 * A page of the site, without running it; nothing where there is none.
 * @param {string} address
 */
async function fetched(address) {
  const response = await fetch(address);
  if (response.status === 404) return null;
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return new DOMParser().parseFromString(await response.text(), "text/html");
}

/**
 * Which columns share images or patients, as their pages say, and what that forbids.
 * @param {Column[]} columns
 */
export function sharing(columns) {
  return columns.flatMap((one, at) => columns.slice(at + 1).flatMap((other) => {
    const relations = one.cells.filter(({ label }) => label === RELATED).flatMap(({ items }) => items.map(({ nodes }) => nodes[0]));
    const related = relations.find((it) => it instanceof Element && it.querySelector(`a[href="${other.address}"]`) && it.querySelector(SHARES));
    const shares = related instanceof Element ? words(related.querySelector(SHARES)).replace("shares", "share") : "";
    return shares ? [`${one.name} and ${other.name} ${shares}: do not train on one and test on the other.`] : [];
  }));
}
