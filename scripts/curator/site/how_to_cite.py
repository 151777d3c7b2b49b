"""What pages offer to cite: each work in every style and format, and the pages of this catalog as works of their own."""

from collections.abc import Mapping
from dataclasses import dataclass

from curator.records.bibliography import Name, Reference
from curator.records.catalog import Catalog
from curator.records.model import Dataset
from curator.records.record_addresses import page_url
from curator.records.settings import Settings
from curator.site.citations import STYLES, Citations, offered_styles
from curator.site.exports.citation_formats import FORMATS
from curator.site.views.changes import changed
from curator.site.views.dataset_page import DatasetView

AUTHOR = Name("The catalog's contributors")
"""Who is named as author of the catalog, as in CITATION.cff."""
_ID, _NAME = "record-id", "Record-Name"
"""What stands for a record in the one citation that citeproc formats for all that changed on a day: one for each would take minutes."""
Texts = Mapping[str, Mapping[str, str]]
"""Formatted citations by style and key."""


@dataclass(frozen=True)
class Piece:
    """A citation in one style or format."""

    id: str
    label: str
    text: str


@dataclass(frozen=True)
class Cited:
    """A work as one cites it; one of this site's own is not `elsewhere`, and its address leads to where the reader is."""

    key: str
    elsewhere: bool
    styled: tuple[Piece, ...]
    written: tuple[Piece, ...]
    doubts: str


@dataclass(frozen=True)
class Group:
    """The works that are the same to a dataset; where there are none, `missing` says what to do.

    `compared` is under what they stand beside those of another dataset; empty where they do not. `gone` says that the page
    to name in their stead is no longer there.
    """

    heading: str
    compared: str
    works: tuple[Cited, ...]
    missing: str
    gone: bool = False


def record_page(id_: str, record: Dataset, settings: Settings) -> Reference:
    """Return the page of a dataset as a work."""
    return page(id_, record.name, changed(record), settings)


def page(id_: str, name: str, day: str, settings: Settings) -> Reference:
    """A dataset's page as a work; few styles print a version or a day, so that both stand in its title."""
    title = f"{{{_unbraced(name)}}}, record of {day} in version {settings.version}"
    fields = {"title": title, "organization": settings.name, "date": day, "url": page_url(id_, settings)}
    return _online(id_, fields, settings)


def whole(settings: Settings) -> Reference:
    """The catalog as a work; its version is a date."""
    year, month, _ = settings.version.split(".")
    fields = {"title": f"{settings.name}, version {settings.version}", "date": f"{year}-{month:0>2}", "url": settings.address("")}
    return _online("whole", fields, settings)


def _online(word: str, fields: dict[str, str], settings: Settings) -> Reference:
    year = fields["date"][:4]
    return Reference(f"catalog{year}{word}", "online", (AUTHOR,), others=False, fields=fields | {"year": year, "version": settings.version})


def _unbraced(name: str) -> str:
    """A name that BibTeX takes as a whole."""
    return name.replace("{", "(").replace("}", ")")


def texts(catalog: Catalog, settings: Settings, citations: Citations) -> Texts:
    """Every work of the bibliography, the catalog, and a page for each day on which one changed, in each style that there is to choose."""
    days = sorted({changed(record) for record in catalog.records.values()})
    works = [*catalog.references.values(), whole(settings), *(_stand_in(day, settings) for day in days)]
    return {style: citations.of(works, style) for style in offered_styles(catalog)}


def _stand_in(day: str, settings: Settings) -> Reference:
    work = page(_ID, _NAME, day, settings)
    return Reference(f"page-{day}", work.kind, work.authors, work.others, work.fields)


def cited(work: Reference, found: Texts) -> Cited:
    """A work in each style and format."""
    return _cited(work, {style: texts[work.key] for style, texts in found.items()})


def page_cited(view: DatasetView, settings: Settings, found: Texts) -> Cited:
    """Return a dataset page in each style and format."""
    return _cited(record_page(view.id, view.record, settings), {style: page_text(view.id, view.record, by_key) for style, by_key in found.items()})


def page_text(id_: str, record: Dataset, by_key: Mapping[str, str]) -> str:
    """Return the citation of a dataset page in one style, made from that of the placeholder for its day."""
    return by_key[f"page-{changed(record)}"].replace(_ID, id_).replace(_NAME, _unbraced(record.name))


def _cited(work: Reference, styled: Mapping[str, str]) -> Cited:
    return Cited(
        work.key,
        work.kind != "online",
        tuple(Piece(style, STYLES[style], text) for style, text in styled.items()),
        tuple(Piece(it.key, it.label, it.bibliography([work]).rstrip("\r\n")) for it in FORMATS),
        ", ".join(work.doubts),
    )


def groups(view: DatasetView, found: Texts) -> tuple[Group, ...]:
    """The data, then the papers, kept apart, then what else to read."""
    by_role = {role: tuple(cited(work.reference, found) for work in view.works if work.role == role) for role in ("Data", "Paper", "Further reading")}
    homepage = view.record.access.homepage
    missing = {
        "Data": f"No dataset citation available; cite the web page {homepage} with your access date.",
        "Paper": "No paper is recorded.",
    }
    gone = {"Data": bool(view.homepage.archive)}
    return tuple(
        Group(role, role if role in missing else "", works, missing.get(role, ""), gone.get(role, False))
        for role, works in by_role.items()
        if works or role in missing
    )


def to_cite(record: Dataset) -> str:
    """What the files beside a dataset's page hold; empty where there are none."""
    return " and ".join(word for word, keys in (("paper", record.citations.paper), ("data", record.citations.data)) if keys).capitalize()
