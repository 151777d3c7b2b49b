"""The terms by which datasets are browsed: modalities, body parts and tasks, each with its datasets."""

from dataclasses import dataclass

from curator.records.catalog import Catalog
from curator.records.model import Dataset
from curator.records.vocabulary import Vocabularies, vocabulary_of

FOLDER = "browse"
"""The folder of the site with the pages of the terms."""


@dataclass(frozen=True)
class BrowseKind:
    """A kind of terms: its name in URLs, the field of a record, and its heading in singular and plural."""

    key: str
    field: str
    heading: str
    plural: str

    @property
    def vocabulary(self) -> str:
        """The vocabulary of the terms, which is also the name of the filter of Table 1."""
        return vocabulary_of(self.field)


MODALITY = BrowseKind("modality", "modality", "Modality", "Modalities")
BODY_PART = BrowseKind("organ", "body_part", "Body part", "Body parts")
KINDS = (MODALITY, BODY_PART, BrowseKind("task", "tasks", "Task", "Tasks"))
"""The kinds of terms in the order of the site."""


@dataclass(frozen=True)
class TermGroup:
    """A term with its datasets, by name, and whether one of them has natural images, which Table 1 hides unless its URL names them."""

    kind: BrowseKind
    term: str
    label: str
    ids: tuple[str, ...]
    natural: bool = False

    @property
    def title(self) -> str:
        """The label with a capital letter."""
        return self.label[:1].upper() + self.label[1:]

    @property
    def path(self) -> str:
        """The path of the page on the site."""
        return term_path(self.kind.key, self.term)

    @property
    def filter(self) -> str:
        """The filter of Table 1 by the term."""
        return f"{self.kind.vocabulary}={self.term}"

    @property
    def query(self) -> str:
        """The query with which Table 1 shows the datasets."""
        return f"{self.filter}&kind=medical,natural" if self.natural else self.filter

    @property
    def count(self) -> str:
        """The number of datasets in words."""
        return f"{len(self.ids):,} dataset{'s' if len(self.ids) != 1 else ''}"


Groups = dict[BrowseKind, tuple[TermGroup, ...]]


def term_path(kind: str, term: str) -> str:
    """The path of the page of a term on the site."""
    return f"{FOLDER}/{kind}/{term}/"


def groups(catalog: Catalog) -> Groups:
    """The terms that a record has, by kind and in alphabetical order of their labels."""
    ids: dict[BrowseKind, dict[str, list[str]]] = {kind: {} for kind in KINDS}
    for id_ in sorted(catalog.records, key=lambda id_: (catalog.summaries[id_].name.casefold(), id_)):
        for kind, found in ids.items():
            for term in dict.fromkeys(catalog.summaries[id_].terms[kind.field]):
                found.setdefault(term, []).append(id_)
    return {kind: _sorted(kind, found, catalog) for kind, found in ids.items()}


def first_modality(record: Dataset, words: Vocabularies) -> TermGroup:
    """The first modality of a record, without its datasets."""
    return TermGroup(KINDS[0], record.modality[0], words["modality"].label(record.modality[0]), ())


def _sorted(kind: BrowseKind, ids: dict[str, list[str]], catalog: Catalog) -> tuple[TermGroup, ...]:
    words = catalog.vocabularies[kind.vocabulary]
    natural = {id_ for id_ in catalog.records if catalog.summaries[id_].kind == "natural"}
    found = (TermGroup(kind, term, words.label(term), tuple(members), not natural.isdisjoint(members)) for term, members in ids.items())
    return tuple(sorted(found, key=lambda group: (group.label.casefold(), group.term)))
