"""The form for new records: its sections, which fields are common or rarely used, and lists of suggestions."""

from dataclasses import dataclass
from textwrap import shorten
from typing import Any

from curator.contribute.web.field_texts import CHOICES, ITEMS, VALUE
from curator.contribute.web.form_fields import Field, capital, every, fields
from curator.records.catalog import Catalog
from curator.records.rules.evidence import EXEMPT, REPORTABLE
from curator.records.vocabulary_entries import Entry

GROUPS = (
    ("name", "Name and status", ("name", "full_name", "aliases", "kind", "status", "summary", "year", "provider", "withdrawn", "formerly")),
    ("sources", "Sources", ("sources", "checked")),
    ("what", "Content", ("modality", "body_part", "target", "tasks", "dimensions")),
    ("much", "Images, counts and labels", ("frame_size", "counts", "splits", "classes", "formats", "download_size", "releases")),
    ("made", "Annotation, acquisition and population", ("annotation", "acquisition", "labelling", "imaging", "population", "synthetic")),
    ("access", "Access", ("access",)),
    ("licence", "License and terms of use", ("licence", "acknowledgement")),
    ("cite", "Citation", ("citations",)),
    ("overlaps", "Related datasets and models", ("relations", "seen_by")),
    ("issues", "Known issues", ("known_issues",)),
    ("loaders", "Data loaders", ("loaders", "registries")),
    ("rest", "Notes, evidence and history", ("notes", "disputed", "evidence", "unverified", "not_reported", "corrections", "changes", "contributors")),
)
"""The sections of the form: anchor, heading and fields, rarely used fields last."""
_RARE = frozenset(
    """withdrawn formerly releases labelling imaging population synthetic acknowledgement seen_by registries evidence unverified not_reported corrections
    frame_size.*.about frame_size.*.part frame_size.*.release frame_size.*.note
    splits.*.official splits.*.release splits.*.task splits.*.of_part splits.*.further splits.*.folds splits.*.withheld splits.*.by_site splits.*.members
    splits.*.note splits.*.source splits.*.unverified
    classes.*.name classes.*.number classes.*.measured_in classes.*.multilabel classes.*.labelled classes.*.note classes.*.source classes.*.unverified
    labelling.*.readers_per_item labelling.*.adjudication labelling.*.model labelling.*.official labelling.*.url labelling.*.licence labelling.*.citations
    labelling.*.note labelling.*.unverified
    imaging.spacing_between_slices_mm imaging.tracers imaging.magnification imaging.um_per_pixel imaging.channels imaging.bit_depth
    imaging.frames_per_second imaging.frames imaging.duration_s
    population.age.note population.sex.note population.sex.unit population.ethnicity population.skin_tone synthetic.note
    access.routes.*.labelled access.routes.*.eligibility access.routes.*.waiting access.routes.*.note access.routes.*.source access.routes.*.unverified
    access.routes.*.waiting.*.unverified access.links access.links.*.md5 access.links.*.sha256 access.links.*.unverified
    access.locations access.locations.*.requester_pays access.locations.*.unverified
    licence.*.trained_models licence.*.conditions licence.*.source licence.*.unverified acknowledgement.unverified
    sources.*.seen citations.further citations.concept_doi relations.*.counts relations.*.licence relations.*.unverified
    seen_by.*.part seen_by.*.release seen_by.*.unverified known_issues.*.unverified loaders.*.unofficial loaders.*.licence loaders.*.note loaders.*.unverified
    corrections.*.unverified disputed.*.unverified""".split()  # noqa: SIM905 - many short names
)
"""Rarely used fields, which are collapsed."""
_FIRST = frozenset({"sources", "counts", "access.routes", "licence"})
"""Lists of structured items that start with one empty item, as all lists of single values do."""
_PICKED = frozenset({"evidence.*", "not_reported.*"})
"""Lists of sources that are selected by checkbox, besides the field `source`."""
_NUMBERS = frozenset({"whole", "amount", "range", "pair", "count"})


@dataclass(frozen=True)
class FormGroup:
    """A section of the form, with the names of its fields."""

    anchor: str
    heading: str
    common: tuple[str, ...]
    rare: tuple[str, ...]


def groups() -> tuple[FormGroup, ...]:
    """Return the sections of the form. A field that GROUPS does not list is in the section of the field before it."""
    section_of = {name: anchor for anchor, _, names in GROUPS for name in names}
    sections = {anchor: list(names) for anchor, _, names in GROUPS}
    anchor = GROUPS[0][0]
    for field in fields():
        anchor = section_of.get(field.name, anchor)
        if field.name not in section_of:
            sections[anchor].append(field.name)
    split = {anchor: [tuple(name for name in names if (name in _RARE) is rare) for rare in (False, True)] for anchor, names in sections.items()}
    return tuple(FormGroup(anchor, heading, *split[anchor]) for anchor, heading, _ in GROUPS)


def field_data(field: Field, *, in_label: bool = False) -> dict[str, Any]:
    """Return a field as data for the script, without what is inside it; empty values are left out."""
    needed = field.required or field.kind in _NUMBERS or dict(field.limits).get("least", 0) > 1
    limits = {name: limit for name, limit in field.limits if name != "least" or field.kind == "list"}
    picked = field.kind == "list" and (field.name == "source" or field.path in _PICKED)
    one = ITEMS.get(field.name) or field.one
    found: dict[str, Any] = {
        "name": field.name,
        "kind": field.kind,
        "label": field.label if field.label not in (capital(field.name), VALUE) else "",
        "help": field.help,
        "shown": field.shown,
        "required": field.required,
        "example": field.example if needed and field.example != field.shown else "",
        "vocabulary": field.vocabulary,
        "lines": field.lines,
        "decimal": field.decimal,
        "one": one if one != field.label.lower() else "",
        "rare": field.path in _RARE or (in_label and field.name != "name"),
        "first": field.path in _FIRST,
        "picks": picked,
        "suggest": "reportable" if field.path == "not_reported.key" else "",
        "choices": {choice: CHOICES.get(choice, choice) for choice in field.choices},
    }
    return {key: value for key, value in found.items() if value} | limits


MAX_TITLE = 80
"""Characters of a title in a list of suggestions."""


def lists(catalog: Catalog) -> dict[str, list[list[str]]]:
    """Return the lists of suggestions: the vocabularies of fields, works, records and fields. Each entry has a value, a label and other words."""
    used = {field.vocabulary or field.kind.removesuffix("-id") for field in every(fields())}
    words = {name: vocabulary.entries for name, vocabulary in catalog.vocabularies.by_name.items() if name in used}
    found = {name: [_choice(term, entry) for term, entry in entries.items()] for name, entries in words.items()}
    whole = not catalog.is_large
    found["works"] = [[key, shorten(work.title, MAX_TITLE, placeholder="…")] for key, work in sorted(catalog.references.items())] if whole else []
    found["records"] = [[id_, own.name] for id_, own in sorted(catalog.summaries.items())] if whole else []
    labels = {field.path: field.label for field in every(fields())}
    found["paths"] = [[field.path, field.label] for field in fields() if field.path not in EXEMPT]
    found["reportable"] = [[path, ", ".join(labels[part] for part in _above(path))] for path in REPORTABLE]
    return found


def _choice(term: str, entry: Entry) -> list[str]:
    """Return a term with its label and other names; its synonyms and its printed spellings follow, each after an empty text."""
    words = [term, *entry.names, "", *entry.aliases, *entry.narrower, "", *entry.printed]
    while not words[-1]:
        words.pop()
    return words


def _above(path: str) -> list[str]:
    """Return the paths of the fields that a path leads through, e.g. imaging and imaging.frames."""
    steps = path.split(".")
    return [".".join(steps[: at + 1]) for at in range(len(steps))]
