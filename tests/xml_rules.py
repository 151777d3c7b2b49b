"""Rules of Atom feeds (RFC 4287) and of sitemaps (https://www.sitemaps.org/protocol.html): a function for each yields the faults of a file."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from lxml import etree

ATOM, SITEMAP = "{http://www.w3.org/2005/Atom}", "{http://www.sitemaps.org/schemas/sitemap/0.9}"
_TEXTS = {"title", "subtitle", "id", "updated", "rights", "summary"}
_ONCE = {"feed": {"title", "id", "updated", "author"}, "entry": {"title", "id", "updated", "summary"}}
"""Required elements, which are also the ones that may occur only once."""
_CHILDREN = {
    "feed": {"title", "subtitle", "id", "link", "updated", "author", "rights", "entry"},
    "entry": {"title", "id", "link", "updated", "summary", "category"},
    "author": {"name"},
}
_TIME = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")
_DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
_IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
MAX_URLS, MAX_BYTES, MAX_LENGTH = 50_000, 50 * 1024 * 1024, 2048
"""Limits of a sitemap and of a URL in it."""


def atom_faults(path: Path, url: str) -> Iterator[str]:
    """Yield the faults of a feed that is served at a URL."""
    root = etree.parse(path).getroot()
    if root.tag != f"{ATOM}feed":
        yield f"root element {root.tag}"
    for node in root.iter():
        name = node.tag.removeprefix(ATOM)
        children = Counter(child.tag.removeprefix(ATOM) for child in node)
        yield from (f"{it} in {name}" for it in set(children) - _CHILDREN.get(name, set()))
        yield from (f"{children[it]} {it} in {name}" for it in _ONCE.get(name, ()) if children[it] != 1)
        yield from _content_faults(node, name)
        yield from _link_faults(node, name)
    if root.find(f"{ATOM}link[@rel='self']").get("href") != url:
        yield f"the self link is not {url}"
    ids = Counter(node.text for node in root.iter(f"{ATOM}id"))
    yield from (f"id {it} {number} times" for it, number in ids.items() if number > 1)
    days = [node.text or "" for node in root.iterfind(f"{ATOM}entry/{ATOM}updated")]
    if days != sorted(days, reverse=True) or root.findtext(f"{ATOM}updated") != max(days, default=""):
        yield "not the newest first, or the date of the feed is not that of its newest entry"


def _content_faults(node: etree._Element, name: str) -> Iterator[str]:
    """Yield the faults of the text and the identifiers of an element."""
    if name in _TEXTS | {"name"} and not (node.text or "").strip():
        yield f"empty {name}"
    if name == "updated" and not _TIME.fullmatch(node.text or ""):
        yield f"date {node.text}"
    if name == "id" and not _IRI.fullmatch(node.text or ""):
        yield f"id {node.text}"
    if name == "category" and not node.get("term"):
        yield "category without a term"


def _link_faults(node: etree._Element, name: str) -> Iterator[str]:
    """Yield the faults of a link, or of the links of an element."""
    if name == "link" and not (_IRI.fullmatch(node.get("href", "")) and re.fullmatch(r"[a-z]+/[a-z0-9.+-]+", node.get("type", ""))):
        yield f"link {dict(node.attrib)}"
    if name in ("feed", "entry"):
        links = Counter((link.get("rel", "alternate"), link.get("type"), link.get("hreflang")) for link in node.iterfind(f"{ATOM}link"))
        yield from (f"{number} links {key} in {name}" for key, number in links.items() if number > 1)
        if not any(rel == "alternate" for rel, _, _ in links):
            yield f"no alternate link in {name}"


def sitemap_faults(path: Path, site: str) -> Iterator[str]:
    """Yield the faults of a sitemap in the root of a site."""
    root = etree.parse(path).getroot()
    if root.tag != f"{SITEMAP}urlset" or path.stat().st_size > MAX_BYTES or not 0 < len(root) <= MAX_URLS:
        yield f"root element {root.tag} with {len(root)} URLs in {path.stat().st_size} bytes"
    for node in root:
        names = [child.tag.removeprefix(SITEMAP) for child in node]
        url, day = node.findtext(f"{SITEMAP}loc") or "", node.findtext(f"{SITEMAP}lastmod")
        if node.tag != f"{SITEMAP}url" or names not in (["loc"], ["loc", "lastmod"]):
            yield f"{node.tag} with {names}"
        if not (url.startswith(site) and _IRI.fullmatch(url) and len(url) < MAX_LENGTH) or urlsplit(url).fragment:
            yield f"URL {url}"
        if day is not None and not _DAY.fullmatch(day):
            yield f"date {day}"
    yield from (f"{url} {number} times" for url, number in Counter(node.text for node in root.iter(f"{SITEMAP}loc")).items() if number > 1)
