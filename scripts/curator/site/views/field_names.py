"""Fields of a record in words: the label of a field, the section of the page that shows it, and its current value."""

from collections.abc import Callable
from typing import Any

from curator.records.catalog import Catalog
from curator.records.model import Correction, Dataset, Relation
from curator.records.paths import dotted, is_within
from curator.records.record_parts import sourced_items
from curator.site.views.completeness import LABELS
from curator.site.views.evidence_notes import host
from curator.site.views.facts import Fact, facts_about
from curator.site.views.licenses import licence_words

SECTIONS = {
    "access": "access",
    "licence": "licence",
    "splits": "splits",
    "classes": "splits",
    "citations": "cite",
    "acknowledgement": "cite",
    "known_issues": "issues",
    "corrections": "print",
    "relations": "related",
    "loaders": "loaders",
    "labelling": "labelling",
    "seen_by": "models",
}
"""The sections of a dataset page by field, except *Facts*."""
GLANCE = "glance"


def _plain(path: str) -> str:
    """A path as words, without positions."""
    return ", ".join(LABELS.get(part, part.replace("_", " ")) for part in path.split(".") if not part.isdecimal())


def _related(relation: Relation, catalog: Catalog) -> str:
    other = catalog.records.get(relation.to or "")
    return other.name if other else relation.name or relation.to or ""


def _corrected(correction: Correction, catalog: Catalog) -> str:
    if correction.cell:
        return f"{catalog.printed.columns.of(correction.cell)} in Table 1"
    if correction.link:
        return f"printed URL ({correction.link})"
    if correction.reference:
        return f"reference [{correction.reference}]"
    return str(correction.text) if str(correction.text).startswith("Table") else f"section {correction.text}"


Text = Callable[[Any, Catalog], str]
_ITEMS: dict[str, tuple[str, Text, Text]] = {
    "splits": ("split", lambda it, _: it.name, lambda it, _: it.name),
    "classes": ("classes", lambda it, catalog: it.name or catalog.vocabularies["task"].label(it.task), lambda it, _: it.name or it.task),
    "labelling": ("labels", lambda it, _: it.of, lambda it, catalog: catalog.vocabularies["labelling"].label(it.by) if it.by else it.of),
    "seen_by": ("model trained on the data", lambda it, _: it.model, lambda it, _: it.model),
    "access.routes": ("access route", lambda it, _: it.to, lambda it, _: it.url or it.to),
    "access.routes.waiting": ("waiting time", lambda it, _: it.reported, lambda it, _: it.reported),
    "access.locations": ("location", lambda it, _: it.to, lambda it, _: it.uri),
    "access.links": ("link", lambda it, catalog: f"{catalog.vocabularies['link'].label(it.kind)}, {host(it.url)}", lambda it, _: it.url),
    "licence": (LABELS["licence"], lambda it, _: it.covers, lambda it, catalog: licence_words(it, catalog.vocabularies)[0]),
    "relations": ("related dataset", _related, _related),
    "known_issues": ("known issue", lambda it, catalog: catalog.vocabularies["issue"].label(it.kind), lambda it, _: it.text),
    "loaders": ("data loader", lambda it, _: it.library, lambda it, _: it.name or it.library),
    "corrections": ("correction", _corrected, lambda it, _: it.right or it.why),
    "disputed": ("disagreement", lambda it, _: _plain(it.field), lambda it, _: it.kept),
    "acknowledgement": ("acknowledgement", lambda _, __: "", lambda it, _: it.quote),
}
"""Items with sources of their own: the label of their kind, the name of an item, and its value."""


def section(path: str, record: Dataset) -> str:
    """The section of the dataset page that shows a path; a disagreement is shown with its field."""
    field = next((it.field for position, it in enumerate(record.disputed) if is_within(path, f"disputed.{position}")), path)
    return SECTIONS.get(field.partition(".")[0], GLANCE)


def described(id_: str, path: str, catalog: Catalog) -> tuple[str, str]:
    """The label and the value of a path of a record; empty if unknown."""
    record = catalog.records[id_]
    for place, item in sourced_items(record):
        if is_within(path, dotted(place)):
            label, named, present = _ITEMS[".".join(str(part) for part in place if isinstance(part, str))]
            return ": ".join(filter(None, (label, named(item, catalog)))), present(item, catalog)
    if path == "access.homepage":
        return "homepage", record.access.homepage
    shown = max((it for it in facts_about(id_, catalog) if is_within(path, it.path)), key=_depth, default=None)
    return _of_fact(path, shown) if shown else (LABELS.get(path, _plain(path)), "")


def _of_fact(path: str, fact: Fact) -> tuple[str, str]:
    """The label and the value of a path at or below a fact."""
    label = LABELS.get(fact.path, fact.label[0].lower() + fact.label[1:])
    rest = path.removeprefix(fact.path).removeprefix(".")
    own = next((value.item.text for value in fact.values if value.item.part and is_within(rest, value.item.part)), "")
    if not rest or not own:
        return ": ".join(filter(None, (label, _plain(rest)))), ", ".join(value.item.text for value in fact.values)
    return f"{label}: {_plain(rest) or own}", own


def _depth(fact: Fact) -> int:
    return len(fact.path)
