// Problems, shown at their fields and in a list.
import { element } from "../shared/dom.js";
import { controlIn, partAt } from "./form-controls.js";
import { inForm, replacementButtons } from "./problem-text.js";
import { nameOf } from "./field-labels.js";

/** @typedef {import("./problems.js").Placed} Placed */
/** @typedef {import("./form-model.js").Known} Known */

const LATER = ["no-evidence", "unused-source"];
/** Problems that every unfinished record has. They are shown when the record is checked. */

/**
 * Shows problems at their fields: those of fields that the user has left, or all.
 * @param {HTMLFormElement} form
 * @param {Known} known
 * @param {Placed[]} problems
 * @param {WeakSet<Element>} left
 * @param {boolean} all
 */
export function showProblems(form, known, problems, left, all) {
  /** @type {Map<HTMLElement, Placed[]>} */
  const found = new Map();
  for (const problem of problems) {
    const part = placeOf(form, problem);
    if (all || (left.has(part) && !LATER.includes(problem.code))) found.set(part, [...(found.get(part) ?? []), problem]);
  }
  for (const shown of form.querySelectorAll(".new-message")) {
    const part = /** @type {HTMLElement} */ (shown.parentElement);
    if (!found.has(part)) hide(part, shown);
  }
  for (const [part, here] of found) show(known, part, here);
}

/**
 * Marks a field and the parts around it as left by the user.
 * @param {WeakSet<Element>} left
 * @param {Element} control
 */
export function markLeft(left, control) {
  for (let part = control.closest("[data-field], [data-vouch], li"); part; part = part.parentElement?.closest("[data-field], [data-vouch], li") ?? null) left.add(part);
}

/**
 * Returns the part of the form where a problem is shown.
 * @param {HTMLFormElement} form
 * @param {Placed} problem
 */
function placeOf(form, problem) {
  const vouch = problem.code === "no-evidence" && problem.from.length === 1 ? partAt(form, ["vouch", problem.from[0]]) : form;
  return vouch === form ? partAt(form, problem.from) : vouch;
}

/**
 * @param {Known} known
 * @param {HTMLElement} part
 * @param {Placed[]} problems
 */
function show(known, part, problems) {
  const control = controlOf(part);
  const there = /** @type {HTMLElement | null} */ (part.querySelector(":scope > .new-message"));
  const message = there ?? element("div", { class: "new-message", id: `${control?.id ?? "new"}-message` });
  const lines = problems.map((problem) => element("p", {}, ...sentence(known, part, problem)));
  const text = lines.map(({ outerHTML }) => outerHTML).join("");
  if (message.dataset.text === text) return; // a focused button stays focused
  message.dataset.text = text;
  message.replaceChildren(...lines);
  const buttons = problems.flatMap((problem) => replacementButtons(known, problem));
  part.querySelector(":scope > .new-replacements")?.remove();
  part.append(...(there ? [] : [message]), ...(buttons.length ? [element("div", { class: "new-replacements" }, ...buttons)] : []));
  if (there) return;
  const holder = control ?? part;
  holder.setAttribute("aria-describedby", [holder.getAttribute("aria-describedby"), message.id].filter(Boolean).join(" "));
  control?.setAttribute("aria-invalid", "true");
}

/**
 * @param {HTMLElement} part
 * @param {Element} shown
 */
function hide(part, shown) {
  const control = controlOf(part);
  const holder = control ?? part;
  const others = (holder.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id && id !== shown.id);
  if (others.length) holder.setAttribute("aria-describedby", others.join(" "));
  else holder.removeAttribute("aria-describedby");
  control?.removeAttribute("aria-invalid");
  shown.remove();
  part.querySelector(":scope > .new-replacements")?.remove();
}

/**
 * Returns the control of a part, or null for a group of controls.
 * @param {HTMLElement} part
 */
function controlOf(part) {
  return part.querySelector("fieldset, li, ol, [data-field]") || part.matches("fieldset") ? null : controlIn(part);
}

/**
 * Returns the message and the fix of a problem as a sentence.
 * @param {Known} known
 * @param {HTMLElement} part
 * @param {Placed} problem
 */
function sentence(known, part, problem) {
  const { message, fix } = inForm(known, part, problem);
  const [first, ...others] = message;
  return [typeof first === "string" ? first.charAt(0).toUpperCase() + first.slice(1) : first, ...others, ". ", fixOf(fix)];
}

/** @param {(Node | string)[]} fix */
function fixOf(fix) {
  return element("span", { class: "new-fix" }, "Fix: ", ...fix, ".");
}

/**
 * Shows the list of all problems, each with a link to its field.
 * @param {HTMLFormElement} form
 * @param {Known} known
 * @param {Placed[]} problems
 */
export function listProblems(form, known, problems) {
  const box = /** @type {HTMLElement} */ (form.querySelector(".new-problems"));
  const items = problems.map((problem) => {
    const part = placeOf(form, problem);
    const number = /** @type {HTMLElement | null} */ (part.querySelector(":scope[data-count] > [data-field=number] input"));
    const control = number ?? controlIn(part) ?? /** @type {HTMLElement | null} */ (part.querySelector("button"));
    const { message, fix } = inForm(known, part, problem);
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
  box.hidden = !problems.length;
  return box;
}
