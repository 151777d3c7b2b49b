// Output of the record: copy, download, and a URL that opens the editor on GitHub.
import { copyText } from "../shared/copy.js";
import { element, one } from "../shared/dom.js";
import { download } from "../shared/download.js";

/** @typedef {import("./new-terms.js").Addition} Addition */
/** The record with its additions. @typedef {{id: string, text: string, additions: Addition[], note: string}} Now */

const MAX_URL = 7000; // characters; hosts reject URLs of about 8,000

/**
 * Returns the URL that opens the editor of the repository on a new file, with the text if the URL is not too long.
 * @param {string} repository
 * @param {string} id
 * @param {string} text
 * @returns {{address: string, whole: boolean}}
 */
function editorOf(repository, id, text) {
  const empty = `${repository}/new/main/catalog/datasets?filename=${encodeURIComponent(`${id || "record"}.yaml`)}`;
  const address = `${empty}&value=${encodeURIComponent(text)}`;
  return address.length > MAX_URL ? { address: empty, whole: false } : { address, whole: true };
}

/**
 * Activates the buttons below the record.
 * @param {HTMLFormElement} form
 * @param {() => Now} now
 */
export function activateButtons(form, now) {
  copying(one(form, "[data-copy-record]", HTMLButtonElement), one(form, ".new-preview"), () => now().text);
  copying(one(form, "[data-copy-note]", HTMLButtonElement), one(form, ".new-note pre"), () => now().note);
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
 * Makes a button copy a text, or select it if the browser does not allow copying.
 * @param {HTMLButtonElement} button
 * @param {HTMLElement} source
 * @param {() => string} text
 */
function copying(button, source, text) {
  button.setAttribute("aria-live", "polite");
  button.addEventListener("click", async () => { if (!(await copyText(button, text()))) selectIn(source); });
}

/**
 * Shows the record, the lines for other files, the note, and the link to the editor.
 * @param {HTMLFormElement} form
 * @param {Now} now
 */
export function showRecord(form, { id, text, additions, note }) {
  one(form, ".new-preview").textContent = text;
  showAdditions(one(form, ".new-further"), additions);
  one(form, ".new-note").hidden = !note;
  one(form, ".new-note pre").textContent = note;
  const { address, whole } = editorOf(form.dataset.new ?? "", id, text);
  if (form.dataset.new) one(form, "[data-open]").setAttribute("href", address); // otherwise it leads to the page that says that the repository is not set
  one(form, ".new-long").hidden = whole;
}

/**
 * Shows the lines for other files.
 * @param {HTMLElement} box
 * @param {Addition[]} additions
 */
function showAdditions(box, additions) {
  const found = JSON.stringify(additions);
  if (box.dataset.found === found) return;
  box.dataset.found = found;
  box.hidden = !additions.length;
  one(box, ".new-files").replaceChildren(...additions.map(fileOf));
  one(box, ".new-generated").hidden = !additions.some(({ file }) => file.startsWith("catalog/vocabulary/"));
}

/** @param {Addition} addition */
function fileOf({ file, text }) {
  const lines = element("pre", { tabindex: "0", "aria-label": `Lines for ${file}` }, text);
  const [copy, save] = ["Copy", "Download"].map((label) => element("button", { type: "button", class: "button", "aria-label": `${label} the lines for ${file}` }, label));
  copying(copy, lines, () => text);
  save.addEventListener("click", () => download(`add-to-${file.split("/").at(-1)}`, "text/plain", text));
  const where = file.endsWith(".bib") ? "Add, sorted by key, to " : "Add at the end of ";
  return element("div", { "data-file": file }, element("p", {}, where, element("code", {}, file), ": ", copy, " ", save), lines);
}

/**
 * Selects the text of an element.
 * @param {HTMLElement} source
 */
function selectIn(source) {
  source.focus();
  getSelection()?.selectAllChildren(source);
}
