"""Rules about the order of lists."""

from collections.abc import Iterator, Sequence
from operator import itemgetter

from curator.records.catalog import Catalog
from curator.records.edit import Edit
from curator.records.model import PARTS, Dataset
from curator.records.problem import Finding, Path
from curator.records.rule import rule


@rule
def changes_are_sorted(id_: str, record: Dataset, catalog: Catalog) -> Iterator[Finding]:
    """Changes are sorted by date."""
    days = [change.date for change in record.changes]
    if days != sorted(days):
        written: list[dict[str, str]] = sorted(catalog.sources[id_].value["changes"], key=itemgetter("date"))
        yield _unsorted(("changes",), "by date", written)


@rule
def terms_are_sorted(_id: str, record: Dataset, catalog: Catalog) -> Iterator[Finding]:
    """Dimensions are sorted as in the vocabulary, and withheld parts of a split as train, validation, test."""
    yield from _checked(("dimensions",), record.dimensions, list(catalog.vocabularies["dimension"].entries), "as in the vocabulary")
    for position, split in enumerate(record.splits):
        yield from _checked(("splits", position, "withheld"), split.withheld or (), PARTS, "as train, validation, test")


def _checked(path: Path, terms: Sequence[str], order: Sequence[str], how: str) -> Iterator[Finding]:
    if set(terms) <= set(order) and list(terms) != (right := sorted(terms, key=order.index)):
        yield _unsorted(path, how, right)


def _unsorted(path: Path, how: str, right: Sequence[object]) -> Finding:
    return Finding(path, "unsorted", f"`{path[-1]}` is not sorted {how}", f"sort it {how}", edit=Edit(path, list(right)))
