"""Follows every address within a built site: of pages, style sheets, scripts, feeds and files, to a file and a place in it."""

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
"""Attributes that hold one address."""
SEVERAL = ("srcset", "imagesrcset", "ping")
"""Attributes that hold several."""
NAME = "@id"
"""What JSON-LD calls a thing: an address, but no link to a place in its page."""
DATA = (".json", ".jsonld", ".webmanifest")
READ = (".bib", ".csv", ".md", ".ris", ".txt", ".xml")
"""Files in which the site's own addresses stand in plain text."""
_STYLE = re.compile(r"url\(\s*[\"']?([^\"')]+)|@import\s+[\"']([^\"']+)")
_IMPORT = re.compile(r"^\s*(?:(?:import|export)\s[^\"'();]*?\bfrom|import)\s+[\"'](\.[^\"']*)|\bimport\([\"'](\.[^\"']*)[\"']\)", re.MULTILINE)
_MARKDOWN = re.compile(r"\]\(<?([^)>\s]+)>?\)")
_REFRESH = re.compile(r"\s*[0-9.]+\s*[;,]\s*(?:url\s*=)?\s*[\"']?([^\"']+)", re.IGNORECASE)
_TOP = ("", "top")


@dataclass(frozen=True)
class Site:
    """A folder that holds a built site, and the address at which it will stand."""

    folder: Path
    address: str
    anchors: dict[str, frozenset[str]] = field(default_factory=dict)

    @cached_property
    def files(self) -> frozenset[str]:
        """Every file by its path within the site: names are compared letter by letter, as a server does, even where the disk does not."""
        return frozenset(path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if path.is_file())

    def read(self, name: str) -> str:
        """A file's text."""
        return (self.folder / name).read_text(encoding="utf-8")

    def ids(self, name: str) -> frozenset[str]:
        """The places that a page or drawing has."""
        if name not in self.anchors:
            content = (self.folder / name).read_bytes()
            tree = html.fromstring(content.decode()) if name.endswith(".html") else etree.fromstring(content)
            self.anchors[name] = frozenset(map(str, tree.xpath("//@id | //a/@name")))
        return self.anchors[name]

    def fault(self, link: str, base: str, *, named: bool = False) -> str:
        """Why a link that stands in a file leads nowhere; empty where it leads somewhere, or out of the site. A name needs a file, but no place in it."""
        try:
            target, own = urlsplit(urljoin(base, link.strip())), urlsplit(link.strip())
        except ValueError:
            return "is no address"
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


def faults(site: Site) -> list[str]:
    """Every link within a site that leads nowhere, with the file in which it stands."""
    found = []
    for name in sorted(site.files):
        base = site.address + (name.removesuffix("index.html") if name.endswith("/index.html") or name == "index.html" else name)
        for link, kind in dict.fromkeys(_links(name, site)):
            if kind == "src" and not link.strip():
                found.append(f"{name}: {kind} is empty")
            elif fault := site.fault(link, base, named=kind == NAME):
                found.append(f"{name}: {kind} {link} {fault}")
    return found


def _links(name: str, site: Site) -> Iterator[tuple[str, str]]:
    """Every link of a file, and where in it the link stands."""
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
    """The site's own addresses among the values of JSON; what the same JSON gives as a thing's name is that wherever it stands."""
    told = list(_values("", value))
    names = {text for key, text in told if key == NAME}
    yield from ((link, NAME if text in names else "json") for _, text in told for link in _own(text, site))


def _values(key: str, value: Any) -> Iterator[tuple[str, str]]:
    """Every text of JSON, with the key under which it stands."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield from _values(name, item)
    elif isinstance(value, list):
        for item in value:
            yield from _values(key, item)
    elif isinstance(value, str):
        yield key, value


def _own(text: str, site: Site) -> Iterable[str]:
    """The site's own addresses in a text."""
    return (link.rstrip(".,;:") for link in re.findall(re.escape(site.address) + r"[^\s\"'<>\\(){}`|]*", text))
