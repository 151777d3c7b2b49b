"""Tests of every kind of page: accessibility, valid HTML, and that the list of kinds is complete."""

import functools
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from browsing import NARROW, WIDE, Watched, varied
from page_kinds import PUBLISHED, PageKind, addresses
from page_visits import FINAL_WIDTH, ZOOMED, Visit, visit
from special_site import SPECIAL, special_site
from static_server import serving


@pytest.fixture(scope="session")
def special(tmp_path_factory: pytest.TempPathFactory, small_built: Path) -> Path:
    """The site with the kinds of dataset pages that the published site rarely has."""
    return special_site(tmp_path_factory.mktemp("special") / "copy", small_built)


@pytest.fixture(scope="module")
def visits(used: Watched) -> Callable[[PageKind], Visit]:
    """Function that visits a page of a kind, once for all tests of this file."""
    [page] = used.contexts[0].pages
    return functools.cache(lambda kind: visit(page, used.site + kind.address, kind))


@pytest.fixture(scope="module")
def special_visits(used: Watched, special: Path) -> Iterator[Callable[[PageKind], Visit]]:
    """Function that visits a page of a kind of the special site."""
    [page] = used.contexts[0].pages
    with serving(special) as address:
        yield functools.cache(lambda kind: visit(page, address + kind.address, kind))


def test_every_page_is_of_a_listed_kind(site: Path) -> None:
    """The list of kinds contains every hand-written page, and a page of each folder of pages that the build makes."""
    made = ("datasets/", "browse/", "decisions/", "guides/")
    pages = {path.relative_to(site).as_posix().removesuffix("index.html") for path in site.rglob("*.html")}
    listed = {urlsplit(kind.address).path for kind in PUBLISHED}
    assert sorted(listed - pages) == []
    assert sorted(page for page in pages - listed if not page.startswith(made)) == []
    assert [folder for folder in made if not {folder} < {page for page in listed if page.startswith(folder)}] == []


@pytest.mark.parametrize("kind", PUBLISHED, ids=lambda kind: kind.name)
def test_axe_finds_no_violations(visits: Callable[[PageKind], Visit], used: Watched, kind: PageKind) -> None:
    """axe-core finds no violation and no small target in a page of each kind, in light and dark mode, in a wide and a narrow window."""
    assert visits(kind).violations == []
    used.check()


@pytest.mark.parametrize("kind", SPECIAL, ids=lambda kind: kind.name)
def test_axe_finds_no_violations_in_special_pages(special_visits: Callable[[PageKind], Visit], used: Watched, kind: PageKind) -> None:
    """axe-core finds no violation in a page of a dataset that is withdrawn or unavailable, or whose record has problems."""
    assert special_visits(kind).violations == []
    used.check()


def test_pages_have_the_same_left_edge_and_short_lines(visits: Callable[[PageKind], Visit]) -> None:
    """In a window of 1280 pixels, the headings of all pages begin at the same place, and lines of text have at most 75 characters."""
    found = {kind.name: visits(kind) for kind in PUBLISHED}
    edges = {name: it.edge for name, it in found.items()}
    assert len(set(edges.values())) == 1, edges
    assert {name: it.long for name, it in found.items() if it.long} == {}


def test_pages_fit_into_320_pixels(visits: Callable[[PageKind], Visit]) -> None:
    """At a zoom of 400 %, no page scrolls horizontally, and nothing covers the text."""
    found = {kind.name: visits(kind) for kind in PUBLISHED}
    assert {name: it.widths[320] for name, it in found.items() if it.widths[320] > ZOOMED["width"]} == {}
    assert {name: it.outside for name, it in found.items() if it.outside} == {}


def test_every_kind_of_page_opens_without_errors(visits: Callable[[PageKind], Visit], used: Watched, site: Path) -> None:
    """Pages with every kind of element open under their policy without errors and requests to other hosts, and are not wider than a wide or a narrow window."""
    widths = {kind.address: {width: visits(kind).widths[width] for width in (WIDE["width"], NARROW["width"])} for kind in PUBLISHED}
    [page] = used.contexts[0].pages
    viewports = [WIDE, NARROW]
    for address in varied(site, addresses(site), known={urlsplit(kind.address).path for kind in PUBLISHED}):
        page.goto(used.site + address)
        widths[address] = {}
        for viewport in viewports:
            page.set_viewport_size(viewport)
            widths[address][viewport["width"]] = page.evaluate(FINAL_WIDTH)
        viewports.reverse()  # begin the next page at the current width: resizing takes time
    page.set_viewport_size(WIDE)
    page.wait_for_timeout(500)  # on a busy machine, requests of earlier pages may hang, and an idle network is never reported
    used.check()
    assert {address: it for address, it in widths.items() if any(found > width for width, found in it.items())} == {}


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
