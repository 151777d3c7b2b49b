// Starts Table 1. Only its page loads this script, as early as the browser reads the table, because many modules belong to it.
import { enableTable } from "./table.js";

const table = document.querySelector("table[data-table]");
const form = document.querySelector("form[data-controls]");
if (table instanceof HTMLTableElement && form instanceof HTMLFormElement) enableTable(table, form);
