// Completes the citations of a page: adds ids to their styles, in the order of the style menu, and the BibTeX of works to cite from the file beside the page.
import { element } from "./dom.js";
import { remembered } from "./remembered.js";

const FILE = "citation.bib";
/** The separator of two works in a BibTeX file. */
const BETWEEN = /(?<=\n\}\n)\n/;

/** Elements whose text is not loaded yet, and the functions that load it. @type {WeakMap<Element, () => Promise<void>>} */
const loaders = new WeakMap();

/**
 * @param {Document} page
 */
export function completeCitations(page) {
  const choice = page.querySelector("select[data-styles]");
  const styles = choice instanceof HTMLSelectElement ? [...choice.options].map(({ value }) => value) : [];
  const file = remembered((/** @type {string} */ path) => textOf(new URL(path, page.baseURI)));
  for (const work of /** @type {NodeListOf<HTMLElement>} */ (page.querySelectorAll(".work[data-cites]"))) {
    const key = work.dataset.cites ?? "";
    for (const [at, text] of [.../** @type {NodeListOf<HTMLElement>} */ (work.querySelectorAll(".styles > p"))].entries()) {
      text.dataset.style = styles[at] ?? "apa";
      text.querySelector("span:not([data-compare])")?.setAttribute("id", `${text.dataset.style}-${key}`);
    }
    if (!work.querySelector(".bibtex")) work.append(bibtex(key, async () => file(FILE)));
  }
}

/**
 * Load the text of an element, if it is in a file.
 * @param {Element} text
 */
export async function loaded(text) {
  await loaders.get(text)?.();
}

/**
 * The element with the BibTeX of a work, which is loaded when the element is opened.
 * @param {string} key
 * @param {() => Promise<string>} file
 */
function bibtex(key, file) {
  const code = element("code", { id: `bib-${key}` });
  const details = element("details", { class: "bibtex" }, element("summary", {}, "BibTeX"), element("pre", { tabindex: 0 }, code));
  loaders.set(code, async () => {
    const works = (await file()).split(BETWEEN);
    code.textContent = works.find((work) => work.slice(work.indexOf("{") + 1).startsWith(`${key},`))?.trimEnd() ?? "";
    loaders.delete(code); // loading it again would lose a text selection
  });
  details.addEventListener("toggle", () => {
    loaded(code).catch(() => code.replaceChildren(element("a", { href: FILE }, FILE)));
  });
  return details;
}

/** @param {URL} address */
async function textOf(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`the server answered ${answer.status} for ${address.pathname}`);
  return answer.text();
}
