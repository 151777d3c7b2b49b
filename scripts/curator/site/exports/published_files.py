"""Every file that the site publishes beside its pages: one list, by which files are written, linked and described."""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

from curator.contribute import generated_files
from curator.records.bibliography import Reference
from curator.records.catalog import Catalog
from curator.records.settings import Settings
from curator.site import how_to_cite
from curator.site.exports import (
    catalog_json,
    crawlers,
    croissant,
    data_package,
    dcat,
    feed,
    page_markdown,
    quality_json,
    record_json,
    search_json,
    selection,
    spreadsheets,
    table_json,
)
from curator.site.exports.citation_formats import FORMATS, CitationFormat, works_to_cite
from curator.site.exports.database.sqlite_file import database, write_database
from curator.site.exports.export_file import CatalogSource, DatasetSource, ExportFile, FeedSource, SitemapSource, SourceT
from curator.site.exports.made_files import MadeFiles
from curator.site.kept_outputs import Outputs
from curator.site.page_sections import Section
from curator.site.views.quality_page import Quality

JSON, JSON_LD, CSV = "application/json", "application/ld+json", "text/csv"
Works = Callable[[SourceT], Iterable[Reference]]


def _citations(path: str, meaning: str, works: Works[SourceT], relation: str = "", *, needs_works: bool = False) -> tuple[ExportFile[SourceT], ...]:
    """Return a file of the same works in each citation format."""

    def file(form: CitationFormat) -> ExportFile[SourceT]:
        write = partial(_bibliography, form, works)
        return ExportFile(f"{path}.{form.extension}", form.media_type, f"{meaning}, as {form.label}", write, relation, needs_works)

    return tuple(map(file, FORMATS))


def _bibliography(form: CitationFormat, works: Works[SourceT], source: SourceT) -> str:
    return form.bibliography(works(source))


BULK_FILES: tuple[ExportFile[CatalogSource], ...] = (
    ExportFile(
        "data/catalog.json",
        JSON,
        "All records, each with its id and computed values",
        lambda it: catalog_json.catalog_json(it.catalog, it.settings),
        write_to=lambda it, file: catalog_json.write_catalog_json(file, it.catalog, it.settings, it.earlier("data/catalog.json")),
    ),
    ExportFile(
        "data/catalog.csv",
        CSV,
        "One row per dataset: every column of the table, then the numeric columns",
        lambda it: spreadsheets.catalog_csv(it.catalog, it.settings, it.earlier("data/catalog.csv")),
    ),
    ExportFile(
        "data/catalog.sqlite",
        "application/vnd.sqlite3",
        "All records as tables with foreign keys, and a full-text index",
        lambda it: database(it.catalog, it.settings),
        write_to=lambda it, file: write_database(file, it.catalog, it.settings, it.earlier("data/catalog.sqlite")),
    ),
    ExportFile("data/table-1.csv", CSV, "Table 1 as printed in 2020, including its errors", lambda it: spreadsheets.table_1(it.catalog)),
    *_citations("data/references", "The whole bibliography", lambda it: it.catalog.references.values()),
    ExportFile(
        "data/catalog.jsonld",
        JSON_LD,
        "Metadata of the catalog, these files and all datasets as one JSON-LD graph, with DCAT 3",
        lambda it: dcat.catalog_jsonld(it.catalog, it.settings, it.bulk_files, it.earlier("data/catalog.jsonld")),
    ),
    ExportFile(
        "data/quality.json",
        JSON,
        "Completeness and age of the records, status of their links, missing and unverified information",
        lambda it: quality_json.quality_json(it.quality(), it.settings),
    ),
    ExportFile(
        "data/schema.json",
        "application/schema+json",
        "JSON Schema of record.json",
        lambda it: record_json.published_schema(generated_files.schema(it.catalog.vocabularies), it.settings),
    ),
    ExportFile(
        "data/datapackage.json",
        JSON,
        "These files as a Data Package: media type, size and SHA-256 of each, version and license",
        lambda it: data_package.datapackage(it.written(), it.catalog, it.settings, it.bulk_files[:-1]),
    ),
)
"""The catalog as files, the data package last because it lists the sizes of the others."""
SCRIPT_FILES: tuple[ExportFile[CatalogSource], ...] = (
    ExportFile(
        "data/table.json",
        JSON,
        "Columns of Table 1 shown by default",
        lambda it: table_json.first(it.catalog),
        stable=False,
    ),
    ExportFile(
        "data/table-rest.json",
        JSON,
        "Other columns of Table 1",
        lambda it: table_json.rest(it.catalog, it.earlier("data/table-rest.json")),
        stable=False,
    ),
    ExportFile(
        "data/selection.json",
        JSON,
        "Permissions, acknowledgements, overlaps and models of all datasets",
        lambda it: selection.selections(it.catalog),
        stable=False,
    ),
    ExportFile(
        "data/rows.json",
        JSON,
        "Rows of a Markdown and a LaTeX table of all datasets",
        lambda it: selection.rows(it.catalog),
        stable=False,
    ),
    ExportFile(
        "data/search.json",
        JSON,
        "Names, badges and searched texts of all datasets",
        lambda it: search_json.datasets(it.catalog, it.earlier("data/search.json")),
        stable=False,
    ),
)
SITE_FILES: tuple[ExportFile[CatalogSource], ...] = (
    *_citations("cite/citation", "Citation of the catalog", lambda it: (how_to_cite.catalog_work(it.settings),)),
    ExportFile("feed.xml", "application/atom+xml", "Atom feed of new and changed records, newest first", lambda it: feed.feed(it.catalog, it.settings)),
    ExportFile(
        "llms.txt",
        "text/plain",
        "List of datasets and files for language models, see llmstxt.org",
        lambda it: crawlers.llms(it.catalog, it.settings, it.bulk_files),
    ),
    ExportFile(
        crawlers.SKILL,
        "text/markdown",
        "How to query catalog.json, for programs and agents: fields, units, unknown values, licenses, citations, worked examples",
        lambda it: crawlers.skill(it.settings),
    ),
    ExportFile(
        crawlers.API_CATALOG,
        "application/linkset+json",
        "List of the files for programs with their documentation, in the place of RFC 9727",
        lambda it: crawlers.api_catalog(it.settings, it.bulk_files),
    ),
    ExportFile("robots.txt", "text/plain", "Rules for crawlers: all pages may be read", lambda it: crawlers.robots(it.settings)),
)
CATALOG_FILES = (*BULK_FILES, *SCRIPT_FILES, *SITE_FILES)
DATASET_FILES: tuple[ExportFile[DatasetSource], ...] = (
    ExportFile(
        "datasets/<id>/index.md",
        "text/markdown",
        "The dataset page as Markdown, with the sources of every fact",
        lambda it: page_markdown.markdown(it.view, it.citations, it.files),
        "alternate",
    ),
    ExportFile(
        "datasets/<id>/record.json",
        JSON,
        "The record as JSON, with its id",
        lambda it: record_json.record_json(it.id, it.catalog),
        "describedby",
    ),
    ExportFile(
        "datasets/<id>/croissant.json",
        JSON_LD,
        "Metadata in the Croissant format 1.1 with its Responsible AI extension, for machine learning tools",
        lambda it: croissant.croissant_json(it.id, it.catalog, it.node),
        "describedby",
    ),
    *_citations("datasets/<id>/citation", "Works to cite", lambda it: works_to_cite(it.id, it.catalog), "describedby", needs_works=True),
)
MODALITY_FEED: ExportFile[FeedSource] = ExportFile(
    "browse/modality/<term>/feed.xml",
    "application/atom+xml",
    "Atom feed of new and changed records of a modality, newest first",
    feed.modality_feed,
)
SITEMAP: ExportFile[SitemapSource] = ExportFile(
    "sitemap.xml", "application/xml", "All pages, with the date of the last change of their records", crawlers.sitemap
)
PAGE_TEXTS: ExportFile[Iterable[Section]] = ExportFile(
    "data/pages.json",
    JSON,
    "Searched texts of the other pages",
    search_json.pages,
    stable=False,
)
FILES: tuple[ExportFile[Any], ...] = (*BULK_FILES, *DATASET_FILES, *SITE_FILES, MODALITY_FEED, SITEMAP, *SCRIPT_FILES, PAGE_TEXTS)
"""Every published file, in the order in which the site lists them."""


def files_beside(id_: str, catalog: Catalog) -> tuple[ExportFile[DatasetSource], ...]:
    """Return the files that are written beside the page of a dataset."""
    works = works_to_cite(id_, catalog)
    return tuple(file for file in DATASET_FILES if works or not file.needs_works)


def written_files(catalog: Catalog, settings: Settings, quality: Callable[[], Quality], outputs: Outputs, last: Path | None = None) -> MadeFiles:
    """Return the contents of every file of the whole catalog, by path, but those that need the built pages: the sitemap and the texts of the pages."""
    source = CatalogSource(catalog, settings, quality, BULK_FILES, lambda: contents, outputs, last)
    writers = {file.path: partial(file.write_to, source) for file in CATALOG_FILES if file.write_to}
    contents = MadeFiles({file.path: partial(file.write, source) for file in CATALOG_FILES}, outputs, writers)
    return contents
