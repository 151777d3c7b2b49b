"""Tests of the header of dataset pages: the facts by which a person decides, before everything else."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from browsing import NARROW, WIDE, Open, varied
from curator.records.catalog import Catalog
from curator.records.model import Download
from curator.records.summary import SUBJECT
from curator.site.record_page import MOST_SERIOUS
from curator.site.views.access_routes import access_level, easiest_step
from curator.site.views.badges import badges
from curator.site.views.licenses import ANSWER_LABELS, strictest
from curator.site.views.similar import MAX_SIMILAR, similar

MAX_HEIGHT = 900
"""Pixels within which the header ends in a wide window; in a narrow one it ends within two screens."""


def _badges(page: html.HtmlElement) -> dict[str, str]:
    """Return the text of each badge of a page by its label."""
    found = {}
    for badge in page.xpath("//ul[@class='badges']/li"):
        [label] = badge.xpath("b")
        found[label.text_content().strip()] = " ".join((label.tail or "").split())
    return found


@pytest.fixture(scope="module")
def pages(site: Path, catalog: Catalog) -> dict[str, html.HtmlElement]:
    """The dataset pages by id."""
    return {id_: html.fromstring((site / "datasets" / id_ / "index.html").read_bytes()) for id_ in catalog.records}


def test_the_header_says_who_may_use_the_data_and_how(pages: dict[str, html.HtmlElement], catalog: Catalog) -> None:
    """Every page has badges before its first section; those on access and commercial use are computed from the routes and the licenses."""
    for id_, page in pages.items():
        record, found = catalog.records[id_], _badges(page)
        step = easiest_step(record, catalog.vocabularies)
        assert "" not in found.values(), id_
        assert {"Modality", "Task", "Size", "License"} <= found.keys() | ({"Size"} if not record.counts else set()), id_
        assert found["Commercial use"] == ANSWER_LABELS[strictest(record, catalog.vocabularies)["commercial_use"]], id_
        assert record.status == "withdrawn" or not step or found["Access"] == access_level(step, catalog.vocabularies), id_
        assert not page.xpath("//h2/following::ul[@class='badges']"), id_


def test_known_issues_are_counted_and_three_are_open(pages: dict[str, html.HtmlElement], catalog: Catalog) -> None:
    """The header has the number of known issues or says that none is recorded; three issues are shown at once, and the others on demand."""
    for id_, page in pages.items():
        number = len(catalog.records[id_].known_issues)
        said = page.xpath("string(//p[@class='concern']//a[@href='#issues'])")
        assert said.startswith(f"{number} known issue" if number else ""), id_
        assert bool(said) == bool(number), id_
        assert bool(page.xpath("//p[contains(., 'No known issues recorded as of')]")) != bool(number), id_
        hidden = page.xpath("//details[@class='more']//ul[@class='issues']/li")
        assert len(hidden) == max(number - MOST_SERIOUS, 0), id_
        assert len(page.xpath("//ul[@class='issues']/li")) == number, id_
        kinds = dict.fromkeys(" ".join(item.findtext("span").split()) for item in hidden)
        summary = page.xpath("string(//details[@class='more'][ul[@class='issues']]/summary)")
        assert summary == (f"{number - MOST_SERIOUS} more: {', '.join(kinds)}" if hidden else ""), id_


@pytest.mark.parametrize(
    ("downloads", "shown"),
    [
        ([("label ZIP", 0.000161)], "0.161 MB (label ZIP)"),
        ([("everything", 4.0)], "4 GB"),
        ([("training part", 35.0), ("test part", 49.0)], "35 GB to 49 GB (2 downloads)"),
        ([("images", 3.9), ("everything", 58.6), ("videos", 25.2)], "58.6 GB"),
        ([("everything", (9.5, 10.2))], "9.5 GB to 10.2 GB"),
    ],
)
def test_a_part_is_not_shown_as_the_whole_download(catalog: Catalog, downloads: list[tuple[str, Any]], shown: str) -> None:
    """The size in the header is that of the whole dataset; otherwise it says what the only download is, or how many there are."""
    sizes = tuple(Download(what=what, gigabytes=gigabytes, about=None) for what, gigabytes in downloads)
    found = badges(catalog.records["drive"].model_copy(update={"download_size": sizes}), catalog.vocabularies)
    assert {badge.label: badge.text for badge in found}["Download"] == shown


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ({"patient": 23, "study": 25, "frame": 612, "polyp": 31}, "23 patients, 612 frames"),
        ({"patient": 10, "slice": 900, "volume": 12}, "10 patients, 12 volumes"),
        ({"patient": 86, "patch": 1000}, "86 patients, 1,000 patches"),
        ({"study": 5, "polyp": 7}, "5 studies"),
        ({"patient": 4}, "4 patients"),
    ],
)
def test_the_size_has_patients_and_images(catalog: Catalog, counts: dict[str, int], shown: str) -> None:
    """The size in the header has the number of patients and that of the images, or of frames, slices or studies if no images are counted."""
    record = catalog.records["drive"].model_copy(update={"counts": counts, "releases": (), "splits": ()})
    assert {badge.label: badge.text for badge in badges(record, catalog.vocabularies)}["Size"] == shown


def _similar(page: html.HtmlElement) -> Iterator[str]:
    yield from (link.split("/")[1] for link in page.xpath("//ul[@class='similar']/li/a/@href"))


def test_similar_datasets_have_the_same_subject(pages: dict[str, html.HtmlElement], catalog: Catalog) -> None:
    """A similar dataset has a target and a modality of the dataset, and is not one of its related datasets."""
    found = {id_: list(_similar(page)) for id_, page in pages.items()}
    assert {"drive", "chase-db1"} <= {*found["stare"], *(end.to for end in catalog.relatives["stare"])}
    assert sum(map(bool, found.values())) > len(found) / 2
    for id_, others in found.items():
        record = catalog.records[id_]
        for other in others:
            assert set(record.target) & set(catalog.records[other].target), (id_, other)
            assert set(record.modality) & set(catalog.records[other].modality), (id_, other)
            assert other not in {id_, *(end.to for end in catalog.relatives[id_])}


def test_the_most_similar_datasets_come_first(catalog: Catalog) -> None:
    """The similar datasets are those with the same subject and the largest share of common terms, in descending order."""
    terms = {id_: [set(getattr(record, field)) for field in SUBJECT] for id_, record in catalog.records.items()}
    for id_, record in catalog.records.items():
        related = {id_, *(to for _, to in catalog.summaries[id_].relations), *catalog.named_by.get(id_, ())}
        others = {it for it, other in catalog.records.items() if set(record.target) & set(other.target) and set(record.modality) & set(other.modality)}
        common = {
            it: sum(len(one & other) / len(one | other) for one, other in zip(terms[id_], terms[it], strict=True) if one & other) for it in others - related
        }
        ordered = sorted(common, key=lambda it: (-common[it], catalog.records[it].name.casefold(), it))
        assert [line.id for line in similar(id_, catalog)] == ordered[:MAX_SIMILAR]


def test_neighbors_lead_through_a_modality(pages: dict[str, html.HtmlElement], catalog: Catalog) -> None:
    """The links to the next dataset lead through all datasets of a modality in alphabetical order."""
    following = {id_: [link.split("/")[1] for link in page.xpath("//nav[@class='neighbors']/a[@rel='next']/@href")] for id_, page in pages.items()}
    for modality in {record.modality[0] for record in catalog.records.values()}:
        ids = [id_ for id_, record in catalog.records.items() if record.modality[0] == modality]
        [at] = set(ids) - {after for id_ in ids for after in following[id_]}
        passed = [at]
        while following[at]:
            [at] = following[at]
            passed.append(at)
        assert passed == sorted(ids, key=lambda id_: (catalog.records[id_].name.casefold(), id_))


def test_the_header_is_at_the_top(look: Open, site: Path, catalog: Catalog) -> None:
    """Badges, buttons and the line on known issues are within 900 pixels in a wide window, and within two screens in a narrow one."""
    limits = [(WIDE, MAX_HEIGHT), (NARROW, 2 * NARROW["height"])]
    for address in varied(site, [f"datasets/{id_}/" for id_ in catalog.records])[:8]:
        page = look(address, viewport=limits[0][0])
        for viewport, limit in limits:
            page.set_viewport_size(viewport)
            assert page.locator("p.summary").evaluate("it => it.getBoundingClientRect().top + scrollY") <= limit, address
        limits.reverse()  # begin the next page at the current width: resizing takes time
