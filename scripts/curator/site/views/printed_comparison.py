"""What the printed collection says, beside what the records say."""

from dataclasses import dataclass

from curator.records.catalog import Catalog
from curator.records.model import CELLS, Correction
from curator.records.printed_cells import agrees, computed
from curator.site.views.source_notes import Backing, Evidence

AGREES = "agrees"
"""What stands beside a printed cell that the record bears out, be it in other words."""


@dataclass(frozen=True)
class Comparison:
    """One printed cell beside the record."""

    heading: str
    printed: str
    right: str
    verdict: str
    kind: str
    why: str
    backing: Backing


@dataclass(frozen=True)
class Mending:
    """A correction of an address, a reference or the text."""

    place: str
    anchor: str
    printed: str
    right: str
    kind: str
    why: str
    backing: Backing


def comparisons(id_: str, catalog: Catalog, evidence: Evidence) -> tuple[Comparison, ...]:
    """The printed row of a record, cell by cell; empty where the print has none."""
    row, record = catalog.printed.row(id_), catalog.records[id_]
    if row is None:
        return ()
    corrections = {correction.cell: (correction, backing) for correction, backing in evidence.items(record.corrections, "corrections") if correction.cell}
    found = []
    for column in CELLS:
        cell = computed(column, record, catalog.vocabularies)
        same = agrees(column, row, record, catalog.vocabularies)
        correction, backing = corrections.get(column, (None, Backing()))
        kind, why = (correction.kind, correction.why) if correction else ("", "")
        verdict = kind or (AGREES if same else "differs")
        found.append(Comparison(catalog.printed.columns.of(column), row.of(column), cell.shown, verdict, kind, why, backing))
    return tuple(found)


def mendings(id_: str, catalog: Catalog, evidence: Evidence) -> tuple[Mending, ...]:
    """The corrections of a record that are not about a cell, in their order."""
    corrections = evidence.items(catalog.records[id_].corrections, "corrections")
    return tuple(_mending(correction, backing, catalog) for correction, backing in corrections if not correction.cell)


def _mending(correction: Correction, backing: Backing, catalog: Catalog) -> Mending:
    anchor = ""
    if correction.reference:
        place, anchor = f"Reference [{correction.reference}]", f"ref-{correction.reference}"
    elif correction.link:
        place = f"Address ({correction.link})"
    else:
        section = str(correction.text)
        title = catalog.printed.sections.get(section, "")
        place = f"Section {section}, {title}" if section[:1].isdigit() else section
    words = (correction.printed or "nothing", correction.right or "", correction.kind, correction.why)
    return Mending(place, anchor, *words, backing)


@dataclass(frozen=True)
class CorrectedRecord:
    """All corrections of one record."""

    id: str
    name: str
    cells: tuple[Comparison, ...]
    others: tuple[Mending, ...]


def corrected(catalog: Catalog) -> tuple[CorrectedRecord, ...]:
    """The records with corrections in the order of the print, then by name."""
    found = []
    for id_ in catalog.in_order_of_print:
        evidence = Evidence(catalog.records[id_], catalog)
        cells = tuple(cell for cell in comparisons(id_, catalog, evidence) if cell.why)
        others = mendings(id_, catalog, evidence)
        if cells or others:
            found.append(CorrectedRecord(id_, catalog.records[id_].name, cells, others))
    return tuple(found)
