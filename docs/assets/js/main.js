// Starts the scripts of a page, except those of Table 1 and of the comparison (start.js in their folders). Each part starts only where its element is on
// the page; pages without scripts stay readable.
import { addCitationButtons } from "./shared/citation-buttons.js";
import { completeCitations } from "./shared/citation-parts.js";
import { enableCopyButtons } from "./shared/copy.js";
import { addHeadingLinks } from "./shared/heading-links.js";
import { enableDownloadButtons } from "./shared/download.js";
import { keepFields } from "./shared/kept-fields.js";
import { enableShortcuts } from "./shared/shortcuts.js";
import { nameSources } from "./shared/source-names.js";
import { enableSelectionButton } from "./shared/stored-selection.js";
import { enableStyleChoice } from "./shared/citation-style.js";
import { enableTooltips } from "./shared/tooltips.js";
import { enableSearch } from "./search/search-box.js";

const search = document.querySelector("form[data-search]");
if (search instanceof HTMLFormElement) enableSearch(search);
const button = document.querySelector("button[data-select]");
if (button instanceof HTMLButtonElement) enableSelectionButton(button);
completeCitations(document);
addCitationButtons(document);
const style = document.querySelector("select[data-styles]");
if (style instanceof HTMLSelectElement) enableStyleChoice(style);
enableCopyButtons(document);
enableDownloadButtons(document);
nameSources(document);
enableTooltips(document);
addHeadingLinks(document);
for (const form of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll("form[data-reports]"))) {
  import("./shared/report-forms.js").then(({ fillReports }) => fillReports(form));
}
enableShortcuts(document);
keepFields(document);
const record = document.querySelector("form[data-new]");
if (record instanceof HTMLFormElement) import("./record-form/form-page.js").then(({ offerForm }) => offerForm(record));
