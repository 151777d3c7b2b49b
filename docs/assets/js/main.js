// What scripts add to pages that stand without them.
import { offerBasket } from "./basket-button.js";
import { offerCopies } from "./copy.js";
import { offerHints } from "./hints.js";
import { offerStyles } from "./styles.js";
import { offerTable } from "./table.js";

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
if (comparison instanceof HTMLElement) import("./compare.js").then(({ offerComparison }) => offerComparison(comparison));
const record = document.querySelector("form[data-new]");
if (record instanceof HTMLFormElement) import("./new/form.js").then(({ offerForm }) => offerForm(record));
