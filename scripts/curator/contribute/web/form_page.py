"""The form for new records: sections of fields with their controls, and lists of suggestions."""

from dataclasses import dataclass
from textwrap import shorten

from curator.contribute.web.form_fields import Field, fields, term_fields
from curator.records.catalog import Catalog
from curator.records.model import Dataset
from curator.records.rules.evidence import EXEMPT
from curator.records.vocabulary import FEW, GROWING, Vocabularies

GROUPS = (
    ("name", "Name and status", ("name", "full_name", "aliases", "kind", "status", "summary", "year", "provider", "withdrawn", "formerly")),
    ("sources", "Sources", ("sources", "checked")),
    ("what", "Content", ("modality", "body_part", "target", "tasks", "dimensions")),
    ("much", "Images, counts and labels", ("frame_size", "counts", "splits", "classes", "formats", "download_size", "releases")),
    ("made", "Annotation and acquisition", ("annotation", "labelling", "acquisition", "imaging", "population", "synthetic")),
    ("access", "Access", ("access",)),
    ("licence", "License and terms of use", ("licence", "acknowledgement")),
    ("cite", "Citation", ("citations",)),
    ("overlaps", "Related datasets", ("relations",)),
    ("issues", "Known issues", ("known_issues",)),
    ("loaders", "Data loaders", ("loaders", "seen_by", "registries")),
    ("rest", "Notes, evidence and history", ("notes", "disputed", "evidence", "unverified", "not_reported", "corrections", "changes", "contributors")),
)
"""The sections of the form: anchor, heading and fields, rarely used fields last."""
_RARE = frozenset(
    """not_reported labelling imaging population synthetic seen_by registries withdrawn formerly releases acknowledgement evidence unverified corrections splits.*.official splits.*.release splits.*.task splits.*.further
    splits.*.folds splits.*.withheld splits.*.note frame_size.*.about frame_size.*.part frame_size.*.release frame_size.*.note classes.*.name
    classes.*.number classes.*.multilabel classes.*.labelled classes.*.note access.routes.*.labelled access.routes.*.note access.links
    access.locations access.locations.*.requester_pays access.locations.*.unverified
    access.links.*.md5 access.links.*.sha256 sources.*.seen citations.further splits.*.source classes.*.source access.routes.*.source
    licence.*.source splits.*.unverified classes.*.unverified access.routes.*.unverified access.links.*.unverified licence.*.unverified
    relations.*.unverified known_issues.*.unverified loaders.*.unverified corrections.*.unverified disputed.*.unverified
    acknowledgement.unverified loaders.*.unofficial loaders.*.licence loaders.*.note""".split()  # noqa: SIM905 - fifty short names
)
"""Rarely used fields, which are collapsed."""
_FIRST = frozenset({"sources", "counts", "access.routes", "licence"})
"""Lists of structured items that start with one empty item, as all lists of single values do."""
_VALUES = {"notes": "Note", "unverified": "Reason", "evidence": "Sources"}
"""Labels of the values of a map. Other maps have numbers."""
_ONE = {
    "counts": "count",
    "labelled": "count",
    "sources": "source",
    "notes": "note",
    "evidence": "path",
    "unverified": "path",
    "further": "part",
    "frame_size": "image size",
    "licence": "license",
    "known_issues": "known issue",
    "loaders": "data loader",
    "disputed": "disagreement",
}
"""Names of single items of a list, where the model's name is not a label."""
_CHOICES = {"medical": "medical images", "natural": "natural images", "frame_size": "image size", "unstated": "not stated", "asked": "requested"}
"""Labels of choices that differ from their values."""
_SUGGEST = {"key": "works", "path": "paths", "id": "records"}
"""Lists of suggestions for a text, by kind."""
_MODES = {"whole": "numeric", "amount": "decimal", "range": "decimal", "address": "url"}
_CONTROLS = {"flag": "select", "choice": "select", "prose": "area", "verbatim": "area", "one-or-more": "list"} | {
    kind: kind for kind in ("list", "mapping", "map", "range", "count", "label")
}
_PICKED = frozenset({"source", "evidence.*"})


@dataclass(frozen=True)
class Part:
    """A field with its control. The fields inside are split into common and rarely used ones."""

    it: Field
    control: str
    label: str
    one: str
    options: tuple[tuple[str, str], ...] = ()
    suggest: str = ""
    mode: str = "text"
    needs_source: bool = False
    first: bool = False
    common: tuple["Part", ...] = ()
    rare: tuple["Part", ...] = ()

    @property
    def add(self) -> str:
        """The label of the button that adds an item."""
        return f"Add {self.one}" if self.structured else "Add another"

    @property
    def structured(self) -> bool:
        """Whether an item of the list has several fields."""
        return self.control == "map" or bool(self.common[0].common)


@dataclass(frozen=True)
class FormGroup:
    """A section of the form."""

    anchor: str
    heading: str
    common: tuple[Part, ...]
    rare: tuple[Part, ...]


def groups(vocabularies: Vocabularies) -> tuple[FormGroup, ...]:
    """Return the sections of the form. A field that GROUPS does not list is in the section of the field before it."""
    known = {field.name: field for field in fields()}
    section_of = {name: anchor for anchor, _, names in GROUPS for name in names}
    sections = {anchor: list(names) for anchor, _, names in GROUPS}
    anchor = GROUPS[0][0]
    for name in known:
        anchor = section_of.get(name, anchor)
        if name not in section_of:
            sections[anchor].append(name)
    return tuple(FormGroup(anchor, heading, *_split(tuple(known[name] for name in sections[anchor]), vocabularies)) for anchor, heading, _ in GROUPS)


def term_parts(vocabularies: Vocabularies) -> tuple[Part, ...]:
    """Return the fields of a new term."""
    return tuple(_part(field, vocabularies) for field in term_fields())


def _split(inside: tuple[Field, ...], vocabularies: Vocabularies) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """Return the common and the rarely used fields, with their controls."""
    common = tuple(_part(field, vocabularies) for field in inside if field.path not in _RARE)
    return common, tuple(_part(field, vocabularies) for field in inside if field.path in _RARE)


def _part(field: Field, vocabularies: Vocabularies, within: str = "") -> Part:
    label = within if field.name == "*" else field.label
    closed = bool(field.vocabulary) and field.vocabulary not in GROWING
    few = closed and len(vocabularies[field.vocabulary].entries) <= FEW
    terms = tuple((term, entry.label) for term, entry in vocabularies[field.vocabulary].entries.items()) if few else ()
    options = terms or tuple((choice, _CHOICES.get(choice, choice)) for choice in field.choices)
    picked = field.name in _PICKED or field.path in _PICKED
    control = "picks" if picked and field.kind == "list" else "select" if options else _CONTROLS.get(field.kind, "text")
    suggest = "" if options else field.vocabulary or _suggested(field)
    one = _ONE.get(field.name) or field.one or field.label.lower()
    common, rare = _inside(field, label, vocabularies)
    needs_source = field.path in Dataset.model_fields and field.path not in EXEMPT
    first = field.path in _FIRST or (control == "list" and not common[0].common)
    return Part(field, control, label, one, options, suggest, _MODES.get(field.kind, "text"), needs_source, first, common, rare)


def _inside(field: Field, label: str, vocabularies: Vocabularies) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    if field.kind in ("list", "map", "one-or-more"):
        within = _VALUES.get(field.name, "Number") if field.kind == "map" else label
        return tuple(_part(child, vocabularies, within) for child in field.inside), ()
    if field.kind == "label":
        name = tuple(_part(child, vocabularies) for child in field.inside if child.name == "name")
        return name, tuple(_part(child, vocabularies) for child in field.inside if child.name != "name")
    return _split(field.inside, vocabularies)


def _suggested(field: Field) -> str:
    """Return the list of suggestions for a text; empty for names that are defined in the record."""
    return "licence" if field.kind == "licence-id" else "" if field.name == "key" and field.kind == "id" else _SUGGEST.get(field.kind, "")


@dataclass(frozen=True)
class Choice:
    """An entry of a list of suggestions, with synonyms."""

    value: str
    label: str
    words: str = ""
    plural: str = ""


MAX_TITLE = 80
"""Characters of a title in a list of suggestions."""


def lists(catalog: Catalog) -> dict[str, tuple[Choice, ...]]:
    """Return the lists of suggestions: all vocabularies, works, records and fields."""
    found = {}
    for name, vocabulary in catalog.vocabularies.by_name.items():
        plurals = catalog.vocabularies.unit.entries if name == "unit" else {}
        found[name] = tuple(
            Choice(term, entry.label, "|".join((*entry.aliases, *entry.printed)), plurals[term].plural if term in plurals else "")
            for term, entry in vocabulary.entries.items()
        )
    found["works"] = (
        tuple(Choice(key, shorten(work.title, MAX_TITLE, placeholder="…")) for key, work in sorted(catalog.references.items())) if not catalog.is_large else ()
    )
    found["records"] = tuple(Choice(id_, record.name) for id_, record in sorted(catalog.records.items())) if not catalog.is_large else ()
    found["paths"] = tuple(Choice(field.path, field.label) for field in fields() if field.path not in EXEMPT)
    return found
