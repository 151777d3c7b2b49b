"""The form *New record*, filled in as a user would."""

from copy import deepcopy
from typing import Any

from playwright.sync_api import ElementHandle, Page, expect

from browsing import Open

Draft = dict[str, Any]

NEW = "contribute/new/"
SUMMARY = (
    "Forty photographs of an invented harbour, written to test the form; no such photographs exist, and no one can download them. "
    "Thirty are for training and ten for testing, each with one map of its piers. They serve to try the page on which records are written, and "
    "nothing else. Beware of any paper that reports a score on them, because there is nothing to score."
)
BASE: Draft = {
    "id": "pier",
    "name": "Pier",
    "kind": "medical",
    "status": "available",
    "summary": SUMMARY,
    "year": "2021",
    "modality": ["fundus-photography"],
    "tasks": ["segmentation"],
    "dimensions": ["2d"],
    "counts": [{"key": "image", "*": {"how": "", "number": "40"}}],
    "splits": [{"name": "official", "unit": "image", "train": "30", "test": "10"}],
    "access": {
        "homepage": "https://pier.example.org/data/",
        "routes": [{"to": "everything", "steps": ["download"], "url": "https://pier.example.org/all.zip"}],
    },
    "licence": [{"covers": "all", "id": "CC-BY-4.0"}],
    "sources": [{"key": "owner", "*": {"url": "https://pier.example.org/", "what": "owners' page"}}],
    "vouch": {name: {"source": ["owner"]} for name in ("year", "modality", "tasks", "dimensions", "counts", "splits", "access", "licence")},
    "checked": "2026-11-23",
}
"""A draft without errors."""

PART = """
    async ([base, path]) => {
        const part = (await import(`${base}form-controls.js`)).partAt(document.querySelector('form[data-new]'), path);
        for (let at = part?.closest('details'); at; at = at.parentElement.closest('details')) at.open = true;
        return part;
    }
"""
TYPE = """
    async ([base, path, draft]) => {
        const { partAt } = await import(`${base}form-controls.js`);
        const shown = async control => {
            for (let tries = 0; tries < 250 && !control.checkVisibility(); tries++) await new Promise(done => setTimeout(done, 20));
            if (!control.checkVisibility() || control.disabled) throw new Error(`${control.outerHTML} cannot be used`);
            return control;
        };
        const type = async (path, draft) => {
            if (!Array.isArray(draft) && typeof draft === 'object') {
                for (const [name, inner] of Object.entries(draft)) await type([...path, name], inner);
                return;
            }
            const part = partAt(document.querySelector('form[data-new]'), path);
            for (let at = part.closest('details'); at; at = at.parentElement.closest('details')) at.open = true;
            if (Array.isArray(draft) && part.hasAttribute('data-picks')) {
                for (const name of draft) {
                    const box = await shown(part.querySelector(`input[value='${name}']`));
                    if (!box.checked) box.click();
                }
            } else if (Array.isArray(draft)) {
                for (const [row, inner] of draft.entries()) {
                    if (part.querySelectorAll(':scope > ol > li').length <= row) part.querySelector(':scope > [data-add]').click();
                    await type([...path, row], inner);
                }
            } else {
                const control = await shown(part.querySelector('input, select, textarea'));
                control.focus();
                control.value = draft;
                for (const name of ['input', 'change']) control.dispatchEvent(new Event(name, { bubbles: true }));
                control.blur();
            }
        };
        await type(path, draft);
    }
"""
"""Types a draft, or the value at a path of it, into the visible controls of the form, with the events that typing causes."""
STORE_DRAFT = "draft => localStorage.setItem('/catalog/new-record', JSON.stringify(draft))"


def changed(**fields: Any) -> Draft:
    """Return the draft with changed fields; two underscores in a name separate nested fields, and None removes a field."""
    draft = deepcopy(BASE)
    for name, value in fields.items():
        *above, last = name.split("__")
        holder = draft
        for step in above:
            holder = holder.setdefault(step, {})
        holder[last] = value
        if value is None:
            del holder[last]
    return draft


class Person:
    """A user who types, selects options and presses buttons in the form."""

    def __init__(self, page: Page, served: str) -> None:
        """Wait for the form of a page."""
        self.page, self.base = page, f"{served}assets/js/record-form/"
        expect(page.locator("form[data-new]")).to_be_visible()

    def part(self, *path: str | int) -> ElementHandle:
        """Return the element of the form at a path of the draft, with open sections."""
        part = self.page.evaluate_handle(PART, [self.base, list(path)]).as_element()
        assert part
        return part

    def type(self, draft: Any, *path: str | int) -> None:
        """Enter a draft, or the value at a path of it."""
        self.page.evaluate(TYPE, [self.base, list(path), draft])

    def text(self) -> str:
        """Return the record that the page shows, after its own timer, which a timer of this process could overtake on a busy machine."""
        self.page.evaluate("() => new Promise(done => setTimeout(done, 300))")
        return self.page.locator(".new-preview").text_content() or ""


def drafted(open_page: Open, served: str, draft: Draft, **options: Any) -> Person:
    """Open the form with a stored draft."""
    page = open_page("404.html", **options)
    page.evaluate(STORE_DRAFT, draft)
    page.goto(served + NEW)
    return Person(page, served)
