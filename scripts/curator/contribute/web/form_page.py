"""The page on which a record is written: the model's fields in groups, each with the control that takes it."""

from dataclasses import dataclass
from textwrap import shorten

from curator.contribute.web.form_fields import Field, fields, term_fields
from curator.records.catalog import Catalog
from curator.records.model import Dataset
from curator.records.rules.evidence import EXEMPT
from curator.records.vocabulary import FEW, GROWING, Vocabularies

GROUPS = (
    ("name", "Name and state", ("name", "full_name", "aliases", "kind", "status", "summary", "year", "provider", "withdrawn", "formerly")),
    ("sources", "Where you saw it", ("sources", "checked")),
    ("what", "What it is", ("modality", "body_part", "target", "tasks", "dimensions")),
    ("much", "How much", ("frame_size", "counts", "splits", "classes", "formats", "download_size", "releases")),
    ("made", "How it was made", ("annotation", "acquisition")),
    ("access", "How to get it", ("access",)),
    ("licence", "What one may do", ("licence", "acknowledgement")),
    ("cite", "What to cite", ("citations",)),
    ("overlaps", "What it overlaps with", ("relations",)),
    ("issues", "What is wrong with it", ("known_issues",)),
    ("loaders", "Code that reads it", ("loaders",)),
    ("rest", "Remarks, doubts and the printed table", ("notes", "disputed", "evidence", "unverified", "corrections", "changes", "contributors")),
)
"""The sections of the page: an anchor, a heading, and fields of the record, those that few records need last."""
_RARE = frozenset(
    """withdrawn formerly releases acknowledgement evidence unverified corrections splits.*.official splits.*.release splits.*.task splits.*.further
    splits.*.folds splits.*.withheld splits.*.note frame_size.*.about frame_size.*.part frame_size.*.release frame_size.*.note classes.*.name
    classes.*.number classes.*.multilabel classes.*.labelled classes.*.note access.routes.*.labelled access.routes.*.note access.links
    access.locations access.locations.*.requester_pays access.locations.*.unverified
    access.links.*.md5 access.links.*.sha256 sources.*.seen citations.further splits.*.source classes.*.source access.routes.*.source
    licence.*.source splits.*.unverified classes.*.unverified access.routes.*.unverified access.links.*.unverified licence.*.unverified
    relations.*.unverified known_issues.*.unverified loaders.*.unverified corrections.*.unverified disputed.*.unverified
    acknowledgement.unverified loaders.*.unofficial loaders.*.licence loaders.*.note""".split()  # noqa: SIM905 - a list of thirty lines says no more
)
"""Fields that few records need, which are folded away."""
_FIRST = frozenset({"sources", "counts", "access.routes", "licence"})
"""Lists of several fields an item whose first item is there from the start, as it is in every list of single values."""
_VALUES = {"notes": "Remark", "unverified": "Why no page can be named", "evidence": "Sources"}
"""What the values of a map are called; those of any other are numbers."""
_ONE = {"counts": "count", "labelled": "count", "sources": "source", "notes": "note", "evidence": "path", "unverified": "path", "further": "part"}
_SUGGEST = {"key": "works", "path": "paths", "id": "records"}
"""The list that completes a text, by its kind."""
_MODES = {"whole": "numeric", "amount": "decimal", "range": "decimal", "address": "url"}
_CONTROLS = {"flag": "select", "choice": "select", "prose": "area", "verbatim": "area", "one-or-more": "list"} | {
    kind: kind for kind in ("list", "mapping", "map", "range", "count", "label")
}
_PICKED = frozenset({"source", "evidence.*"})


@dataclass(frozen=True)
class Part:
    """A field as the page draws it: its control, and for one that holds others those that most records need and those that few do."""

    it: Field
    control: str
    label: str
    one: str
    options: tuple[tuple[str, str], ...] = ()
    suggest: str = ""
    mode: str = "text"
    owes: bool = False
    first: bool = False
    common: tuple["Part", ...] = ()
    rare: tuple["Part", ...] = ()

    @property
    def add(self) -> str:
        """What the button says that adds an item."""
        return f"Add {self.one}" if self.structured else "Add another"

    @property
    def structured(self) -> bool:
        """Whether an item of the list holds several fields."""
        return self.control == "map" or bool(self.common[0].common)


@dataclass(frozen=True)
class Group:
    """A section of the page."""

    anchor: str
    heading: str
    common: tuple[Part, ...]
    rare: tuple[Part, ...]


def groups(vocabularies: Vocabularies) -> tuple[Group, ...]:
    """Return the sections of the form; a field that GROUPS does not list is in the section of the field before it."""
    known = {field.name: field for field in fields()}
    section_of = {name: anchor for anchor, _, names in GROUPS for name in names}
    sections = {anchor: list(names) for anchor, _, names in GROUPS}
    anchor = GROUPS[0][0]
    for name in known:
        anchor = section_of.get(name, anchor)
        if name not in section_of:
            sections[anchor].append(name)
    return tuple(Group(anchor, heading, *_split(tuple(known[name] for name in sections[anchor]), vocabularies)) for anchor, heading, _ in GROUPS)


def term_parts(vocabularies: Vocabularies) -> tuple[Part, ...]:
    """The fields of a new term of a vocabulary."""
    return tuple(_part(field, vocabularies) for field in term_fields())


def _split(inside: tuple[Field, ...], vocabularies: Vocabularies) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """Fields as parts, those that few records need apart."""
    common = tuple(_part(field, vocabularies) for field in inside if field.path not in _RARE)
    return common, tuple(_part(field, vocabularies) for field in inside if field.path in _RARE)


def _part(field: Field, vocabularies: Vocabularies, within: str = "") -> Part:
    label = within if field.name == "*" else field.label
    closed = bool(field.vocabulary) and field.vocabulary not in GROWING
    few = closed and len(vocabularies[field.vocabulary].entries) <= FEW
    terms = tuple((term, entry.label) for term, entry in vocabularies[field.vocabulary].entries.items()) if few else ()
    options = terms or tuple((choice, choice) for choice in field.choices)
    picked = field.name in _PICKED or field.path in _PICKED
    control = "picks" if picked and field.kind == "list" else "select" if options else _CONTROLS.get(field.kind, "text")
    suggest = "" if options else field.vocabulary or _suggested(field)
    one = field.one or _ONE.get(field.name, field.label.lower())
    common, rare = _inside(field, label, vocabularies)
    owes = field.path in Dataset.model_fields and field.path not in EXEMPT
    first = field.path in _FIRST or (control == "list" and not common[0].common)
    return Part(field, control, label, one, options, suggest, _MODES.get(field.kind, "text"), owes, first, common, rare)


def _inside(field: Field, label: str, vocabularies: Vocabularies) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    if field.kind in ("list", "map", "one-or-more"):
        within = _VALUES.get(field.name, "How many") if field.kind == "map" else label
        return tuple(_part(child, vocabularies, within) for child in field.inside), ()
    if field.kind == "label":
        name = tuple(_part(child, vocabularies) for child in field.inside if child.name == "name")
        return name, tuple(_part(child, vocabularies) for child in field.inside if child.name != "name")
    return _split(field.inside, vocabularies)


def _suggested(field: Field) -> str:
    """The list that completes a text; names that a record gives itself have none."""
    return "licence" if field.kind == "licence-id" else "" if field.name == "key" and field.kind == "id" else _SUGGEST.get(field.kind, "")


@dataclass(frozen=True)
class Choice:
    """An entry of a list that completes a text, with other words for it."""

    value: str
    label: str
    words: str = ""
    plural: str = ""


HINT = 80
"""Characters of a title that are enough to tell a work from others."""


def whole(catalog: Catalog) -> bool:
    """Whether the page lists all records and works."""
    return not catalog.is_large


def lists(catalog: Catalog) -> dict[str, tuple[Choice, ...]]:
    """The lists that complete texts: every vocabulary, the works, the records."""
    found = {}
    for name, vocabulary in catalog.vocabularies.by_name.items():
        plurals = catalog.vocabularies.unit.entries if name == "unit" else {}
        found[name] = tuple(
            Choice(term, entry.label, "|".join((*entry.aliases, *entry.printed)), plurals[term].plural if term in plurals else "")
            for term, entry in vocabulary.entries.items()
        )
    found["works"] = (
        tuple(Choice(key, shorten(work.title, HINT, placeholder="…")) for key, work in sorted(catalog.references.items())) if whole(catalog) else ()
    )
    found["records"] = tuple(Choice(id_, record.name) for id_, record in sorted(catalog.records.items())) if whole(catalog) else ()
    found["paths"] = tuple(Choice(field.path, field.label) for field in fields() if field.path not in EXEMPT)
    return found
