"""The references page: the printed references with their numbers, then the other works."""

from dataclasses import dataclass

from curator.records.bibliography import PRINTED, Reference
from curator.records.catalog import Catalog
from curator.records.per_record import per_record
from curator.records.record_addresses import page_path


@dataclass(frozen=True)
class Citing:
    """A record or resource that cites a work or uses it as a source, and its address in the site."""

    address: str
    name: str


@dataclass(frozen=True)
class WorkLine:
    """A work with its number, the records and resources that cite it, its unverified fields, and corrections."""

    label: str
    anchor: str
    also: str
    reference: Reference
    citing: tuple[Citing, ...]
    doubts: str
    corrections: tuple[tuple[str, str, str, str], ...]


def works(catalog: Catalog) -> tuple[WorkLine, ...]:
    """The printed references in their order, then the other works by author and year."""
    by_number = {number: reference for reference in catalog.references.values() for number in reference.printed}
    printed = [_line(by_number[number], number, catalog) for number in PRINTED if number in by_number]
    others = sorted((it for it in catalog.references.values() if not it.printed), key=lambda it: (it.authors[0].family.casefold(), it.year))
    return (*printed, *(_line(reference, None, catalog) for reference in others))


def _line(reference: Reference, number: int | None, catalog: Catalog) -> WorkLine:
    records = (_citing(id_, reference.key, catalog) for id_ in catalog.citing.get(reference.key, ()))
    resources = (Citing(f"further-resources/#{it.id}", it.name) for it in catalog.resources if reference.key in it.citation)
    others = [other for other in reference.printed if other != number]
    also = f"also printed as [{', '.join(map(str, others))}]" if others else ""
    anchor = f"ref-{number}" if number else reference.key
    return WorkLine(
        f"[{number}]" if number else "",
        anchor,
        also,
        reference,
        (*records, *resources),
        ", ".join(reference.doubts),
        _corrections(number, catalog) if number else (),
    )


def _citing(id_: str, key: str, catalog: Catalog) -> Citing:
    own = catalog.summaries[id_]
    return Citing(page_path(id_, "cite" if key in own.cited else "sources"), own.name)


def _corrections(number: int, catalog: Catalog) -> tuple[tuple[str, str, str, str], ...]:
    """Record id, printed value, corrected value and reason of each correction of a printed reference."""
    ids = [id_ for id_, own in catalog.summaries.items() if own.corrections]
    found = [(id_, *words) for id_ in ids for of, *words in corrected_references(id_, catalog) if of == number]
    unique = {(printed, right): (id_, printed, right, why) for id_, printed, right, why in found}
    return tuple(unique.values())


@per_record
def corrected_references(id_: str, catalog: Catalog) -> tuple[tuple[int, str, str, str], ...]:
    """Number, printed value, corrected value and reason of each correction of a printed reference in a record."""
    found = catalog.records[id_].corrections
    return tuple((it.reference, it.printed or "nothing", it.right or "", it.why) for it in found if it.reference)
