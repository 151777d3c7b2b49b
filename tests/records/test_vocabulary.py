"""Vocabularies: which field holds the terms of which vocabulary."""

import pytest

from curator.records.json_schema import forms_of
from curator.records.model import Dataset
from curator.records.vocabulary import ENTRIES, vocabulary_of


def _in_schema(field: str) -> str:
    keys = forms_of(Dataset, (field,))[0].get("propertyNames", {})
    found = [*forms_of(Dataset, (field,)), *forms_of(Dataset, (field, 0)), keys]
    return next((form["x-vocabulary"] for form in found if "x-vocabulary" in form), "")


@pytest.mark.parametrize("field", Dataset.model_fields)
def test_the_vocabulary_of_a_field_is_that_of_the_schema(field: str) -> None:
    """The vocabulary of each field is the one that the JSON schema gives, and it exists."""
    assert vocabulary_of(field) == _in_schema(field)
    assert vocabulary_of(field) in {"", *ENTRIES}
