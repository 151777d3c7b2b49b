// Copy buttons: a citation goes to the clipboard, or is selected where the browser does not allow that.

/**
 * Show the copy buttons of a page and let them work.
 * @param {Document} page
 */
export function offerCopies(page) {
  for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (page.querySelectorAll("button[data-copy]"))) {
    if (!page.getElementById(button.dataset.copy ?? "")) continue;
    button.hidden = false;
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", () => {
      const source = page.getElementById(button.dataset.copy ?? ""); // not the same for ever: a citation's style is chosen
      if (source) copy(button, source);
    });
  }
}

/**
 * Copy what an element says, or select it where the browser does not allow that.
 * @param {HTMLButtonElement} button
 * @param {HTMLElement} source
 */
async function copy(button, source) {
  if (!(await copyText(button, source.textContent ?? ""))) select(source);
}

/**
 * Put a text on the clipboard and say so on the button; where the browser does not allow it the caller has to select the text.
 * @param {HTMLButtonElement} button
 * @param {string} text
 */
export async function copyText(button, text) {
  try {
    await navigator.clipboard.writeText(text);
    say(button, "Copied");
    return true;
  } catch {
    say(button, "Selected: press Ctrl+C or ⌘C");
    return false;
  }
}

/**
 * Say something on a button for a while.
 * @param {HTMLButtonElement} button
 * @param {string} text
 */
function say(button, text) {
  const label = button.dataset.label ?? (button.dataset.label = button.textContent ?? "");
  button.textContent = text;
  setTimeout(() => { button.textContent = label; }, 4000);
}

/**
 * Open what a text is folded into, and select it.
 * @param {HTMLElement} source
 */
function select(source) {
  source.closest("details")?.setAttribute("open", "");
  if (!source.hasAttribute("tabindex")) source.tabIndex = -1; // the theme takes it from code that fits its box
  source.focus();
  const range = document.createRange();
  range.selectNodeContents(source);
  const selection = getSelection();
  selection?.removeAllRanges();
  selection?.addRange(range);
}
