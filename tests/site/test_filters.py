"""Tests of the filters of Table 1 as data and as HTML: which there are, their topics, and the terms of records."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from curator.records.catalog import Catalog
from curator.records.model import Acquisition, Dataset, Licence
from curator.site.exports.table_json import first
from curator.site.views.filter_options import choices, groups
from curator.site.views.filters import FACETS
from curator.site.views.number_filters import RANGES

ID = "drive"
CUSTOM: dict[str, Any] = {"commercial_use": "forbidden", "redistribution": "unstated", "derivatives": "unstated", "attribution": "unstated"}


def changed(catalog: Catalog, **values: Any) -> Catalog:
    """The catalog with other values in one record."""
    return replace(catalog, records={**catalog.records, ID: catalog.records[ID].model_copy(update=values)})


def terms(key: str, catalog: Catalog) -> tuple[str, ...]:
    """The terms of that record in a filter."""
    return next(it for it in FACETS if it.key == key).terms_of(ID, catalog)


def licence(id_: str, **values: Any) -> Licence:
    """A license of all data, from a source if not said otherwise."""
    sourced = {"source": ["owner"]} if "unverified" not in values else {}
    return Licence.model_validate({"covers": "all", "id": id_} | sourced | values)


def _countries(record: Dataset) -> tuple[str, ...]:
    return (record.acquisition and record.acquisition.countries) or ()


def _imaging(record: Dataset, name: str) -> tuple[Any, ...]:
    return getattr(record.imaging, name, None) or ()


REQUIRED: dict[str, Callable[[Dataset], object]] = {
    "license": lambda record: record.licence,
    "patients": lambda record: "patient" in record.counts,
    "images": lambda record: {"image", "volume", "slide"} & {*record.counts},
    "download": lambda record: record.download_size,
    "country": _countries,
    "field-strength": lambda record: _imaging(record, "field_strength_t"),
    "contrast": lambda record: _imaging(record, "contrast"),
    "population": lambda record: record.population,
}
"""Facts by which the table can be filtered, and whether a record has them."""


@pytest.mark.parametrize("key", REQUIRED)
def test_a_fact_that_a_record_has_is_a_filter(site: Path, catalog: Catalog, key: str) -> None:
    """The home page has a filter for the license, patients, images, download size, country, field strength, contrast and population data."""
    with_fact = [id_ for id_, record in catalog.records.items() if REQUIRED[key](record)]
    assert with_fact
    [filter_] = html.fromstring((site / "index.html").read_bytes()).xpath(f"//details[@data-facet='{key}']")
    if facet := next((it for it in FACETS if it.key == key), None):
        offered = set(filter_.xpath(".//input/@value"))
        assert {term for id_ in catalog.records for term in facet.terms_of(id_, catalog)} == offered
        assert all(facet.terms_of(id_, catalog) for id_ in with_fact)
    else:
        assert filter_.xpath(".//input/@name") == [f"{key}-from", f"{key}-to", f"{key}-none"]
        assert all(next(it for it in RANGES if it.key == key).numbers(catalog.records[id_]) for id_ in with_fact)


def test_each_filter_has_one_topic(catalog: Catalog) -> None:
    """Every filter is shown once: without a topic first, the others by topic; a filter that no record has a term of is left out."""
    shown = groups(catalog)
    keys = [it.facet.key for group in shown for it in group.facets] + [it.range.key for group in shown for it in group.ranges]
    assert sorted(keys) == sorted(it.key for it in (*FACETS, *RANGES))
    assert shown[0].topic == ""
    assert len({group.topic for group in shown}) == len(shown)
    without = replace(catalog, records={ID: catalog.records[ID].model_copy(update={"acquisition": None})})
    assert "country" not in [it.facet.key for group in groups(without) for it in group.facets]


@pytest.mark.parametrize(
    ("licences", "unverified", "expected"),
    [
        ([licence("CC-BY-4.0")], {}, ["CC-BY-4.0"]),
        ([licence("CC-BY-4.0", unverified="seen in a list only")], {}, ["CC-BY-4.0-unverified"]),
        ([licence("CC-BY-4.0")], {"licence": "seen in a list only"}, ["CC-BY-4.0-unverified"]),
        ([licence("CC-BY-4.0"), licence("MIT", unverified="of a copy")], {}, ["CC-BY-4.0", "MIT-unverified"]),
        ([licence("CC-BY-4.0"), licence("CC-BY-4.0")], {}, ["CC-BY-4.0"]),
        ([licence("LicenseRef-X", **CUSTOM)], {}, ["custom-non-commercial"]),
        ([licence("LicenseRef-X", **CUSTOM | {"commercial_use": "allowed"})], {}, ["custom"]),
        ([licence("NONE", unverified="page not seen")], {}, ["NONE-unverified"]),
        ([licence("no-such-license")], {}, ["not-known"]),
        ([], {}, ["not-known"]),
    ],
)
def test_licenses_are_filtered_by_identifier(catalog: Catalog, licences: list[Licence], unverified: dict[str, str], expected: list[str]) -> None:
    """The term of a license is its SPDX identifier or its kind; a license that is not verified has a separate term, and every term has a label."""
    assert list(terms("license", changed(catalog, licence=tuple(licences), unverified=unverified))) == expected
    labels = next(it for it in FACETS if it.key == "license").labels(catalog.vocabularies)
    assert [term for term in expected if term not in labels] == []
    assert all(label.endswith(", not verified") == term.endswith("-unverified") for term, label in labels.items())


def test_a_license_that_is_not_verified_is_not_counted_as_certain(catalog: Catalog) -> None:
    """The option of a license counts only datasets whose license is verified."""
    doubted = changed(catalog, licence=(licence("CC-BY-4.0", unverified="seen in a list only"),))
    certain = changed(catalog, licence=(licence("CC-BY-4.0"),))
    counts = [{option.term: option.number for it in choices(each) if it.facet.key == "license" for option in it.options} for each in (doubted, certain)]
    assert counts[0]["CC-BY-4.0"] == counts[1]["CC-BY-4.0"] - 1
    assert counts[0]["CC-BY-4.0-unverified"] == counts[1]["CC-BY-4.0-unverified"] + 1


@pytest.mark.parametrize(
    ("licences", "expected"),
    [
        ([licence("CC-BY-4.0")], "allowed"),
        ([licence("CC-BY-4.0", unverified="seen in a list only")], "allowed-unverified"),
        ([licence("CC-BY-4.0"), licence("MIT", unverified="of a copy")], "allowed-unverified"),
        ([licence("LicenseRef-X", **CUSTOM), licence("MIT", unverified="of a copy")], "forbidden"),
        ([licence("CC-BY-4.0"), licence("LicenseRef-X", **CUSTOM, unverified="page not seen")], "forbidden-unverified"),
        ([licence("NONE"), licence("MIT", unverified="of a copy")], "unstated-unverified"),
        ([], "not-known"),
    ],
)
def test_permissions_are_verified_only_if_the_licenses_are(catalog: Catalog, licences: list[Licence], expected: str) -> None:
    """An answer is a separate term if a license is not verified, unless a verified license forbids; each term has a label, which says so."""
    assert terms("use", changed(catalog, licence=tuple(licences))) == (expected,)
    labels = next(it for it in FACETS if it.key == "use").labels(catalog.vocabularies)
    assert expected in labels
    assert all(label.endswith(", not verified") == term.endswith("-unverified") for term, label in labels.items())


def test_countries_are_listed_by_name(catalog: Catalog) -> None:
    """Countries are options by their ISO code, in the order of their names; a code that is not assigned is its own label."""
    acquired = changed(catalog, acquisition=Acquisition(countries=("NL", "TR", "XX")))
    [options] = [it.options for it in choices(acquired) if it.facet.key == "country"]
    labels = [option.label for option in options]
    assert {"NL": "Netherlands", "TR": "Türkiye", "XX": "XX"}.items() <= {option.term: option.label for option in options}.items()
    assert labels == [*sorted(labels[:-1], key=str.casefold), "XX"]
    assert "XX" in first(acquired)


def test_the_number_of_records_without_a_value_is_stated(site: Path, catalog: Catalog) -> None:
    """A filter that leaves out datasets because they have no value says how many of those shown; a range offers to keep them."""
    shown = [record for record in catalog.records.values() if record.kind == "medical"]
    silent = sum(not _countries(record) for record in shown)
    page = html.fromstring((site / "index.html").read_bytes())
    said = f"{silent} of the {len(shown)} datasets found so far have no value; this filter leaves them out."
    assert page.xpath("string(//details[@data-facet='country']//*[@data-silent])") == said
    assert page.xpath("//details[@data-facet='license']//*[@data-silent]/@hidden")
    assert page.xpath("//input[@value='none'][ancestor::details/@data-facet='patients']/@name") == ["patients-none"]
    assert not page.xpath("//input[@name='year-none']")


def test_long_lists_of_options_are_in_order_and_can_be_searched(site: Path, catalog: Catalog) -> None:
    """Terms of a vocabulary are options in alphabetical order; a list of more than twenty has a search."""
    by_key = {it.facet.key: [option.label.casefold() for option in it.options] for it in choices(catalog)}
    for key in ("modality", "body-part", "target", "task", "format", "sequence", "issue"):
        assert by_key[key] == sorted(by_key[key])
    page = html.fromstring((site / "index.html").read_bytes())
    assert {it.get("data-facet") for it in page.xpath("//details[.//@data-narrowing]")} == {key for key, labels in by_key.items() if len(labels) > 20}


def test_an_official_split_has_a_test_part_or_not(catalog: Catalog) -> None:
    """The filter of official splits distinguishes splits with and without a test part."""
    found = {id_: next(it for it in FACETS if it.key == "split").terms_of(id_, catalog) for id_ in ("drive", "cvc-clinicdb")}
    assert found == {"drive": ("yes", "test"), "cvc-clinicdb": ("yes", "no-test")}
    assert terms("split", changed(catalog, splits=())) == ("none",)


@pytest.mark.parametrize(
    ("sizes", "numbers"),
    [
        ([], ()),
        ([{"what": "all", "gigabytes": 439}], (439,)),
        ([{"what": "small", "gigabytes": 0.5}, {"what": "all", "gigabytes": [20, 30]}], (0.5, 20, 30)),
    ],
)
def test_every_download_counts_for_the_range_of_sizes(catalog: Catalog, sizes: list[dict[str, Any]], numbers: tuple[float, ...]) -> None:
    """The range of download sizes compares each download in gigabytes, and both ends of a size that is not exactly known."""
    plain = catalog.records[ID].model_dump(exclude_unset=True) | {"download_size": sizes}
    record = Dataset.model_validate(plain, context={"vocabularies": catalog.vocabularies})
    assert next(it for it in RANGES if it.key == "download").numbers(record) == numbers


def test_population_data_are_a_filter(catalog: Catalog) -> None:
    """The filter of population data has a term for any characteristic of the patients, one for each, and one for none."""
    plain = catalog.records[ID].model_dump(exclude_unset=True)
    population = {"age": {"given": "per-patient"}, "skin_tone": {"given": "summary"}}
    record = Dataset.model_validate(plain | {"population": population}, context={"vocabularies": catalog.vocabularies})
    assert terms("population", replace(catalog, records={**catalog.records, ID: record})) == ("any", "age", "skin_tone")
    assert terms("population", changed(catalog, population=None)) == ("not-known",)
