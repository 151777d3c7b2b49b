// The list of keyboard shortcuts, in a dialog. The key "?" and a button in the footer open it.
import { element, one } from "./dom.js";

const TYPING = "input:not([type=checkbox]), textarea, select, [contenteditable]";
/** The form whose search the key / focuses in place of the search in the header. */
const TABLE_SEARCH = "form[data-controls]";

/**
 * Each shortcut: its keys, what it does, the element that it requires on the page, and what is between its keys.
 * @type {{keys: string[], text: string, of?: string, between?: string}[]}
 */
const SHORTCUTS = [
  { keys: ["/"], text: "Search the table", of: TABLE_SEARCH },
  { keys: ["/"], text: "Search the site", of: `body:not(:has(${TABLE_SEARCH})) form[data-search]` },
  { keys: ["↓", "↑"], text: "In the search of the site: next or previous result", of: "form[data-search]", between: " or " },
  { keys: ["Enter"], text: "In the search of the site: open this result, or the first", of: "form[data-search]" },
  { keys: ["?"], text: "Show this list" },
  { keys: ["Esc"], text: "Close this list, the search, a tooltip or a list of filters" },
  { keys: ["Shift", "Enter"], text: "On a column heading: also sort by this column", of: "table[data-table]" },
  { keys: ["Enter"], text: "In a list of single values: add a line", of: "form[data-new]" },
  { keys: ["p"], text: "Previous page in the menu", of: "link[rel=prev]" },
];

/**
 * Enable the list of shortcuts of a page.
 * @param {Document} page
 */
export function enableShortcuts(page) {
  const dialog = page.body.appendChild(list(page));
  const open = () => { if (!dialog.open) dialog.showModal(); };
  one(dialog, "button").addEventListener("click", () => dialog.close());
  // letters in the dialog are no shortcuts of the page
  dialog.addEventListener("keydown", (event) => event.stopPropagation());
  page.addEventListener("keydown", (event) => {
    const typing = event.target instanceof Element && event.target.matches(TYPING);
    if (event.key !== "?" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    open();
  });
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (page.querySelectorAll("button[data-shortcuts]"))) {
    button.hidden = false;
    button.addEventListener("click", open);
  }
}

/**
 * The dialog with the shortcuts that exist on the page.
 * @param {Document} page
 */
function list(page) {
  const rows = SHORTCUTS.filter(({ of }) => !of || page.querySelector(of)).map(({ keys, text, between = " + " }) =>
    element("div", {}, element("dt", {}, ...keys.flatMap((key, at) => [at ? between : "", element("kbd", {}, key)])), element("dd", {}, text)));
  return element("dialog", { class: "shortcuts md-typeset", "aria-labelledby": "shortcuts" },
    element("h2", { id: "shortcuts" }, "Keyboard shortcuts"), element("dl", {}, ...rows), element("button", { type: "button", class: "button" }, "Close"));
}
