// The style of the citations on a page: chosen once, remembered by the browser for this site alone.
import { ROOT } from "./dom.js";

const NAME = `${ROOT.pathname}style`;

/**
 * Let the reader choose, and show what was chosen before.
 * @param {HTMLSelectElement} choice
 */
export function offerStyles(choice) {
  const before = kept();
  if ([...choice.options].some((option) => option.value === before)) choice.value = before;
  show(choice.value);
  choice.addEventListener("change", () => {
    show(choice.value);
    keep(choice.value);
  });
  addEventListener("pageshow", () => show(choice.value)); // a browser that goes back may have set the choice itself
}

/**
 * Show every citation in a style, and copy it in that style.
 * @param {string} style
 */
function show(style) {
  for (const text of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-style]"))) {
    text.classList.toggle("style--shown", text.dataset.style === style);
  }
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-cites]"))) {
    button.dataset.copy = `${style}-${button.dataset.cites}`;
  }
}

function kept() {
  try {
    return localStorage.getItem(NAME) ?? "";
  } catch {
    return "";
  }
}

/** @param {string} style */
function keep(style) {
  try {
    localStorage.setItem(NAME, style);
  } catch {
    // a browser that keeps nothing still shows the style
  }
}
