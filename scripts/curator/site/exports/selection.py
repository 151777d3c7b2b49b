"""Data of all datasets for the site's scripts: what a selection warns about, and its rows of tables."""

import re
from dataclasses import asdict, dataclass
from typing import Any

from curator.records.catalog import Catalog, Relative
from curator.records.per_record import per_record, per_record_text
from curator.site.exports import latex_table, markdown_table
from curator.site.exports.citation_formats import FORMATS, works_to_cite
from curator.site.exports.coded_lists import coded, compact_json
from curator.site.views.labelling import use_of
from curator.site.views.licenses import PERMISSION_LABELS, share_alike, strictest, unverified


@dataclass(frozen=True)
class Share:
    """Data that share images or patients with a dataset; `extent` is that of the relation in the vocabulary.

    `key` is the id of their record, or is made from their name: datasets with a common key share something with the same data.
    """

    key: str
    name: str
    label: str
    what: str
    extent: str
    doubt: str


@dataclass(frozen=True)
class Selection:
    """The part of one dataset in a selection: the answers to the permissions, whether a license is not verified, and what few datasets have.

    `uncited` says that the dataset has no work to cite, and therefore no files with citations.
    """

    name: str
    answers: tuple[str, ...]
    unverified: bool
    others: dict[str, Any]


def joinings(catalog: Catalog) -> dict[str, dict[str, str]]:
    """Return the text before, between and after the entries of each format, with which the page joins the entries of a selection."""
    found = {it.key: it.joining for it in FORMATS} | {"markdown": markdown_table.joining(catalog), "latex": latex_table.joining(catalog)}
    return {name: asdict(joining) for name, joining in found.items()}


def selections(catalog: Catalog) -> str:
    """Return the parts of all datasets in a selection, in the order of the table."""
    ids = catalog.printed_order
    found = [selection(id_, catalog) for id_ in ids]
    return compact_json(
        {
            "ids": ids,
            "names": [it.name for it in found],
            "permissions": list(PERMISSION_LABELS),
            "terms": coded([(it.answers, it.unverified) for it in found]),
            "others": {id_: it.others for id_, it in zip(ids, found, strict=True) if it.others},
        }
    )


def rows(catalog: Catalog) -> str:
    """Return the rows of all datasets in a Markdown and a LaTeX table, by id."""
    return compact_json({id_: row(id_, catalog) for id_ in catalog.printed_order})


@per_record
def selection(id_: str, catalog: Catalog) -> Selection:
    """Return the part of one dataset."""
    record, words = catalog.records[id_], catalog.vocabularies
    sentence, answers = record.acknowledgement, strictest(record, words)
    others: dict[str, Any] = {
        "share_alike": share_alike(record, words),
        "acknowledgement": {"quote": sentence.quote, "note": sentence.note or ""} if sentence else None,
        "shares": [asdict(_share(end, catalog)) for end in catalog.relatives[id_] if words.relation[end.kind].shares != "nothing"],
        "models": [{"model": it.model, "use": use_of(it)} for it in record.seen_by],
        "uncited": not works_to_cite(id_, catalog),
    }
    found = {key: it for key, it in others.items() if it}
    return Selection(record.name, tuple(answers[name] for name in PERMISSION_LABELS), any(unverified(record)), found)


@per_record_text
def row(id_: str, catalog: Catalog) -> dict[str, str]:
    """Return the rows of one dataset."""
    return {"markdown": markdown_table.row(id_, catalog), "latex": latex_table.row(id_, catalog)}


def _share(end: Relative, catalog: Catalog) -> Share:
    entry = catalog.vocabularies.relation[end.kind]
    # data on the same page have the same URL, so the key is made from the name
    key = end.to or re.sub(r"[^\w+]+", "-", end.name.casefold()).strip("-")
    return Share(key, end.name, entry.label, entry.shares, entry.extent, end.unverified)
