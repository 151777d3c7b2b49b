"""Citation formats: how works are written as BibTeX, RIS and CSL-JSON, and which works a dataset asks to cite."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from curator.records.bibliography import Reference
from curator.records.catalog import Catalog
from curator.site.exports import bibtex, csl, ris


@dataclass(frozen=True)
class Joining:
    """The text before, between and after the entries of a file; the site's scripts join the entries of a selection with it too."""

    head: str = ""
    between: str = ""
    foot: str = ""

    def of(self, entries: Iterable[str]) -> str:
        """Return the entries as one text."""
        return f"{self.head}{self.between.join(entries)}{self.foot}"


@dataclass(frozen=True)
class CitationFormat:
    """A format of citations: its key in data, label, file extension and media type, and how a work and a file are written."""

    key: str
    label: str
    extension: str
    media_type: str
    entry: Callable[[Reference], str]
    joining: Joining

    def bibliography(self, works: Iterable[Reference]) -> str:
        """Return a file of several works."""
        return self.joining.of(map(self.entry, works))


BIBTEX = CitationFormat("bib", "BibTeX", "bib", "application/x-bibtex", bibtex.entry, Joining(between="\n"))
RIS = CitationFormat("ris", "RIS", "ris", "application/x-research-info-systems", ris.entry, Joining())
CSL_JSON = CitationFormat("csl", "CSL-JSON", "csl.json", "application/vnd.citationstyles.csl+json", csl.entry, Joining("[\n", ",\n", "\n]\n"))
FORMATS = (BIBTEX, RIS, CSL_JSON)


def works_to_cite(id_: str, catalog: Catalog) -> tuple[Reference, ...]:
    """Return the papers, then the data that a dataset asks to cite, each once."""
    citations = catalog.records[id_].citations
    keys = dict.fromkeys((*citations.paper, *citations.data))
    return tuple(catalog.references[key] for key in keys if key in catalog.references)
