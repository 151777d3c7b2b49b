"""Rules about corrections of the printed collection."""

from collections.abc import Iterator

from curator.records.catalog import Catalog
from curator.records.json_schema import flow
from curator.records.messages import finding, message_parts, phrase
from curator.records.model import CELLS, Correction, Dataset
from curator.records.printed_cells import agrees, computed
from curator.records.problem import Finding
from curator.records.rule import rule
from curator.records.vocabulary import vocabulary_of

_FIELDS = {"task": "tasks", "images": "counts"}
"""The field of a column whose name differs."""


@rule
def corrections_specify_one_place(id_: str, record: Dataset, catalog: Catalog) -> Iterator[Finding]:
    """A correction names exactly one of cell, link, reference, text, with the fields that belong to it."""
    if "printed" in catalog.invalid:
        return
    for position, correction in enumerate(record.corrections):
        places = [name for name in ("cell", "link", "reference", "text") if getattr(correction, name) is not None]
        if len(places) != 1:
            yield finding(("corrections", position), "places", named=" and ".join(f"`{name}`" for name in places) or phrase("no-place"))
            continue
        for field, message, fix in _misfits(id_, correction, catalog):
            yield Finding(("corrections", position, *([field] if field else [])), "correction", message, fix)


def _misfits(id_: str, correction: Correction, catalog: Catalog) -> Iterator[tuple[str, str, str]]:
    """Yield the field, message and fix of each problem in a correction that specifies one place."""
    if correction.cell:
        if catalog.printed.row(id_) is None:
            yield "cell", *message_parts("no-row")[1:]
        if correction.printed or correction.right:
            yield "printed" if correction.printed else "right", "for a cell, what is printed and what is correct are computed", "remove `printed` and `right`"
        return
    if not correction.right:
        yield "", *message_parts("no-right")[1:]
    if not correction.printed and correction.kind != "incomplete":
        yield "", *message_parts("no-printed")[1:]
    if correction.text and correction.text not in catalog.printed.sections:
        yield "text", *message_parts("no-section", text=correction.text, sections=", ".join(map(flow, catalog.printed.sections)))[1:]
    addresses = catalog.printed.addresses(id_)
    if correction.link and correction.printed and correction.printed not in addresses:
        shown = " or ".join(f"`{address}`" for address in addresses) or "no URL"
        yield "printed", f"the printed collection gives {shown} for this record", "copy it exactly from catalog/table-1.yaml"


@rule
def printed_cells_are_explained(id_: str, record: Dataset, catalog: Catalog) -> Iterator[Finding]:
    """A printed cell that differs from the record has a correction, and a cell that agrees is not marked as wrong."""
    row = catalog.printed.row(id_)
    if row is None:
        return
    corrected = {correction.cell: position for position, correction in enumerate(record.corrections) if correction.cell}
    for column in CELLS:
        field = _FIELDS.get(column, column)
        if not catalog.vocabularies[vocabulary_of(field) or "unit"].read:
            continue
        same = agrees(column, row, record, catalog.vocabularies)
        heading, shown = catalog.printed.columns.of(column), row.of(column)
        if not same and column not in corrected:
            message = f"the printed table has `{shown}` as {heading}, but the record has `{computed(column, record, catalog.vocabularies).text or 'nothing'}`"
            fix = f"correct the record, or add `{{cell: {column}, kind: …, why: …, source: […]}}` to `corrections`"
            place = "splits" if column == "images" and record.splits else field
            yield Finding((place,), "uncorrected", message, fix, key=True)
        elif same and column in corrected and record.corrections[corrected[column]].kind == "wrong":
            message = f"`{shown}` is marked as wrong, but agrees with the record"
            yield Finding(
                ("corrections", corrected[column]), "needless-correction", message, "correct the record, choose another kind, or remove the correction"
            )
