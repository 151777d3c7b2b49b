"""Tests of the overview: figures computed from the catalog, with titles, text alternatives, data tables and links, drawn as SVG."""

import re
import sqlite3
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pandas as pd
import pytest
from lxml import html

from conftest import ROOT
from curator.records.catalog import Catalog
from curator.records.kept_results import FILE
from curator.records.model import CELLS, Dataset
from curator.site.overview import arc_layout, drawn_figures, modality_by_organ, overlap_graph, svg_drawing
from curator.site.overview.drawn_figures import DrawnFigures
from curator.site.overview.figure_parts import SITE_ROOT, Chart, Drawing, OverviewFigure
from curator.site.overview.overview_page import FIGURES, ROOT_PATH, slots
from curator.site.views.filters import FACETS
from curator.site.views.number_filters import RANGES

DRAWN = {"svg", "g", "a", "path", "rect", "line", "circle", "text", "tspan"}
LINKED = ("modality-organ", "access", "years", "patients")
"""The figures whose cells and bars open Table 1."""
SMALL = Chart("bars", {"frame": pd.DataFrame({"label": ["one", "two"], "number": [1, 2], "text": ["1", "2"]})})


@pytest.fixture(scope="module")
def page(site: Path) -> Any:
    """The page."""
    return html.fromstring((site / "overview" / "index.html").read_bytes())


@pytest.fixture(scope="module")
def figures(catalog: Catalog) -> dict[str, OverviewFigure]:
    """The figures by key."""
    return {key: make(catalog) for key, make in FIGURES.items()}


def _medical(catalog: Catalog) -> list[str]:
    return [id_ for id_, record in catalog.records.items() if record.kind == "medical"]


def _rows(figure: OverviewFigure) -> dict[str, list[int]]:
    """The numbers of a data table by the heading of the row."""
    return {row[0].text: [int(cell.text.replace(",", "")) for cell in row[1:]] for row in figure.table.rows}


def _found(address: str, catalog: Catalog) -> list[str]:
    """The datasets that Table 1 shows at an address."""
    facets, ranges = {facet.key: facet for facet in FACETS}, {it.key: it for it in RANGES}
    ids = _medical(catalog)
    for key, value in parse_qsl(address.removeprefix("?"), strict_parsing=True):
        if key in facets:
            ids = [id_ for id_ in ids if {*value.split(",")} & {*facets[key].terms_of(id_, catalog)}]
        else:
            first, last = value.split("-")
            ids = [id_ for id_ in ids if any(int(first or 0) <= it <= int(last) for it in ranges[key].numbers(catalog.records[id_]))]
    return ids


def _has_several_parts(record: Dataset) -> bool:
    return len(record.body_part) > 1 or "whole-body" in record.body_part


def _uncertain(catalog: Catalog) -> set[str]:
    """The datasets with several modalities of images and several body parts, of which no record says which pairs there are."""
    records = ((id_, catalog.records[id_]) for id_ in _medical(catalog))
    return {id_ for id_, record in records if len({*record.modality} - {"text"}) > 1 and _has_several_parts(record)}


# The page


def test_every_figure_has_title_text_alternative_and_table(page: Any, figures: dict[str, OverviewFigure]) -> None:
    """Each figure of the page has its finding as a title, a text alternative of each drawing, and a data table with caption and headings."""
    found = page.xpath("//figure")
    assert len(found) == len(figures)
    for element, figure in zip(found, figures.values(), strict=True):
        [title] = element.xpath(f"figcaption/strong[@id='{element.get('aria-labelledby')}']")
        assert title.text_content() == f"{figure.title}."
        drawings = element.xpath(".//svg")
        assert [(it.get("aria-label"), it.get("role") in {"img", "group"}) for it in drawings] == [(it.alt, True) for it in figure.drawings]
        assert drawings
        [table] = element.xpath("details//table")
        assert table.xpath("string(caption)") == figure.table.caption
        assert table.xpath("thead//th[@scope='col']/text()") == list(figure.table.head)
        assert len(table.xpath("tbody/tr[th[@scope='row']]")) == len(figure.table.rows)


def test_drawings_have_no_scripts_styles_or_ids(page: Any) -> None:
    """Drawings consist of shapes, texts and links, which the policy of the page allows; their links have names and lead to pages of this site."""
    assert page.xpath("//figure//script | //figure//@style | //figure//svg//@id | //figure//*[@*[starts-with(name(), 'on')]]") == []
    assert {it.tag for it in page.xpath("//svg[@class='drawing']/descendant-or-self::*")} <= DRAWN
    links = page.xpath("//svg[@class='drawing']//a")
    assert links
    assert [link.attrib for link in links if not link.get("aria-label") or not link.get("href", "").startswith(("../?", "../datasets/", "../source/"))] == []
    assert SITE_ROOT not in html.tostring(page, encoding="unicode")
    assert page.xpath("//figure//svg//text[not(ancestor::a)][not(@aria-hidden)][ancestor::svg[@role='group']]") == []


@pytest.mark.parametrize("key", LINKED)
def test_cells_and_bars_open_the_datasets_that_they_count(page: Any, figures: dict[str, OverviewFigure], catalog: Catalog, key: str) -> None:
    """Each cell or bar opens Table 1 with as many datasets as it says, in its name too if Table 1 lists further ones whose pairs are not certain."""
    cells = [cell for row in figures[key].table.rows for cell in row if cell.address]
    uncertain = _uncertain(catalog) if key == "modality-organ" else set()
    listed = {cell.address: _found(cell.address, catalog) for cell in cells}
    assert {cell.address: cell.text for cell in cells} == {address: f"{len({*ids} - uncertain):,}" for address, ids in listed.items()}
    names = {link.get("href").removeprefix("../"): link for link in page.xpath(f"//figure[@aria-labelledby='finding-{key}']//td/a")}
    drawn = {link.get("href").removeprefix("../"): link for link in page.xpath(f"//figure[@aria-labelledby='finding-{key}']//svg//a")}
    assert names.keys() == drawn.keys() == listed.keys()
    for address, ids in listed.items():
        more = f"; Table 1 lists {len(ids)}" if {*ids} & uncertain else ""
        number, further = re.search(r": ([\d,]+) datasets?(; Table 1 lists \d+)?$", drawn[address].get("aria-label")).groups()  # type: ignore[union-attr]
        assert (number, further or "") == (names[address].text, more)
        assert names[address].get("aria-label", "").endswith(more)
        assert bool(names[address].get("aria-label")) == bool(more)


# Numbers


def test_pairs_of_modality_and_organ_are_those_of_the_records(figures: dict[str, OverviewFigure], catalog: Catalog) -> None:
    """Each dataset whose combinations are certain is counted in each of them, and in all others together only once; no row or column is empty, and the note names the others."""
    figure = figures["modality-organ"]
    assert len(figure.table.head) == modality_by_organ.MAX_MODALITIES + 2
    assert len(figure.table.rows) == modality_by_organ.MAX_ORGANS + 1
    numbers = [*_rows(figure).values()]
    assert [total for total in map(sum, (*numbers, *zip(*numbers, strict=True))) if not total] == []
    most = max(map(max, numbers))
    uncertain = _uncertain(catalog)
    known = [catalog.records[id_] for id_ in _medical(catalog) if id_ not in uncertain]
    pairs = [{(m, p) for m in record.modality for p in record.body_part} for record in known] + [set[tuple[str, str]]()] * len(uncertain)
    counts = {pair: sum(pair in it for it in pairs) for pair in set().union(*pairs)}
    assert most == max(counts.values())
    assert ("fundus-photography", "breast") not in counts
    assert f"{len(uncertain)} datasets with several modalities and several body parts or the whole body (" in figure.note
    assert all(catalog.records[id_].name in figure.note for id_ in uncertain)
    number = int(re.match(r"The (\d+) most frequent", figure.title)[1])  # type: ignore[index]
    ordered = sorted((pair for pair in counts if pair[0] != "text"), key=lambda pair: (-counts[pair], pair))
    covered = [sum(bool(it & set(ordered[:many])) for it in pairs) for many in (number - 1, number)]
    assert 2 * covered[0] < len(pairs) <= 2 * covered[1]


@pytest.mark.parametrize(("key", "column"), [("access", slice(None)), ("years", slice(None)), ("sizes", 0), ("sizes", 1)])
def test_every_dataset_is_counted_once(figures: dict[str, OverviewFigure], catalog: Catalog, key: str, column: Any) -> None:
    """The numbers by access and commercial use, by year and by size each add up to the medical datasets."""
    rows = _rows(figures[key]).values()
    assert sum(sum(row[column]) if isinstance(column, slice) else row[column] for row in rows) == len(_medical(catalog))


def test_licenses_that_are_not_verified_are_counted(figures: dict[str, OverviewFigure], catalog: Catalog) -> None:
    """For each license the table has the number of datasets and how many of them have it from others than the owners; the title says it of the first."""
    records = [catalog.records[id_] for id_ in _medical(catalog)]
    held = [[it for it in record.licence if it.id == "CC-BY-4.0"] for record in records]
    doubted = [any(it.unverified for it in found) or bool(found and "licence" in record.unverified) for found, record in zip(held, records, strict=True)]
    assert _rows(figures["licenses"])["CC BY 4.0"] == [sum(map(bool, held)), sum(doubted)]
    assert f"{sum(map(bool, held)) - sum(doubted)} of them verified" in figures["licenses"].title
    free = _rows(figures["access"])["open access"]
    assert f"{free[0]} of these allow commercial use, and {free[1]} more by a license that is not verified" in figures["access"].title


def test_age_and_sex_are_each_counted_once(figures: dict[str, OverviewFigure], catalog: Catalog) -> None:
    """The answers about age add up to the medical datasets, and so do those about sex."""
    assert {label: sum(row) for label, row in _rows(figures["patients"]).items()} == dict.fromkeys(("Age", "Sex"), len(_medical(catalog)))


def test_corrections_of_cells_are_counted_by_column(figures: dict[str, OverviewFigure], catalog: Catalog) -> None:
    """The corrected cells of each column of the printed table are counted by kind, and the title names the column with most errors."""
    rows = _rows(figures["printed-errors"])
    found = [it for record in catalog.records.values() for it in record.corrections if it.cell]
    for column in CELLS:
        numbers = rows[catalog.printed.columns.of(column)]
        assert numbers[-1] == sum(numbers[:-1]) == sum(it.cell == column for it in found)
    worst = max(rows, key=lambda heading: rows[heading][0])
    assert f"in the column {worst} ({rows[worst][0]} of {len(catalog.printed.rows)})" in figures["printed-errors"].title
    assert figures["printed-errors"].title.startswith(f"{sum(it.kind == 'wrong' for it in found)} of ")


def test_every_pair_with_shared_data_is_drawn_and_listed(page: Any, figures: dict[str, OverviewFigure], catalog: Catalog) -> None:
    """Each pair of datasets with a relation that shares images or patients is a curve and a row of the table; each dataset in a pair is drawn once."""
    medical, kinds = set(_medical(catalog)), catalog.vocabularies.relation
    related = ((id_, end.to) for id_ in medical for end in catalog.relatives[id_] if kinds[end.kind].shares != "nothing")
    pairs = {frozenset(pair) for pair in related if pair[1] in medical and len({*pair}) > 1}
    ids = {catalog.records[id_].name: id_ for id_ in medical}
    assert {frozenset((ids[row[0].text], ids[row[2].text])) for row in figures["overlap"].table.rows} == pairs
    assert len(figures["overlap"].table.rows) == len(pairs)
    [figure] = page.xpath("//figure[@aria-labelledby='finding-overlap']")
    assert len(figure.xpath(".//svg//*[@class='edges' or @class='some_edges']//path")) == len(pairs)
    assert sorted(figure.xpath(".//svg//a/@href")) == sorted(f"../datasets/{id_}/" for id_ in set().union(*pairs))
    assert figures["overlap"].title.startswith(f"{len(set().union(*pairs))} of {len(medical)} datasets share")


def test_titles_follow_the_records(catalog: Catalog) -> None:
    """The finding of a smaller catalog is another one, and a catalog with one dataset or none has figures too."""
    few = replace(catalog, records={id_: catalog.records[id_] for id_ in ("drive", "rite", "luna16")})
    titles = {key: make(few).title for key, make in FIGURES.items()}
    assert titles["overlap"] == "2 of 3 datasets share images or patients with another one"
    assert "retina in fundus photography (2 datasets)" in titles["modality-organ"]
    for records in ({"drive": catalog.records["drive"]}, {}):
        shown = slots(replace(catalog, records=records), DrawnFigures())
        assert all(re.search(r"<strong[^>]*>[^<]+\.</strong>", shown[f"overview-{key}"]) for key in FIGURES)


# Large catalogs


def test_the_graph_of_a_large_catalog_is_limited(catalog: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a large group the datasets with most relations are drawn; the note has the number of the others, and the table that of omitted rows."""
    whole = overlap_graph.figure(catalog)
    for name, most in (("MAX_NODES", 12), ("MAX_DRAWN", 16), ("MAX_LISTED", 10)):
        monkeypatch.setattr(overlap_graph, name, most)
    figure = overlap_graph.figure(catalog)
    drawn = sum(len(it.chart.arguments["nodes"]) for it in figure.drawings)
    everything = sum(len(it.chart.arguments["nodes"]) for it in whole.drawings)
    assert 12 <= drawn <= 16
    assert f"{everything - drawn} datasets with few relations are not drawn." in figure.note
    assert (len(figure.table.rows), figure.table.omitted) == (10, len(whole.table.rows) - 10)
    assert (figure.title, "not drawn" in whole.note, whole.table.omitted) == (whole.title, False, 0)


def test_the_order_of_a_group_makes_curves_short() -> None:
    """The nodes of a chain are in its order, and those of two groups are not mixed."""
    chain = "adcbe"
    graph = {node: frozenset(other for pair in pairwise(chain) if node in pair for other in pair if other != node) for node in chain}
    order = "".join(arc_layout.ordered(sorted(chain), graph))
    assert order in (chain, chain[::-1])
    assert arc_layout.components(graph | {"x": frozenset("y"), "y": frozenset("x")}) == [["a", "b", "c", "d", "e"], ["x", "y"]]


# Drawing


def test_the_same_records_give_the_same_bytes(catalog: Catalog, site: Path) -> None:
    """Figures drawn again, in another process than that of the build, are the same byte for byte."""
    built = (site / "overview" / "index.html").read_text(encoding="utf-8")
    assert [name for name, text in slots(catalog, DrawnFigures()).items() if text not in built] == []


def test_a_damaged_cache_gives_the_right_figure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Drawings that are missing, or were changed in the file, are drawn again and kept; those that are kept are not drawn."""
    drawings = [Drawing(SMALL, "Bars."), Drawing(SMALL, "Other bars.")]
    file = tmp_path / FILE

    def drawn() -> list[str]:
        figures = DrawnFigures.cached_in(file)
        found = [figures.svg(drawing, ROOT_PATH) for drawing in drawings]
        figures.save()
        return found

    right = drawn()
    for damage in ("UPDATE figures SET result = CAST(replace(result, '1', '2') AS BLOB)", "DELETE FROM figures"):
        with sqlite3.connect(file) as database:
            assert database.execute(damage).rowcount == 1
        assert drawn() == right
    monkeypatch.setattr(svg_drawing, "drawn", lambda _: pytest.fail("a figure is drawn"))
    assert drawn() == right


def test_a_drawing_depends_on_all_modules_that_draw() -> None:
    """The key of a drawing contains the text of every module of the program that the drawing module imports, also indirectly."""
    folder, found, names = Path(svg_drawing.__file__).parent, set[str](), ["svg_drawing"]
    while names:
        found.add(name := names.pop())
        imported = re.findall(r"^ *from curator\.(\S+) import", (folder / f"{name}.py").read_text(encoding="utf-8"), re.MULTILINE)
        assert all(module.startswith("site.overview.") for module in imported)
        names += {module.removeprefix("site.overview.") for module in imported} - found
    assert {*drawn_figures.DRAWN_BY} == {f"{name}.py" for name in found}


def test_cached_figures_are_not_drawn(site: Path) -> None:
    """With the cache of a build, vl-convert is not imported."""
    code = (
        "import sys; from pathlib import Path; from curator.records import load; from curator.site.overview.drawn_figures import DrawnFigures\n"
        "from curator.site.overview.overview_page import slots; slots(load.load(Path(sys.argv[1]))[0], DrawnFigures.cached_in(Path(sys.argv[2])))\n"
        "print({'vl_convert'} & {*sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", code, ROOT, site.parent / FILE], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "a\ufffeb\x0bc", 'x"]}};alert(1)//', "${alert(1)}\\", SITE_ROOT, "\u202egnp"])
def test_names_in_figures_are_text(catalog: Catalog, name: str) -> None:
    """Markup, code, quotation marks and characters that XML forbids in the name of a dataset are text, and do not end the process."""
    records = {"drive": catalog.records["drive"].model_copy(update={"name": name}), "rite": catalog.records["rite"]}
    shown = html.fromstring(slots(replace(catalog, records=records), DrawnFigures())["overview-overlap"])
    assert len(shown.xpath("//svg//a")) == len(records)
    assert shown.xpath("//script") == []
    assert {it.tag for it in shown.xpath("//svg/descendant-or-self::*")} <= DRAWN


def test_unusual_markup_is_removed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Regardless of what the renderer writes, a drawing has only allowed elements and attributes, and links to this site."""
    unusual = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" onload="x()"><script>x()</script><style>a{}</style>'
        '<a xlink:href="javascript:x()"><rect id="r" style="fill:red" fill="red" width="1"/></a><image xlink:href="https://a.example/b.png"/></svg>'
    )

    def drawn(_: Chart) -> str:
        return unusual

    monkeypatch.setattr("curator.site.overview.svg_drawing._rendered", drawn)
    svg = html.fragment_fromstring(DrawnFigures().svg(Drawing(SMALL, "Bars."), ROOT_PATH))
    assert [(it.tag, sorted(it.attrib)) for it in svg.iter()] == [
        ("svg", ["aria-label", "class", "role"]),
        ("a", ["aria-label"]),
        ("rect", ["fill", "width"]),
    ]
