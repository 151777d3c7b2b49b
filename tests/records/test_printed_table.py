"""The printed table: it is kept as printed, and every difference is explained."""

import csv
from pathlib import Path

from conftest import ROOT
from curator.records import printed_cells
from curator.records.catalog import Catalog
from curator.records.model import CELLS

PRINTED = list(csv.reader((ROOT / "tests" / "printed" / "table-1.csv").read_text(encoding="utf-8").splitlines()))


def test_the_printed_table_is_kept_as_printed(catalog: Catalog) -> None:
    """table-1.yaml equals the printed table cell by cell, including misprints: 32 rows of 7 cells."""
    heading = list(catalog.printed.columns.cells)
    assert [heading, *(list(row.cells) for row in catalog.printed.rows)] == PRINTED
    assert (len(catalog.printed.rows), len(CELLS)) == (32, 7)


def test_the_printed_table_is_published_as_printed(site: Path) -> None:
    """data/table-1.csv equals the printed table cell by cell, with an apostrophe in front of 2/2 and 4/4, which spreadsheets read as dates."""
    rows = list(csv.reader((site / "data" / "table-1.csv").read_text(encoding="utf-8").splitlines()))
    assert [[cell.removeprefix("'") for cell in row] for row in rows] == PRINTED
    assert [cell for row in rows for cell in row if cell.startswith("'")] == ["'2/2", "'4/4"]


def test_every_difference_is_explained(catalog: Catalog) -> None:
    """A printed cell agrees with its record, or a correction explains the difference."""
    unexplained = [
        (row.record, column)
        for row in catalog.printed.rows
        for column in CELLS
        if not printed_cells.agrees(column, row, catalog.records[row.record], catalog.vocabularies)
        and not any(correction.cell == column for correction in catalog.records[row.record].corrections)
    ]
    assert unexplained == []


def test_known_misprints_are_corrected(catalog: Catalog) -> None:
    """267 for LUNA16, 224,316/624 for CheXpert and the row of PASCAL VOC, copied from ADE20K, are corrected as wrong."""
    wrong = {(id_, correction.cell) for id_, record in catalog.records.items() for correction in record.corrections if correction.kind == "wrong"}
    assert {("luna16", "images"), ("chexpert", "images"), ("pascal-voc", "images"), ("pascal-voc", "classes"), ("pascal-voc", "frame_size")} <= wrong


def test_misprinted_addresses_are_corrected(catalog: Catalog) -> None:
    """The mistyped URLs of Mendeley Data and Cairo University are corrected."""
    corrected = {(it.printed, it.right) for record in catalog.records.values() for it in record.corrections if it.link}
    assert ("https://data.mendeley.com/datasets/rsbjbr9sj/3", "https://data.mendeley.com/datasets/rscbjbr9sj/3") in corrected
    assert ("https://scholar.cu.edu.sg/?q=afahmy/pages/dataset", "https://scholar.cu.edu.eg/?q=afahmy/pages/dataset") in corrected


def test_each_printed_reference_is_in_one_entry(catalog: Catalog) -> None:
    """The 35 printed numbers belong to 34 references, because [5] and [24] are the same work."""
    numbers = sorted(number for reference in catalog.references.values() for number in reference.printed)
    assert numbers == list(range(1, 36))
    assert [reference.printed for reference in catalog.references.values() if len(reference.printed) > 1] == [(5, 24)]


def test_a_rounded_number_agrees_within_its_rounding() -> None:
    """1.3M agrees with 1.25 to 1.35 million, a number that is not rounded only with itself."""
    assert printed_cells.printed_numbers("1.3M/60000") == [(1_300_000, 50_000), (60_000, 0)]
    assert printed_cells.printed_numbers("20,210/2000") == [(20_210, 0), (2_000, 0)]
    assert printed_cells.printed_numbers("-") == []


def test_a_typical_size_differs_from_an_exact_size() -> None:
    """A size printed with ~ does not equal a size printed without."""
    assert printed_cells.printed_sizes("~512×512") == {(True, 512, 512)}
    assert printed_cells.printed_sizes("512×512") == {(False, 512, 512)}
    assert printed_cells.printed_sizes("-") == set()


def test_a_single_number_of_images_is_the_total(catalog: Catalog) -> None:
    """The cell has the total of an official split with one part if it is known, and says that a number is rounded or a bound."""
    shown = {id_: printed_cells.computed("images", catalog.records[id_], catalog.vocabularies).shown for id_ in ("airogs", "pi-cai", "ixi", "polypgen")}
    assert shown == {"airogs": "113,893 images", "pi-cai": "1,500 studies", "ixi": "about 600 patients", "polypgen": "at least 300 patients"}
