// How the form names a place, and what to do there: beside the words of the checks, which speak of the file.
import { element, ROOT } from "../dom.js";
import { controlIn } from "./controls.js";

/** @typedef {import("./faults.js").Placed} Placed */

/** @type {Record<string, string>} */
const HINTS = {
  "no-evidence": "tick where you saw it, or say why no page can be named",
  "unused-source": "tick it at what you saw there, or remove it",
  "unknown-source": "untick it, or name it under “Where you saw it”",
};
/** What to do about a fault, by its code. */

/**
 * What to do in the form, where the words of the checks tell how to write the file.
 * @param {HTMLElement} part
 * @param {Placed} fault
 * @returns {(Node | string)[]}
 */
export function hintOf(part, { code }) {
  const control = controlIn(part);
  const words = code === "missing-field" ? toFill(part) : HINTS[code];
  if (words) return [element("span", { class: "new-hint" }, ` In this form: ${words}.`)];
  const list = code === "unknown-term" && control instanceof HTMLInputElement ? control.list : null;
  if (!list) return [];
  const meanings = element("a", { href: `${ROOT}contribute/vocabulary/#${list.id.replace("new-", "")}` }, "what its terms mean");
  return [element("span", { class: "new-hint" }, " In this form: choose from the list; ", meanings, ".")];
}

/**
 * How a field is filled.
 * @param {HTMLElement} part
 */
function toFill(part) {
  if (part.dataset.list !== undefined) return "add at least one";
  return controlIn(part) instanceof HTMLSelectElement ? "choose one" : "fill it in";
}

/**
 * What the form calls a part: the item of a list that it stands in, and its label.
 * @param {HTMLElement} part
 */
export function nameOf(part) {
  const field = part.dataset.vouch === undefined ? part : part.previousElementSibling ?? part;
  const row = field.closest("li")?.querySelector(":scope > fieldset > legend")?.textContent;
  const label = field.querySelector(":scope > :is(label, legend)")?.firstChild?.textContent?.trim();
  const own = label ?? (field.matches("li:not(:has(> fieldset))") ? field.querySelector("[aria-label]")?.getAttribute("aria-label") : "");
  return [row, own].filter(Boolean).join(", ");
}
