"""The texts of the cells of Table 1."""

from collections.abc import Callable, Iterable

from curator.records.catalog import Catalog
from curator.records.model import Dataset
from curator.records.printed_cells import computed
from curator.records.vocabulary import Vocabularies, vocabulary_of
from curator.site.views import sort_keys
from curator.site.views.access_routes import access_level, easiest_step
from curator.site.views.facts import NOT_REPORTED
from curator.site.views.labelling import labelling_facts
from curator.site.views.licenses import ANSWER_LABELS, NOT_KNOWN
from curator.site.views.population import characteristics, parameters

Text = Callable[[str, Catalog], str]
"""The text of the cell of a record, by its id."""


def of_record(text: Callable[[Dataset, Vocabularies], str | None]) -> Text:
    """A cell computed from the record alone."""
    return lambda id_, catalog: text(catalog.records[id_], catalog.vocabularies) or ""


def listed(texts: Callable[[Dataset, Vocabularies], Iterable[str]]) -> Text:
    """A cell with a list without repetitions."""
    return of_record(lambda record, words: ", ".join(dict.fromkeys(texts(record, words))))


def terms(field: str) -> Text:
    """The labels of the terms in a field."""
    return listed(lambda record, words: (words[vocabulary_of(field)].label(term) for term in getattr(record, field)))


def printed(column: str) -> Text:
    """A cell of the printed table, computed from the record, with its unit."""
    return of_record(lambda record, words: computed(column, record, words).shown)


def access(record: Dataset, words: Vocabularies) -> str:
    """The access level."""
    step = easiest_step(record, words)
    return access_level(step, words) if step else ANSWER_LABELS[NOT_KNOWN]


def split(record: Dataset, words: Vocabularies) -> str:
    """The first official split with parts."""
    first = sort_keys.first_official(record)
    return f"{', '.join(f'{part} {number:,}' for part, number in first.parts.items())} {words.unit[first.unit].plural}" if first else ""


def issues(record: Dataset, words: Vocabularies) -> str:
    """The number of known issues, and their kinds."""
    kinds = dict.fromkeys(words["issue"].label(it.kind) for it in record.known_issues)
    return f"{len(record.known_issues)}: {', '.join(kinds)}" if kinds else ""


def conditions(record: Dataset, words: Vocabularies) -> Iterable[str]:
    """The conditions of use."""
    return (words["condition"].label(term) for licence in record.licence for term in licence.conditions or ())


def imaging(record: Dataset, words: Vocabularies) -> Iterable[str]:
    """The imaging parameters with their units."""
    return (f"{label.lower() if not label.isupper() else label} {' or '.join(values)}" for label, _, values in parameters(record.imaging, words) if values)


def labelling(record: Dataset, words: Vocabularies) -> str:
    """How each kind of labels was made."""
    found = ((it.of, ", ".join(filter(None, labelling_facts(it, words)))) for it in record.labelling)
    return "; ".join(": ".join(filter(None, texts)) for texts in found)


def short_modalities(words: Vocabularies) -> dict[str, str]:
    """The abbreviation of each modality that has one, by its label."""
    return {entry.label: entry.short for entry in words.modality.entries.values() if entry.short}


def works(field: str) -> Text:
    """The URL of the first cited work that has one."""

    def text(id_: str, catalog: Catalog) -> str:
        cited = [catalog.references[key] for key in getattr(catalog.records[id_].citations, field) if key in catalog.references]
        return next((work.address for work in cited if work.address), "")

    return text


def characteristic(name: str) -> Text:
    """A characteristic of the patients, or that the sources do not report it."""

    def text(record: Dataset, words: Vocabularies) -> str:
        known = {path: value for _, path, value, _ in characteristics(record.population, words)}
        return known[f"population.{name}"] or (NOT_REPORTED if f"population.{name}" in record.not_reported else "")

    return of_record(text)
