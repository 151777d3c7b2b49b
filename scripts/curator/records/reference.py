"""A reference of the bibliography: its fields and the format of each."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from operator import attrgetter

from curator.records import doi

YEAR = re.compile(r"[12][0-9]{3}")
UNDATED = "n.d."
"""The year of a work without a date."""


@dataclass(frozen=True)
class FieldFormat:
    """The format of a field that is exported unchanged: a pattern, a description and an example."""

    pattern: re.Pattern[str]
    what: str
    example: str


_NUMBER = re.compile(r"[\w .,:()/+–-]*")
_WORD = re.compile(r"[A-Za-z0-9.-]*")
FIELD_FORMATS: Mapping[str, FieldFormat] = {
    "pages": FieldFormat(re.compile(r"[A-Za-z0-9 .,:()/+–-]*"), "pages or an article number", "335--357 or e0177544"),
    "volume": FieldFormat(_NUMBER, "a volume", "12"),
    "number": FieldFormat(_NUMBER, "an issue", "3"),
    "date": FieldFormat(re.compile(r"[12][0-9]{3}(-[01][0-9](-[0-3][0-9])?)?"), "a date", "2019-05-31"),
    "doi": FieldFormat(doi.PATTERN, "a DOI in lower case", "10.1109/tmi.2004.825627"),
    "conceptdoi": FieldFormat(doi.PATTERN, "a DOI in lower case", "10.5281/zenodo.3362844"),
    "versiondoi": FieldFormat(doi.PATTERN, "a DOI in lower case", "10.5281/zenodo.3431873"),
    "url": FieldFormat(re.compile(r"[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]+"), "a URL", "https://zenodo.org/records/3431873"),
    "eprint": FieldFormat(re.compile(r"[A-Za-z0-9./:-]+"), "the number of a preprint", "1902.03368"),
    "archiveprefix": FieldFormat(_WORD, "the name of a preprint archive", "arXiv"),
    "primaryclass": FieldFormat(_WORD, "an arXiv category", "cs.CV"),
    "eprinttype": FieldFormat(_WORD, "the name of a preprint archive", "arXiv"),
    "eprintclass": FieldFormat(_WORD, "an arXiv category", "cs.CV"),
}
_ARXIV_NUMBER = re.compile(r"[0-9]{4}\.[0-9]{4,5}(v[0-9]+)?")
DOI_FIELDS = ("doi", "conceptdoi", "versiondoi")
"""The DOI to cite, and for data with several versions the DOI of all versions and that of this version, if different."""
TEXT_FIELDS = frozenset("title journal booktitle series publisher institution organization school edition version type".split())  # noqa: SIM905
FIELDS = TEXT_FIELDS | FIELD_FORMATS.keys() | {"author", "year", "printed", "unverified"}
"""The fields that an entry may have; only these are published."""


@dataclass(frozen=True)
class Name:
    """A person, or an organization, which has no given name."""

    family: str
    given: str = ""


@dataclass(frozen=True)
class Reference:
    """A reference: its BibTeX fields, with names, printed numbers and unverified fields parsed."""

    key: str
    kind: str
    authors: tuple[Name, ...]
    others: bool
    fields: dict[str, str]
    printed: tuple[int, ...] = ()
    unverified: tuple[str, ...] = ()
    line: int = field(default=1, compare=False)

    def get(self, name: str) -> str:
        """The text of a field without the braces that protect capitals, and with typographic dashes; empty if there is none."""
        text = self.fields.get(name, "")
        return text and text.replace("{", "").replace("}", "").replace("--", "–")

    @property
    def title(self) -> str:
        """The title as plain text."""
        return self.get("title")

    @property
    def year(self) -> str:
        """The year of publication; empty for a work without a date."""
        found = self.get("year")
        return "" if found == UNDATED else found

    @property
    def doi(self) -> str:
        """The DOI in canonical form; empty if there is none."""
        return self.get("doi")

    @property
    def further_dois(self) -> dict[str, str]:
        """The URLs of the DOI of all versions and of this version, if `doi` is the other one, by their names.

        An unverified DOI is left out, since exports could not mark it as unverified.
        """
        names = {"conceptdoi": "All versions", "versiondoi": f"Version {self.get('version')}".strip()}
        return {label: doi.doi_url(self.get(name)) for name, label in names.items() if self.get(name) and name not in self.unverified}

    @property
    def note(self) -> str:
        """The further DOIs as a note, for formats that have no field for them."""
        return "; ".join(f"{label}: {url}" for label, url in self.further_dois.items())

    @property
    def doubts(self) -> tuple[str, ...]:
        """The names of the unverified fields."""
        names = {"doi": "DOI", "url": "URL", "conceptdoi": "DOI of all versions", "versiondoi": "DOI of this version"}
        return tuple(names.get(name, name) for name in self.unverified)

    @property
    def archive(self) -> str:
        """The archive of a preprint, such as arXiv, which need not be named if the number is one of arXiv; empty if it is not known."""
        return self.get("archiveprefix") or self.get("eprinttype") or ("arXiv" if _ARXIV_NUMBER.fullmatch(self.get("eprint")) else "")

    @property
    def address(self) -> str:
        """The URL of the work: of its DOI, else of its arXiv page, else the `url` field."""
        if self.doi:
            return doi.doi_url(self.doi)
        if self.archive.lower() == "arxiv":
            return f"https://arxiv.org/abs/{self.get('eprint')}"
        return self.fields.get("url", "")


_COMPARED = attrgetter(*(it.name for it in fields(Reference) if it.compare))


def digest_of(reference: Reference) -> str:
    """Return a text that is different for different references, except for their lines."""
    return repr([*_COMPARED(reference)])
