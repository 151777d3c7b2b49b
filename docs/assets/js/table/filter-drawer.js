// The filters above the table: a line on wide screens; on narrow screens a drawer, which a button opens and Escape closes.
import { one } from "../shared/dom.js";

const NARROW = matchMedia("(max-width: 44.9375em)");

/**
 * Enable the filters of a form to open and close.
 * @param {HTMLFormElement} form
 */
export function enableDrawer(form) {
  const facets = one(form, "[data-facets]");
  const opener = one(form, "[data-drawer]", HTMLButtonElement);
  const more = one(form, "[data-more]", HTMLButtonElement);
  const fit = () => {
    if (NARROW.matches) facets.setAttribute("popover", "auto");
    else facets.removeAttribute("popover");
    closeOthers(form, null);
  };
  NARROW.addEventListener("change", fit);
  fit();
  opener.addEventListener("click", () => facets.showPopover());
  one(form, "[data-done]", HTMLButtonElement).addEventListener("click", () => facets.hidePopover());
  facets.addEventListener("toggle", (event) => {
    if (event.target !== facets) return;
    if (facets.matches(":popover-open")) one(facets, "summary").focus();
    else if (facets.contains(document.activeElement)) opener.focus();
  });
  more.addEventListener("click", () => {
    const open = form.classList.toggle("controls--more");
    more.setAttribute("aria-expanded", String(open));
    more.textContent = open ? "Fewer filters" : "More filters";
  });
  enablePanels(form);
}

/**
 * Keep at most one filter open. Escape and a click elsewhere close it.
 * @param {HTMLFormElement} form
 */
function enablePanels(form) {
  for (const panel of form.querySelectorAll("details")) {
    panel.addEventListener("toggle", () => { if (panel.open) closeOthers(form, panel); });
  }
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
 * @param {HTMLFormElement} form
 * @param {HTMLDetailsElement | null} kept
 */
function closeOthers(form, kept) {
  for (const panel of form.querySelectorAll("details")) if (panel !== kept) panel.open = false;
}
