"""How labels were made, and models trained on the data, as the page shows them."""

from dataclasses import dataclass

from curator.records.bibliography import Reference
from curator.records.catalog import Catalog
from curator.records.model import Dataset, Labelling, TrainedModel
from curator.records.vocabulary import Vocabularies
from curator.site.views.evidence_notes import Backing, Evidence

_PARTS = {"train": "training"}


@dataclass(frozen=True)
class LabellingLine:
    """How one kind of labels was made; `facts` are the method and the readers in words."""

    of: str
    facts: tuple[str, ...]
    official: bool
    url: str
    licence: str
    works: tuple[Reference, ...]
    note: str
    backing: Backing


@dataclass(frozen=True)
class ModelLine:
    """A model trained on the data; `use` says how and on which part."""

    model: str
    use: str
    url: str
    note: str
    backing: Backing


def labelling(record: Dataset, evidence: Evidence, catalog: Catalog) -> tuple[LabellingLine, ...]:
    """How each kind of labels was made, in the order of the record."""
    return tuple(
        LabellingLine(
            it.of,
            tuple(filter(None, labelling_facts(it, catalog.vocabularies))),
            it.official,
            it.url or "",
            it.licence or "",
            tuple(catalog.references[key] for key in it.citations or () if key in catalog.references),
            it.note or "",
            backing,
        )
        for it, backing in evidence.items(record.labelling, "labelling")
    )


def labelling_facts(it: Labelling, words: Vocabularies) -> tuple[str, ...]:
    """The method, the readers and the adjudication in words; empty where not known."""
    grades = " or ".join(words["reader"].label(grade) for grade in it.grade or ())
    return (
        " ".join(filter(None, (words["labelling"].label(it.by) if it.by else "", f"({it.model})" if it.model else ""))),
        f"{it.readers} reader{'s' if it.readers > 1 else ''}" if it.readers else "",
        f"{it.readers_per_item} per item" if it.readers_per_item else "",
        grades,
        f"adjudication: {words['adjudication'].label(it.adjudication)}" if it.adjudication else "",
    )


def trained_models(record: Dataset, evidence: Evidence) -> tuple[ModelLine, ...]:
    """The public models trained on the data, in the order of the record."""
    return tuple(ModelLine(it.model, use_of(it), it.url or "", it.note or "", backing) for it, backing in evidence.items(record.seen_by, "seen_by"))


def use_of(it: TrainedModel) -> str:
    """How a model used the data, and which part and release if known."""
    parts = " and ".join(_PARTS.get(part, part.replace("-", " ")) for part in it.part or ())
    scope = ", ".join(filter(None, (f"the {parts} part" if parts else "", it.release or "")))
    return f"{it.use} on {scope}" if scope else it.use
