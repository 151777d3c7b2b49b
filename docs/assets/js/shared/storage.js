// Values that the browser stores for this site between pages and visits.
import { ROOT } from "./dom.js";

/**
 * The key of a value. It contains the path of the site, because several sites may share a host.
 * @param {string} name
 */
export function keyOf(name) {
  return ROOT.pathname + name;
}

/**
 * A stored value; null if there is none or the browser does not store values.
 * @param {string} name
 * @returns {any}
 */
export function stored(name) {
  try {
    return JSON.parse(localStorage.getItem(keyOf(name)) ?? "null");
  } catch {
    return null;
  }
}

/**
 * Store a value. Without effect in a browser that does not store values.
 * @param {string} name
 * @param {any} value null deletes it
 */
export function store(name, value) {
  try {
    if (value === null) localStorage.removeItem(keyOf(name));
    else localStorage.setItem(keyOf(name), JSON.stringify(value));
  } catch {
    // the page works without stored values
  }
}
