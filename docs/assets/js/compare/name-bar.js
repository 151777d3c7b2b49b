// The names of the compared datasets above the table. They stay below the header of the site, and scroll sideways with the table.
import { addressOf } from "./comparison.js";
import { element } from "../shared/dom.js";

/** @typedef {{id: string, name: string, address: string}} Named */

/**
 * The names as a list, each with a link that removes the dataset.
 * @param {Named[]} columns
 * @param {boolean} only whether only differences are shown; the links keep this
 */
export function namesOf(columns, only) {
  return element("ul", {}, ...columns.map(({ id, name, address }) => {
    const rest = columns.filter((other) => other.id !== id).map((other) => other.id);
    const remove = element("a", { class: "compare-remove", href: addressOf(rest, only), "aria-label": `Remove ${name}`, "data-remove": id }, "Remove");
    return element("li", {}, element("a", { href: address }, name), " ", remove);
  }));
}

/**
 * Scroll the names with the table and the table with the names, and a part that has the keyboard focus into view.
 * @param {HTMLElement} bar
 * @param {HTMLElement} region
 */
export function scrollTogether(bar, region) {
  region.addEventListener("scroll", () => { bar.scrollLeft = region.scrollLeft; }, { passive: true });
  for (const place of [bar, region]) {
    place.addEventListener("focusin", ({ target }) => {
      if (target === place || !(target instanceof Element) || !target.matches(":focus-visible")) return;
      target.scrollIntoView({ block: "nearest", inline: "nearest" }); // browsers do not scroll to a link that is partly visible
      if (place === bar) region.scrollLeft = bar.scrollLeft;
    });
  }
}
