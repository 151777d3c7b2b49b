"""The columns of Table 1: one list for headings, cells, sort keys, the choice of columns, CSV files and their documentation."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from curator.records.catalog import Catalog
from curator.records.model import Dataset
from curator.records.printed_cells import computed
from curator.records.vocabulary import Vocabularies, vocabulary_of
from curator.site.views import sort_keys
from curator.site.views.access_routes import access_level, easiest_step, requirements
from curator.site.views.completeness import completeness
from curator.site.views.facts import NOT_REPORTED, amount, country, download
from curator.site.views.filters import TEST_LABELS, test_labels
from curator.site.views.labelling import labelling_facts
from curator.site.views.licenses import ANSWER_LABELS, NOT_KNOWN, PERMISSION_LABELS, licence_names, strictest
from curator.site.views.population import CHARACTERISTICS, characteristics, parameters
from curator.site.views.quantities import quantities
from curator.site.views.ratings import access_ratings, permission_ratings

Text = Callable[[str, Catalog], str]


@dataclass(frozen=True)
class SortKey:
    """The number by which a column sorts, which has a separate column in the CSV file: its meaning and its unit."""

    of: Callable[[Dataset, Vocabularies], float | None]
    meaning: str
    unit: str


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


def _of(text: Callable[[Dataset, Vocabularies], str | None]) -> Text:
    """A cell computed from the record alone."""
    return lambda id_, catalog: text(catalog.records[id_], catalog.vocabularies) or ""


def _list(texts: Callable[[Dataset, Vocabularies], Iterable[str]]) -> Text:
    """A cell with a list without repetitions."""
    return _of(lambda record, words: ", ".join(dict.fromkeys(texts(record, words))))


def _terms(field: str) -> Text:
    return _list(lambda record, words: (words[vocabulary_of(field)].label(term) for term in getattr(record, field)))


def _printed(column: str) -> Text:
    """A cell of the printed table, computed from the record, with its unit."""
    return _of(lambda record, words: computed(column, record, words).shown)


def _permission(name: str, meaning: str, *, shown: bool = False) -> Column:
    """A column with the most restrictive answer of a record's licenses to a permission."""
    text = _of(lambda record, words: ANSWER_LABELS[strictest(record, words)[name]])
    return Column(name, PERMISSION_LABELS[name], meaning, text, shown=shown, ratings=permission_ratings)


def _access(record: Dataset, words: Vocabularies) -> str:
    step = easiest_step(record, words)
    return access_level(step, words) if step else ANSWER_LABELS[NOT_KNOWN]


def _split(record: Dataset, words: Vocabularies) -> str:
    """The first official split with parts."""
    split = sort_keys.first_official(record)
    return f"{', '.join(f'{part} {number:,}' for part, number in split.parts.items())} {words.unit[split.unit].plural}" if split else ""


def _issues(record: Dataset, words: Vocabularies) -> str:
    """The number of known issues, and their kinds."""
    kinds = dict.fromkeys(words["issue"].label(it.kind) for it in record.known_issues)
    return f"{len(record.known_issues)}: {', '.join(kinds)}" if kinds else ""


def _conditions(record: Dataset, words: Vocabularies) -> Iterable[str]:
    return (words["condition"].label(term) for licence in record.licence for term in licence.conditions or ())


def _characteristic(name: str, label: str) -> Column:
    """A column with a characteristic of the patients."""

    def text(record: Dataset, words: Vocabularies) -> str:
        known = {path: value for _, path, value, _ in characteristics(record.population, words)}
        return known[f"population.{name}"] or (NOT_REPORTED if f"population.{name}" in record.not_reported else "")

    return Column(name, label, f"{label.lower()} of the patients", _of(text), shown=False)


def _imaging(record: Dataset, words: Vocabularies) -> Iterable[str]:
    return (f"{label.lower() if not label.isupper() else label} {' or '.join(values)}" for label, _, values in parameters(record.imaging, words) if values)


def _labelling(record: Dataset, words: Vocabularies) -> str:
    return "; ".join(f"{it.of}: {', '.join(filter(None, labelling_facts(it, words)))}" for it in record.labelling)


def _short_modalities(words: Vocabularies) -> dict[str, str]:
    """The abbreviation of each modality that has one, by its label."""
    return {entry.label: entry.short for entry in words.modality.entries.values() if entry.short}


def _works(field: str) -> Text:
    """The URL of the first cited work that has one."""

    def text(id_: str, catalog: Catalog) -> str:
        works = [catalog.references[key] for key in getattr(catalog.records[id_].citations, field) if key in catalog.references]
        return next((work.address for work in works if work.address), "")

    return text


_FIRST_RELEASE = "year of the first public release"
_COMPLETE = "share of the standard questions that the record answers with evidence"
COLUMNS = (
    Column("name", "Name", "common name of the dataset", _of(lambda record, _: record.name)),
    Column("modality", "Modality", "imaging modality", _printed("modality"), short=_short_modalities),
    Column("target", "Target", "annotated structure or finding", _printed("target")),
    Column(
        "frame_size",
        "Image size",
        "width × height of the images in pixels; ~ marks a typical size",
        _printed("frame_size"),
        SortKey(sort_keys.area, "width times height of the largest image", "pixels"),
    ),
    Column(
        "images",
        "Images",
        "number of images with its unit; numbers separated by slashes are the parts of the official split",
        _printed("images"),
        SortKey(sort_keys.images, "sum of all parts", "the unit in the column images"),
    ),
    Column(
        "classes",
        "Classes",
        "number of classes; `and` separates the numbers of several label sets",
        _printed("classes"),
        SortKey(sort_keys.classes, "size of the largest label set", "labels"),
    ),
    Column("task", "Task", "tasks for which the data are labeled", _printed("task")),
    Column(
        "access",
        "Access",
        "access level: the most restrictive step of the easiest route to labeled data",
        _of(_access),
        SortKey(sort_keys.rank, "access level", "rank; 1 is open access"),
        ratings=access_ratings,
    ),
    _permission("commercial_use", "commercial use: the most restrictive of the licenses", shown=True),
    Column("licence", "License", "names of the licenses", _of(lambda record, words: " / ".join(licence_names(record, words)) or ANSWER_LABELS[NOT_KNOWN])),
    Column("year", "Year", _FIRST_RELEASE, _of(lambda record, _: str(record.year)), SortKey(sort_keys.year, _FIRST_RELEASE, "calendar year")),
    Column("full_name", "Full name", "full name, with abbreviations written out", _of(lambda record, _: record.full_name), shown=False),
    Column("aliases", "Other names", "other names", _list(lambda record, _: record.aliases), shown=False),
    Column("kind", "Image type", "medical images, or natural images for comparison", _of(lambda record, _: record.kind), shown=False),
    Column("status", "Status", "availability of the data", _of(lambda record, words: words["status"].label(record.status)), shown=False),
    Column("body_part", "Body part", "body parts in the images", _terms("body_part"), shown=False),
    Column("dimensions", "Dimensions", "single images, volumes or videos", _terms("dimensions"), shown=False),
    Column(
        "counts",
        "Counts",
        "numbers of images, volumes, patients and other units",
        _list(lambda it, words: (amount(unit, count, words) for unit, count in quantities(it).items())),
        SortKey(sort_keys.first_count, "first number in the column counts", "the unit of that number"),
        shown=False,
    ),
    Column(
        "split",
        "Official split",
        "parts of the first official split, with their unit",
        _of(_split),
        SortKey(sort_keys.split_size, "sum of the parts of the first official split", "the unit in the column split"),
        shown=False,
    ),
    Column("test_labels", "Test labels", "availability of the labels of the official test set", _of(lambda it, _: TEST_LABELS[test_labels(it)]), shown=False),
    Column("formats", "File formats", "file formats", _terms("formats"), shown=False),
    Column(
        "download_size",
        "Download size",
        "download size",
        _list(lambda record, _: map(download, record.download_size)),
        SortKey(sort_keys.gigabytes, "size of the largest download", "gigabytes of 10⁹ bytes"),
        shown=False,
    ),
    Column("provider", "Provider", "organization that provides the data", _of(lambda record, _: record.provider), shown=False),
    Column(
        "countries",
        "Countries",
        "countries in which the images were acquired",
        _list(lambda it, _: map(country, (it.acquisition and it.acquisition.countries) or ())),
        shown=False,
    ),
    Column("devices", "Devices", "imaging devices", _list(lambda it, _: (it.acquisition and it.acquisition.devices) or ()), shown=False),
    Column(
        "acquired",
        "Acquisition period",
        "years in which the images were acquired",
        _of(lambda it, _: it.acquisition.years if it.acquisition else ""),
        SortKey(sort_keys.first_year, "first year of the acquisition period", "calendar year"),
        shown=False,
    ),
    _permission("redistribution", "redistribution of the data: the most restrictive of the licenses"),
    _permission("derivatives", "sharing of derivatives: the most restrictive of the licenses"),
    _permission("attribution", "attribution: the most restrictive of the licenses"),
    _permission("trained_models", "sharing of models trained on the data: the most restrictive of the licenses"),
    Column("conditions", "Conditions", "other conditions of use", _list(_conditions), shown=False),
    Column("eligibility", "Requirements", "requirements for applicants", _list(lambda record, words: requirements(record, words).values()), shown=False),
    *(_characteristic(name, label) for name, label in CHARACTERISTICS.items()),
    Column("imaging", "Imaging parameters", "imaging parameters in physical units", _list(_imaging), shown=False),
    Column("labelling", "Labeling", "how each kind of labels was made", _of(_labelling), shown=False),
    Column("seen_by", "Public models", "public models that were trained on the data", _list(lambda it, _: (model.model for model in it.seen_by)), shown=False),
    Column("not_reported", "Not reported", "fields that the sources do not report", _list(lambda it, _: it.not_reported), shown=False),
    Column(
        "known_issues",
        "Known issues",
        "number and kinds of the known issues",
        _of(_issues),
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
    Column("loaders", "Data loaders", "software and services that load the data", _list(lambda record, _: (it.library for it in record.loaders)), shown=False),
    Column("homepage", "Homepage", "the owners' page about the data", _of(lambda record, _: record.access.homepage), shown=False, address=True),
    Column("paper", "Paper", "URL of the first paper to cite", _works("paper"), shown=False, address=True),
    Column("data", "Data citation", "URL of the first data citation, usually a DOI", _works("data"), shown=False, address=True),
    Column(
        "completeness",
        "Record completeness",
        _COMPLETE,
        _of(lambda record, _: f"{completeness(record).percent} %"),
        SortKey(sort_keys.percent, _COMPLETE, "percent"),
        shown=False,
    ),
    Column("checked", "Last checked", "date on which a person last compared the record with its sources", _of(lambda record, _: record.checked), shown=False),
)
"""The columns of the printed table in its order, then access, commercial use, license and year, then the optional columns."""
PRESETS = {
    "access": ("access", "commercial_use", "licence", "redistribution", "eligibility", "download_size", "homepage"),
    "size": ("images", "counts", "frame_size", "classes", "split", "download_size"),
    "quality": ("test_labels", "labelling", "known_issues", "age", "sex", "completeness", "checked"),
}
"""Groups of columns for a question, by its topic."""
