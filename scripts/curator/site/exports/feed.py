"""An Atom feed of new and changed records."""

from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from curator.records.catalog import Catalog
from curator.records.record_addresses import page_url
from curator.records.settings import Settings
from curator.site.views.changes import ChangeLine, changes, newest

MOST = 100
"""Entries in the feed: what a reader that comes once a month will not have seen."""
_ATOM = "http://www.w3.org/2005/Atom"
_NAMED = "2026"
"""The year in which the tags of entries were first given; it stays, for a tag is an entry's name for good."""


def feed(catalog: Catalog, settings: Settings) -> str:
    """The feed, see https://www.rfc-editor.org/rfc/rfc4287; tags see https://www.rfc-editor.org/rfc/rfc4151."""
    register_namespace("", _ATOM)
    root = _new("feed")
    _add(root, "title", settings.name)
    _add(root, "subtitle", settings.description)
    _add(root, "id", _tag("feed", settings))
    _add(root, "link", rel="self", type="application/atom+xml", href=settings.address("feed.xml"))
    _add(root, "link", rel="alternate", type="text/html", href=settings.address(""))
    _add(root, "updated", _moment(newest(catalog)))
    _add(_add(root, "author"), "name", settings.name)
    _add(root, "rights", catalog.vocabularies.licence[settings.licence].label)
    for line in changes(catalog)[:MOST]:
        root.append(_entry(line, catalog, settings))
    indent(root, space=" ")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, encoding="unicode")}\n'


def _entry(line: ChangeLine, catalog: Catalog, settings: Settings) -> Element:
    entry = _new("entry")
    _add(entry, "title", f"{line.name}: {line.what}")
    _add(entry, "id", _tag(f"datasets/{line.id}/{line.date}/{line.number}", settings))
    _add(entry, "link", rel="alternate", type="text/html", href=page_url(line.id, settings))
    _add(entry, "updated", _moment(line.date))
    _add(entry, "summary", line.what)
    for term in catalog.records[line.id].modality:
        _add(entry, "category", term=term, label=catalog.vocabularies["modality"].label(term))
    return entry


def _tag(name: str, settings: Settings) -> str:
    return f"tag:{urlsplit(settings.url).hostname},{_NAMED}:{name}"


def _moment(day: str) -> str:
    """A day as a moment; records know no hours. Without any record there is no day, and the year of the tags stands for it."""
    return f"{day or f'{_NAMED}-01-01'}T00:00:00Z"


def _new(name: str) -> Element:
    return Element(f"{{{_ATOM}}}{name}")


def _add(parent: Element, name: str, text: str | None = None, **attributes: str) -> Element:
    child = SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    child.text = text
    return child
