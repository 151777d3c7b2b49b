"""Metadata about data access and contents: keywords, sizes, access conditions, files and relations."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from curator.records.catalog import Catalog
from curator.records.model import Dataset
from curator.records.model.locations import scheme_of
from curator.records.rules.availability import easiest
from curator.records.vocabulary import Vocabularies, vocabulary_of
from curator.site.views.dataset_metadata import certain
from curator.site.views.facts import amount

ARCHIVES = {
    ".zip": "application/zip",
    ".tar.gz": "application/gzip",
    ".tgz": "application/gzip",
    ".tar": "application/x-tar",
    ".rar": "application/vnd.rar",
    ".7z": "application/x-7z-compressed",
}
"""File name extensions of archives, with their media types. A URL with one of them leads to a data file."""
KEYWORDS = ("modality", "body_part", "target", "tasks", "dimensions")
"""The fields whose terms are keywords of a dataset and are searched with their synonyms."""
_SPAN = re.compile(r"([12]\d{3})(?: to ([12]\d{3}))?")


@dataclass(frozen=True)
class DataFile:
    """A data file that anyone can download from the owner."""

    url: str
    what: str
    media_type: str
    md5: str
    sha256: str

    @property
    def name(self) -> str:
        """The name of the file."""
        return self.url.rpartition("/")[2]


def labels(record: Dataset, field: str, words: Vocabularies) -> list[str]:
    """The labels of the terms of a field."""
    terms = enumerate(getattr(record, field))
    return [words[vocabulary_of(field)].label(term) for at, term in terms if certain(record, f"{field}.{at}")]


def keywords(record: Dataset, words: Vocabularies) -> tuple[str, ...]:
    """The labels of all terms of a record, without repetitions."""
    return tuple(dict.fromkeys(label for field in KEYWORDS for label in labels(record, field, words)))


def sizes(record: Dataset, words: Vocabularies) -> tuple[str, ...]:
    """The counts, each with its unit."""
    return tuple(amount(unit, count, words) for unit, count in record.counts.items() if certain(record, f"counts.{unit}"))


_PAID = frozenset({"payment", "requester-pays"})
"""Steps that cost money."""


def conditions(record: Dataset, words: Vocabularies) -> tuple[str, ...]:
    """The steps of each access route."""
    routes = [route for route in record.access.routes if not route.unverified] if certain(record, "access.routes") else []
    return tuple(f"{route.to}: {', '.join(words['access'].label(step) for step in route.steps)}" for route in routes)


def free(record: Dataset, words: Vocabularies) -> bool | None:
    """Whether the easiest route to labeled data is free of charge; None if no route is known or the data are not available."""
    routes = [route for route in record.access.routes if not route.unverified] if certain(record, "access.routes") else []
    routes = [route for route in routes if route.labelled] or routes
    step = easiest(routes, words["access"])
    paid = all(_PAID.intersection(route.steps) for route in routes if easiest((route,), words["access"]) == step)
    return None if step in ("", "unavailable") or record.status == "withdrawn" else not paid


def years(record: Dataset) -> str:
    """The acquisition period in ISO 8601; empty if the record describes it in words."""
    text = record.acquisition.years if record.acquisition and record.acquisition.years and certain(record, "acquisition.years") else ""
    span = _SPAN.fullmatch(text)
    return "/".join(filter(None, span.groups())) if span else ""


def files(record: Dataset) -> tuple[DataFile, ...]:
    """The data files that anyone can download from the owner without further steps."""
    if record.status in ("withdrawn", "unavailable"):
        return ()
    copies = {link.url for link in record.access.links if link.kind == "copy"}
    found: dict[str, DataFile] = {}
    for url, what, md5, sha256 in _downloads(record):
        media_type = next((media for ending, media in ARCHIVES.items() if url.casefold().endswith(ending)), "")
        if media_type and url not in copies:
            before = found.get(url)
            found[url] = DataFile(url, before.what if before else what, media_type, md5, sha256)
    return tuple(found.values())


def ftp_files(record: Dataset) -> tuple[DataFile, ...]:
    """The data files on FTP servers, which browsers do not open."""
    if record.status in ("withdrawn", "unavailable") or not certain(record, "access.locations"):
        return ()
    found = ((it, media) for it in record.access.locations for ending, media in ARCHIVES.items() if it.uri.casefold().endswith(ending))
    return tuple(DataFile(it.uri, it.to, media, "", "") for it, media in found if scheme_of(it.uri) == "ftp" and not it.unverified)


def _downloads(record: Dataset) -> Iterator[tuple[str, str, str, str]]:
    for route in record.access.routes:
        if route.url and route.steps == ("download",) and not route.unverified and certain(record, "access.routes"):
            yield route.url, route.to, "", ""
    for link in record.access.links:
        if link.kind in ("download-page", "labels") and not link.unverified and certain(record, "access.links"):
            yield link.url, (link.note or "").rstrip("."), link.md5 or "", link.sha256 or ""


RELATIONS = {
    "part-of": "isPartOf",
    "subset-of": "isPartOf",
    "contains": "hasPart",
    "superset-of": "hasPart",
    "derived-from": "isBasedOn",
    "relabels": "isBasedOn",
    "mirror-of": "isBasedOn",
}
"""Properties of schema.org for kinds of relations."""


@dataclass(frozen=True)
class RelatedData:
    """A related dataset: the property of schema.org, if any; the id of its record, or a URL."""

    word: str
    name: str
    id: str
    url: str


def relations(id_: str, catalog: Catalog) -> tuple[RelatedData, ...]:
    """The relations of a record that are not marked as unverified."""
    ends = catalog.relatives[id_] if certain(catalog.records[id_], "relations") else ()
    return tuple(RelatedData(RELATIONS.get(end.kind, ""), end.name, end.to, end.url) for end in ends if not end.unverified)
