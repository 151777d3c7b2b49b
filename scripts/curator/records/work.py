"""A work of the bibliography: its parts, and the shape of each field."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from curator.records import doi

YEAR = re.compile(r"[12][0-9]{3}")
KINDS = frozenset("article book booklet dataset inbook incollection inproceedings manual mastersthesis misc online phdthesis proceedings techreport".split())  # noqa: SIM905
ALIASES = {"data": "dataset", "electronic": "online", "www": "online", "conference": "inproceedings", "report": "techreport", "thesis": "phdthesis"}
"""Other names of kinds, as repositories and biblatex write them."""


@dataclass(frozen=True)
class Shape:
    """The characters of a field that is exported as it is, what it holds, and an example."""

    pattern: re.Pattern[str]
    what: str
    example: str


_NUMBER = re.compile(r"[\w .,:()/+–-]*")
_WORD = re.compile(r"[A-Za-z0-9.-]*")
SHAPES: Mapping[str, Shape] = {
    "pages": Shape(re.compile(r"[A-Za-z0-9 .,:()/+–-]*"), "pages or an article number", "335--357 or e0177544"),
    "volume": Shape(_NUMBER, "a volume", "12"),
    "number": Shape(_NUMBER, "an issue", "3"),
    "date": Shape(re.compile(r"[12][0-9]{3}(-[01][0-9](-[0-3][0-9])?)?"), "a date", "2019-05-31"),
    "doi": Shape(doi.PATTERN, "a DOI in lower case", "10.1109/tmi.2004.825627"),
    "conceptdoi": Shape(doi.PATTERN, "a DOI in lower case", "10.5281/zenodo.3362844"),
    "versiondoi": Shape(doi.PATTERN, "a DOI in lower case", "10.5281/zenodo.3431873"),
    "url": Shape(re.compile(r"[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]+"), "an address", "https://zenodo.org/records/3431873"),
    "eprint": Shape(re.compile(r"[A-Za-z0-9./:-]+"), "the number of a preprint", "1902.03368"),
    "archiveprefix": Shape(_WORD, "the name of an archive of preprints", "arXiv"),
    "primaryclass": Shape(_WORD, "a class of arXiv", "cs.CV"),
    "eprinttype": Shape(_WORD, "the name of an archive of preprints", "arXiv"),
    "eprintclass": Shape(_WORD, "a class of arXiv", "cs.CV"),
}
DOIS = ("doi", "conceptdoi", "versiondoi")
"""The DOI to cite; and of data with several versions that of all of them and that of the one described, where it is not the one to cite."""
PROSE = frozenset("title journal booktitle series publisher institution organization school edition version type".split())  # noqa: SIM905
FIELDS = PROSE | SHAPES.keys() | {"author", "year", "printed", "unverified"}
"""The fields that an entry may have: all that is published of a work, and nothing else is."""


@dataclass(frozen=True)
class Name:
    """A person, or an organisation, which has no given name."""

    family: str
    given: str = ""


@dataclass(frozen=True)
class Reference:
    """A work: its fields as written in BibTeX, with names, printed numbers and doubts taken apart."""

    key: str
    kind: str
    authors: tuple[Name, ...]
    others: bool
    fields: dict[str, str]
    printed: tuple[int, ...] = ()
    unverified: tuple[str, ...] = ()
    line: int = field(default=1, compare=False)

    def get(self, name: str) -> str:
        """A field's text without the braces that protect capitals, dashes as such; empty where the work has none."""
        return self.fields.get(name, "").replace("{", "").replace("}", "").replace("--", "–")

    @property
    def title(self) -> str:
        """The title as readers see it."""
        return self.get("title")

    @property
    def year(self) -> str:
        """The year of publication."""
        return self.get("year")

    @property
    def doi(self) -> str:
        """The DOI, lower-case and without an address before it; empty where there is none."""
        return self.get("doi")

    @property
    def further_dois(self) -> dict[str, str]:
        """The addresses of the DOIs of all versions of the data and of this version, where `doi` is the other one, by what they stand for.

        One that is not verified is left out: it would be exported without the doubt.
        """
        names = {"conceptdoi": "All versions", "versiondoi": f"Version {self.get('version')}".strip()}
        return {said: doi.doi_url(self.get(name)) for name, said in names.items() if self.get(name) and name not in self.unverified}

    @property
    def note(self) -> str:
        """What the formats that have no field for a further DOI say of it."""
        return "; ".join(f"{said}: {address}" for said, address in self.further_dois.items())

    @property
    def doubts(self) -> tuple[str, ...]:
        """What is not verified of the work, in words."""
        words = {"conceptdoi": "DOI of all versions", "versiondoi": "DOI of this version"}
        return tuple(words.get(name, name) for name in self.unverified)

    @property
    def archive(self) -> str:
        """The archive of the preprint, such as arXiv; empty where none is named."""
        return self.get("archiveprefix") or self.get("eprinttype")

    @property
    def address(self) -> str:
        """Where the work is: its DOI, else its arXiv page, else its own address."""
        if self.doi:
            return doi.doi_url(self.doi)
        if self.archive.lower() == "arxiv":
            return f"https://arxiv.org/abs/{self.get('eprint')}"
        return self.fields.get("url", "")
