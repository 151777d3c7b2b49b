// The ways of a finished record into the repository: copied, as a file, or as an address that opens the editor with its text.
import { copyText } from "../copy.js";
import { one } from "../dom.js";
import { download } from "../download.js";

export const LONGEST = 7000; // characters of an address; hosts refuse about eight thousand

/**
 * The address that opens the repository's editor on a new file, with its text where that is not too long for an address.
 * @param {string} repository
 * @param {string} id
 * @param {string} text
 * @returns {{address: string, whole: boolean}}
 */
export function editorOf(repository, id, text) {
  const empty = `${repository}/new/main/catalog/datasets?filename=${encodeURIComponent(`${id || "record"}.yaml`)}`;
  const address = `${empty}&value=${encodeURIComponent(text)}`;
  return address.length > LONGEST ? { address: empty, whole: false } : { address, whole: true };
}

/**
 * Let the buttons below the record work.
 * @param {HTMLFormElement} form
 * @param {() => {id: string, text: string, works: string}} now
 */
export function offerWays(form, now) {
  const copying = (/** @type {string} */ name, /** @type {string} */ what, /** @type {() => string} */ text) => {
    const button = one(form, name, HTMLButtonElement);
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", async () => { if (!(await copyText(button, text()))) selectIn(one(form, what)); });
  };
  copying("[data-copy-record]", ".new-preview", () => now().text);
  copying("[data-copy-work]", ".new-work pre", () => now().works);
  one(form, "[data-download]").addEventListener("click", () => {
    const { id, text } = now();
    download(`${id || "record"}.yaml`, "application/yaml", text);
  });
  one(form, "[data-open]").addEventListener("click", () => {
    const { id, text } = now();
    if (!editorOf("", id, text).whole) navigator.clipboard.writeText(text).catch(() => selectIn(one(form, ".new-preview")));
  });
}

/**
 * Show the record and the way to the editor.
 * @param {HTMLFormElement} form
 * @param {{id: string, text: string, works: string}} now
 */
export function showRecord(form, { id, text, works }) {
  one(form, ".new-preview").textContent = text;
  one(form, ".new-work").hidden = !works;
  one(form, ".new-work pre").textContent = works;
  const { address, whole } = editorOf(form.dataset.new ?? "", id, text);
  one(form, "[data-open]").setAttribute("href", address);
  one(form, ".new-long").hidden = whole;
}

/**
 * Select the text of an element.
 * @param {HTMLElement} source
 */
function selectIn(source) {
  source.focus();
  getSelection()?.selectAllChildren(source);
}
