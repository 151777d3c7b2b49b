"""Compare what a running Zotero translation server reads from all pages and files with what tests/zotero_reading.py expects of it."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click
import httpx
from lxml import html

from curator.site.exports.citation_formats import FORMATS, CitationFormat
from static_server import serving
from zotero_reading import FILES, ZoteroItem, from_page, from_server

ROOT = Path(__file__).parent.parent
SITE = ROOT / "site"
RECORDED = ROOT / "tests" / "zotero" / "recorded.json"
PAGES = ("drive", "stare", "lidc-idri", "covid-ct", "nci-isbi-2013-prostate", "isic-2019", "isic-2020", "intel-mobileodt", "chaos-ct", "papila")
"""The pages that are recorded: organizations with commas, prefixes and suffixes, unnamed authors, several licenses, none, and no publisher."""
WORKS = (
    "armato2015data",
    "borkowski2019lung",
    "carmona2008identification",
    "heller2019kits19",
    "intelmobileodt2017cervical",
    "isic2020challenge",
    "jha2020kvasir",
    "kovalyk2022papiladata",
    "krizhevsky2009learning",
    "lamontagne2019oasis",
    "vandenheuvel2018automated",
    "yan2018deep",
)
"""The works that are recorded in each format."""


def page_tags(page: Path) -> list[tuple[str, str]]:
    """Return names and contents of the `meta` tags of a page that are for reference managers."""
    found = html.fromstring(page.read_text(encoding="utf-8")).xpath("/html/head/meta[starts-with(@name, 'DC.') or starts-with(@name, 'citation_')]")
    return [(tag.get("name"), tag.get("content")) for tag in found]


def _answer(server: str, route: str, content: bytes) -> list[Any]:
    answer = httpx.post(f"{server}/{route}", content=content, headers={"Content-Type": "text/plain"}, timeout=600)
    answer.raise_for_status()
    found: list[Any] = answer.json()
    return found


def _imported(server: str, text: str) -> list[ZoteroItem]:
    return [from_server(item) for item in _answer(server, "import", text.encode()) if item["itemType"] != "note"]


def _pages(server: str) -> Iterator[tuple[str, list[tuple[str, str]], ZoteroItem]]:
    with serving(SITE) as address:
        for page in sorted(SITE.glob("datasets/*/index.html")):
            [item] = _answer(server, "web", f"{address}datasets/{page.parent.name}/".encode())
            yield page.parent.name, page_tags(page), from_server(item)


def _works(server: str, form: CitationFormat) -> tuple[list[ZoteroItem], list[ZoteroItem]]:
    text = (SITE / "data" / f"references.{form.extension}").read_bytes().decode()
    return _imported(server, text), list(FILES[form.key](text))


def _recorded(server: str) -> Iterator[dict[str, Any]]:
    from curator.records.load import load  # noqa: PLC0415 - only needed to record

    catalog = load(ROOT)[0]
    yield from ({"format": "page", "source": tags, "item": item._asdict()} for name, tags, item in _pages(server) if name in PAGES)
    for form in FORMATS:
        for key in WORKS:
            text = form.bibliography([catalog.references[key]])
            [item] = _imported(server, text)
            yield {"format": form.key, "source": text, "item": item._asdict()}


def _differences(server: str) -> Iterator[str]:
    for name, tags, item in _pages(server):
        yield from _difference(f"datasets/{name}/", item, from_page(tags))
    for form in FORMATS:
        found, wanted = _works(server, form)
        if len(found) != len(wanted):
            yield f"references.{form.extension}: {len(found)} works instead of {len(wanted)}"
        for item, expected in zip(found, wanted, strict=False):
            yield from _difference(f"references.{form.extension}: {expected.title}", item, expected)


def _difference(where: str, found: ZoteroItem, wanted: ZoteroItem) -> Iterator[str]:
    for name, value, expected in zip(ZoteroItem._fields, found, wanted, strict=True):
        if value != expected:
            yield f"{where}: {name} is {value!r} instead of {expected!r}"


@click.command()
@click.argument("server")
@click.option("--record", is_flag=True, help="Write the answers of the server that tests compare.")
def main(server: str, *, record: bool) -> None:
    """Compare the answers of the server at a URL with what is expected; exit with 1 if they differ."""
    try:
        httpx.get(server, timeout=10)
    except httpx.HTTPError:
        sys.exit(
            f"No Zotero translation server answers at {server}: start one, see https://github.com/zotero/translation-server, or name another with SERVER=URL"
        )
    if urlsplit(server).hostname not in ("127.0.0.1", "localhost"):
        sys.exit(f"{server} is not on this computer, so it cannot read the pages, which are served at 127.0.0.1 only.")
    if record:
        RECORDED.parent.mkdir(exist_ok=True)
        RECORDED.write_text(json.dumps(list(_recorded(server)), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        return
    if differences := list(_differences(server)):
        sys.exit("\n".join(differences))
    click.echo("Zotero reads all pages and works as expected.")


if __name__ == "__main__":
    main()
