"""The filters of Table 1 by term. `number_filters` has those by number, `filter_options` what the page shows."""

from curator.records.catalog import Catalog
from curator.records.model import Dataset
from curator.records.per_record import per_record
from curator.records.vocabulary import Vocabularies
from curator.site.views.access_routes import access_level, easiest_step, requirements
from curator.site.views.completeness import completeness
from curator.site.views.country import country_names
from curator.site.views.facet_kinds import FRONT, OTHER, Classes, Facet, characteristic, in_classes, inside, labels_of, of_field, permission
from curator.site.views.licenses import ANSWER_LABELS, NOT_KNOWN, licence_labels, licence_terms
from curator.site.views.population import CHARACTERISTICS

TEST_LABELS = {"public": "public", "none": "no official test set", "withheld": "withheld"}
"""Availability of the labels of an official test set."""
SPLITS = {"yes": "yes", "test": "yes, with a test part", "no-test": "yes, without a test part", "none": "none known"}
"""Whether there is an official split; `yes` with any parts."""
FIELD_STRENGTHS: Classes = {"low": (0, "below 1 T"), "1.5": (1, "1 to 2 T, mostly 1.5 T"), "3": (2, "2 to 4 T, mostly 3 T"), "high": (4, "4 T and more")}
"""Classes of magnetic field strength by their smallest value in tesla."""
COMPLETE: Classes = {"all": (100, "100 %"), "90": (90, "90 to 99 %"), "70": (70, "70 to 89 %"), "less": (0, "less than 70 %")}
"""Classes of completeness by their smallest percentage."""
POPULATION = {"any": "available", **{name: label.lower() for name, label in CHARACTERISTICS.items()}, NOT_KNOWN: "none recorded"}
"""The characteristics of the patients that are published, for each patient or as a summary; `any` of them, or none."""


def _access(record: Dataset, words: Vocabularies) -> tuple[str, ...]:
    return (easiest_step(record, words) or NOT_KNOWN,)


def _access_labels(words: Vocabularies) -> dict[str, str]:
    return {term: access_level(term, words) for term in words["access"].entries} | {NOT_KNOWN: ANSWER_LABELS[NOT_KNOWN]}


def _official(record: Dataset) -> bool:
    return any(split.official for split in record.splits)


def _split(record: Dataset, _words: Vocabularies) -> tuple[str, ...]:
    tested = any(split.official and split.test for split in record.splits)
    return ("yes", "test" if tested else "no-test") if _official(record) else ("none",)


def test_labels(record: Dataset) -> str:
    """Whether the labels of an official test set are public; `none` if no official split has a test set."""
    parts = [split for split in record.splits if split.official and split.test]
    if not parts:
        return "none"
    return "public" if any("test" not in (split.withheld or ()) for split in parts) else "withheld"


def _population(record: Dataset, _words: Vocabularies) -> tuple[str, ...]:
    known = [name for name in CHARACTERISTICS if getattr(record.population, name, None)]
    return ("any", *known) if known else (NOT_KNOWN,)


FACETS = (
    of_field("Modality", "modality", FRONT),
    of_field("Body part", "body_part", FRONT),
    of_field("Task", "tasks", FRONT),
    Facet("access", "Access", _access, _access_labels, FRONT),
    Facet("license", "License", lambda record, words: dict.fromkeys(licence_terms(record, words)), licence_labels, FRONT),
    permission("use", "commercial_use", FRONT),
    of_field("Target", "target", "Labels"),
    inside("labelling", "Labeling method", "Labels", lambda record: (it.by for it in record.labelling if it.by)),
    Facet(
        "split",
        "Official split",
        _split,
        lambda _: SPLITS,
        "Labels",
    ),
    Facet("test-labels", "Test labels", lambda record, _: (test_labels(record),), lambda _: TEST_LABELS, "Labels"),
    of_field("Dimensions", "dimensions", "Images"),
    Facet(
        "kind",
        "Image type",
        lambda record, _: (record.kind,),
        lambda _: {"medical": "medical images", "natural": "natural images"},
        "Images",
        hidden="natural",
    ),
    of_field("File format", "formats", "Images"),
    Facet("country", "Country", lambda record, _: (record.acquisition and record.acquisition.countries) or (), lambda _: country_names(), "Acquisition"),
    inside("sequence", "MRI sequence", "Acquisition", lambda record: (record.imaging and record.imaging.sequences) or ()),
    in_classes(
        "field-strength",
        "Magnetic field strength",
        "Acquisition",
        lambda record: (record.imaging and record.imaging.field_strength_t) or (),
        FIELD_STRENGTHS,
    ),
    inside("contrast", "Contrast agent", "Acquisition", lambda record: (record.imaging and record.imaging.contrast) or ()),
    Facet("population", "Population data", _population, lambda _: POPULATION, "Patients"),
    characteristic("Age of patients", "age", "Patients"),
    characteristic("Sex of patients", "sex", "Patients"),
    permission("sharing", "redistribution", "Terms of use"),
    permission("models", "trained_models", "Terms of use"),
    Facet("eligibility", "Requirements for applicants", requirements, labels_of("eligibility"), "Terms of use"),
    Facet("issue", "Known issues", lambda record, _: dict.fromkeys(it.kind for it in record.known_issues), labels_of("issue")),
    Facet(
        "collection",
        "In the 2020 collection",
        lambda _record, _words: (),
        lambda _: {"yes": "in the collection", "no": "added later"},
        member=lambda id_, catalog: "yes" if catalog.printed.names(id_) else "no",
    ),
    in_classes("completeness", "Record completeness", OTHER, lambda record: (completeness(record).percent,), COMPLETE),
)
"""The filters by term, in the order of the page within each topic."""


@per_record
def terms(id_: str, catalog: Catalog) -> dict[str, tuple[str, ...]]:
    """The terms of a record for each filter."""
    return {facet.key: tuple(dict.fromkeys(facet.terms_of(id_, catalog))) for facet in FACETS}


def is_hidden(id_: str, catalog: Catalog) -> bool:
    """Whether the table hides a record until a filter is chosen."""
    found = terms(id_, catalog)
    return any(facet.hidden in found[facet.key] for facet in FACETS if facet.hidden)
