"""Files for programs in the root of a site: robots.txt, sitemap.xml, llms.txt, skill.md and api-catalog."""

from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

from curator.records.catalog import Catalog
from curator.records.markdown_text import escaped
from curator.records.placeholders import URL_NOT_SET, URL_TO_SET
from curator.records.record_addresses import path_beside
from curator.records.settings import Settings
from curator.site.exports.export_file import CatalogSource, ExportFile, SitemapSource
from curator.site.exports.json_text import as_lines
from curator.site.jinja import TEMPLATES
from curator.site.page_frames import SITE
from curator.site.views.column_values import text
from curator.site.views.columns import COLUMNS

_COLUMNS = tuple(column for column in COLUMNS if column.key in ("modality", "task", "images", "licence"))
SKILL = "skill.md"
API_CATALOG = ".well-known/api-catalog"
_FURTHER = {
    "browse/": "the datasets by modality, body part and task",
    "about/": "how the catalog is made, and its terms",
    "guides/": "how to choose, split, license, get and cite data, with a glossary",
    "data/": "all files and columns, with examples",
    "contribute/fields/": "all fields of a record",
    "contribute/vocabulary/": "all terms",
    "source/": "the printed table, with all corrections",
    "references/": "the bibliography",
}


def robots(settings: Settings) -> str:
    """Return robots.txt: crawlers may read everything, and find the sitemap."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {settings.address('sitemap.xml')}\n"


def sitemap(source: SitemapSource) -> str:
    """Return the sitemap, see https://www.sitemaps.org/protocol.html; a page without a day has no date."""
    lines = [
        f"<url><loc>{escape(source.settings.address(path), quote=False)}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</url>\n"
        for path, day in sorted(source.days.items())
    ]
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{"".join(lines)}</urlset>\n'


def llms(catalog: Catalog, settings: Settings, files: Iterable[ExportFile[CatalogSource]]) -> str:
    """Return llms.txt, see https://llmstxt.org; its URLs are complete, because it is read outside the site, unless that of the site is not set."""
    lines = [
        f"# {escaped(settings.name)}\n",
        f"> {escaped(settings.description)}\n",
        f"Version {settings.version}. License of the text: {settings.licence}. Each dataset page cites the source of every fact.\n",
        *([] if settings.has_url else [f"{URL_NOT_SET} Until then, addresses are relative to it.\n"]),
        f"How to query the records, with examples: [{SKILL}]({settings.readable_address(SKILL)})\n",
        *_section("Datasets", _datasets(catalog, settings)),
        *_section("Bulk files", ((file.name, settings.readable_address(file.path), file.meaning) for file in files)),
        *_section("Optional", ((path.rstrip("/"), settings.readable_address(path), meaning) for path, meaning in _FURTHER.items())),
    ]
    return "\n".join(lines)


def api_catalog(settings: Settings, files: Iterable[ExportFile[CatalogSource]]) -> str:
    """Return the list of the files that programs read, with their documentation, as links (https://www.rfc-editor.org/rfc/rfc9727)."""
    items = [{"href": settings.address(it.path), "type": it.media_type, "title": it.meaning} for it in files]
    documentation = [{"href": settings.address(path), "type": kind} for path, kind in (("data/", "text/html"), (SKILL, "text/markdown"))]
    contexts: list[dict[str, Any]] = [{"anchor": settings.address(API_CATALOG), "item": items}]
    schema = {"href": settings.address("data/schema.json"), "type": "application/schema+json"}
    contexts.append({"anchor": settings.address("data/catalog.json"), "service-doc": documentation, "service-desc": [schema]})
    return as_lines({"linkset": contexts})


def skill(settings: Settings) -> str:
    """Return the description of catalog.json for programs and agents, with worked examples."""
    text = (TEMPLATES / SKILL).read_text(encoding="utf-8").replace(SITE, settings.url_in_code)
    return text if settings.has_url else text.replace("\n## ", f"\n{URL_NOT_SET} Until then, this file has {URL_TO_SET} in its place.\n\n## ", 1)


def _datasets(catalog: Catalog, settings: Settings) -> Iterator[tuple[str, str, str]]:
    for id_ in catalog.printed_order:
        found = (text(column.key, id_, catalog) for column in _COLUMNS)
        yield catalog.summaries[id_].name, settings.readable_address(path_beside(id_, "index.md")), "; ".join(filter(None, found))


def _section(heading: str, links: Iterable[tuple[str, str, str]]) -> list[str]:
    return [f"## {heading}\n", *(f"- [{escaped(name)}]({address}): {escaped(meaning)}" for name, address, meaning in links), ""]
