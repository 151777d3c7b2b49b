// Tooltips of marked elements on hover, focus and tap, always inside the window. Escape closes them.
import { element } from "./dom.js";

/** Space between a tooltip and its element, and between a tooltip and the edge of the window, in pixels. */
const GAP = 4;
/** Time to move the pointer from an element into its tooltip, in milliseconds. */
const GRACE = 200;
/** Elements with a tooltip. The number of a source has its name as a tooltip. */
const MARKED = '[data-tip]:not([data-tip=""]), sup > a[aria-label]';

/**
 * Enable the tooltips of a page. Without scripts the style sheet shows them.
 * @param {Document} page
 */
export function enableTooltips(page) {
  const hint = element("div", { class: "hint", role: "tooltip", id: "hint", popover: "manual" });
  page.body.append(hint);
  page.documentElement.dataset.hinted = ""; // a class would style all elements again
  /** @type {Element | null} */
  let shown = null;
  let leaving = 0;
  let tapped = false;

  const hide = () => {
    clearTimeout(leaving);
    shown?.removeAttribute("aria-describedby");
    shown = null;
    if (hint.matches(":popover-open")) hint.hidePopover();
  };
  /** @param {Element | null} mark */
  const show = (mark) => {
    clearTimeout(leaving);
    if (mark === shown || !mark) return;
    hide();
    shown = mark;
    const tip = mark.getAttribute("data-tip");
    hint.textContent = tip ?? mark.getAttribute("aria-label");
    if (tip) mark.setAttribute("aria-describedby", hint.id);
    hint.showPopover();
    place(hint, mark.getBoundingClientRect());
  };
  /** @param {Event} event */
  const markOf = (event) => (event.target instanceof Element ? event.target.closest(MARKED) : null);

  page.addEventListener("pointerdown", (event) => { tapped = event.pointerType === "touch"; });
  page.addEventListener("pointerover", (event) => { if (event.pointerType !== "touch") show(markOf(event)); });
  page.addEventListener("pointerout", (event) => {
    const to = event.relatedTarget;
    if (!shown || event.pointerType === "touch" || (to instanceof Node && (hint.contains(to) || shown.contains(to)))) return;
    leaving = setTimeout(hide, GRACE);
  });
  hint.addEventListener("pointerenter", () => clearTimeout(leaving));
  page.addEventListener("focusin", (event) => { if (!tapped) show(markOf(event)); });
  page.addEventListener("focusout", hide);
  page.addEventListener("scroll", () => { if (shown) place(hint, shown.getBoundingClientRect()); }, { passive: true });
  page.addEventListener("keydown", (event) => {
    tapped = false;
    if (event.key === "Escape") hide();
  });
  // the first tap shows the tooltip, the second one follows the link
  page.addEventListener("click", (event) => {
    const mark = markOf(event);
    if (!tapped || mark === shown) return;
    if (mark) event.preventDefault();
    hide();
    show(mark);
  }, { capture: true });
}

/**
 * Place a tooltip below its element, or above it if there is no room, inside the window.
 * @param {HTMLElement} hint
 * @param {DOMRect} mark
 */
function place(hint, mark) {
  const { width, height } = hint.getBoundingClientRect();
  const below = mark.bottom + GAP;
  const top = below + height <= innerHeight ? below : Math.max(GAP, mark.top - GAP - height);
  hint.style.left = `${Math.max(GAP, Math.min(mark.left, document.documentElement.clientWidth - width - GAP))}px`;
  hint.style.top = `${top}px`;
}
