"""Tests of the patients, the imaging parameters and the labeling as pages, filters and files show them."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from curator.records.catalog import Catalog
from curator.records.model import Dataset
from curator.site.views.columns import COLUMNS
from curator.site.views.completeness import completeness
from curator.site.views.evidence_notes import Evidence
from curator.site.views.facts import facts
from curator.site.views.filters import FACETS
from curator.site.views.labelling import labelling, trained_models

ID = "drive"
Changed = Callable[..., Catalog]


@pytest.fixture
def changed(catalog: Catalog) -> Changed:
    """Return the catalog with other values in one record; `None` removes a field."""

    def made(**values: Any) -> Catalog:
        plain = catalog.records[ID].model_dump(exclude_unset=True)
        for name in ("population", "imaging", "labelling", "seen_by", "not_reported", "disputed"):
            plain.pop(name, None)
        record = Dataset.model_validate(plain | values, context={"vocabularies": catalog.vocabularies})
        return replace(catalog, records={**catalog.records, ID: record})

    return made


def _facts(catalog: Catalog) -> dict[str, str]:
    record = catalog.records[ID]
    return {it.path: ", ".join(value.item.text for value in it.values) for it in facts(record, Evidence(record, catalog), catalog.vocabularies)}


def _cell(key: str, catalog: Catalog) -> str:
    return next(column for column in COLUMNS if column.key == key).text(ID, catalog)


def _option(key: str, catalog: Catalog) -> tuple[str, ...]:
    facet = next(facet for facet in FACETS if facet.key == key)
    return tuple(facet.terms(catalog.records[ID], catalog.vocabularies))


@pytest.mark.parametrize(
    ("age", "text"),
    [
        ({"given": "summary", "range": [25, 90]}, "25 to 90 years; published as a summary"),
        ({"given": "summary", "range": [0, 17], "mean": 8.5}, "0 to 17, mean 8.5 years; published as a summary"),
        ({"given": "per-patient"}, "published for each patient"),
        ({"given": "summary", "median": 61}, "median 61 years; published as a summary"),
    ],
)
def test_ages_have_a_unit(age: dict[str, Any], text: str, changed: Changed) -> None:
    """The age is shown in years, with how detailed it is published."""
    assert _facts(changed(population={"age": age}))["population.age"] == text


@pytest.mark.parametrize(
    ("sex", "text"),
    [
        ({"given": "summary", "female": 1600, "male": 400}, "1,600 female, 400 male; published as a summary"),
        ({"given": "summary", "female_percent": 54.2}, "54.2 % female; published as a summary"),
        ({"given": "per-patient", "female": 5, "unit": "image"}, "5 female; numbers of images; published for each patient"),
    ],
)
def test_numbers_by_sex_have_a_unit(sex: dict[str, Any], text: str, changed: Changed) -> None:
    """Numbers of patients by sex are shown with their unit if it is not patients."""
    assert _facts(changed(population={"sex": sex}))["population.sex"] == text


def test_not_reported_is_an_answer(changed: Changed) -> None:
    """A field that the sources do not report differs from one that no one has looked for, on the page, in filters, in the table and in completeness."""
    silent, answered = changed(), changed(not_reported={"population.age": ["owner"], "labelling": ["owner"]})
    assert "population.age" not in _facts(silent)
    assert _facts(answered)["population.age"] == _facts(answered)["labelling"] == "not reported"
    assert (_option("age", silent), _option("age", answered)) == (("not-known",), ("not-reported",))
    assert (_cell("age", silent), _cell("age", answered)) == ("", "not reported")
    missing = {name: set(completeness(it.records[ID]).missing) for name, it in (("silent", silent), ("answered", answered))}
    assert missing["silent"] - missing["answered"] == {"population.age", "labelling"}


@pytest.mark.parametrize(("field", "label"), [("population", "Population"), ("imaging", "Imaging parameters")])
def test_notes_on_all_characteristics_are_shown(field: str, label: str, changed: Changed) -> None:
    """A note on the whole population or on all imaging parameters has a row of its own; without a note there is no row."""
    values = {"population": {"sex": {"given": "per-patient"}}, "imaging": {"channels": 3}}
    assert field not in _facts(changed(**values))
    catalog = changed(**values, notes={field: "Counted in the files."})
    record = catalog.records[ID]
    [row] = [it for it in facts(record, Evidence(record, catalog), catalog.vocabularies) if it.path == field]
    assert (row.label, row.values, [note.text for note in row.backing.notes]) == (label, (), ["Counted in the files."])


def test_sources_of_a_field_that_is_not_reported_are_shown(changed: Changed) -> None:
    """The sources that do not report a field are shown with it."""
    catalog = changed(not_reported={"imaging.channels": ["owner"]})
    record = catalog.records[ID]
    evidence = Evidence(record, catalog)
    [fact] = [it for it in facts(record, evidence, catalog.vocabularies) if it.path == "imaging.channels"]
    assert [line.name for line in fact.backing.marks] == ["owner"]


def test_imaging_parameters_have_units(changed: Changed) -> None:
    """Imaging parameters are shown with their unit, ranges with both ends, and terms with their labels."""
    imaging = {"pixel_spacing_mm": [0.6, 0.9], "field_strength_t": [1.5, 3], "magnification": [20], "sequences": ["t1"], "channels": 3}
    shown = _facts(changed(imaging=imaging))
    assert shown["imaging.pixel_spacing_mm"] == "0.6 to 0.9 mm"
    assert shown["imaging.field_strength_t"] == "1.5 T, 3 T"
    assert shown["imaging.magnification"] == "20×"
    assert shown["imaging.channels"] == "3"
    assert shown["imaging.sequences"].startswith("T1")


def test_labeling_names_readers_and_adjudication(changed: Changed, catalog: Catalog) -> None:
    """How labels were made is shown as method, number of readers, their profession, and adjudication."""
    made = {"of": "vessel maps", "by": "manual", "readers": 3, "readers_per_item": 2, "grade": ["ophthalmologist"], "adjudication": "consensus"}
    found = changed(labelling=[made | {"source": ["owner"]}])
    record = found.records[ID]
    [line] = labelling(record, Evidence(record, found), found)
    words = catalog.vocabularies
    adjudication = f"adjudication: {words['adjudication'].label('consensus')}"
    assert line.facts == (words["labelling"].label("manual"), "3 readers", "2 per item", words["reader"].label("ophthalmologist"), adjudication)
    assert _cell("labelling", found).startswith("vessel maps: ")
    assert _option("labelling", found) == ("manual",)


def test_trained_models_name_the_part(changed: Changed) -> None:
    """A model trained on the data is shown with the use, the part and the release."""
    found = changed(seen_by=[{"model": "Model X", "use": "pretraining", "part": ["train"], "release": "v1", "source": ["owner"]}])
    record = found.records[ID]
    [line] = trained_models(record, Evidence(record, found))
    assert (line.model, line.use) == ("Model X", "pretraining on the training part, v1")
