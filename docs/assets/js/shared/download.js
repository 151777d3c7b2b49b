// Files that scripts make.

/**
 * Download a text as a file.
 * @param {string} name
 * @param {string} type media type
 * @param {string} text
 */
export function download(name, type, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/**
 * Show and enable the buttons of a page that download a text of the page as a file.
 * @param {Document} page
 */
export function enableDownloadButtons(page) {
  for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (page.querySelectorAll("button[data-save]"))) {
    const { save = "", name = "", type = "" } = button.dataset;
    button.hidden = false;
    button.addEventListener("click", () => download(name, type, `${page.getElementById(save)?.textContent ?? ""}\n`));
  }
}
