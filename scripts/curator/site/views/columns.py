"""The columns of Table 1: one list drives headings, cells, sort keys, the choice of columns, and the CSV."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from curator.records.catalog import Catalog
from curator.records.model import Dataset
from curator.records.printed_cells import computed
from curator.records.vocabulary import Vocabularies, vocabulary_of
from curator.site.views import sort_keys
from curator.site.views.completeness import completeness
from curator.site.views.facets import ANSWERS, TEST_LABELS, test_labels
from curator.site.views.facts import amount, country, download
from curator.site.views.get_the_data import easiest_step, licence_names, strictest
from curator.site.views.quantities import quantities

NOT_KNOWN = "not known"
"""What a cell says where a record is silent on what every visitor asks."""

Text = Callable[[str, Catalog], str]
Number = Callable[[Dataset, Vocabularies], float | None]


@dataclass(frozen=True)
class Column:
    """One column: its heading, a record's text by its id, what it sorts by where that is a number, and whether visitors see it unasked.

    `short` gives abbreviations of the words that its texts list; cells show them and keep the words for screen readers.
    """

    key: str
    heading: str
    text: Text
    number: Number | None = None
    shown: bool = True
    address: bool = False
    short: Callable[[Vocabularies], dict[str, str]] | None = None


def _of(text: Callable[[Dataset, Vocabularies], str | None]) -> Text:
    """A cell that the record alone tells."""
    return lambda id_, catalog: text(catalog.records[id_], catalog.vocabularies) or ""


def _list(texts: Callable[[Dataset, Vocabularies], Iterable[str]]) -> Text:
    """A cell that lists what the record has, each once."""
    return _of(lambda record, words: ", ".join(dict.fromkeys(texts(record, words))))


def _terms(field: str) -> Text:
    return _list(lambda record, words: (words[vocabulary_of(field)].label(term) for term in getattr(record, field)))


def _printed(column: str) -> Text:
    """A cell of the printed table, computed from the record, with its unit."""
    return _of(lambda record, words: computed(column, record, words).shown)


def _permission(name: str) -> Text:
    return _of(lambda record, words: ANSWERS[strictest(record, words)[name]])


def _access(record: Dataset, words: Vocabularies) -> str:
    step = easiest_step(record, words)
    return words["access"].label(step) if step else NOT_KNOWN


def _split(record: Dataset, words: Vocabularies) -> str:
    """The first official split with parts."""
    split = sort_keys.first_official(record)
    return f"{', '.join(f'{part} {number:,}' for part, number in split.parts.items())} {words.unit[split.unit].plural}" if split else ""


def _issues(record: Dataset, words: Vocabularies) -> str:
    """How many issues are known, and of which kinds."""
    kinds = dict.fromkeys(words["issue"].label(it.kind) for it in record.known_issues)
    return f"{len(record.known_issues)}: {', '.join(kinds)}" if kinds else ""


def _short_modalities(words: Vocabularies) -> dict[str, str]:
    """The abbreviation of each modality that has one, by its label."""
    return {entry.label: entry.short for entry in words.modality.entries.values() if entry.short}


def _works(field: str) -> Text:
    """The addresses of the works that a record cites."""

    def text(id_: str, catalog: Catalog) -> str:
        works = [catalog.references[key] for key in getattr(catalog.records[id_].citations, field) if key in catalog.references]
        return next((work.address for work in works if work.address), "")

    return text


COLUMNS = (
    Column("name", "Name", _of(lambda record, _: record.name)),
    Column("modality", "Modality", _printed("modality"), short=_short_modalities),
    Column("target", "Target", _printed("target")),
    Column("frame_size", "Frame Size", _printed("frame_size"), sort_keys.area),
    Column("images", "# of Images", _printed("images"), sort_keys.images),
    Column("classes", "# of Classes", _printed("classes"), sort_keys.classes),
    Column("task", "Task", _printed("task")),
    Column("access", "Access", _of(_access), sort_keys.rank),
    Column("licence", "Licence", _of(lambda record, words: " / ".join(licence_names(record, words)) or NOT_KNOWN)),
    Column("year", "Year", _of(lambda record, _: str(record.year)), sort_keys.year),
    Column("full_name", "Full name", _of(lambda record, _: record.full_name), shown=False),
    Column("aliases", "Also called", _list(lambda record, _: record.aliases), shown=False),
    Column("kind", "Kind", _of(lambda record, _: record.kind), shown=False),
    Column("status", "Status", _of(lambda record, words: words["status"].label(record.status)), shown=False),
    Column("body_part", "Body part", _terms("body_part"), shown=False),
    Column("dimensions", "Dimensions", _terms("dimensions"), shown=False),
    Column(
        "counts",
        "How much",
        _list(lambda it, words: (amount(unit, count, words) for unit, count in quantities(it).items())),
        sort_keys.first_count,
        shown=False,
    ),
    Column("split", "Official split", _of(_split), sort_keys.split_size, shown=False),
    Column("test_labels", "Test labels", _of(lambda record, _: TEST_LABELS[test_labels(record)]), shown=False),
    Column("formats", "Formats", _terms("formats"), shown=False),
    Column("download_size", "To download", _list(lambda record, _: map(download, record.download_size)), sort_keys.gigabytes, shown=False),
    Column("provider", "Provider", _of(lambda record, _: record.provider), shown=False),
    Column("countries", "Countries", _list(lambda it, _: map(country, (it.acquisition and it.acquisition.countries) or ())), shown=False),
    Column("devices", "Devices", _list(lambda it, _: (it.acquisition and it.acquisition.devices) or ()), shown=False),
    Column("acquired", "Images made", _of(lambda it, _: it.acquisition.years if it.acquisition else ""), sort_keys.first_year, shown=False),
    Column("commercial_use", "Commercial use", _permission("commercial_use"), shown=False),
    Column("redistribution", "Passing it on", _permission("redistribution"), shown=False),
    Column("derivatives", "Derivatives", _permission("derivatives"), shown=False),
    Column("attribution", "Naming the source", _permission("attribution"), shown=False),
    Column("known_issues", "Known issues", _of(_issues), sort_keys.issues, shown=False),
    Column("related", "Related data", lambda id_, catalog: ", ".join(dict.fromkeys(end.name for end in catalog.relatives[id_])), shown=False),
    Column("loaders", "Code that reads it", _list(lambda record, _: (it.library for it in record.loaders)), shown=False),
    Column("homepage", "Homepage", _of(lambda record, _: record.access.homepage), shown=False, address=True),
    Column("paper", "Paper", _works("paper"), shown=False, address=True),
    Column("data", "Deposit", _works("data"), shown=False, address=True),
    Column(
        "completeness",
        "Completeness",
        _of(lambda record, _: f"{completeness(record).percent} %"),
        sort_keys.percent,
        shown=False,
    ),
    Column("checked", "Checked", _of(lambda record, _: record.checked), shown=False),
)
"""The columns of the print in its order, then access, licence and year, then all else that fits a cell."""
