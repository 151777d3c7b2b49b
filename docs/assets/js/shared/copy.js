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
      if (!source) return;
      const text = loaded(source).catch(() => {}).then(() => source.textContent ?? "");
      if (!(await copyText(button, text))) select(source);
    });
  }
}

/**
 * Copy a text to the clipboard and show the result on the button. If this returns false, the caller selects the text instead; it fails if the text cannot be loaded.
 * @param {HTMLButtonElement} button
 * @param {string | Promise<string>} text
 * @param {string} otherwise the result if the browser does not allow copying
 */
export async function copyText(button, text, otherwise = "Selected: press Ctrl+C or ⌘C") {
  try {
    await write(text);
    showResult(button, "Copied");
    return true;
  } catch {
    await text;
    showResult(button, otherwise);
    return false;
  }
}

/**
 * Write a text to the clipboard. Safari allows this only in the handler of a click, so it receives the promise of a text that is still being loaded.
 * @param {string | Promise<string>} text
 */
async function write(text) {
  if (typeof text === "string" || !("ClipboardItem" in window)) return navigator.clipboard.writeText(await text);
  return navigator.clipboard.write([new ClipboardItem({ "text/plain": text.then((it) => new Blob([it], { type: "text/plain" })) })]);
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
