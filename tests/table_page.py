"""Shows states of Table 1 in a page without loading it again."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

RESTORE = """async address => {
    for (const [list, item, next] of (window.removed ?? []).reverse()) list.insertBefore(item, next);
    window.removed = [];
    for (const details of document.querySelectorAll("main details[open]")) details.open = false;
    document.querySelector("[data-more][aria-expanded=true]")?.click();
    for (const field of document.querySelectorAll("main details input[type=search]")) {
        field.value = "";
        field.dispatchEvent(new Event("input"));
    }
    document.activeElement.blur();
    history.pushState(null, "", address);
    dispatchEvent(new PopStateEvent("popstate"));
    while (document.querySelector("[data-table][aria-busy=true]")) await new Promise(requestAnimationFrame);
    for (const region of [document.documentElement, ...document.querySelectorAll(".table-1-scroll")]) region.scrollTo({left: 0, top: 0, behavior: "instant"});
}"""
"""Puts back what an examination removed, shows the state of a URL in the table without loading the page again, as the back button does, and closes everything that was opened."""


def woken(page: Page) -> Page:
    """Return a page once its table has started, which the number of datasets in the line above it shows."""
    expect(page.locator("[data-found]")).to_have_text(re.compile(" of |No datasets match"))
    return page


def show_table(page: Page, site: str, address: str) -> Page:
    """Show a state of the table and return the page, which is loaded only if it has another address or was used by another test."""
    at_home = urlsplit(page.url)._replace(query="", fragment="").geturl() == site
    if at_home and not page.evaluate("'left' in window"):
        page.evaluate(RESTORE, site + address)
    else:
        page.goto(site + address)
    return woken(page)
