"""Entry types of references: data are recognized by entry type, DOI prefix, publisher and URL, because repositories export them under several types."""

import re
from collections.abc import Mapping

KINDS = frozenset("article book booklet dataset inbook incollection inproceedings manual mastersthesis misc online phdthesis proceedings techreport".split())  # noqa: SIM905
_ALIASES = {"data": "dataset", "electronic": "online", "www": "online", "conference": "inproceedings", "report": "techreport", "thesis": "phdthesis"}
"""Other names of entry types, as repositories and biblatex write them."""
DATA = "Data set"
"""What `howpublished` says of data in our own BibTeX, whose entries are `@misc`."""
_UNSPECIFIC = frozenset({"misc", "online"})
"""Entry types that do not say whether a work is a dataset."""
REPOSITORIES: Mapping[str, str] = {
    "10.7910/dvn/": "Harvard Dataverse",
    "10.34894/": "DataverseNL",
    "10.21227/": "IEEE DataPort",
    "10.6084/m9.figshare.": "figshare",
    "10.25452/figshare.": "figshare+",
    "10.57967/hf/": "Hugging Face",
    "10.13026/": "PhysioNet",
    "10.7937/": "The Cancer Imaging Archive",
    "10.34740/kaggle/ds": "Kaggle",
    "10.17632/": "Mendeley Data",
    "10.5061/dryad.": "Dryad",
    "10.18112/openneuro.": "OpenNeuro",
    "10.7303/syn": "Synapse",
}
"""Repositories of data, by the start of their DOIs. Repositories that also hold papers and software, such as Zenodo, name the type in their exports."""
_PUBLISHER = re.compile(
    r"\b(dataverse|data ?port|fig ?share|hugging ?face|physio ?net|cancer imaging archive|kaggle|mendeley data|dryad|open ?neuro)\b", re.IGNORECASE
)
_OTHER_WORKS = re.compile(r"figshare\.com/articles/(?!dataset/)[a-z_]+/|huggingface\.co/(?!datasets/)|kaggle\.com/(code|models)/", re.IGNORECASE)
"""URLs at which these repositories publish works other than data: posters, models, notebooks."""


def kind_of(entry_type: str, fields: Mapping[str, str]) -> str:
    """Return the kind of work of an entry: its type under its usual name, or `dataset` for a work that only its repository or `howpublished` describes as data."""
    name = entry_type.lower()
    kind = _ALIASES.get(name, name)
    unspecific = kind in _UNSPECIFIC or (kind == "article" and not fields.get("journal"))
    return "dataset" if unspecific and (fields.get("howpublished") == DATA or _in_a_repository(fields)) else kind


def _in_a_repository(fields: Mapping[str, str]) -> bool:
    """Whether a work is in a repository of data, and its URL is not that of another kind of work."""
    address, doi = (fields.get(name, "").lower() for name in ("url", "doi"))
    if _OTHER_WORKS.search(address) or fields.get("eprint"):
        return False
    return any(start in doi for start in REPOSITORIES) or bool(_PUBLISHER.search(fields.get("publisher", "")))
