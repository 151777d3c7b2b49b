"""Citations on pages: each work in every style and format, with the pages of the catalog as works themselves."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from curator.records.bibliography import Name, Reference
from curator.records.catalog import Catalog
from curator.records.kept_results import hashed, program
from curator.records.model import Dataset
from curator.records.record_addresses import page_url
from curator.records.reference import digest_of
from curator.records.settings import CONTRIBUTORS, Settings
from curator.records.summary import changed
from curator.site.citations import STYLES, CitationTexts, offered_styles
from curator.site.exports.citation_formats import FORMATS
from curator.site.on_request import OnRequest
from curator.site.views.dataset_page import DatasetView

AUTHOR = Name(CONTRIBUTORS)
_ID, _NAME = "record-id", "Record-Name"
"""Placeholders for a record: citeproc formats one citation for all pages that changed on the same day, because one per page takes minutes."""
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
    """A work to cite; `elsewhere` is false for pages of this site."""

    key: str
    elsewhere: bool
    styled: tuple[Piece, ...]
    written: tuple[Piece, ...]
    doubts: str


@dataclass(frozen=True)
class CitationGroup:
    """The works with one role for a dataset; `missing` is the text shown if there are none.

    `compared` is the label of their row when datasets are compared, if they have one. `gone` is true if the page to cite
    instead no longer exists. `formats` is the number of formats on the page: none for the works to cite, which are in files beside it.
    """

    heading: str
    compared: str
    works: tuple[Cited, ...]
    missing: str
    gone: bool = False
    formats: int = 0


def record_page_work(id_: str, record: Dataset, settings: Settings) -> Reference:
    """Return the page of a record as a work."""
    return page_work(id_, record.name, changed(record), settings)


def page_work(id_: str, name: str, day: str, settings: Settings) -> Reference:
    """Return a page as a work; its title has version and day, because few styles have fields for them."""
    title = f"{{{_unbraced(name)}}}, record of {day} in version {settings.version}"
    fields = {"title": title, "organization": settings.name, "date": day}
    return _online(id_, fields, page_url(id_, settings), settings)


def catalog_work(settings: Settings) -> Reference:
    """Return the catalog as a work; its version is a date."""
    year, month, _ = settings.version.split(".")
    fields = {"title": f"{settings.name}, version {settings.version}", "date": f"{year}-{month:0>2}"}
    return _online("whole", fields, settings.address(""), settings)


def _online(word: str, fields: dict[str, str], url: str, settings: Settings) -> Reference:
    """Return a page of the site as a work, without a URL if that of the site is not set."""
    year = fields["date"][:4]
    fields |= {"url": url} if settings.has_url else {}
    return Reference(f"catalog{year}{word}", "online", (AUTHOR,), others=False, fields=fields | {"year": year, "version": settings.version})


def _unbraced(name: str) -> str:
    """Return a name without braces, which have a meaning in BibTeX."""
    return name.replace("{", "(").replace("}", ")")


def texts(catalog: Catalog, settings: Settings, citations: CitationTexts) -> Texts:
    """Return the citations of every work, of the catalog, and of one page for each day of a change, in each style."""
    works = _works(catalog, settings)
    state = hashed((program(), *catalog.work_digests.values(), *map(digest_of, works[len(catalog.references) :])))
    return citations.in_styles(works, offered_styles(catalog), state)


def texts_on_request(catalog: Catalog, settings: Settings, citations: CitationTexts) -> Texts:
    """Return the same citations, each formatted when it is first asked for."""
    works = _works(catalog, settings)
    return {style: OnRequest({work.key: partial(_text, work, style, citations) for work in works}) for style in offered_styles(catalog)}


def _works(catalog: Catalog, settings: Settings) -> list[Reference]:
    days = sorted({it.changed for it in catalog.summaries.values()})
    return [*catalog.references.values(), catalog_work(settings), *(_placeholder(day, settings) for day in days)]


def _text(work: Reference, style: str, citations: CitationTexts) -> str:
    return citations.of([work], style)[work.key]


def page_key(day: str) -> str:
    """Return the key of the citations of pages that changed on a day."""
    return f"page-{day}"


def _placeholder(day: str, settings: Settings) -> Reference:
    work = page_work(_ID, _NAME, day, settings)
    return Reference(page_key(day), work.kind, work.authors, work.others, work.fields)


def cited(work: Reference, found: Texts) -> Cited:
    """Return a work in each style and format."""
    return _cited(work, {style: texts[work.key] for style, texts in found.items()})


def page_cited(view: DatasetView, settings: Settings, found: Texts) -> Cited:
    """Return a dataset page in each style and format."""
    return _cited(record_page_work(view.id, view.record, settings), {style: page_text(view.id, view.record, by_key) for style, by_key in found.items()})


def page_text(id_: str, record: Dataset, by_key: Mapping[str, str]) -> str:
    """Return the citation of a dataset page in one style, made from that of the placeholder for its day."""
    return by_key[page_key(changed(record))].replace(_ID, id_).replace(_NAME, _unbraced(record.name))


def _cited(work: Reference, styled: Mapping[str, str]) -> Cited:
    return Cited(
        work.key,
        work.kind != "online",
        tuple(Piece(style, STYLES[style], text) for style, text in styled.items()),
        tuple(Piece(it.key, it.label, it.bibliography([work]).rstrip("\r\n")) for it in FORMATS),
        ", ".join(work.doubts),
    )


def groups(view: DatasetView, found: Texts) -> tuple[CitationGroup, ...]:
    """Return the works of a dataset in groups: the papers, the data, further reading."""
    by_role = {role: tuple(cited(work.reference, found) for work in view.works if work.role == role) for role in ("Paper", "Data", "Further reading")}
    homepage = view.record.access.homepage
    missing = {
        "Data": f"No dataset citation available; cite the web page {homepage} with your access date.",
        "Paper": "No paper is recorded.",
    }
    gone = {"Data": bool(view.homepage.archive)}
    return tuple(
        CitationGroup(role, role if role in missing else "", works, missing.get(role, ""), gone.get(role, False), int(role not in missing))
        for role, works in by_role.items()
        if works or role in missing
    )


def citation_contents(record: Dataset) -> str:
    """Return what the citation files beside the page contain, e.g. `Paper and data`; empty if there are none."""
    return " and ".join(word for word, keys in (("paper", record.citations.paper), ("data", record.citations.data)) if keys).capitalize()
