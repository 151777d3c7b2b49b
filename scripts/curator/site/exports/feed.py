"""Atom feeds of new and changed records: one of the catalog, and one for each modality."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from urllib.parse import urlsplit

from curator.records.catalog import Catalog
from curator.records.placeholders import URL_NOT_SET
from curator.records.record_addresses import page_url
from curator.records.settings import Settings
from curator.site.exports.export_file import FeedSource
from curator.site.views.changes import ChangeLine, changes, changes_of

MAX_ENTRIES = 100
"""Number of entries: enough for a feed reader that fetches the feed once a month."""
MAX_OF_MODALITY = 30
"""Number of entries of the feed of a modality, of which there are many."""
_ATOM = "http://www.w3.org/2005/Atom"
_TAG_YEAR = "2026"
"""The year in the tags of entries; it never changes, because a tag identifies its entry permanently."""


def feed(catalog: Catalog, settings: Settings) -> str:
    """Return the feed of all changes."""
    head = {"title": settings.name, "subtitle": _described(settings.description, settings), "id": _tag("feed", settings)}
    return _written(head, "", changes(catalog)[:MAX_ENTRIES], catalog, settings)


def modality_feed(source: FeedSource) -> str:
    """Return the feed of the changes of datasets of a modality; an entry has the same id as in the feed of all changes."""
    group, settings = source.group, source.settings
    lines = changes_of(group.ids, source.catalog)[:MAX_OF_MODALITY]
    head = {
        "title": f"{group.title}: {settings.name}",
        "subtitle": _described(f"New and changed datasets of the modality {group.label}.", settings),
        "id": _tag(f"{group.path}feed", settings),
    }
    return _written(head, group.path, lines, source.catalog, settings)


def _described(text: str, settings: Settings) -> str:
    """Return the description of a feed, which says that its URLs are placeholders until the URL of the site is set."""
    return text if settings.has_url else f"{text} {URL_NOT_SET}"


def _written(head: dict[str, str], page: str, lines: Sequence[ChangeLine], catalog: Catalog, settings: Settings) -> str:
    """Return the feed beside a page, see https://www.rfc-editor.org/rfc/rfc4287; for tags see https://www.rfc-editor.org/rfc/rfc4151."""
    elements = (
        *(_element(name, text) for name, text in head.items()),
        _element("link", rel="self", type="application/atom+xml", href=settings.address(f"{page}feed.xml")),
        _element("link", rel="alternate", type="text/html", href=settings.address(page)),
        _element("updated", _timestamp(lines[0].date if lines else "")),
        _around("author", [_element("name", settings.name)], 1),
        _element("rights", catalog.vocabularies.licence[settings.licence].label),
        *(_entry(line, catalog, settings) for line in lines),
    )
    return f'<?xml version="1.0" encoding="utf-8"?>\n{_around("feed", elements, 0, xmlns=_ATOM)}\n'


def _entry(line: ChangeLine, catalog: Catalog, settings: Settings) -> str:
    words = catalog.vocabularies["modality"]
    elements = (
        _element("title", f"{line.name}: {line.what}"),
        _element("id", _tag(f"datasets/{line.id}/{line.date}/{line.number}", settings)),
        _element("link", rel="alternate", type="text/html", href=page_url(line.id, settings)),
        _element("updated", _timestamp(line.date)),
        _element("summary", line.what),
        *(_element("category", term=term, label=words.label(term)) for term in catalog.summaries[line.id].terms["modality"]),
    )
    return _around("entry", elements, 1)


def _tag(name: str, settings: Settings) -> str:
    return f"tag:{urlsplit(settings.url).hostname},{_TAG_YEAR}:{name}"


def _timestamp(day: str) -> str:
    """Return the start of a day as a timestamp; an empty catalog has no day, and uses the year of the tags."""
    return f"{day or f'{_TAG_YEAR}-01-01'}T00:00:00Z"


def _around(name: str, elements: Iterable[str], depth: int, **attributes: str) -> str:
    """Return an element with others inside, each on a line that is indented by its depth."""
    inside = "".join(f"\n{' ' * (depth + 1)}{element}" for element in elements)
    return f"{_start(name, attributes)}>{inside}\n{' ' * depth}</{name}>"


def _element(name: str, text: str = "", **attributes: str) -> str:
    """Return an element with text, or none, on one line."""
    return f"{_start(name, attributes)}>{escape(text, quote=False)}</{name}>" if text else f"{_start(name, attributes)} />"


def _start(name: str, attributes: Mapping[str, str]) -> str:
    values = (f' {key}="{escape(value, quote=False).replace(chr(34), "&quot;")}"' for key, value in attributes.items())
    return f"<{name}{''.join(values)}"
