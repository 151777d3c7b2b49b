"""The key facts in the header of a dataset page: each in a few words, and rated where it decides whether a person can use the data."""

from collections.abc import Iterator
from dataclasses import dataclass

from curator.records.model import Dataset
from curator.records.vocabulary import Vocabularies, vocabulary_of
from curator.site.views import ratings
from curator.site.views.access_routes import access_level, easiest_step
from curator.site.views.filters import TEST_LABELS, test_labels
from curator.site.views.licenses import ANSWER_LABELS, licence_text, strictest
from curator.site.views.quantities import EVERYTHING, IMAGING, PEOPLE, counted, download_sizes, quantities

MAX_TERMS = 3
"""Terms that a badge lists before it says how many more there are."""


@dataclass(frozen=True)
class Badge:
    """A key fact: its label, its text, and its rating, which is `good`, `fair`, `bad` or empty."""

    label: str
    text: str
    rating: str = ""


def badges(record: Dataset, words: Vocabularies) -> tuple[Badge, ...]:
    """The key facts of a record in the order of the header, without those that are not recorded."""
    use, labels = strictest(record, words)["commercial_use"], test_labels(record)
    found = [
        *(Badge(label, listed_terms(record, field, words)) for label, field in (("Modality", "modality"), ("Body part", "body_part"), ("Task", "tasks"))),
        Badge("Size", ", ".join(_sizes(record, words))),
        Badge("Access", *_access(record, words)),
        Badge("License", licence_text(record, words)),
        Badge("Commercial use", ANSWER_LABELS[use], ratings.permission_rating(use)),
        Badge("Test labels", TEST_LABELS[labels], ratings.TEST_LABELS.get(labels, "")) if record.splits else Badge("Test labels", ""),
        Badge("Download", _download(record)),
    ]
    return tuple(badge for badge in found if badge.text)


def listed_terms(record: Dataset, field: str, words: Vocabularies) -> str:
    """The terms of a field, or the first ones and how many more there are."""
    vocabulary, terms = words[vocabulary_of(field)], getattr(record, field)
    more = [f"{len(terms) - MAX_TERMS} more"] if len(terms) > MAX_TERMS else []
    return ", ".join([*(vocabulary.label(term) for term in terms[:MAX_TERMS]), *more])


def _sizes(record: Dataset, words: Vocabularies) -> Iterator[str]:
    """The numbers of patients and of images, or of frames, slices or studies without images; the first number of all if none is recorded."""
    counts = quantities(record)
    images = (unit for units in IMAGING for unit in counts if unit in units)
    chosen = [next((unit for unit in counts if unit in PEOPLE), ""), next(images, "")]
    for unit in [unit for unit in chosen if unit] or list(counts)[:1]:
        yield counted(unit, counts[unit], words)


def _access(record: Dataset, words: Vocabularies) -> tuple[str, str]:
    """The access level and its rating; the status if the data are withdrawn or no route is recorded."""
    step = easiest_step(record, words)
    if not step or record.status == "withdrawn":
        return words["status"].label(record.status), "bad" if record.status in ("withdrawn", "unavailable") else ""
    return access_level(step, words), ratings.access_rating(step)


def _download(record: Dataset) -> str:
    """The size of the whole dataset; else that of the only download with what it is, or the smallest and largest of several downloads."""
    found = [it for it in record.download_size if it.what == EVERYTHING] or record.download_size
    sizes = download_sizes(found)
    if not sizes:
        return ""
    about = "" if found[0].what == EVERYTHING else f" ({found[0].what})" if len(found) == 1 else f" ({len(found)} downloads)"
    return " to ".join(dict.fromkeys(_size(size) for size in (min(sizes), max(sizes)))) + about


def _size(gigabytes: float) -> str:
    return f"{gigabytes:,g} GB" if gigabytes >= 1 else f"{gigabytes * 1000:g} MB"
