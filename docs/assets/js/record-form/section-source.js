// One source for a whole section: a button selects it for every field without a source.
import { element } from "../shared/dom.js";
import { namesOf, setTicked } from "./source-picker.js";

/** @typedef {import("./problems.js").Placed} Placed */
/** @typedef {{vouch: HTMLElement, name: string}[]} Ticked */

/** @type {WeakMap<Element, Ticked>} */
const last = new WeakMap();
/** The last selection in a section, for undo. */

/**
 * Adds the selection of a source below the heading of each section with facts.
 * @param {HTMLFormElement} form
 */
export function addSectionSources(form) {
  for (const section of form.querySelectorAll("section:has([data-vouch])")) {
    const label = element("label", {}, "Source of this section", element("select", { "data-section-source": true }));
    const apply = element("button", { type: "button", class: "button", "data-apply": true }, "Use this source for the whole section");
    const undo = element("button", { type: "button", class: "button", "data-undo": true, hidden: true }, "Undo");
    section.querySelector("h2")?.after(element("div", { class: "new-section-source", hidden: true }, label, apply, undo, element("span", { role: "status" })));
  }
}

/**
 * Updates the sources in each section that has facts.
 * @param {HTMLFormElement} form
 */
export function updateSectionSources(form) {
  const names = namesOf(form);
  for (const box of form.querySelectorAll(".new-section-source")) {
    const select = /** @type {HTMLSelectElement} */ (box.querySelector("select"));
    const facts = box.parentElement?.querySelector("[data-vouch]:not([hidden])");
    /** @type {HTMLElement} */ (box).hidden = !names.length || !facts;
    if (JSON.stringify([...select.options].map(({ value }) => value)) === JSON.stringify(names)) continue;
    const { value } = select;
    select.replaceChildren(...names.map((name) => element("option", { value: name }, name)));
    select.value = names.includes(value) ? value : names[0] ?? "";
  }
}

/**
 * Selects the source for the fields of a section without a source, or undoes this.
 * @param {Element} button
 * @param {Placed[]} problems
 */
export function pressed(button, problems) {
  const box = /** @type {HTMLElement} */ (button.parentElement);
  const section = /** @type {HTMLElement} */ (box.parentElement);
  const undo = /** @type {HTMLButtonElement} */ (box.querySelector("[data-undo]"));
  const done = button === undo ? undoLast(section) : apply(section, problems);
  undo.hidden = button === undo || !done;
  if (button === undo) /** @type {HTMLElement} */ (box.querySelector("[data-apply]")).focus();
  const facts = `${done} ${done === 1 ? "field" : "fields"}`;
  /** @type {HTMLElement} */ (box.querySelector("[role=status]")).textContent = button === undo ? `Removed from ${facts}.` : done ? `Added to ${facts}.` : "All fields in this section have a source.";
}

/**
 * @param {HTMLElement} section
 * @param {Placed[]} problems
 */
function apply(section, problems) {
  const { value } = /** @type {HTMLSelectElement} */ (section.querySelector("[data-section-source]"));
  const lacking = new Set(problems.filter(({ name }) => name === "no-evidence").map(({ at }) => String(at[0])));
  const all = /** @type {HTMLElement[]} */ ([...section.querySelectorAll("[data-vouch]")]);
  const ticked = all.filter((it) => lacking.has(it.dataset.vouch ?? "") && setTicked(it, value)).map((vouch) => ({ vouch, name: value }));
  if (ticked.length) last.set(section, ticked);
  return ticked.length;
}

/** @param {HTMLElement} section */
function undoLast(section) {
  const ticked = last.get(section) ?? [];
  for (const { vouch, name } of ticked) setTicked(vouch, name, false);
  last.delete(section);
  return ticked.length;
}
