"""What the home page joins for the datasets that a visitor has ticked: pieces of every text, and what to know before using them together."""

import json
import re
from dataclasses import asdict, dataclass

from curator.records.bibliography import Reference
from curator.records.catalog import Catalog, Relative
from curator.site.exports import bibtex, csl, latex_table, markdown_table, ris
from curator.site.exports.citation_formats import FORMATS, works_to_cite
from curator.site.views.licenses import licence_names, share_alike, strictest


@dataclass(frozen=True)
class Work:
    """A work to cite, as a piece of each format."""

    key: str
    bib: str
    ris: str
    csl: str


@dataclass(frozen=True)
class Share:
    """Data that have images or patients in common with a dataset.

    `to` is the id of their record, or empty; `key` is that id, or one made of their name, so that two datasets with a common key share with the same data.
    """

    key: str
    to: str
    name: str
    label: str
    what: str
    note: str
    doubt: str


@dataclass(frozen=True)
class Selection:
    """One dataset's part in a selection."""

    id: str
    name: str
    works: tuple[Work, ...]
    markdown: str
    latex: str
    permissions: dict[str, str]
    licences: tuple[str, ...]
    share_alike: tuple[str, ...]
    acknowledgement: dict[str, str] | None
    shares: tuple[Share, ...]


def selection_json(id_: str, catalog: Catalog) -> str:
    """What a selection needs of one record, as JSON."""
    return json.dumps(asdict(selection(id_, catalog)), ensure_ascii=False, indent=2) + "\n"


def joinings(catalog: Catalog) -> dict[str, dict[str, str]]:
    """For each format the texts before, between and after its pieces: head + pieces joined by between + foot is what the exporter writes of a selection."""
    found = {it.key: it.joining for it in FORMATS} | {"markdown": markdown_table.joining(catalog), "latex": latex_table.joining(catalog)}
    return {name: asdict(joining) for name, joining in found.items()}


def selection(id_: str, catalog: Catalog) -> Selection:
    """One record's part in a selection."""
    record, words = catalog.records[id_], catalog.vocabularies
    sentence = record.acknowledgement
    return Selection(
        id=id_,
        name=record.name,
        works=tuple(_work(work) for work in works_to_cite(id_, catalog)),
        markdown=markdown_table.row(id_, catalog),
        latex=latex_table.row(id_, catalog),
        permissions=strictest(record, words),
        licences=licence_names(record, words),
        share_alike=share_alike(record, words),
        acknowledgement={"quote": sentence.quote, "note": sentence.note or ""} if sentence else None,
        shares=tuple(_share(end, catalog) for end in catalog.relatives[id_] if words.relation[end.kind].shares != "nothing"),
    )


def _work(reference: Reference) -> Work:
    return Work(reference.key, bibtex.entry(reference), ris.entry(reference), csl.entry(reference))


def _share(end: Relative, catalog: Catalog) -> Share:
    entry = catalog.vocabularies.relation[end.kind]
    # an address would not tell data apart that stand on one page
    key = end.to or re.sub(r"[^\w+]+", "-", end.name.casefold()).strip("-")
    return Share(key, end.to, end.name, entry.label, entry.shares, end.note, end.unverified)
