// The filters above the table: a line on wide screens; on narrow screens a drawer, which a button opens and Escape closes.
import { one } from "../shared/dom.js";
import { folded } from "../shared/plain-words.js";

const NARROW = matchMedia("(max-width: 44.9375em)");
/** The attributes of the filters as a line, and as a drawer. */
const LINE = { role: "group", "aria-label": "Filters" };
const DRAWER = { role: "dialog", "aria-labelledby": "facets-title", popover: "auto" };

/**
 * Enable the filters of a form to open and close.
 * @param {HTMLFormElement} form
 */
export function enableDrawer(form) {
  const facets = one(form, "[data-facets]");
  const opener = one(form, "[data-drawer]", HTMLButtonElement);
  const more = one(form, "[data-more]", HTMLButtonElement);
  const fit = () => {
    for (const name of Object.keys(NARROW.matches ? LINE : DRAWER)) facets.removeAttribute(name);
    for (const [name, value] of Object.entries(NARROW.matches ? DRAWER : LINE)) facets.setAttribute(name, value);
    closeOthers(form, null);
  };
  NARROW.addEventListener("change", fit);
  fit();
  opener.addEventListener("click", () => facets.showPopover());
  for (const name of ["[data-done]", "[data-close]"]) one(form, name).addEventListener("click", () => facets.hidePopover());
  facets.addEventListener("toggle", (event) => {
    if (event.target !== facets) return;
    if (facets.matches(":popover-open")) one(facets, "summary").focus();
    else if (facets.contains(document.activeElement)) opener.focus();
  });
  // the drawer would cover what has the focus
  facets.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !facets.contains(relatedTarget) && facets.matches(":popover-open")) facets.hidePopover();
  });
  more.addEventListener("click", () => {
    const open = form.classList.toggle("controls--more");
    more.setAttribute("aria-expanded", String(open));
    more.textContent = open ? "Fewer filters" : "More filters";
  });
  enablePanels(form);
}

/**
 * Keep at most one filter open, and its list in view. Escape and a click elsewhere close it.
 * @param {HTMLFormElement} form
 */
function enablePanels(form) {
  for (const panel of form.querySelectorAll("details")) {
    panel.addEventListener("toggle", () => {
      if (!panel.open) return;
      narrow(panel, "");
      closeOthers(form, panel);
      fitPanel(one(panel, ".panel"), form);
      (NARROW.matches ? panel : one(panel, ".panel")).scrollIntoView({ block: "nearest", behavior: "instant" });
    });
  }
  form.addEventListener("input", (event) => {
    const field = event.target;
    if (!(field instanceof HTMLInputElement && field.matches("[data-narrowing]"))) return;
    event.stopPropagation(); // the text is no part of the table's state
    narrow(/** @type {HTMLDetailsElement} */ (field.closest("details")), field.value);
  }, { capture: true });
  form.addEventListener("keydown", (event) => {
    const open = /** @type {HTMLElement} */ (event.target).closest("details[open]");
    if (event.key !== "Escape" || !open) return;
    event.preventDefault();
    event.stopPropagation();
    closeOthers(form, null);
    one(open, "summary").focus();
  });
  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element && event.target.closest("details.facet"))) closeOthers(form, null);
  });
}

/**
 * Leave the options of a filter that contain a text.
 * @param {HTMLDetailsElement} panel
 * @param {string} text
 */
function narrow(panel, text) {
  const field = panel.querySelector("[data-narrowing]");
  if (!(field instanceof HTMLInputElement)) return;
  if (field.value !== text) field.value = text;
  for (const option of /** @type {NodeListOf<HTMLElement>} */ (panel.querySelectorAll(".option"))) {
    option.hidden = !folded(one(option, "span").textContent ?? "").includes(folded(text.trim()));
  }
}

/**
 * Align a narrow list with the right side of its button if it would end outside of the form.
 * @param {HTMLElement} panel
 * @param {HTMLFormElement} form
 */
function fitPanel(panel, form) {
  panel.classList.remove("panel--end");
  panel.classList.toggle("panel--end", panel.getBoundingClientRect().right > form.getBoundingClientRect().right);
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLDetailsElement | null} kept
 */
function closeOthers(form, kept) {
  for (const panel of form.querySelectorAll("details")) if (panel !== kept) panel.open = false;
}
