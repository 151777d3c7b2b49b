"""Tests for the browse pages: one for each modality, body part and task that a record has, with counted cautions, a figure and a table."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html

from conftest import ROOT
from curator.records.catalog import Catalog
from curator.records.model import Dataset
from curator.records.settings import read
from curator.records.summary import changed
from curator.records.vocabulary_entries import CodeSystemEntry
from curator.site import browse_pages
from curator.site.page_frames import FramedPage
from curator.site.views import browse_groups, cautions, size_figure
from curator.site.views.columns import COLUMNS
from curator.site.views.filters import FACETS
from curator.site.views.term_page import MAX_ROWS

SETTINGS = read(ROOT)
FIELDS = {"modality": "modality", "organ": "body_part", "task": "tasks"}
"""The fields of a record by the name of their pages in URLs."""
VOCABULARIES = {"modality": "modality", "organ": "body-part", "task": "task"}
"""The vocabularies of the terms, which are also the filters of Table 1."""


@pytest.fixture(scope="module")
def members(catalog: Catalog) -> dict[tuple[str, str], list[str]]:
    """The ids of the records that have each term, by name, counted without the code of the site."""
    found: dict[tuple[str, str], list[str]] = {}
    for id_, record in sorted(catalog.records.items(), key=lambda pair: (pair[1].name.casefold(), pair[0])):
        for kind, field in FIELDS.items():
            for term in getattr(record, field):
                found.setdefault((kind, term), []).append(id_)
    return found


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[tuple[str, str], Any]:
    """The browse pages by kind and term."""
    files = sorted(site.glob("browse/*/*/index.html"))
    return {(file.parts[-3], file.parts[-2]): html.fromstring(file.read_text(encoding="utf-8")) for file in files}


def _ids(links: list[str]) -> list[str]:
    """Return the ids of dataset pages from relative links."""
    return [link.removeprefix("../../../datasets/").rstrip("/") for link in links]


def _text(element: Any) -> str:
    return " ".join(element.text_content().split())


def _sentences(page: Any) -> list[str]:
    return [_text(item) for item in page.xpath("//ul[@class='cautions']/li")]


def test_every_term_that_a_record_has_has_a_page(pages: dict[tuple[str, str], Any], members: dict[tuple[str, str], list[str]]) -> None:
    """There is a page for every modality, body part and task of a record, and none for terms without records."""
    assert set(pages) == set(members)
    assert len(pages) > 60


def test_every_dataset_is_on_the_pages_of_its_terms(pages: dict[tuple[str, str], Any], members: dict[tuple[str, str], list[str]]) -> None:
    """The table of a page has the datasets with the term, each once and by name, and no others."""
    assert {key: _ids(page.xpath("//table[@class='term-table']/tbody/tr/th/a/@href")) for key, page in pages.items()} == members


def test_the_link_to_the_table_shows_all_datasets_of_a_page(
    pages: dict[tuple[str, str], Any], members: dict[tuple[str, str], list[str]], catalog: Catalog
) -> None:
    """The link names natural images, which the table otherwise hides, if a dataset of the page has them."""
    for key, ids in members.items():
        links = pages[key].xpath("//p/a[contains(text(), 'Table 1')]/@href")
        assert links
        assert {link.endswith("&kind=medical,natural") for link in links} == {any(catalog.records[id_].kind == "natural" for id_ in ids)}


def test_the_facts_of_each_dataset_are_in_the_page(pages: dict[tuple[str, str], Any], members: dict[tuple[str, str], list[str]], catalog: Catalog) -> None:
    """Each row has access, license, commercial use, test labels and year as in Table 1, and the size with its unit."""
    columns = [column for key in ("access", "licence", "commercial_use", "test_labels", "year") for column in COLUMNS if column.key == key]
    for key, page in pages.items():
        for id_, row in zip(members[key], page.xpath("//table[@class='term-table']/tbody/tr"), strict=True):
            cells = {cell.get("data-label"): _text(cell) for cell in row.xpath("./td")}
            assert {column.heading: cells[column.heading] for column in columns} == {column.heading: column.text(id_, catalog) for column in columns}, id_
            assert re.fullmatch(r"((about |at least )?\d.* [a-z-]+( \(on [\d-]+\))?)|–", cells["Size"]), (id_, cells["Size"])
            assert len(cells) == 8
            assert catalog.records[id_].name == row.findtext("th/a")


def test_shared_patients_and_images_are_counted(pages: dict[tuple[str, str], Any], members: dict[tuple[str, str], list[str]], catalog: Catalog) -> None:
    """A page says how many of its datasets share patients or images with another of them, as their relations say."""
    pairs = {
        frozenset((id_, relation.to))
        for id_, record in catalog.records.items()
        for relation in record.relations
        if relation.to and catalog.vocabularies.relation[relation.kind].shares != "nothing"
    }
    for key, page in pages.items():
        ids = set(members[key])
        sharing = {id_ for pair in pairs if pair <= ids for id_ in pair}
        found = [sentence for sentence in _sentences(page) if "patients or images" in sentence]
        assert [_number(sentence, len(ids)) for sentence in found] == ([len(sharing)] if len(ids) > 1 else []), key
        named = _ids(page.xpath("//ul[@class='cautions']/li[contains(., 'patients or images')]/a/@href"))
        assert set(named) == (sharing if len(sharing) <= cautions.MAX_NAMED else set())


def _number(sentence: str, total: int) -> int:
    """Return the number at the beginning of a sentence about several datasets."""
    if sentence.startswith((f"All {total} datasets ", f"None of the {total} datasets ")):
        return total if sentence.startswith("All") else 0
    number, of = re.match(r"(\d+) of (\d+) datasets ", sentence).groups()  # type: ignore[union-attr]
    assert int(of) == total
    return int(number)


def _linked_counts(page: Any, total: int) -> Iterator[tuple[str, int, bool]]:
    """Yield the query of each link in a sentence about answers or issues, the number that its text states, and whether it is a part of the number before."""
    number = 0
    for link in page.xpath("//ul[@class='cautions']/li/a[contains(@href, 'test-labels=') or contains(@href, '&use=')]"):
        text = _text(link)
        stated = re.match(r"\d+", text)
        number = int(stated[0]) if stated else {"All": total, "The": 1, "not": number}[text.split()[0]]
        yield link.get("href"), number, text.endswith("not verified")
    for link in page.xpath("//ul[@class='cautions']/li/a[contains(@href, 'issue=')]"):
        stated = re.search(r"\((\d+)\)$", _text(link))
        yield link.get("href"), int(stated[1]) if stated else 1, False


def test_each_counted_answer_links_to_as_many_datasets(pages: dict[tuple[str, str], Any], members: dict[tuple[str, str], list[str]], catalog: Catalog) -> None:
    """A number in a sentence equals the number of datasets that the filters of its link select, and test labels and commercial use add up to all."""
    facets = {facet.key: facet for facet in FACETS}
    for key, page in pages.items():
        sums = {"test-labels": 0, "use": 0, "issue": 0}
        for link, number, inside in _linked_counts(page, len(members[key])):
            own, facet, term = re.fullmatch(rf"\.\./\.\./\.\./\?{VOCABULARIES[key[0]]}=([^&]+)(?:&kind=medical,natural)?&([a-z-]+)=([^&]+)", link).groups()  # type: ignore[union-attr]
            assert own == key[1]
            assert number == sum(not {*term.split(",")}.isdisjoint(facets[facet].terms_of(id_, catalog)) for id_ in members[key]), (key, link)
            sums[facet] += 0 if inside else number
        assert (sums["test-labels"], sums["use"]) == (len(members[key]), len(members[key])), key


@pytest.mark.parametrize(
    ("given", "total", "sentence"),
    [
        ({"public": 7, "withheld": 2, "none": 3}, 12, "7 of 12 datasets have public test labels, 2 withhold them and 3 have no official test set."),
        ({"public": 1, "withheld": 1}, 2, "1 of 2 datasets has public test labels, 1 withholds them."),
        ({"none": 2}, 2, "None of the 2 datasets have public test labels, 2 have no official test set."),
        ({"public": 1200}, 1200, "All 1,200 datasets have public test labels."),
        ({"withheld": 1}, 1, "The dataset withholds the test labels."),
    ],
)
def test_the_sentence_about_test_labels(given: dict[str, int], total: int, sentence: str) -> None:
    """The sentence states every number, in singular and plural; a page with one dataset states none."""
    ids = [f"{answer}-{at}" for answer, number in given.items() for at in range(number)]
    group = browse_groups.TermGroup(browse_groups.KINDS[0], "mri", "MRI", tuple(ids))
    assert len(ids) == total
    parts = cautions.counted((id_.partition("-")[0] for id_ in ids), group, "test-labels", cautions.TEST_LABEL_WORDS)
    assert "".join(part.text for part in parts) == sentence


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"allowed": 5, "allowed-unverified": 2, "forbidden": 3}, "7 of 10 datasets allow commercial use (2 not verified), 3 forbid it."),
        ({"allowed-unverified": 2, "unstated": 1}, "2 of 3 datasets allow commercial use (not verified), 1 does not state it."),
        ({"allowed": 1, "allowed-unverified": 1}, "All 2 datasets allow commercial use (1 not verified)."),
        ({"allowed-unverified": 1}, "The dataset allows commercial use (not verified)."),
        ({"forbidden-unverified": 2}, "None of the 2 datasets allow commercial use, 2 forbid it (not verified)."),
    ],
)
def test_the_sentence_about_commercial_use(given: dict[str, int], sentence: str) -> None:
    """The sentence says how many of the datasets with an answer have a license that is not verified."""
    answers = [answer for answer, number in given.items() for _ in range(number)]
    group = browse_groups.TermGroup(browse_groups.KINDS[0], "mri", "MRI", tuple(map(str, range(len(answers)))))
    assert "".join(part.text for part in cautions.counted(answers, group, "use", cautions.USE_WORDS)) == sentence


def test_the_definition_is_that_of_the_vocabulary(pages: dict[tuple[str, str], Any], catalog: Catalog) -> None:
    """A page begins with its label, the definition and the codes of its term, at most two sentences, with links to the sources of the codes."""
    systems = catalog.vocabularies["code-system"]
    for (kind, term), page in pages.items():
        entry = catalog.vocabularies[VOCABULARIES[kind]][term]
        [lead] = page.xpath("//p[@class='lead']")
        codes = ", ".join(f"{systems.label(system)} {code}" for system, code in entry.codes.items())
        assert page.xpath("//h1")[0].text.casefold() == entry.label.casefold()
        assert _text(lead) == f"{entry.definition}{f' Codes: {codes}.' if codes else ''}"
        assert len(re.findall(r"[.?!](\s|$)", re.sub(r"\be\.g\. ", "", _text(lead)))) <= 2, _text(lead)
        sources = [found.url for system in entry.codes if isinstance(found := systems[system], CodeSystemEntry)]
        assert lead.xpath(".//a/@href") == sources


def test_every_page_has_a_figure(pages: dict[tuple[str, str], Any], members: dict[tuple[str, str], list[str]], catalog: Catalog) -> None:
    """The figure shows datasets with name and number, the largest first; it says how many collections it omits, and marks sizes of several body parts."""
    for key, page in pages.items():
        several = {id_ for id_ in members[key] if _images_of_several(catalog.records[id_], key)}
        rows = page.xpath("//figure[@class='sizes']/ul/li")
        [finding] = page.xpath("//figcaption[@id='sizes'] | //p[@class='sizes']")
        omitted = re.search(r"(\d+) datasets? with several modalities", _text(finding))
        assert int(omitted[1] if omitted else 0) == len(several), key
        numbers = [int(re.search(r"\d[\d,]*", row.findtext("span"))[0].replace(",", "")) for row in rows]  # type: ignore[index]
        lengths = [float(row.xpath(".//rect/@width")[0]) for row in rows]
        shown = _ids(page.xpath("//figure[@class='sizes']/ul/li/a/@href"))
        assert len(shown) == min(len(members[key]) - len(several), size_figure.MAX_BARS), key
        assert set(shown) <= set(members[key]) - several
        together = {id_ for id_ in shown if key[0] == "organ" and len(catalog.records[id_].body_part) > 1}
        assert {id_ for id_, row in zip(shown, rows, strict=True) if row.findtext("span").endswith(" *")} == together
        assert ("* Several body parts together." in _text(finding)) == bool(together)
        assert numbers == sorted(numbers, reverse=True)
        assert lengths == sorted(lengths, reverse=True)
        assert all(0 < length <= 100 for length in lengths)
        assert page.xpath("//figure[@class='sizes']//script | //figure[@class='sizes']//@style") == []


def _images_of_several(record: Dataset, key: tuple[str, str]) -> bool:
    """Whether a dataset has several modalities, and on the page of a body part also several body parts, of which the page has one."""
    kind, term = key
    several_parts = len(record.body_part) > 1 or "whole-body" in record.body_part
    return len({*record.modality} - {"text"}) > 1 and ((kind == "modality" and term != "text") or (kind == "organ" and several_parts))


def test_neighbors_are_in_alphabetical_order(pages: dict[tuple[str, str], Any], catalog: Catalog) -> None:
    """From the first term of each kind, the links to the next page lead to all others in alphabetical order, and those to the previous page back."""
    for kind, vocabulary in VOCABULARIES.items():
        terms = sorted((term for each, term in pages if each == kind), key=lambda term: catalog.vocabularies[vocabulary].label(term).casefold())
        links = [[f"../../../browse/{kind}/{term}/"] for term in terms]
        assert [pages[kind, term].xpath("//nav[@class='neighbors']/a[@rel='next']/@href") for term in terms] == [*links[1:], []]
        assert [pages[kind, term].xpath("//nav[@class='neighbors']/a[@rel='prev']/@href") for term in terms] == [[], *links[:-1]]


def test_the_index_lists_all_terms_with_counts(site: Path, catalog: Catalog, members: dict[tuple[str, str], list[str]]) -> None:
    """The index links to every page, in three groups, with the number of its datasets, and then by target to the table with as many datasets."""
    page = html.fromstring((site / "browse/index.html").read_text(encoding="utf-8"))
    assert page.xpath("//article//h2/@id") == [*VOCABULARIES, "target"]
    medical = [record for record in catalog.records.values() if record.kind == "medical"]
    numbers = Counter(term for record in medical for term in {*record.target})
    links = page.xpath("//section[@aria-labelledby='target']//li")
    assert {link.xpath("string(a/@href)"): int(link.findtext("small").split()[0]) for link in links} == {f"../?target={it}": n for it, n in numbers.items()}
    listed = {item.xpath("a/@href")[0]: (item.findtext("a"), item.findtext("small")) for item in page.xpath("//section[@aria-labelledby!='target']//li")}
    assert {link: (name.casefold(), number) for link, (name, number) in listed.items()} == {
        f"../browse/{kind}/{term}/": (catalog.vocabularies[VOCABULARIES[kind]].label(term).casefold(), f"{len(ids)} dataset{'s' if len(ids) > 1 else ''}")
        for (kind, term), ids in members.items()
    }


def test_a_dataset_page_links_to_its_modality(site: Path, catalog: Catalog) -> None:
    """The breadcrumb of a dataset page leads to the browse page of its first modality."""
    for id_, record in catalog.records.items():
        page = html.fromstring((site / "datasets" / id_ / "index.html").read_text(encoding="utf-8"))
        assert page.xpath("//nav[@class='crumbs']/a/@href") == ["../../", f"../../browse/modality/{record.modality[0]}/"]


def test_the_json_ld_lists_the_datasets(pages: dict[tuple[str, str], Any], members: dict[tuple[str, str], list[str]]) -> None:
    """The JSON-LD of a page is a collection page with its URL, name and description, and the URLs of its datasets in order."""
    for (kind, term), page in pages.items():
        [script] = page.xpath("//head/script[@type='application/ld+json']/text()")
        found, url = json.loads(script), SETTINGS.address(f"browse/{kind}/{term}/")
        assert (found["@type"], found["url"], found["name"]) == ("CollectionPage", url, page.xpath("//h1")[0].text)
        assert [found["description"]] == page.xpath("//meta[@name='description']/@content")
        assert page.xpath("//link[@rel='canonical']/@href") == [url]
        items = found["mainEntity"]["itemListElement"]
        assert [item["url"] for item in items] == [SETTINGS.address(f"datasets/{id_}/") for id_ in members[kind, term]]
        assert [item["position"] for item in items] == list(range(1, len(items) + 1))
        assert found["mainEntity"]["numberOfItems"] == len(items)


def test_the_sitemap_has_the_day_of_the_last_change(site: Path, catalog: Catalog, members: dict[tuple[str, str], list[str]]) -> None:
    """The sitemap has every browse page with the day on which one of its records was last changed."""
    days = {url.findtext("{*}loc"): url.findtext("{*}lastmod") for url in etree.parse(site / "sitemap.xml").iter("{*}url")}
    for (kind, term), ids in members.items():
        assert days[SETTINGS.address(f"browse/{kind}/{term}/")] == max(changed(catalog.records[id_]) for id_ in ids)


def test_the_search_finds_every_term(site: Path, catalog: Catalog, members: dict[tuple[str, str], list[str]]) -> None:
    """The search has every browse page by its label, with the definition, the synonyms and the narrower words of its term."""
    pages = json.loads((site / "data" / "pages.json").read_text(encoding="utf-8"))
    texts = {text["key"]: [text["values"][at] for at in text["at"]] for text in pages["texts"]}
    for kind, term in members:
        at, words = pages["paths"].index(f"browse/{kind}/{term}/"), catalog.vocabularies[VOCABULARIES[kind]][term]
        assert texts["heading"][at].casefold() == words.label.casefold()
        assert texts["text"][at] == words.definition
        assert set(texts["names"][at].split(" · ")) >= set(words.aliases)
        assert texts["narrower"][at] == " · ".join(words.narrower)
    assert "browse/term/frame/" not in pages["paths"]


def _copies(catalog: Catalog, changes: dict[str, dict[str, Any]]) -> Catalog:
    """Return a catalog of copies of DRIVE, each with some other values."""
    records = {id_: catalog.records["drive"].model_copy(update={"relations": (), **values}) for id_, values in changes.items()}
    return replace(catalog, records=records)


def _pages(catalog: Catalog) -> dict[str, FramedPage]:
    groups = browse_groups.groups(catalog)
    return {group.path: browse_pages.page(group.path, lambda: groups, catalog, SETTINGS) for found in groups.values() for group in found}


def test_a_long_table_is_truncated(catalog: Catalog) -> None:
    """A page shows the first 200 of more datasets, counts all of them, and links to Table 1, which has all."""
    page = _pages(_copies(catalog, {f"set-{number:03}": {"name": f"Set {number:03}"} for number in range(MAX_ROWS + 1)}))["browse/organ/retina/"]
    table = html.fromstring(page.slots["datasets"])
    assert table.xpath("//tbody/tr/th/a/text()") == [f"Set {number:03}" for number in range(MAX_ROWS)]
    assert _text(table.xpath("//p")[0]).startswith(f"The first {MAX_ROWS} of {MAX_ROWS + 1} datasets, by name.")
    assert table.xpath("//p/a/@href") == ["../../../?body-part=retina"]
    assert f"All {MAX_ROWS + 1} datasets" in html.fromstring(page.slots["overview"]).text_content()


def test_a_page_has_the_day_of_its_newest_record(catalog: Catalog) -> None:
    """The day of the last change of a page is that of the record of its table that was changed last."""
    days = {"one": "2026-01-01", "two": "2026-03-01", "three": "2026-05-01"}
    parts = {"one": ("retina",), "two": ("retina",), "three": ("macula",)}
    found = _pages(_copies(catalog, {id_: {"changes": (), "checked": day, "body_part": parts[id_]} for id_, day in days.items()}))
    assert (found["browse/organ/retina/"].changed, found["browse/organ/macula/"].changed) == ("2026-03-01", "2026-05-01")


@pytest.mark.parametrize("name", ["<img src=x onerror=alert(1)>", "</script><script>alert(1)</script>", "&lt;b&gt;", "{{ 7 * 7 }}", '" onclick="alert(1)'])
def test_names_are_escaped(catalog: Catalog, name: str) -> None:
    """The name of a dataset is text in the sentences, the figure, the table and the JSON-LD, and adds no element."""
    shares = {"one": "two", "two": "one"}
    drive = catalog.records["drive"].relations[0].model_copy(update={"kind": "overlaps-with"})
    records = {id_: {"name": f"{name} {id_}", "relations": (drive.model_copy(update={"to": to, "name": None}),)} for id_, to in shares.items()}
    slots = _pages(_copies(catalog, records))["browse/organ/retina/"].slots
    for slot, path in (("overview", "//ul[@class='cautions']/li[1]/a"), ("overview", "//figure/ul/li/a"), ("datasets", "//tbody//th/a")):
        document = html.fromstring(slots[slot])
        assert sorted(link.text for link in document.xpath(path)) == sorted(f"{name} {id_}" for id_ in shares)
        assert document.xpath("//img | //script | //b | //@onclick | //@onerror") == []
    [script] = html.fromstring(f"<html><head>{slots['head']}</head></html>").xpath("//script/text()")
    assert sorted(item["name"] for item in json.loads(script)["mainEntity"]["itemListElement"]) == sorted(f"{name} {id_}" for id_ in shares)
