"""The part of a dataset in a selection: its entry in each export, its permissions, and the data with which it overlaps."""

import re
from dataclasses import asdict, dataclass

from curator.records.bibliography import Reference
from curator.records.catalog import Catalog, Relative
from curator.site.exports import bibtex, csl, latex_table, markdown_table, ris
from curator.site.exports.citation_formats import FORMATS, works_to_cite
from curator.site.exports.json_text import as_lines
from curator.site.views.labelling import use_of
from curator.site.views.licenses import licence_names, share_alike, strictest, unverified


@dataclass(frozen=True)
class Work:
    """A work to cite, as an entry in each format."""

    key: str
    bib: str
    ris: str
    csl: str


@dataclass(frozen=True)
class Share:
    """Data that share images or patients with a dataset.

    `to` is the id of their record, or empty. `key` is that id, or is made from their name: datasets with a common key overlap
    with the same data.
    """

    key: str
    to: str
    name: str
    label: str
    what: str
    note: str
    doubt: str


@dataclass(frozen=True)
class ModelUse:
    """A public model that was trained on a dataset, and how it used the data."""

    model: str
    use: str


@dataclass(frozen=True)
class Selection:
    """The part of one dataset in a selection. `unverified` says whether one of its licenses is not verified."""

    id: str
    name: str
    works: tuple[Work, ...]
    markdown: str
    latex: str
    permissions: dict[str, str]
    licences: tuple[str, ...]
    unverified: bool
    share_alike: tuple[str, ...]
    acknowledgement: dict[str, str] | None
    shares: tuple[Share, ...]
    models: tuple[ModelUse, ...]


def selection_json(id_: str, catalog: Catalog) -> str:
    """Return the part of one dataset as JSON."""
    return as_lines(asdict(selection(id_, catalog)))


def joinings(catalog: Catalog) -> dict[str, dict[str, str]]:
    """Return the text before, between and after the entries of each format, with which the page joins the entries of a selection."""
    found = {it.key: it.joining for it in FORMATS} | {"markdown": markdown_table.joining(catalog), "latex": latex_table.joining(catalog)}
    return {name: asdict(joining) for name, joining in found.items()}


def selection(id_: str, catalog: Catalog) -> Selection:
    """Return the part of one dataset."""
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
        unverified=any(unverified(record)),
        share_alike=share_alike(record, words),
        acknowledgement={"quote": sentence.quote, "note": sentence.note or ""} if sentence else None,
        shares=tuple(_share(end, catalog) for end in catalog.relatives[id_] if words.relation[end.kind].shares != "nothing"),
        models=tuple(ModelUse(it.model, use_of(it)) for it in record.seen_by),
    )


def _work(reference: Reference) -> Work:
    return Work(reference.key, bibtex.entry(reference), ris.entry(reference), csl.entry(reference))


def _share(end: Relative, catalog: Catalog) -> Share:
    entry = catalog.vocabularies.relation[end.kind]
    # data on the same page have the same URL, so the key is made from the name
    key = end.to or re.sub(r"[^\w+]+", "-", end.name.casefold()).strip("-")
    return Share(key, end.to, end.name, entry.label, entry.shares, end.note, end.unverified)
