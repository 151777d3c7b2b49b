"""Rules about where facts were seen: a fact has a source, or is listed as unverified."""

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from curator.contents import Catalog, named_sources
from curator.model import Dataset
from curator.paths import dotted, reach
from curator.problem import Finding, Path

EXEMPT = frozenset(
    [
        "name",
        "full_name",
        "aliases",
        "formerly",
        "summary",
        "status",
        "withdrawn",
        "kind",
        "citations",
        "checked",
        "notes",
        "sources",
        "evidence",
        "unverified",
        "disputed",
        "changes",
    ]
)
"""Fields that owe no evidence: our own words, and what says where the rest was seen."""
COLLECTION = "collection"
"""The source that every record may name: the printed collection."""


def facts_have_evidence(id_: str, record: Dataset, catalog: Catalog) -> Iterator[Finding]:
    """Every field but our own words rests on a source, or is listed as unverified."""
    written = catalog.sources[id_].value
    vouched = {*record.evidence, *record.unverified}
    for field, value in written.items():
        if field not in EXEMPT:
            for path in _unvouched(value, (field,), vouched):
                name = dotted(path)
                fix = f"add `{name}: [a source]` to `evidence`, or `{name}: why` to `unverified`"
                yield Finding(path, "no-evidence", f"`{name}` names no source", fix, key=True)


def _unvouched(value: Any, path: Path, vouched: set[str]) -> Iterator[Path]:
    """Paths below which nothing says where it was seen; a whole field where none of it does."""
    if dotted(path) in vouched or (isinstance(value, dict) and ({"source", "unverified"} & set(value))):
        return
    if isinstance(value, dict):
        inside = [(child, (*path, key)) for key, child in value.items()]
    elif isinstance(value, list):
        inside = [(child, (*path, child["name"] if isinstance(child, dict) and "name" in child else position)) for position, child in enumerate(value)]
    else:
        inside = []
    lacking = [list(_unvouched(child, step, vouched)) for child, step in inside]
    if lacking and not all(lacking):
        yield from (missing for some in lacking for missing in some)
    elif any(lacking) or not inside:
        yield path


def sources_are_known(_id: str, record: Dataset, catalog: Catalog) -> Iterator[Finding]:
    """Every source named is listed in the record, a work of the bibliography, or the collection."""
    known = {*record.sources, *catalog.references, COLLECTION}
    for path, name in _named(catalog.sources[_id].value, ()):
        if name not in known:
            near = get_close_matches(str(name), [*record.sources, COLLECTION, *catalog.references], n=1, cutoff=0.7)
            fix = f"write `{near[0]}`" if near else f"add `{name}: {{url: …}}` to `sources`"
            yield Finding(path, "unknown-source", f"`{name}` is not a source of this record", fix)


def _named(value: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    """Every name of a source, with its place."""
    for key, child in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        here = (*path, key)
        if (key == "source" and path[:1] != ("sources",)) or path == ("evidence",):
            yield from (((*here, position), name) for position, name in enumerate(child))
        else:
            yield from _named(child, here)


def sources_are_used(_id: str, record: Dataset, _catalog: Catalog) -> Iterator[Finding]:
    """Every source listed is named by a fact."""
    for name in sorted(set(record.sources) - named_sources(record)):
        yield Finding(("sources", name), "unused-source", f"no fact names the source `{name}`", "name it where it says something, or remove it", key=True)


def paths_lead_somewhere(id_: str, record: Dataset, catalog: Catalog) -> Iterator[Finding]:
    """Paths in evidence, unverified, notes and disputed lead to fields of the record."""
    written = catalog.sources[id_].value
    places: list[tuple[Path, str]] = [((field, path), path) for field in ("evidence", "unverified", "notes") for path in getattr(record, field)]
    places += [(("disputed", position, "field"), dispute.field) for position, dispute in enumerate(record.disputed)]
    for place, path in places:
        if not reach(written, path):
            near = get_close_matches(path, written, n=1, cutoff=0.6)
            fix = f"write `{near[0]}`" if near else "write the name of a field that this record has"
            yield Finding(place, "unknown-path", f"`{path}` leads to no field of this record", fix, key=place[0] != "disputed")


def doubts_and_evidence_exclude(_id: str, record: Dataset, _catalog: Catalog) -> Iterator[Finding]:
    """A field is not both evident and unverified."""
    for path in sorted(set(record.evidence) & set(record.unverified)):
        yield Finding(("unverified", path), "unknown-path", f"`{path}` has evidence and is unverified", "keep one; a note or a dispute says the rest", key=True)


RULES = (facts_have_evidence, sources_are_known, sources_are_used, paths_lead_somewhere, doubts_and_evidence_exclude)
