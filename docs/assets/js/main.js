// What scripts add to pages that stand without them.
import { offerCopies } from "./copy.js";
import { offerTable } from "./table.js";

const table = document.querySelector("[data-table]");
const filters = document.querySelector("[data-filters]");
if (table && filters) offerTable(table, filters);
offerCopies(document);

const comparison = /** @type {HTMLElement | null} */ (document.querySelector("[data-compare-page]"));
if (comparison) import("./compare.js").then(({ offerComparison }) => offerComparison(comparison));
