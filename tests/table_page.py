"""The page with Table 1, which shows another state of the table without being loaded again."""

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
    """A page whose table has started: the line above it has the number of datasets."""
    expect(page.locator("[data-found]")).to_have_text(re.compile(" of |No datasets match"))
    return page


def show_table(page: Page, site: str, address: str) -> Page:
    """Show a state of the table in a page, which is loaded only if another page or one of another test is in it."""
    at_home = urlsplit(page.url)._replace(query="", fragment="").geturl() == site
    if at_home and not page.evaluate("'left' in window"):
        page.evaluate(RESTORE, site + address)
    else:
        page.goto(site + address)
    return woken(page)
