"""What is promised of the printed table: it is kept as it was printed, and every difference is explained."""

import csv
from pathlib import Path

from conftest import ROOT
from curator.records import printed_cells
from curator.records.catalog import Catalog
from curator.records.model import CELLS

PRINTED = list(csv.reader((ROOT / "tests" / "printed" / "table-1.csv").read_text(encoding="utf-8").splitlines()))


def test_the_printed_table_is_kept_as_printed(catalog: Catalog) -> None:
    """table-1.yaml equals the print cell by cell, misprints included: 32 rows of 7 cells."""
    heading = list(catalog.printed.columns.cells)
    assert [heading, *(list(row.cells) for row in catalog.printed.rows)] == PRINTED
    assert (len(catalog.printed.rows), len(CELLS)) == (32, 7)


def test_the_printed_table_is_published_as_printed(site: Path) -> None:
    """data/table-1.csv equals the print cell by cell."""
    assert list(csv.reader((site / "data" / "table-1.csv").read_text(encoding="utf-8").splitlines())) == PRINTED


def test_every_difference_is_explained(catalog: Catalog) -> None:
    """A printed cell agrees with its record, or a correction says why it does not."""
    unexplained = [
        (row.record, column)
        for row in catalog.printed.rows
        for column in CELLS
        if not printed_cells.agrees(column, row, catalog.records[row.record], catalog.vocabularies)
        and not any(correction.cell == column for correction in catalog.records[row.record].corrections)
    ]
    assert unexplained == []


def test_known_misprints_are_called_wrong(catalog: Catalog) -> None:
    """LUNA's 267, CheXpert's 224,316/624 and PascalVOC's row copied from ADE20K are corrected as wrong."""
    wrong = {(id_, correction.cell) for id_, record in catalog.records.items() for correction in record.corrections if correction.kind == "wrong"}
    assert {("luna16", "images"), ("chexpert", "images"), ("pascal-voc", "images"), ("pascal-voc", "classes"), ("pascal-voc", "frame_size")} <= wrong


def test_misprinted_addresses_are_mended(catalog: Catalog) -> None:
    """The mistyped addresses of Mendeley and Cairo University are corrected to the right ones."""
    mended = {(it.printed, it.right) for record in catalog.records.values() for it in record.corrections if it.link}
    assert ("https://data.mendeley.com/datasets/rsbjbr9sj/3", "https://data.mendeley.com/datasets/rscbjbr9sj/3") in mended
    assert ("https://scholar.cu.edu.sg/?q=afahmy/pages/dataset", "https://scholar.cu.edu.eg/?q=afahmy/pages/dataset") in mended


def test_printed_references_are_each_held_once(catalog: Catalog) -> None:
    """The 35 printed numbers lead to 34 works, because [5] and [24] are one record."""
    numbers = sorted(number for reference in catalog.references.values() for number in reference.printed)
    assert numbers == list(range(1, 36))
    assert [reference.printed for reference in catalog.references.values() if len(reference.printed) > 1] == [(5, 24)]


def test_a_rounded_print_agrees_within_its_rounding() -> None:
    """1.3M stands for anything from 1.25 to 1.35 million, a plain number only for itself."""
    assert printed_cells.printed_numbers("1.3M/60000") == [(1_300_000, 50_000), (60_000, 0)]
    assert printed_cells.printed_numbers("20,210/2000") == [(20_210, 0), (2_000, 0)]
    assert printed_cells.printed_numbers("-") == []


def test_a_typical_size_is_no_exact_one() -> None:
    """A size printed with ~ and one printed without are two statements."""
    assert printed_cells.printed_sizes("~512×512") == {(True, 512, 512)}
    assert printed_cells.printed_sizes("512×512") == {(False, 512, 512)}
    assert printed_cells.printed_sizes("-") == set()
