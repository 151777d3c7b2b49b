// The selection of datasets, stored by the browser, and the button on a dataset page that adds the dataset to it.
import { keyOf, store, stored } from "./storage.js";

const NAME = "selection";

/**
 * The ids of the selected datasets.
 * @returns {string[]}
 */
export function storedSelection() {
  const ids = stored(NAME);
  return Array.isArray(ids) ? ids.filter((id) => typeof id === "string") : [];
}

/**
 * Store the ids of the selected datasets.
 * @param {string[]} ids
 */
export function storeSelection(ids) {
  store(NAME, ids);
}

/**
 * Call a function when another page of the site changes the selection.
 * @param {(ids: string[]) => void} changed
 */
export function watchSelection(changed) {
  addEventListener("storage", (event) => { if (event.key === keyOf(NAME) || event.key === null) changed(storedSelection()); });
}

/**
 * Enable the button of a dataset page that adds the dataset to the selection or removes it.
 * @param {HTMLButtonElement} button
 */
export function enableSelectionButton(button) {
  const id = button.dataset.select ?? "";
  const show = () => {
    const ids = storedSelection();
    button.textContent = ids.includes(id) ? `Remove from selection (${ids.length})` : "Add to selection";
    button.hidden = false;
  };
  button.addEventListener("click", () => {
    const ids = storedSelection();
    storeSelection(ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id]);
    show();
  });
  watchSelection(show);
  addEventListener("pageshow", show);
  show();
}
