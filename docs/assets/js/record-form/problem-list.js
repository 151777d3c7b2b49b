// What is wrong, shown where it is and in a list.
import { element } from "../shared/dom.js";
import { controlIn, partAt } from "./form-controls.js";
import { inForm, waysOut } from "./problem-places.js";
import { nameOf } from "./field-labels.js";

/** @typedef {import("./problems.js").Placed} Placed */
/** @typedef {import("./form-model.js").Known} Known */

const LATER = ["no-evidence", "unused-source"];
/** Faults that stand in a record until it is finished, which are told when it is checked. */

/**
 * Show the faults at their places: those of fields that a person has left, or all.
 * @param {HTMLFormElement} form
 * @param {Known} known
 * @param {Placed[]} faults
 * @param {WeakSet<Element>} left
 * @param {boolean} all
 */
export function showFaults(form, known, faults, left, all) {
  /** @type {Map<HTMLElement, Placed[]>} */
  const found = new Map();
  for (const fault of faults) {
    const part = placeOf(form, fault);
    if (all || (left.has(part) && !LATER.includes(fault.code))) found.set(part, [...(found.get(part) ?? []), fault]);
  }
  for (const said of form.querySelectorAll(".new-said")) {
    const part = /** @type {HTMLElement} */ (said.parentElement);
    if (!found.has(part)) unsay(part, said);
  }
  for (const [part, told] of found) say(known, part, told);
}

/**
 * Note that a person has left a field, and so all that it stands in.
 * @param {WeakSet<Element>} left
 * @param {Element} control
 */
export function leave(left, control) {
  for (let part = control.closest("[data-field], [data-vouch], li"); part; part = part.parentElement?.closest("[data-field], [data-vouch], li") ?? null) left.add(part);
}

/**
 * Where a fault is shown: a missing source where the sources are ticked.
 * @param {HTMLFormElement} form
 * @param {Placed} fault
 */
function placeOf(form, fault) {
  const vouch = fault.code === "no-evidence" && fault.from.length === 1 ? partAt(form, ["vouch", fault.from[0]]) : form;
  return vouch === form ? partAt(form, fault.from) : vouch;
}

/**
 * @param {Known} known
 * @param {HTMLElement} part
 * @param {Placed[]} faults
 */
function say(known, part, faults) {
  const control = controlOf(part);
  const there = /** @type {HTMLElement | null} */ (part.querySelector(":scope > .new-said"));
  const said = there ?? element("div", { class: "new-said", id: `${control?.id ?? "new"}-said` });
  const lines = faults.map((fault) => element("p", {}, ...sentence(known, part, fault)));
  const text = lines.map(({ outerHTML }) => outerHTML).join("");
  if (said.dataset.text === text) return; // a button beside it keeps the focus
  said.dataset.text = text;
  said.replaceChildren(...lines);
  const ways = faults.flatMap((fault) => waysOut(known, fault));
  part.querySelector(":scope > .new-ways-out")?.remove();
  part.append(...(there ? [] : [said]), ...(ways.length ? [element("div", { class: "new-ways-out" }, ...ways)] : []));
  if (there) return;
  const holder = control ?? part;
  holder.setAttribute("aria-describedby", [holder.getAttribute("aria-describedby"), said.id].filter(Boolean).join(" "));
  control?.setAttribute("aria-invalid", "true");
}

/**
 * @param {HTMLElement} part
 * @param {Element} said
 */
function unsay(part, said) {
  const control = controlOf(part);
  const holder = control ?? part;
  const others = (holder.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id && id !== said.id);
  if (others.length) holder.setAttribute("aria-describedby", others.join(" "));
  else holder.removeAttribute("aria-describedby");
  control?.removeAttribute("aria-invalid");
  said.remove();
  part.querySelector(":scope > .new-ways-out")?.remove();
}

/**
 * The control of a part that has only one; nothing for a group.
 * @param {HTMLElement} part
 */
function controlOf(part) {
  return part.querySelector("fieldset, li, ol, [data-field]") || part.matches("fieldset") ? null : controlIn(part);
}

/**
 * A fault as a sentence, with its fix.
 * @param {Known} known
 * @param {HTMLElement} part
 * @param {Placed} fault
 */
function sentence(known, part, fault) {
  const { message, fix } = inForm(known, part, fault);
  const [first, ...others] = message;
  return [typeof first === "string" ? first.charAt(0).toUpperCase() + first.slice(1) : first, ...others, ". ", fixOf(fix)];
}

/** @param {(Node | string)[]} fix */
function fixOf(fix) {
  return element("span", { class: "new-fix" }, "Fix: ", ...fix, ".");
}

/**
 * The list of all faults, each with a link to its place.
 * @param {HTMLFormElement} form
 * @param {Known} known
 * @param {Placed[]} faults
 */
export function listFaults(form, known, faults) {
  const box = /** @type {HTMLElement} */ (form.querySelector(".new-faults"));
  const items = faults.map((fault) => {
    const part = placeOf(form, fault);
    const number = /** @type {HTMLElement | null} */ (part.querySelector(":scope[data-count] > [data-field=number] input"));
    const control = number ?? controlIn(part) ?? /** @type {HTMLElement | null} */ (part.querySelector("button"));
    const { message, fix } = inForm(known, part, fault);
    const link = element("a", { href: `#${control?.id ?? ""}` }, `${nameOf(part)}: `, ...message);
    link.addEventListener("click", (event) => {
      event.preventDefault();
      for (let at = part.closest("details"); at; at = at.parentElement?.closest("details") ?? null) at.open = true;
      control?.focus();
      part.scrollIntoView({ block: "center" });
    });
    return element("li", {}, link, ". ", fixOf(fix));
  });
  box.querySelector("ul")?.replaceChildren(...items);
  box.hidden = !faults.length;
  return box;
}
