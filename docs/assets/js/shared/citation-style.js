// The citation style of a page, which the reader chooses and the browser stores.
import { store, stored } from "./storage.js";

const NAME = "style";

/**
 * Enable the choice of a style, and show the stored one.
 * @param {HTMLSelectElement} choice
 */
export function enableStyleChoice(choice) {
  const before = stored(NAME);
  if ([...choice.options].some((option) => option.value === before)) choice.value = before;
  show(choice.value);
  choice.addEventListener("change", () => {
    show(choice.value);
    store(NAME, choice.value);
  });
  addEventListener("pageshow", () => show(choice.value)); // a browser may restore the choice when it goes back
}

/**
 * Show all citations in a style, and let the buttons copy them in that style.
 * @param {string} style
 */
function show(style) {
  for (const text of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-style]"))) {
    text.classList.toggle("style--shown", text.dataset.style === style);
  }
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("button[data-cites]"))) {
    button.dataset.copy = `${style}-${button.dataset.cites}`;
  }
}
