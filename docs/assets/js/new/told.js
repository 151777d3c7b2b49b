// What is wrong, shown where it is and in a list.
import { element } from "../dom.js";
import { controlIn, partAt } from "./controls.js";
import { hintOf, nameOf } from "./hints.js";

/** @typedef {import("./faults.js").Placed} Placed */

const LATER = ["no-evidence", "unused-source"];
/** Faults that stand in a record until it is finished, which are told when it is checked. */

/**
 * Show the faults at their places: those of fields that a person has left, or all.
 * @param {HTMLFormElement} form
 * @param {Placed[]} faults
 * @param {WeakSet<Element>} left
 * @param {boolean} all
 */
export function showFaults(form, faults, left, all) {
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
  for (const [part, told] of found) say(part, told);
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
 * @param {HTMLElement} part
 * @param {Placed[]} faults
 */
function say(part, faults) {
  const control = controlOf(part);
  const said = part.querySelector(":scope > .new-said") ?? element("div", { class: "new-said", id: `${control?.id ?? "new"}-said` });
  said.replaceChildren(...faults.map((fault) => element("p", {}, ...sentence(fault), ...hintOf(part, fault))));
  if (said.parentElement) return;
  part.append(said);
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
}

/**
 * The control of a part that has only one; nothing for a group.
 * @param {HTMLElement} part
 */
function controlOf(part) {
  return part.querySelector("fieldset, li, ol, [data-field]") || part.matches("fieldset") ? null : controlIn(part);
}

/**
 * A fault as a sentence, with what stands in backquotes as code.
 * @param {Placed} fault
 */
function sentence(fault) {
  return [...coded(fault.message), ". ", fixOf(fault)];
}

/** @param {Placed} fault */
function fixOf({ fix }) {
  return element("span", { class: "new-fix" }, "Fix: ", ...coded(fix), ".");
}

/**
 * @param {string} text
 * @returns {(Node | string)[]}
 */
function coded(text) {
  return text.split("`").map((part, at) => (at % 2 ? element("code", {}, part) : part));
}

/**
 * The list of all faults, each with a link to its place.
 * @param {HTMLFormElement} form
 * @param {Placed[]} faults
 */
export function listFaults(form, faults) {
  const box = /** @type {HTMLElement} */ (form.querySelector(".new-faults"));
  const items = faults.map((fault) => {
    const part = placeOf(form, fault);
    const control = controlIn(part) ?? /** @type {HTMLElement | null} */ (part.querySelector("button"));
    const name = nameOf(part);
    const link = element("a", { href: `#${control?.id ?? ""}` }, name && `${name}: `, ...coded(fault.message));
    link.addEventListener("click", (event) => {
      event.preventDefault();
      for (let at = part.closest("details"); at; at = at.parentElement?.closest("details") ?? null) at.open = true;
      control?.focus();
      part.scrollIntoView({ block: "center" });
    });
    return element("li", {}, link, ". ", fixOf(fault), ...hintOf(part, fault));
  });
  box.querySelector("ul")?.replaceChildren(...items);
  box.hidden = !faults.length;
  return box;
}
