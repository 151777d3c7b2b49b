"""Tests of every kind of page: accessibility, valid HTML, and that the list of kinds is complete."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect

from browsing import Open, Watched, in_each_mode, small_targets
from page_kinds import PUBLISHED, PageKind
from special_site import SPECIAL, special_site
from static_server import serving


@pytest.fixture(scope="session")
def special(tmp_path_factory: pytest.TempPathFactory, small_built: Path) -> Path:
    """The site with the kinds of dataset pages that the published site rarely has."""
    return special_site(tmp_path_factory.mktemp("special") / "copy", small_built)


@pytest.fixture(scope="module")
def look_at_special(browser: Browser, special: Path) -> Iterator[Open]:
    """Function that opens a monitored page of that site."""
    with serving(special) as address:
        pages = Watched(browser, address)
        yield pages.open
        for context in pages.contexts:
            context.close()
        pages.check()


def test_every_page_is_of_a_listed_kind(site: Path) -> None:
    """The list of kinds contains every hand-written page, and a page of each folder of pages that the build makes."""
    made = ("datasets/", "browse/", "decisions/", "guides/")
    pages = {path.relative_to(site).as_posix().removesuffix("index.html") for path in site.rglob("*.html")}
    listed = {urlsplit(kind.address).path for kind in PUBLISHED}
    assert sorted(listed - pages) == []
    assert sorted(page for page in pages - listed if not page.startswith(made)) == []
    assert [folder for folder in made if not {folder} < {page for page in listed if page.startswith(folder)}] == []


@pytest.mark.parametrize("kind", PUBLISHED, ids=lambda kind: kind.name)
def test_axe_finds_no_violations(look: Open, kind: PageKind) -> None:
    """axe-core finds no violation and no small target in a page of each kind, in light and dark mode, in a wide and a narrow window."""
    page = look(kind.address)
    expect(page.locator("[data-unstarted]")).to_have_count(0)
    if kind.added:
        expect(page.locator(kind.added).first).to_be_visible()
    assert [*small_targets(page), *in_each_mode(page, narrow=True)] == []


@pytest.mark.parametrize("kind", SPECIAL, ids=lambda kind: kind.name)
def test_axe_finds_no_violations_in_special_pages(look_at_special: Open, kind: PageKind) -> None:
    """axe-core finds no violation in a page of a dataset that is withdrawn or unavailable, or whose record has problems."""
    page = look_at_special(kind.address)
    assert [*small_targets(page), *in_each_mode(page, narrow=True)] == []


INVALID = '<!doctype html>\n<html lang="en"><title>A page</title>\n<p id="a"></p><p id="a"></p></html>'
"""A page with an error in its third line."""


@pytest.fixture(scope="module")
def invalid(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page that is not valid HTML."""
    page = tmp_path_factory.mktemp("invalid") / "page.html"
    page.write_text(INVALID, encoding="utf-8")
    return page


@pytest.fixture(scope="module")
def errors(site: Path, special: Path, invalid: Path, check_html: Callable[[Iterable[Path]], list[str]]) -> list[str]:
    """The errors that the Nu HTML checker finds in all pages and in an invalid one; it is started once, because it starts slowly."""
    return check_html([*sorted(site.rglob("*.html")), *sorted((special / "datasets").rglob("*.html")), invalid])


def test_all_pages_are_valid_html(errors: list[str], invalid: Path) -> None:
    """The Nu HTML checker finds no error in any page."""
    assert [error for error in errors if not error.startswith(f"{invalid}:")] == []


def test_invalid_html_is_detected(errors: list[str], invalid: Path) -> None:
    """The HTML checker reports an error with its file and line."""
    [error] = [error for error in errors if error.startswith(f"{invalid}:")]
    assert error.startswith(f"{invalid}:3: Duplicate ID")
