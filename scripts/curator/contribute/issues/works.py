"""Works that issues cite by their DOIs: entries of the bibliography, or new entries from the metadata of the DOI's registry."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from curator.contribute.issues.parse_answer import AnswerError
from curator.editing import bibtex_entry
from curator.editing.bibtex_entry import EntryError, added
from curator.links.doi_client import MetadataError
from curator.records import bibliography
from curator.records.catalog import Catalog
from curator.records.doi import doi_in
from curator.records.reference import DOI_FIELDS

Lookup = Callable[[str], Mapping[str, Any]]
"""Returns the metadata of a DOI as CSL-JSON. Raises MetadataError."""
MAX_DOIS = 5
"""DOIs of an issue that are looked up."""


def offline(doi: str) -> Mapping[str, Any]:
    """Raise MetadataError: without a network, no metadata can be requested."""
    raise MetadataError(f"the registry of {doi} was not asked, because there is no network")


@dataclass(frozen=True)
class CitedWork:
    """A cited work: its key, its kind, and the metadata of its DOI if they were requested."""

    key: str
    kind: str
    doi: str
    metadata: Mapping[str, Any] = field(default_factory=dict)

    @property
    def role(self) -> str:
        """The list of `citations` to which the work belongs."""
        return "data" if self.kind == "dataset" else "paper"


@dataclass
class Works:
    """The works of the bibliography by DOI. New entries are added to its text."""

    catalog: Catalog
    text: str = ""
    lookup: Lookup = offline
    new: dict[str, CitedWork] = field(default_factory=dict)

    def cited(self, doi: str) -> CitedWork:
        """Return the work with a DOI, which is added to the bibliography if it is not there. Raise AnswerError if that is not possible."""
        for key, work in self.catalog.references.items():
            if doi in map(work.get, DOI_FIELDS):
                return CitedWork(key, work.kind, doi)
        if doi not in self.new:
            self.new[doi] = self._registered(doi)
        return self.new[doi]

    def sentences(self) -> tuple[str, ...]:
        """Return what was added to the bibliography, as sentences."""
        return tuple(f"The work `{work.key}` was added to the bibliography, from the metadata of its DOI." for work in self.new.values())

    def _registered(self, doi: str) -> CitedWork:
        """Return the work made of the metadata of a DOI."""
        fix = "Edit this issue to try again, or a maintainer adds the work."
        if len(self.new) >= MAX_DOIS:
            raise AnswerError(f"`{doi}` was not looked up: an issue may cite {MAX_DOIS} new works. {fix}", "DOI: not in the bibliography")
        try:
            found = self.lookup(doi)
        except MetadataError as error:
            why = f"`{doi}` is not in the bibliography, and its metadata could not be requested: {error}. {fix}"
            raise AnswerError(why, "DOI: not in the bibliography") from error
        key = bibtex_entry.key(found, {*self.catalog.keys, *(work.key for work in self.new.values())})
        try:
            entry = bibtex_entry.entry(found, key, doi)
            self.text = added(self.text, entry)
        except EntryError as error:
            raise AnswerError(f"`{doi}` was not added to the bibliography: {error}. {fix}", "DOI: not in the bibliography") from error
        return CitedWork(key, bibliography.read(entry.encode()).works[key].kind, doi, found)


def keys(lines: list[str], role: str, works: Works) -> list[str]:
    """Return the keys of works, which are given by key or DOI. Raise AnswerError if a DOI is not that of data, or of a paper, as its list requires."""
    found: list[str] = []
    for text in lines:
        doi = doi_in(text)
        work = works.cited(doi) if doi else None
        if work and role in ("data", "paper") and work.role != role:
            what, other = ("a dataset", "data") if work.role == "data" else ("a paper", "paper")
            raise AnswerError(f"`{doi}` is registered as {what}: write `citations.{other}` as the field.")
        found.append(work.key if work else text)
    return found
