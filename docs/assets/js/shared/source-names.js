// The names of sources at their numbers, from the list of sources on the same page; the numbers have them as tooltips too.

/**
 * @param {Document} page
 */
export function nameSources(page) {
  for (const mark of page.querySelectorAll('sup > a[href^="#source-"]:not([aria-label])')) {
    const source = page.getElementById(mark.getAttribute("href")?.slice(1) ?? "");
    const name = source?.firstChild?.textContent?.replace(/,( accessed)? *$/, "");
    if (name) mark.setAttribute("aria-label", `Source ${mark.textContent}: ${name}`);
  }
}
