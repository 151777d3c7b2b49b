"""Comparison of the printed collection with the records, and its corrections."""

from dataclasses import dataclass

from curator.records.catalog import Catalog
from curator.records.model import CELLS, Correction
from curator.records.per_record import per_record
from curator.records.printed_cells import agrees, computed
from curator.site.views.evidence_notes import Backing, Evidence

AGREES = "agrees"
"""The verdict on a printed cell that agrees with the record, possibly in other words."""


@dataclass(frozen=True)
class Comparison:
    """A printed cell and the value of the record."""

    heading: str
    printed: str
    right: str
    verdict: str
    kind: str
    why: str
    backing: Backing


@dataclass(frozen=True)
class OtherCorrection:
    """A correction of a URL, a reference or the text of the printed collection."""

    place: str
    anchor: str
    printed: str
    right: str
    kind: str
    why: str
    backing: Backing


def comparisons(id_: str, catalog: Catalog, evidence: Evidence) -> tuple[Comparison, ...]:
    """The cells of a record's printed row; empty if there is no row."""
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


def other_corrections(id_: str, catalog: Catalog, evidence: Evidence) -> tuple[OtherCorrection, ...]:
    """The corrections of a record that do not concern a cell of the table, in its order."""
    corrections = evidence.items(catalog.records[id_].corrections, "corrections")
    return tuple(_other_correction(correction, backing, catalog) for correction, backing in corrections if not correction.cell)


def _other_correction(correction: Correction, backing: Backing, catalog: Catalog) -> OtherCorrection:
    anchor = ""
    if correction.reference:
        place, anchor = f"Reference [{correction.reference}]", f"ref-{correction.reference}"
    elif correction.link:
        place = f"URL ({correction.link})"
    else:
        section = str(correction.text)
        title = catalog.printed.sections.get(section, "")
        place = f"Section {section}, {title}" if section[:1].isdigit() else section
    words = (correction.printed or "nothing", correction.right or "", correction.kind, correction.why)
    return OtherCorrection(place, anchor, *words, backing)


@dataclass(frozen=True)
class CorrectedRecord:
    """All corrections of a record."""

    id: str
    name: str
    cells: tuple[Comparison, ...]
    others: tuple[OtherCorrection, ...]


def corrected(catalog: Catalog) -> tuple[CorrectedRecord, ...]:
    """The records with corrections, in the order of the printed table, then by name."""
    found = (corrections_of(id_, catalog) for id_ in catalog.printed_order if catalog.summaries[id_].corrections)
    return tuple(filter(None, found))


@per_record
def corrections_of(id_: str, catalog: Catalog) -> CorrectedRecord | None:
    """All corrections of a record; None if it has none."""
    if not catalog.summaries[id_].corrections:
        return None
    evidence = Evidence(catalog.records[id_], catalog)
    cells = tuple(cell for cell in comparisons(id_, catalog, evidence) if cell.why)
    others = other_corrections(id_, catalog, evidence)
    return CorrectedRecord(id_, catalog.records[id_].name, cells, others) if cells or others else None
