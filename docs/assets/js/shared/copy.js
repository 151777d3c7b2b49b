// Copy buttons. They copy a text, or select it where the browser does not allow copying.
import { loaded } from "./citation-parts.js";

/** Milliseconds for which a button shows the result. */
const RESULT_SHOWN = 4000;

/**
 * Show and enable the copy buttons of a page.
 * @param {Document} page
 */
export function enableCopyButtons(page) {
  for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (page.querySelectorAll("button[data-copy]"))) {
    if (!page.getElementById(button.dataset.copy ?? "")) continue;
    button.hidden = false;
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", async () => {
      const source = page.getElementById(button.dataset.copy ?? ""); // changes with the citation style
      if (source) await loaded(source).catch(() => {});
      if (source && !(await copyText(button, source.textContent ?? ""))) select(source);
    });
  }
}

/**
 * Copy a text to the clipboard and show the result on the button. If this returns false, the caller selects the text instead.
 * @param {HTMLButtonElement} button
 * @param {string} text
 * @param {string} otherwise the result if the browser does not allow copying
 */
export async function copyText(button, text, otherwise = "Selected: press Ctrl+C or ⌘C") {
  try {
    await navigator.clipboard.writeText(text);
    showResult(button, "Copied");
    return true;
  } catch {
    showResult(button, otherwise);
    return false;
  }
}

/**
 * Show a text on a button for some seconds.
 * @param {HTMLButtonElement} button
 * @param {string} text
 */
function showResult(button, text) {
  const label = button.dataset.label ?? (button.dataset.label = button.textContent ?? "");
  button.textContent = text;
  setTimeout(() => { button.textContent = label; }, RESULT_SHOWN);
}

/**
 * Select the text of an element, and open the `details` around it.
 * @param {HTMLElement} source
 */
function select(source) {
  source.closest("details")?.setAttribute("open", "");
  if (!source.hasAttribute("tabindex")) source.tabIndex = -1; // the theme removes it from code that fits its box
  source.focus();
  const range = document.createRange();
  range.selectNodeContents(source);
  const selection = getSelection();
  selection?.removeAllRanges();
  selection?.addRange(range);
}
