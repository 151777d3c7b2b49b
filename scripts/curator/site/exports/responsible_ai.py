"""Properties of the Responsible AI extension of Croissant, see https://docs.mlcommons.org/croissant/docs/croissant-rai-spec.html.

Everything is on the dataset page too. The time frame of the collection is part of the text, because its property takes full dates only.
"""

from collections.abc import Iterator
from typing import Any

from curator.records.catalog import Catalog
from curator.records.model import Dataset, Labelling
from curator.records.vocabulary import Vocabularies
from curator.site.views.dataset_metadata import certain
from curator.site.views.facts import NOT_REPORTED, facts_about
from curator.site.views.labelling import labelling_facts

VERSION = "http://mlcommons.org/croissant/RAI/1.0"
BIASES = frozenset({"bias", "imbalance", "leakage", "duplicates"})
"""Kinds of known issues that are biases; the others are limitations."""
_COLLECTION = ("acquisition", "imaging", "synthetic")


def responsible_ai(id_: str, catalog: Catalog) -> dict[str, Any]:
    """Return the properties of a dataset, omitting everything unknown or unverified."""
    record, words = catalog.records[id_], catalog.vocabularies
    shown = _facts(id_, catalog)
    labels = [it for it in record.labelling if not it.unverified]
    issues = {it: f"{words['issue'].label(it.kind)}: {it.text}" for it in record.known_issues if not it.unverified}
    found = {
        "dataCollection": " ".join(text for path, text in shown if path.partition(".")[0] in _COLLECTION),
        "dataAnnotationProtocol": list(_protocols(record, labels, words)),
        "annotationsPerItem": "; ".join(f"{it.of}: {it.readers_per_item}" for it in labels if it.readers_per_item),
        "annotatorDemographics": [f"{it.of}: {' or '.join(words['reader'].label(grade) for grade in it.grade)}" for it in labels if it.grade],
        "machineAnnotationTools": list(dict.fromkeys(it.model for it in labels if it.model)),
        "dataBiases": [text for it, text in issues.items() if it.kind in BIASES],
        "dataLimitations": [text for it, text in issues.items() if it.kind not in BIASES],
        "dataUseCases": [words["task"].label(term) for at, term in enumerate(record.tasks) if certain(record, f"tasks.{at}")],
        "personalSensitiveInformation": [*(text for path, text in shown if path.startswith("population.")), *_conditions(record, words)],
        "dataReleaseMaintenancePlan": " ".join([f"Status: {words['status'].label(record.status)}.", *(text for path, text in shown if path == "releases")]),
    }
    return {f"rai:{name}": value for name, value in found.items() if value}


def _facts(id_: str, catalog: Catalog) -> list[tuple[str, str]]:
    """Return the facts of the page, each with its path and as a sentence."""
    record = catalog.records[id_]
    found = [it for it in facts_about(id_, catalog) if certain(record, it.path)]
    values = ((it, [value.item.text for value in it.values if value.item.text != NOT_REPORTED]) for it in found)
    return [(it.path, f"{it.label}: {'; '.join(texts).rstrip('.')}.") for it, texts in values if texts]


def _protocols(record: Dataset, labels: list[Labelling], words: Vocabularies) -> Iterator[str]:
    """Yield the description of the annotation, and how each kind of labels was made."""
    if record.annotation and certain(record, "annotation"):
        yield record.annotation
    for it in labels:
        yield f"{it.of}: {'; '.join(filter(None, labelling_facts(it, words)))}"


def _conditions(record: Dataset, words: Vocabularies) -> Iterator[str]:
    """Yield the conditions of use of the licenses."""
    if certain(record, "licence"):
        terms = dict.fromkeys(term for it in record.licence if not it.unverified for term in it.conditions or ())
        yield from (f"Conditions: {words['condition'].label(term)}" for term in terms)
