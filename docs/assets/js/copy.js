// Copy buttons: a citation goes to the clipboard, or is selected where the browser does not allow that.

/**
 * Show the copy buttons of a page and let them work.
 * @param {Document} page
 */
export function offerCopies(page) {
  for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (page.querySelectorAll("button[data-copy]"))) {
    const source = page.getElementById(button.dataset.copy ?? "");
    if (!source) continue;
    button.hidden = false;
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", () => copy(button, source));
  }
}

/**
 * Copy a text, and say on the button what happened.
 * @param {HTMLButtonElement} button
 * @param {HTMLElement} source
 */
async function copy(button, source) {
  const label = button.dataset.label ?? (button.dataset.label = button.textContent ?? "");
  let said = "Copied";
  try {
    await navigator.clipboard.writeText(source.textContent ?? "");
  } catch {
    select(source);
    said = "Selected: press Ctrl+C or ⌘C";
  }
  button.textContent = said;
  setTimeout(() => { button.textContent = label; }, 4000);
}

/**
 * Open what a text is folded into, and select it.
 * @param {HTMLElement} source
 */
function select(source) {
  source.closest("details")?.setAttribute("open", "");
  source.focus();
  const range = document.createRange();
  range.selectNodeContents(source);
  const selection = getSelection();
  selection?.removeAllRanges();
  selection?.addRange(range);
}
