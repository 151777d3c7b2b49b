"""Rules about evidence: every fact has a source, or is listed as unverified."""

import re
from collections.abc import Iterator
from typing import Any

from curator.records import bibliography
from curator.records.catalog import Catalog
from curator.records.messages import finding, phrase
from curator.records.model import ID, Acquisition, Dataset, FrozenModel, Imaging, Population
from curator.records.normalise import nearest
from curator.records.paths import exists
from curator.records.problem import Finding, Path
from curator.records.record_parts import COLLECTION, named_sources, sourced_items
from curator.records.rule import rule

EXEMPT = frozenset(
    "name full_name aliases formerly summary status withdrawn kind citations checked notes sources evidence unverified not_reported disputed changes contributors".split()  # noqa: SIM905
)
"""Fields that need no evidence: the catalog's own text, and the evidence itself."""
BOOKKEEPING = frozenset("notes sources evidence unverified not_reported disputed changes contributors checked formerly".split())  # noqa: SIM905
"""Fields about the record's evidence and history, which have no notes."""
_GROUPS: dict[str, type[FrozenModel]] = {"population": Population, "imaging": Imaging, "acquisition": Acquisition}
REPORTABLE = (
    *(f"{group}.{name}" for group, model in _GROUPS.items() for name in model.model_fields if name not in ("note", "population")),
    *("labelling", "annotation", "frame_size", "formats", "download_size"),
)
"""Fields that may be listed as not reported."""


@rule
def facts_have_evidence(id_: str, record: Dataset, catalog: Catalog) -> Iterator[Finding]:
    """Every field except the catalog's own text has a source, or is listed as unverified."""
    written = catalog.sources[id_].value
    verified = {*record.evidence, *record.unverified}
    source = next(iter(record.sources), phrase("a-source"))
    for field, value in written.items():
        if field not in EXEMPT:
            for path, name in _without_source(value, (field,), field, verified):
                yield finding(path, "no-evidence", key=True, name=name, source=source)


def _without_source(value: Any, path: Path, name: str, verified: set[str]) -> Iterator[tuple[Path, str]]:
    """Yield the paths and dotted paths without a source; that of a whole field if none of its parts has one."""
    if name in verified or (isinstance(value, dict) and ({"source", "unverified"} & set(value))):
        return
    inside: list[tuple[Any, int | str, Any]] = []
    if isinstance(value, dict):
        inside = [(child, key, key) for key, child in value.items()]
    elif isinstance(value, list):
        inside = [(child, position, child.get("name", position) if isinstance(child, dict) else position) for position, child in enumerate(value)]
    lacking = [list(_without_source(child, (*path, step), f"{name}.{called}", verified)) for child, step, called in inside]
    if lacking and not all(lacking):
        yield from (missing for some in lacking for missing in some)
    elif any(lacking) or not inside:
        yield path, name


@rule
def sources_are_known(_id: str, record: Dataset, catalog: Catalog) -> Iterator[Finding]:
    """Every cited source is in `sources` or the bibliography, or is the printed collection."""
    known = {*record.sources, COLLECTION}
    if named_sources(record) <= known | catalog.keys:
        return
    for path, name in _named(record):
        if name not in known and name not in catalog.keys and not (bibliography.FILE in catalog.invalid and bibliography.KEY.fullmatch(name)):
            near = nearest(name, [*record.sources, COLLECTION, *catalog.references])
            fix = phrase("add-source", name=name) if re.fullmatch(ID, name) else phrase("name-source")
            yield finding(path, "unknown-source", name=name, fix=phrase("write", near=near) if near else fix)


@rule
def collection_mentions_the_record(id_: str, record: Dataset, catalog: Catalog) -> Iterator[Finding]:
    """The printed collection is a source only of records that it mentions."""
    if "printed" in catalog.invalid or COLLECTION in record.sources or catalog.printed.names(id_) or COLLECTION not in named_sources(record):
        return
    for path, name in _named(record):
        if name == COLLECTION:
            yield finding(path, "unprinted-source", name=name)


def _named(record: Dataset) -> Iterator[tuple[Path, str]]:
    """Yield every cited source, with its path."""
    for path, item in sourced_items(record):
        yield from (((*path, "source", position), name) for position, name in enumerate(item.source or ()))
    for listing in ("evidence", "not_reported"):
        for field, names in getattr(record, listing).items():
            yield from (((listing, field, position), name) for position, name in enumerate(names))


@rule
def sources_are_used(_id: str, record: Dataset, _catalog: Catalog) -> Iterator[Finding]:
    """Every source in `sources` is cited by a fact."""
    for name in sorted(set(record.sources) - named_sources(record)):
        yield finding(("sources", name), "unused-source", key=True, name=name)


@rule
def paths_are_fields(id_: str, record: Dataset, catalog: Catalog) -> Iterator[Finding]:
    """Paths in evidence, unverified, notes and disputed are fields of the record."""
    written = catalog.sources[id_].value
    places: list[tuple[Path, str]] = [((field, path), path) for field in ("evidence", "unverified", "notes") for path in getattr(record, field)]
    places += [(("disputed", position, "field"), dispute.field) for position, dispute in enumerate(record.disputed)]
    for place, path in places:
        if path.partition(".")[0] in BOOKKEEPING or not exists(written, path):
            near = nearest(path, written)
            fix = phrase("write", near=near) if near else phrase("a-field")
            yield finding(place, "unknown-path", key=place[0] != "disputed", path=path, fix=fix)


@rule
def no_field_is_sourced_and_unverified(_id: str, record: Dataset, _catalog: Catalog) -> Iterator[Finding]:
    """No field has both evidence and a reason why it is unverified."""
    for path in sorted(set(record.evidence) & set(record.unverified)):
        yield finding(("unverified", path), "sourced-and-unverified", key=True, path=path)


@rule
def fields_not_reported_have_no_value(id_: str, record: Dataset, catalog: Catalog) -> Iterator[Finding]:
    """Fields listed as not reported can be listed, and have no value in the record."""
    written = catalog.sources[id_].value
    for path in record.not_reported:
        place = ("not_reported", path)
        if path not in REPORTABLE:
            near = nearest(path, REPORTABLE)
            yield finding(place, "not-reportable", key=True, path=path, fix=phrase("write", near=near) if near else phrase("reportable"))
        elif exists(written, path):
            yield finding(place, "reported", key=True, path=path)
