// Buttons that copy a citation in each format, and download that of the page. They need scripts, so that scripts make them.
import { element } from "./dom.js";

/** The formats by the start of the id of a text: label, file extension and media type (scripts/curator/site/exports/citation_formats.py). */
const FORMATS = new Map([
  ["bib", { label: "BibTeX", extension: "bib", type: "application/x-bibtex" }],
  ["ris", { label: "RIS", extension: "ris", type: "application/x-research-info-systems" }],
  ["csl", { label: "CSL-JSON", extension: "csl.json", type: "application/vnd.citationstyles.csl+json" }],
]);

/**
 * Add the buttons below each citation. Those for copying and downloading are enabled as the other ones of the page are.
 * @param {Document} page
 */
export function addCitationButtons(page) {
  for (const work of /** @type {NodeListOf<HTMLElement>} */ (page.querySelectorAll(".work[data-cites]"))) {
    const key = work.dataset.cites ?? "";
    const style = work.querySelector("[data-style]")?.getAttribute("data-style");
    const texts = [...FORMATS].filter(([format]) => page.getElementById(`${format}-${key}`));
    const copies = texts.map(([format, { label }]) => button(`Copy ${label}`, { "data-copy": `${format}-${key}` }));
    work.querySelector(".styles")?.after(row(button("Copy citation", { "data-copy": `${style}-${key}`, "data-cites": key }), ...copies));
    if (work.dataset.saved === undefined) continue;
    const saves = texts.map(([format, { label, extension, type }]) => button(`Download ${label}`, { "data-save": `${format}-${key}`, "data-name": `${key}.${extension}`, "data-type": type }));
    work.append(row(...saves));
  }
}

/**
 * @param {string} label
 * @param {Record<string, string>} attributes
 */
function button(label, attributes) {
  return element("button", { type: "button", class: "copy", ...attributes }, label);
}

/** @param {...HTMLElement} buttons */
function row(...buttons) {
  return element("p", { class: "copies" }, ...buttons.flatMap((it, at) => (at ? [" ", it] : [it])));
}
