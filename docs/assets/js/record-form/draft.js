// The draft between visits, kept by the browser for this site alone.
import { ROOT } from "../shared/dom.js";

/** @typedef {{[name: string]: import("./form-model.js").Draft}} Whole */

const NAME = `${ROOT.pathname}new-record`;

/**
 * The draft that was kept; nothing where the browser keeps none.
 * @returns {Whole | null}
 */
export function kept() {
  try {
    const draft = JSON.parse(localStorage.getItem(NAME) ?? "null");
    return typeof draft === "object" && !Array.isArray(draft) ? draft : null;
  } catch {
    return null;
  }
}

/**
 * Keep a draft, or forget it.
 * @param {Whole | null} draft
 */
export function keep(draft) {
  try {
    if (draft) localStorage.setItem(NAME, JSON.stringify(draft));
    else localStorage.removeItem(NAME);
  } catch {
    // a browser that keeps nothing still writes the record
  }
}
