// The basket between pages and visits: the ids of the chosen datasets, kept by the browser for this site alone.
import { ROOT } from "./dom.js";

const NAME = `${ROOT.pathname}basket`;

/**
 * The ids that were kept; none where the browser keeps nothing.
 * @returns {string[]}
 */
export function kept() {
  try {
    const ids = JSON.parse(localStorage.getItem(NAME) ?? "[]");
    return Array.isArray(ids) ? ids.filter((id) => typeof id === "string") : [];
  } catch {
    return [];
  }
}

/**
 * Keep ids.
 * @param {string[]} ids
 */
export function keep(ids) {
  try {
    localStorage.setItem(NAME, JSON.stringify(ids));
  } catch {
    // a browser that keeps nothing still shows the basket, and its address holds it
  }
}

/**
 * Call a function when another page of the site changes the basket.
 * @param {(ids: string[]) => void} changed
 */
export function watch(changed) {
  addEventListener("storage", (event) => { if (event.key === NAME || event.key === null) changed(kept()); });
}
