// The link of each heading to itself. Dataset and browse pages do not have them, because they need no link without scripts.
import { element } from "./dom.js";

/**
 * @param {Document} page
 */
export function addHeadingLinks(page) {
  for (const heading of page.querySelectorAll("article > :is(h1, h2)[id]:not(:has(.headerlink))")) {
    heading.append(element("a", { class: "headerlink", href: `#${heading.id}`, title: "Permanent link" }, "#"));
  }
}
