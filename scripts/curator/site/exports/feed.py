"""Atom feed of new and changed records."""

from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from curator.records.catalog import Catalog
from curator.records.placeholders import URL_NOT_SET
from curator.records.record_addresses import page_url
from curator.records.settings import Settings
from curator.site.views.changes import ChangeLine, changes, newest

MAX_ENTRIES = 100
"""Number of entries: enough for a feed reader that fetches the feed once a month."""
_ATOM = "http://www.w3.org/2005/Atom"
_TAG_YEAR = "2026"
"""The year in the tags of entries; it never changes, because a tag identifies its entry permanently."""


def feed(catalog: Catalog, settings: Settings) -> str:
    """Return the feed, see https://www.rfc-editor.org/rfc/rfc4287; for tags see https://www.rfc-editor.org/rfc/rfc4151."""
    register_namespace("", _ATOM)
    root = _new("feed")
    _add(root, "title", settings.name)
    _add(root, "subtitle", settings.description if settings.has_url else f"{settings.description} {URL_NOT_SET}")
    _add(root, "id", _tag("feed", settings))
    _add(root, "link", rel="self", type="application/atom+xml", href=settings.address("feed.xml"))
    _add(root, "link", rel="alternate", type="text/html", href=settings.address(""))
    _add(root, "updated", _timestamp(newest(catalog)))
    _add(_add(root, "author"), "name", settings.name)
    _add(root, "rights", catalog.vocabularies.licence[settings.licence].label)
    for line in changes(catalog)[:MAX_ENTRIES]:
        root.append(_entry(line, catalog, settings))
    indent(root, space=" ")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, encoding="unicode")}\n'


def _entry(line: ChangeLine, catalog: Catalog, settings: Settings) -> Element:
    entry = _new("entry")
    _add(entry, "title", f"{line.name}: {line.what}")
    _add(entry, "id", _tag(f"datasets/{line.id}/{line.date}/{line.number}", settings))
    _add(entry, "link", rel="alternate", type="text/html", href=page_url(line.id, settings))
    _add(entry, "updated", _timestamp(line.date))
    _add(entry, "summary", line.what)
    for term in catalog.summaries[line.id].terms["modality"]:
        _add(entry, "category", term=term, label=catalog.vocabularies["modality"].label(term))
    return entry


def _tag(name: str, settings: Settings) -> str:
    return f"tag:{urlsplit(settings.url).hostname},{_TAG_YEAR}:{name}"


def _timestamp(day: str) -> str:
    """Return the start of a day as a timestamp; an empty catalog has no day, and uses the year of the tags."""
    return f"{day or f'{_TAG_YEAR}-01-01'}T00:00:00Z"


def _new(name: str) -> Element:
    return Element(f"{{{_ATOM}}}{name}")


def _add(parent: Element, name: str, text: str | None = None, **attributes: str) -> Element:
    child = SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    child.text = text
    return child
