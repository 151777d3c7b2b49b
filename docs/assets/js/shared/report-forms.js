// Forms of a dataset page that report a value or a link: the title of the issue and the present value, which is on the page, are filled in.
import { cellsOf } from "../compare/marked-values.js";

/** Characters of a value that is filled in (MAX_ANSWER in scripts/curator/contribute/issue_urls.py). */
const MAX_ANSWER = 300;

/**
 * @param {HTMLFormElement} form
 */
export function fillReports(form) {
  form.addEventListener("formdata", ({ formData }) => {
    const [id, field] = ["id", "field"].map((name) => formData.get(name));
    formData.set("title", field === null ? `Dead link: ${id}` : `Correct: ${id}, ${field}`);
    if (field === null) return;
    const label = [...form.elements].find((it) => it instanceof HTMLButtonElement && it.value === field)?.textContent;
    const present = cellsOf(document, location.href).find((cell) => cell.label === label)?.value ?? "";
    if (present) formData.set("present", present.length > MAX_ANSWER ? `${present.slice(0, MAX_ANSWER - 1)}…` : present);
  });
}
