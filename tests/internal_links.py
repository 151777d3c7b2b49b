"""Resolves every internal link of a built site, in pages, style sheets, scripts, feeds and files, to a file and an anchor."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree, html

WHOLE = ("href", "src", "poster", "data", "action", "formaction", "cite", "background", "longdesc", "{http://www.w3.org/1999/xlink}href")
"""Attributes with one URL."""
SEVERAL = ("srcset", "imagesrcset", "ping")
"""Attributes with several URLs."""
NAME = "@id"
"""The identifier of an object in JSON-LD: a URL whose fragment need not be an anchor."""
DATA = (".json", ".jsonld", ".webmanifest")
READ = (".bib", ".csv", ".md", ".ris", ".txt", ".xml")
"""Extensions of files that contain URLs of the site in plain text."""
_STYLE = re.compile(r"url\(\s*[\"']?([^\"')]+)|@import\s+[\"']([^\"']+)")
_IMPORT = re.compile(r"^\s*(?:(?:import|export)\s[^\"'();]*?\bfrom|import)\s+[\"'](\.[^\"']*)|\bimport\([\"'](\.[^\"']*)[\"']\)", re.MULTILINE)
_MARKDOWN = re.compile(r"\]\(<?([^)>\s]+)>?\)")
_REFRESH = re.compile(r"\s*[0-9.]+\s*[;,]\s*(?:url\s*=)?\s*[\"']?([^\"']+)", re.IGNORECASE)
_TOP = ("", "top")


@dataclass(frozen=True)
class Site:
    """A folder with a built site, and the URL at which it will be published."""

    folder: Path
    address: str
    without: frozenset[str] = frozenset()
    """Files that are treated as removed."""
    anchors: dict[str, frozenset[str]] = field(default_factory=dict)

    @cached_property
    def files(self) -> frozenset[str]:
        """All files by their paths in the site, compared case-sensitively, as on a server, even if the file system is not."""
        return frozenset(path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if path.is_file()) - self.without

    def read(self, name: str) -> str:
        """Return the text of a file."""
        return (self.folder / name).read_text(encoding="utf-8")

    def ids(self, name: str) -> frozenset[str]:
        """Return the anchors of a page or an SVG file."""
        if name not in self.anchors:
            content = (self.folder / name).read_bytes()
            tree = html.fromstring(content.decode()) if name.endswith(".html") else etree.fromstring(content)
            self.anchors[name] = frozenset(map(str, tree.xpath("//@id | //a/@name")))
        return self.anchors[name]

    def fault(self, link: str, base: str, *, named: bool = False) -> str:
        """Return why a link of a file is broken, or an empty text if it is not or leads out of the site. Identifiers need a file, but no anchor."""
        try:
            target, own = urlsplit(urljoin(base, link.strip())), urlsplit(link.strip())
        except ValueError:
            return "is not a URL"
        if own.scheme not in ("", "http", "https"):
            return ""
        home = urlsplit(self.address)
        inside = (target.scheme, target.netloc) == (home.scheme, home.netloc) and target.path.startswith(home.path)
        if not inside:
            return "" if own.netloc else "leaves the site"
        name = unquote(target.path.removeprefix(home.path))
        name = f"{name}index.html" if not name or name.endswith("/") else name
        if name not in self.files:
            return f"leads to no file: {name}"
        place = unquote(target.fragment.partition(":~:")[0])
        if named or place in _TOP or not name.endswith((".html", ".svg")):
            return ""
        return "" if place in self.ids(name) else f"leads to no place: {name}#{place}"


def faults(site: Site, among: Iterable[str] | None = None) -> list[str]:
    """Return every broken internal link of a site, or of some of its files, with its file."""
    found = []
    for name in sorted(site.files if among is None else among):
        base = site.address + (name.removesuffix("index.html") if name.endswith("/index.html") or name == "index.html" else name)
        for link, kind in dict.fromkeys(_links(name, site)):
            if kind == "src" and not link.strip():
                found.append(f"{name}: {kind} is empty")
            elif fault := site.fault(link, base, named=kind == NAME):
                found.append(f"{name}: {kind} {link} {fault}")
    return found


def _links(name: str, site: Site) -> Iterator[tuple[str, str]]:
    """Yield every link of a file with its kind."""
    if name.endswith(".html"):
        yield from _of_page(html.fromstring(site.read(name)), site)
    elif name.endswith(".css"):
        yield from _of_styles(site.read(name))
    elif name.endswith((".js", ".mjs")):
        yield from ((link, "import") for pair in _IMPORT.findall(site.read(name)) for link in pair if link)
    elif name.endswith(DATA):
        yield from _of_values(json.loads(site.read(name)), site)
    elif name.endswith(READ):
        text = site.read(name)
        yield from ((link, "text") for link in _own(text, site))
        yield from ((link, "markdown") for link in _MARKDOWN.findall(text) if name.endswith(".md"))


def _of_page(page: Any, site: Site) -> Iterator[tuple[str, str]]:
    yield from ((link, "text") for text in page.xpath("//text()[not(parent::script or parent::style)]") for link in _own(text, site))
    for element in page.iter(etree.Element):
        for attribute, value in element.attrib.items():
            if attribute in WHOLE and (attribute != "data" or element.tag == "object"):
                yield value, attribute.rpartition("}")[2]
            elif attribute in SEVERAL:
                yield from ((part.split()[0], attribute) for part in re.split(r",\s+|,$", value) if part.strip())
            elif attribute == "style":
                yield from _of_styles(value)
        if element.tag == "style":
            yield from _of_styles(element.text or "")
        elif element.tag == "script" and "json" in element.get("type", ""):
            yield from _of_values(json.loads(element.text or "null"), site)
        elif element.tag == "meta":
            yield from _of_meta(element, site)


def _of_meta(element: Any, site: Site) -> Iterator[tuple[str, str]]:
    content = element.get("content", "")
    if element.get("http-equiv", "").lower() == "refresh":
        yield from ((link, "refresh") for link in _REFRESH.findall(content))
    else:
        yield from ((link, "meta") for link in _own(content, site))


def _of_styles(text: str) -> Iterator[tuple[str, str]]:
    yield from ((link.strip(), "style") for pair in _STYLE.findall(re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)) for link in pair if link)


def _of_values(value: Any, site: Site) -> Iterator[tuple[str, str]]:
    """Yield the URLs of the site in JSON; a URL that the same JSON uses as an identifier is treated as one everywhere."""
    values = list(_values("", value))
    names = {text for key, text in values if key == NAME}
    yield from ((link, NAME if text in names else "json") for _, text in values for link in _own(text, site))


def _values(key: str, value: Any) -> Iterator[tuple[str, str]]:
    """Yield every text of JSON with its key."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield from _values(name, item)
    elif isinstance(value, list):
        for item in value:
            yield from _values(key, item)
    elif isinstance(value, str):
        yield key, value


def _own(text: str, site: Site) -> Iterable[str]:
    """Return the URLs of the site in a text."""
    return (link.rstrip(".,;:") for link in re.findall(re.escape(site.address) + r"[^\s\"'<>\\(){}`|]*", text))
