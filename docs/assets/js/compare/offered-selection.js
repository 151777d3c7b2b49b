// The offer to compare the datasets that the visitor has selected on other pages.
import { addressOf, MAX_COMPARED } from "./comparison.js";
import { element, ROOT } from "../shared/dom.js";

/** @typedef {{id: string, name: string}} Selected */
/** @typedef {(ids: string[]) => void} Compare */

/**
 * What is offered: how to select if nothing is selected, one dataset to add, up to six to compare, a choice if there are more,
 * or nothing if the comparison has all selected datasets.
 * @param {string[]} selected ids
 * @param {string[]} compared ids
 * @returns {"how" | "add" | "compare" | "choose" | ""}
 */
export function offerFor(selected, compared) {
  if (!selected.length) return compared.length > 1 ? "" : "how";
  const missing = selected.filter((id) => !compared.includes(id));
  if (!missing.length && selected.length === compared.length) return "";
  if (selected.length > MAX_COMPARED) return "choose";
  if (selected.length > 1) return "compare";
  return missing.length && compared.length < MAX_COMPARED ? "add" : "";
}

/**
 * Show the offer.
 * @param {HTMLElement} place
 * @param {Selected[]} selected
 * @param {string[]} compared ids
 * @param {boolean} only whether only differences are shown; links keep this
 * @param {Compare} compare
 */
export function showOffer(place, selected, compared, only, compare) {
  const ids = selected.map(({ id }) => id);
  const link = (/** @type {string[]} */ wanted, /** @type {string} */ text) => {
    const made = element("a", { href: addressOf(wanted, only) }, text);
    made.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      compare(wanted);
    });
    return made;
  };
  const contents = {
    "": () => [],
    how: () => [howToSelect()],
    add: () => [element("p", {}, "1 dataset is selected. ", link([...compared, ...ids], `${compared.length ? "Add" : "Show"} ${selected[0].name}`))],
    compare: () => [element("p", {}, link(ids, `Compare the ${ids.length} selected datasets`), `: ${selected.map(({ name }) => name).join(", ")}`)],
    choose: () => [choiceOf(selected, compared, compare)],
  }[offerFor(ids, compared)]();
  place.replaceChildren(...contents);
  place.hidden = !contents.length;
}

function howToSelect() {
  const table = element("a", { href: ROOT.href }, "table of datasets");
  return element("p", {}, "No datasets are selected. To select some, check their boxes in the ", table, ", or press “Add to selection” on a dataset page. This page then offers to compare them.");
}

/**
 * Checkboxes for more selected datasets than can be compared. Those in the comparison are checked.
 * @param {Selected[]} selected
 * @param {string[]} compared ids
 * @param {Compare} compare
 */
function choiceOf(selected, compared, compare) {
  const boxes = selected.map(({ id }) => element("input", { type: "checkbox", value: id, checked: compared.includes(id), autocomplete: "off" }));
  const labels = selected.map(({ name }, at) => element("li", {}, element("label", {}, boxes[at], " ", name)));
  const button = element("button", { type: "button", class: "button" });
  const wanted = () => boxes.filter((box) => box.checked).map((box) => box.value);
  const update = () => {
    const number = wanted().length;
    button.textContent = number < 2 ? "Check at least two datasets" : `Compare the ${number} checked datasets`;
    button.disabled = number < 2;
    for (const box of boxes) box.disabled = number >= MAX_COMPARED && !box.checked;
  };
  button.addEventListener("click", () => compare(wanted()));
  const summary = element("summary", {}, `${selected.length} datasets are selected. At most six can be compared: choose them`);
  const details = element("details", { open: !compared.length }, summary, element("ul", { role: "list" }, ...labels), button);
  details.addEventListener("change", update);
  update();
  return details;
}
