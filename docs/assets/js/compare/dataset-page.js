// The values of a dataset, read from its page, where they are marked with data-compare.
import { selectionOf } from "../table/selection-data.js";
import { ROOT } from "../shared/dom.js";
import { nameSources } from "../shared/source-names.js";
import { cellsOf } from "./marked-values.js";

/** @typedef {import("./marked-values.js").Cell} Cell */
/** @typedef {import("../table/selection.js").Selection} Selection */
/** @typedef {{id: string, name: string, address: string, cells: Cell[], selection: Selection}} Column */
/** @typedef {{id: string, fault: "unknown" | "unreachable"}} Fault */

const NAME = "Name";
const LISTED = /\/datasets\/([a-z0-9-]+)\/$/;

/**
 * The values of a dataset, in the order of its page. A former id leads to the present one.
 * @param {string} id
 * @returns {Promise<Column | Fault>}
 */
export async function columnOf(id) {
  const address = new URL(`datasets/${id}/`, ROOT).href;
  try {
    const page = await pageAt(address);
    if (!page) return { id, fault: "unknown" };
    const moved = /url=\.\.\/([a-z0-9-]+)\/$/.exec(page.querySelector("meta[http-equiv=refresh]")?.getAttribute("content") ?? "");
    if (moved) return columnOf(moved[1]);
    nameSources(page);
    const values = cellsOf(page, address);
    const name = values.find((cell) => cell.label === NAME);
    if (!name) return { id, fault: "unknown" };
    return { id, name: name.text, address, cells: values.filter((cell) => cell !== name), selection: await selectionOf(id) };
  } catch {
    return { id, fault: "unreachable" };
  }
}

/**
 * The names of all datasets, from the A–Z list; empty if it cannot be loaded.
 * @returns {Promise<import("./matching-names.js").Name[]>}
 */
export async function names() {
  const address = new URL("datasets/", ROOT).href;
  const list = await pageAt(address).catch(() => null);
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
 * A page of the site, without its scripts; null if it does not exist.
 * @param {string} address
 */
async function pageAt(address) {
  const response = await fetch(address);
  if (response.status === 404) return null;
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return new DOMParser().parseFromString(await response.text(), "text/html");
}
