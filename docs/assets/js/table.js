// Table 1 with filters, search and sorting: state -> pure functions -> DOM. Every state stands in the address.

/**
 * @typedef {{text: string, chosen: Record<string, string>, sort: string, down: boolean}} State
 * @typedef {{id: string, words: string, terms: Record<string, string[]>, keys: Record<string, string>}} Row
 */

/**
 * Whether a row is shown: it has every chosen term, and every word of the search.
 * @param {Row} row
 * @param {State} state
 */
export function matches(row, state) {
  const chosen = Object.entries(state.chosen).every(([facet, term]) => !term || row.terms[facet].includes(term));
  return chosen && folded(state.text).split(/\s+/).every((word) => row.words.includes(word));
}

/**
 * Text without case and accents.
 * @param {string} text
 */
export function folded(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
}

/**
 * The rows in the order of a column; rows without a value stand last in either direction.
 * @param {Row[]} rows in the order of the page
 * @param {State} state
 */
export function sorted(rows, state) {
  if (!state.sort) return [...rows];
  const sign = state.down ? -1 : 1;
  return [...rows].sort((one, other) => {
    const [a, b] = [one.keys[state.sort], other.keys[state.sort]];
    if (!a || !b) return (a ? 0 : 1) - (b ? 0 : 1);
    return a === b ? 0 : sign * (a < b ? -1 : 1);
  });
}

/**
 * The state that an address names; what is not known there is left out. The names `q` and `h` belong to the theme's search.
 * @param {string} query
 * @param {Record<string, string[]>} facets terms of each facet
 * @param {string[]} columns
 * @returns {State}
 */
export function stateOf(query, facets, columns) {
  const values = new URLSearchParams(query);
  const chosen = Object.fromEntries(Object.entries(facets).map(([facet, terms]) => {
    const term = values.get(facet) ?? "";
    return [facet, terms.includes(term) ? term : ""];
  }));
  const [, down, column] = /^(-?)(.*)$/.exec(values.get("sort") ?? "");
  const sort = columns.includes(column) ? column : "";
  return { text: values.get("text") ?? "", chosen, sort, down: Boolean(sort && down) };
}

/**
 * The query of an address that names a state.
 * @param {State} state
 */
export function queryOf(state) {
  const values = new URLSearchParams();
  if (state.text) values.set("text", state.text);
  for (const [facet, term] of Object.entries(state.chosen)) if (term) values.set(facet, term);
  if (state.sort) values.set("sort", (state.down ? "-" : "") + state.sort);
  return values.toString();
}

/**
 * Let the filters and headings of a table work.
 * @param {HTMLTableElement} table
 * @param {HTMLFormElement} filters
 */
export function offerTable(table, filters) {
  const body = table.tBodies[0];
  const headings = [...table.tHead.querySelectorAll("th[data-key]")];
  const columns = headings.map((heading) => heading.dataset.key);
  const selects = [...filters.querySelectorAll("select")];
  const facets = Object.fromEntries(selects.map((select) => [select.name, [...select.options].map((option) => option.value).filter(Boolean)]));
  const rows = [...body.rows].map((row) => rowOf(row, columns, Object.keys(facets)));
  const count = filters.querySelector("[data-count]");
  let state = stateOf(location.search, facets, columns);

  const show = () => {
    const shown = rows.filter((row) => matches(row, state));
    const chosen = new Set(shown);
    for (const row of rows) row.element.hidden = !chosen.has(row);
    body.append(...sorted(rows, state).map((row) => row.element));
    count.textContent = shown.length ? `${shown.length} of ${rows.length} datasets` : `No dataset fits; ${rows.length} without filters`;
    for (const heading of headings) {
      if (heading.dataset.key === state.sort) heading.setAttribute("aria-sort", state.down ? "descending" : "ascending");
      else heading.removeAttribute("aria-sort");
    }
  };
  const fill = () => {
    filters.elements.namedItem("text").value = state.text;
    for (const select of selects) select.value = state.chosen[select.name];
  };
  const change = (next, remember) => {
    state = next;
    const query = queryOf(state);
    history[remember ? "pushState" : "replaceState"](null, "", query ? `?${query}` : location.pathname);
    show();
  };

  for (const heading of headings) offerSort(heading, () => change(turned(state, heading.dataset.key), true));
  filters.addEventListener("input", (event) => change(read(filters, selects, state), event.target.tagName === "SELECT"));
  filters.addEventListener("submit", (event) => event.preventDefault());
  filters.addEventListener("reset", () => setTimeout(() => { change(stateOf("", facets, columns), true); fill(); }));
  addEventListener("popstate", () => { state = stateOf(location.search, facets, columns); fill(); show(); });
  filters.hidden = false;
  fill();
  show();
}

/** A row of the page as data, with its element. */
function rowOf(element, columns, facets) {
  const cells = [...element.cells];
  return {
    id: element.id,
    element,
    words: folded(element.dataset.words),
    terms: Object.fromEntries(facets.map((facet) => [facet, (element.getAttribute(`data-${facet}`) ?? "").split(" ")])),
    keys: Object.fromEntries(columns.map((column, position) => [column, cells[position].dataset.sort])),
  };
}

/** What the form says, with the sorting as it is. */
function read(filters, selects, state) {
  return { ...state, text: filters.elements.namedItem("text").value, chosen: Object.fromEntries(selects.map((select) => [select.name, select.value])) };
}

/** Sorting after a heading was pressed: up, then down, then as printed. */
export function turned(state, column) {
  if (state.sort !== column) return { ...state, sort: column, down: false };
  return state.down ? { ...state, sort: "", down: false } : { ...state, down: true };
}

/** Make a heading's words a button. */
function offerSort(heading, press) {
  const button = document.createElement("button");
  button.type = "button";
  button.append(...heading.childNodes);
  button.addEventListener("click", press);
  heading.append(button);
}
