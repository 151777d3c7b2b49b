"""What the web expects at a site's root: robots.txt, and llms.txt, which lists for language models what there is."""

from collections.abc import Iterable, Iterator

from curator.records.catalog import Catalog
from curator.records.markdown_text import escaped
from curator.records.record_addresses import path_beside
from curator.records.settings import Settings
from curator.site.exports.file_descriptions import BULK
from curator.site.views.columns import COLUMNS

_TOLD = tuple(column for column in COLUMNS if column.key in ("modality", "task", "images", "licence"))
_FURTHER = {
    "about/": "how the catalog is made, and what its words mean",
    "data/": "every file and column, with examples",
    "contribute/fields/": "every field of a record",
    "contribute/vocabulary/": "every term",
    "source/": "the printed table, and all corrections to it",
    "references/": "the bibliography",
}


def robots(settings: Settings) -> str:
    """Everything may be read; the sitemap names it."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {settings.address('sitemap.xml')}\n"


def llms(catalog: Catalog, settings: Settings) -> str:
    """The catalog as a list of links, see https://llmstxt.org; addresses are whole, for the file is read away from its site."""
    lines = [
        f"# {escaped(settings.name)}\n",
        f"> {escaped(settings.description)}\n",
        f"Version {settings.version}, licence of the texts {settings.licence}. Each dataset's page says where every fact was seen.\n",
        *_section("Datasets", _datasets(catalog, settings)),
        *_section("Bulk files", ((file.name, settings.address(file.path), file.meaning) for file in BULK)),
        *_section("Optional", ((path.rstrip("/"), settings.address(path), meaning) for path, meaning in _FURTHER.items())),
    ]
    return "\n".join(lines)


def _datasets(catalog: Catalog, settings: Settings) -> Iterator[tuple[str, str, str]]:
    for id_ in catalog.in_order_of_print:
        told = "; ".join(filter(None, (column.text(id_, catalog) for column in _TOLD)))
        yield catalog.records[id_].name, settings.address(path_beside(id_, "index.md")), told


def _section(heading: str, links: Iterable[tuple[str, str, str]]) -> list[str]:
    return [f"## {heading}\n", *(f"- [{escaped(name)}]({address}): {escaped(meaning)}" for name, address, meaning in links), ""]
