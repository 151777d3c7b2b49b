// What scripts add to pages that stand without them.
import { offerBasket } from "./shared/selection-button.js";
import { offerCopies } from "./shared/copy.js";
import { offerHints } from "./shared/tooltips.js";
import { offerStyles } from "./shared/citation-style.js";
import { offerTable } from "./table/table.js";

const table = document.querySelector("table[data-table]");
const form = document.querySelector("form[data-controls]");
if (table instanceof HTMLTableElement && form instanceof HTMLFormElement) offerTable(table, form);
const button = document.querySelector("button[data-basket-of]");
if (button instanceof HTMLButtonElement) offerBasket(button);
const style = document.querySelector("select[data-styles]");
if (style instanceof HTMLSelectElement) offerStyles(style);
offerCopies(document);
offerHints(document);
const comparison = document.querySelector("div[data-compare-page]");
if (comparison instanceof HTMLElement) import("./compare/compare-page.js").then(({ offerComparison }) => offerComparison(comparison));
const record = document.querySelector("form[data-new]");
if (record instanceof HTMLFormElement) import("./record-form/form-page.js").then(({ offerForm }) => offerForm(record));
