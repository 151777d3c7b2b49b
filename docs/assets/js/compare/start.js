// Starts the comparison. Only its page loads this script.
import { enableComparison } from "./compare-page.js";

const comparison = document.querySelector("div[data-compare-page]");
if (comparison instanceof HTMLElement) enableComparison(comparison);
