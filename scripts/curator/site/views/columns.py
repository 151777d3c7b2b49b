"""The columns of Table 1: one list for headings, cells, sort keys, the choice of columns, CSV files and their documentation."""

from collections.abc import Callable
from dataclasses import dataclass

from curator.records.model import Dataset
from curator.records.vocabulary import Vocabularies
from curator.site.views import sort_keys
from curator.site.views.access_routes import requirements
from curator.site.views.column_texts import (
    Text,
    access,
    characteristic,
    conditions,
    imaging,
    issues,
    labelling,
    listed,
    of_record,
    printed,
    short_modalities,
    split,
    terms,
    works,
)
from curator.site.views.completeness import completeness
from curator.site.views.country import country
from curator.site.views.facts import amount, download
from curator.site.views.filters import TEST_LABELS, test_labels
from curator.site.views.licenses import ANSWER_LABELS, PERMISSION_LABELS, licence_text, strictest
from curator.site.views.population import CHARACTERISTICS
from curator.site.views.quantities import quantities
from curator.site.views.ratings import access_ratings, permission_ratings


@dataclass(frozen=True)
class SortKey:
    """The number by which a column sorts, which has a separate column in the CSV file: its meaning and its unit.

    `unit_of` gives the unit of a record if units differ. The table sorts by unit first, in the order of the vocabulary, since 20 volumes are not fewer than
    28 images.
    """

    of: Callable[[Dataset, Vocabularies], float | None]
    meaning: str
    unit: str
    unit_of: Callable[[Dataset], str] | None = None


@dataclass(frozen=True)
class Column:
    """A column: its heading, its meaning, the text of a record by id, the number it sorts by if any, and whether it is shown by default.

    `short` gives abbreviations of the terms that the cells list. Cells show the abbreviations; screen readers read the full terms.
    `ratings` gives the ratings of the texts that have one.
    """

    key: str
    heading: str
    meaning: str
    text: Text
    number: SortKey | None = None
    shown: bool = True
    address: bool = False
    short: Callable[[Vocabularies], dict[str, str]] | None = None
    ratings: Callable[[Vocabularies], dict[str, str]] | None = None


_DOUBT = "`not verified` marks a license that was not read on a page of the owner"


def _permission(name: str, meaning: str, *, shown: bool = False) -> Column:
    """A column with the most restrictive answer of a record's licenses to a permission."""
    text = of_record(lambda record, words: ANSWER_LABELS[strictest(record, words)[name]])
    return Column(name, PERMISSION_LABELS[name], f"{meaning}; {_DOUBT}", text, shown=shown, ratings=permission_ratings)


def _characteristic(name: str, label: str) -> Column:
    """A column with a characteristic of the patients."""
    return Column(name, label, f"{label.lower()} of the patients", characteristic(name), shown=False)


_FIRST_RELEASE = "year of the first public release"
_COMPLETE = "share of the standard questions that the record answers with evidence"
COLUMNS = (
    Column("name", "Name", "common name of the dataset", of_record(lambda record, _: record.name)),
    Column("modality", "Modality", "imaging modality", printed("modality"), short=short_modalities),
    Column("target", "Target", "annotated structure or finding", printed("target")),
    Column(
        "frame_size",
        "Image size",
        "width × height of the images in pixels; ~ marks a typical size",
        printed("frame_size"),
        SortKey(sort_keys.area, "width times height of the largest image", "pixels"),
    ),
    Column(
        "images",
        "Images",
        "number of images with its unit; numbers separated by slashes are the parts of the official split",
        printed("images"),
        SortKey(sort_keys.images, "sum of all parts", "the unit in the column images", sort_keys.images_unit),
    ),
    Column(
        "classes",
        "Classes",
        "number of classes; `and` separates the numbers of several label sets",
        printed("classes"),
        SortKey(sort_keys.classes, "size of the largest label set", "labels"),
    ),
    Column("task", "Task", "tasks for which the data are labeled", printed("task")),
    Column(
        "access",
        "Access",
        "access level: the most restrictive step of the easiest route to labeled data",
        of_record(access),
        SortKey(sort_keys.rank, "access level", "rank; 1 is open access"),
        ratings=access_ratings,
    ),
    _permission("commercial_use", "commercial use: the most restrictive of the licenses", shown=True),
    Column("licence", "License", f"names of the licenses; {_DOUBT}", of_record(licence_text)),
    Column("year", "Year", _FIRST_RELEASE, of_record(lambda record, _: str(record.year)), SortKey(sort_keys.year, _FIRST_RELEASE, "calendar year")),
    Column("full_name", "Full name", "full name, with abbreviations written out", of_record(lambda record, _: record.full_name), shown=False),
    Column("aliases", "Other names", "other names", listed(lambda record, _: record.aliases), shown=False),
    Column("kind", "Image type", "medical images, or natural images for comparison", of_record(lambda record, _: record.kind), shown=False),
    Column("status", "Status", "availability of the data", of_record(lambda record, words: words["status"].label(record.status)), shown=False),
    Column("body_part", "Body part", "body parts in the images", terms("body_part"), shown=False),
    Column("dimensions", "Dimensions", "single images, volumes or videos", terms("dimensions"), shown=False),
    Column(
        "counts",
        "Counts",
        "numbers of images, volumes, patients and other units",
        listed(lambda it, words: (amount(unit, count, words) for unit, count in quantities(it).items())),
        SortKey(sort_keys.first_count, "first number in the column counts", "the unit of that number", sort_keys.first_unit),
        shown=False,
    ),
    Column(
        "split",
        "Official split",
        "parts of the first official split, with their unit",
        of_record(split),
        SortKey(sort_keys.split_size, "sum of the parts of the first official split", "the unit in the column split", sort_keys.split_unit),
        shown=False,
    ),
    Column(
        "test_labels", "Test labels", "availability of the labels of the official test set", of_record(lambda it, _: TEST_LABELS[test_labels(it)]), shown=False
    ),
    Column("formats", "File formats", "file formats", terms("formats"), shown=False),
    Column(
        "download_size",
        "Download size",
        "download size",
        listed(lambda record, _: map(download, record.download_size)),
        SortKey(sort_keys.gigabytes, "size of the largest download", "gigabytes of 10⁹ bytes"),
        shown=False,
    ),
    Column("provider", "Provider", "organization that provides the data", of_record(lambda record, _: record.provider), shown=False),
    Column(
        "countries",
        "Countries",
        "countries in which the images were acquired",
        listed(lambda it, _: map(country, (it.acquisition and it.acquisition.countries) or ())),
        shown=False,
    ),
    Column("devices", "Devices", "imaging devices", listed(lambda it, _: (it.acquisition and it.acquisition.devices) or ()), shown=False),
    Column(
        "acquired",
        "Acquisition period",
        "years in which the images were acquired",
        of_record(lambda it, _: it.acquisition.years if it.acquisition else ""),
        SortKey(sort_keys.first_year, "first year of the acquisition period", "calendar year"),
        shown=False,
    ),
    _permission("redistribution", "redistribution of the data: the most restrictive of the licenses"),
    _permission("derivatives", "sharing of derivatives: the most restrictive of the licenses"),
    _permission("attribution", "attribution: the most restrictive of the licenses"),
    _permission("trained_models", "sharing of models trained on the data: the most restrictive of the licenses"),
    Column("conditions", "Conditions", "other conditions of use", listed(conditions), shown=False),
    Column("eligibility", "Requirements", "requirements for applicants", listed(lambda record, words: requirements(record, words).values()), shown=False),
    *(_characteristic(name, label) for name, label in CHARACTERISTICS.items()),
    Column("imaging", "Imaging parameters", "imaging parameters in physical units", listed(imaging), shown=False),
    Column("labelling", "Labeling", "how each kind of labels was made", of_record(labelling), shown=False),
    Column("seen_by", "Public models", "public models that were trained on the data", listed(lambda it, _: (model.model for model in it.seen_by)), shown=False),
    Column("not_reported", "Not reported", "fields that the sources do not report", listed(lambda it, _: it.not_reported), shown=False),
    Column(
        "known_issues",
        "Known issues",
        "number and kinds of the known issues",
        of_record(issues),
        SortKey(sort_keys.issues, "number of known issues", "issues"),
        shown=False,
    ),
    Column(
        "related",
        "Related datasets",
        "related datasets, such as those that share images with this one",
        lambda id_, catalog: ", ".join(dict.fromkeys(end.name for end in catalog.relatives[id_])),
        shown=False,
    ),
    Column("loaders", "Data loaders", "software and services that load the data", listed(lambda record, _: (it.library for it in record.loaders)), shown=False),
    Column("homepage", "Homepage", "the owners' page about the data", of_record(lambda record, _: record.access.homepage), shown=False, address=True),
    Column("paper", "Paper", "URL of the first paper to cite", works("paper"), shown=False, address=True),
    Column("data", "Data citation", "URL of the first data citation, usually a DOI", works("data"), shown=False, address=True),
    Column(
        "completeness",
        "Record completeness",
        _COMPLETE,
        of_record(lambda record, _: f"{completeness(record).percent} %"),
        SortKey(sort_keys.percent, _COMPLETE, "percent"),
        shown=False,
    ),
    Column(
        "checked", "Last checked", "date on which a person last compared the record with its sources", of_record(lambda record, _: record.checked), shown=False
    ),
)
"""The columns of the printed table in its order, then access, commercial use, license and year, then the optional columns."""
PRESETS = {
    "access": ("access", "commercial_use", "licence", "redistribution", "eligibility", "download_size", "homepage"),
    "size": ("images", "counts", "frame_size", "classes", "split", "download_size"),
    "quality": ("test_labels", "labelling", "known_issues", "age", "sex", "completeness", "checked"),
}
"""Groups of columns for a question, by its topic."""
