// What scripts add to pages that stand without them.
import { offerCopies } from "./copy.js";
import { offerHints } from "./hints.js";
import { offerTable } from "./table.js";

const table = document.querySelector("table[data-table]");
const form = document.querySelector("form[data-controls]");
if (table instanceof HTMLTableElement && form instanceof HTMLFormElement) offerTable(table, form);
offerCopies(document);
offerHints(document);
