"""What the files for programs are and what their columns say: said once, for the page about them, the data package and llms.txt."""

from dataclasses import dataclass
from typing import Any

from curator.records.model import Dataset
from curator.records.settings import Settings
from curator.site.exports.catalog_json import COMPUTED, TOP
from curator.site.exports.database.sqlite_file import TABLES, about
from curator.site.exports.database.table_shape import Column
from curator.site.exports.spreadsheets import NUMBERS
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

_MEANINGS = {
    "name": "the name that people use",
    "modality": "how the images were made",
    "target": "what is labelled in them",
    "frame_size": "width × height of the images in pixels; ~ marks a typical size",
    "images": "how many, with the unit; with strokes the parts of the official split",
    "classes": "how many labels; with `and` between those of several label sets",
    "task": "the tasks that the labels are made for",
    "access": "the hardest step of the easiest way to labelled data",
    "licence": "what the licences are called",
    "year": "first public release of the data",
    "full_name": "the name written out",
    "aliases": "other names",
    "kind": "medical images, or natural ones that papers use beside them",
    "status": "whether the data can be had today",
    "body_part": "what of the body the images show",
    "dimensions": "single images, volumes or moving images",
    "counts": "how much there is, each number with its unit",
    "split": "the first official split, with its unit",
    "test_labels": "whether the labels of the official test part are public",
    "formats": "formats of the files",
    "download_size": "how much there is to download",
    "provider": "who offers the data",
    "countries": "where the images were made",
    "devices": "with what",
    "acquired": "when",
    "commercial_use": "what the strictest of the licences says of use for profit",
    "redistribution": "of passing the data on",
    "derivatives": "of passing on what one made of them",
    "attribution": "of naming the source",
    "known_issues": "how many problems users of the data should know of, and their kinds",
    "related": "data that overlap with these or belong to them",
    "loaders": "packages and services that read the data",
    "homepage": "the owners' page about the data",
    "paper": "the address of the first paper to cite",
    "data": "the address of the first deposit to cite",
    "completeness": "the share of what every reader asks that the record answers",
    "checked": "the day on which a person last compared the record with its sources",
}
_NUMBERS = {
    "frame_size": ("width times height of the largest image", "pixels"),
    "images": ("all parts together", "the unit that the column images names"),
    "classes": ("of the largest label set", "labels"),
    "access": ("how hard the way to labelled data is", "rank from 1, a plain download"),
    "year": ("first public release of the data", "year of the calendar"),
    "counts": ("the number that the column counts names first", "the unit named with it"),
    "split": ("all parts of the first official split", "the unit that the column split names"),
    "acquired": ("the first year in which the images were made", "year of the calendar"),
    "known_issues": ("how many problems are known", "problems"),
    "download_size": ("the largest download", "gigabytes of 10⁹ bytes"),
    "completeness": ("the share of what every reader asks that the record answers", "percent"),
}


def csv_columns() -> tuple[Column, ...]:
    """The columns of catalog.csv."""
    return (
        Column("id", "text", "the name of the record's file, which is never used again"),
        *(Column(column.key, "text", _MEANINGS[column.key]) for column in COLUMNS),
        *(Column(f"{column.key}_number", "number", *_NUMBERS[column.key]) for column in NUMBERS),
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
