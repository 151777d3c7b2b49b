"""A rule about the codes of countries."""

from collections.abc import Iterator
from importlib import import_module

from curator.records.catalog import Catalog
from curator.records.messages import finding, phrase
from curator.records.model import Dataset
from curator.records.problem import Finding
from curator.records.rule import rule

_OTHER_CODES = {"UK": "GB", "EL": "GR"}
"""Codes that are often written in place of those of ISO 3166."""


@rule
def countries_have_an_assigned_code(_id: str, record: Dataset, _catalog: Catalog) -> Iterator[Finding]:
    """Every country has a code that ISO 3166-1 assigns."""
    for position, code in enumerate((record.acquisition and record.acquisition.countries) or ()):
        # few records that are checked have countries, whose names take long to read
        if not import_module("pycountry").countries.get(alpha_2=code):
            near = _OTHER_CODES.get(code)
            fix = phrase("write", near=near) if near else phrase("a-country")
            yield finding(("acquisition", "countries", position), "no-country", text=code, fix=fix)
