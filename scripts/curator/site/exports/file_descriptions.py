"""What the files for programs are and what their columns say: said once, for the page about them, the data package and llms.txt."""

from dataclasses import dataclass
from typing import Any

from curator.records.model import Dataset
from curator.records.settings import Settings
from curator.site.exports.catalog_json import COMPUTED, TOP
from curator.site.exports.database.sqlite_file import TABLES, about
from curator.site.exports.database.table_shape import Column
from curator.site.views.columns import COLUMNS


@dataclass(frozen=True)
class File:
    """A file at a stable address; `<id>` stands for each dataset's."""

    path: str
    media: str
    meaning: str

    @property
    def name(self) -> str:
        """The file's name without its folder."""
        return self.path.rpartition("/")[2]


BULK = (
    File("data/catalog.json", "application/json", "every record as written with its id, and what was worked out of it under computed"),
    File("data/catalog.csv", "text/csv", "one row a dataset: the columns of Table 1 as corrected and all that may be added to them, then numbers"),
    File("data/catalog.sqlite", "application/vnd.sqlite3", "every record taken apart into tables with keys between them, and a full-text search"),
    File("data/table-1.csv", "text/csv", "the printed Table 1, cell by cell, misprints included"),
    File("data/references.bib", "application/x-bibtex", "every work of the bibliography, as BibTeX"),
    File("data/references.ris", "application/x-research-info-systems", "the same works as RIS"),
    File("data/references.csl.json", "application/vnd.citationstyles.csl+json", "the same works as CSL-JSON"),
    File(
        "data/catalog.jsonld", "application/ld+json", "the catalog as one graph, in the words of schema.org and of DCAT 3, with every dataset and these files"
    ),
    File("data/quality.json", "application/json", "how complete, fresh and well linked the records are, with what is missing and the form to say it"),
    File("data/schema.json", "application/schema+json", "the format of a record, as JSON Schema; every record.json is valid by it"),
    File(
        "data/datapackage.json",
        "application/json",
        "these files with media type, size and SHA-256, and the version and licence of those that cannot say it themselves",
    ),
)
BESIDE = (
    File("datasets/<id>/index.md", "text/markdown", "the dataset's page as Markdown, with the source of every fact"),
    File("datasets/<id>/record.json", "application/json", "the record as written, with its id, which is read-only"),
    File("datasets/<id>/dataset.jsonld", "application/ld+json", "the data in the words of schema.org, as search engines read them in the page"),
    File("datasets/<id>/croissant.json", "application/ld+json", "the same in the Croissant format, version 1.0, which tools for machine learning read"),
    File("datasets/<id>/citation.bib", "application/x-bibtex", "the works to cite, as BibTeX"),
    File("datasets/<id>/citation.ris", "application/x-research-info-systems", "the same works as RIS"),
    File("datasets/<id>/citation.csl.json", "application/vnd.citationstyles.csl+json", "the same works as CSL-JSON"),
    File("datasets/<id>/page.bib", "application/x-bibtex", "the dataset's page itself as a work to cite, as BibTeX"),
    File("datasets/<id>/page.ris", "application/x-research-info-systems", "the same as RIS"),
    File("datasets/<id>/page.csl.json", "application/vnd.citationstyles.csl+json", "the same as CSL-JSON"),
    File(
        "datasets/<id>/selection.json",
        "application/json",
        "what one needs to use the dataset together with others: each work to cite in the three formats, a row of a Markdown and of a LaTeX table, "
        "permissions, and the data with which it shares images or patients",
    ),
)
WHOLE_SITE = (
    File("cite/citation.bib", "application/x-bibtex", "the catalog itself as a work to cite, as BibTeX"),
    File("cite/citation.ris", "application/x-research-info-systems", "the same as RIS"),
    File("cite/citation.csl.json", "application/vnd.citationstyles.csl+json", "the same as CSL-JSON"),
    File("feed.xml", "application/atom+xml", "new and changed records, the newest first"),
    File("sitemap.xml", "application/xml", "every page, with the day on which its records last changed"),
    File("llms.txt", "text/plain", "the datasets and files as a list for language models, see llmstxt.org"),
    File("robots.txt", "text/plain", "everything may be read by everybody"),
)
FILES = (*BULK, *BESIDE, *WHOLE_SITE)
"""Every file that the addresses of the site promise."""


def csv_columns() -> tuple[Column, ...]:
    """The columns of catalog.csv."""
    return (
        Column("id", "text", "the name of the record's file, which is never used again"),
        *(Column(column.key, "text", column.meaning) for column in COLUMNS),
        *(Column(f"{column.key}_number", "number", key.meaning, key.unit) for column in COLUMNS if (key := column.number)),
        Column("catalog_version", "text", "the version of the catalog, in each row so that the file says it wherever it goes", "year, month, number"),
        Column("catalog_licence", "text", "the licence of the catalog's texts, likewise", "SPDX id"),
    )


def record_fields() -> tuple[Column, ...]:
    """The fields of a record, as the model describes them."""
    fields = (Column(name, "", field.description or "") for name, field in Dataset.model_fields.items())
    return (Column("id", "", "The name of the record's file, read-only; it is never used again."), *fields)


def page(settings: Settings) -> dict[str, Any]:
    """What the page about the files shows."""
    return {
        "files": FILES,
        "columns": csv_columns(),
        "top": [Column(key, "", meaning) for key, meaning in TOP.items()],
        "fields": record_fields(),
        "computed": [Column(it.key, "", it.meaning) for it in COMPUTED],
        "tables": (about(settings), *TABLES),
    }
