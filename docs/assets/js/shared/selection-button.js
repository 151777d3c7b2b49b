// On a dataset's page: a button that puts it into the basket, or takes it out.
import { keep, kept, watch } from "./kept-selection.js";

/**
 * Let the button work.
 * @param {HTMLButtonElement} button
 */
export function offerBasket(button) {
  const id = button.dataset.basketOf ?? "";
  const show = () => {
    const ids = kept();
    button.textContent = ids.includes(id) ? `In the basket (${ids.length}): take it out` : "Put it into the basket";
    button.hidden = false;
  };
  button.addEventListener("click", () => {
    const ids = kept();
    keep(ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id]);
    show();
  });
  watch(show);
  addEventListener("pageshow", show);
  show();
}
