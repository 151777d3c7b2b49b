"""Vocabularies: which field holds the terms of which vocabulary, and the words and codes of the terms."""

import re
from pathlib import Path

import pytest
import yaml

from curator.records.catalog import Catalog
from curator.records.json_schema import forms_of
from curator.records.model import Dataset
from curator.records.normalise import nearest
from curator.records.vocabulary import vocabulary_of
from curator.records.vocabulary_entries import ENTRIES

WORDS = yaml.safe_load((Path(__file__).parent / "words_for_terms.yaml").read_text(encoding="utf-8"))
WRITTEN = [(name, term, word) for name, terms in WORDS.items() for term, words in terms.items() for word in words]
"""Words that people write, with their vocabulary and term."""
CODES = {
    "DICOM": r"[A-Z]{2,6}",
    "RadLex": r"RID\d+",
    "SNOMED-CT": r"\d{6,18}",
    "Uberon": r"UBERON:\d{7}",
    "media-type": r"[a-z]+/[a-z0-9.+-]+",
}
"""The shape of the codes of each system."""
FAR = {
    "modality": ["magnetoencephalography", "impedance tomography", "videokeratography", "magnetic resonance elastography", "laryngography"],
    "body-part": ["kidneystone", "placenta"],
    "task": ["triage", "segregation"],
}
"""Words without a term."""


def _in_schema(field: str) -> str:
    keys = forms_of(Dataset, (field,))[0].get("propertyNames", {})
    found = [*forms_of(Dataset, (field,)), *forms_of(Dataset, (field, 0)), keys]
    return next((form["x-vocabulary"] for form in found if "x-vocabulary" in form), "")


@pytest.mark.parametrize("field", Dataset.model_fields)
def test_the_vocabulary_of_a_field_is_that_of_the_schema(field: str) -> None:
    """The vocabulary of each field is the one that the JSON schema gives, and it exists."""
    assert vocabulary_of(field) == _in_schema(field)
    assert vocabulary_of(field) in {"", *ENTRIES}


def test_an_abbreviation_is_not_the_label(catalog: Catalog) -> None:
    """The abbreviation of a modality differs from its label, which explains it."""
    assert [term for term, entry in catalog.vocabularies.modality.entries.items() if entry.short == entry.label] == []


def test_words_lead_to_their_terms(catalog: Catalog) -> None:
    """A word that descriptions of datasets use for a term is the term, its label, or another word for it."""
    assert len(WRITTEN) > 500
    words = {name: catalog.vocabularies[name].words() for name in WORDS}
    assert [it for it in WRITTEN if words[it[0]].get(nearest(it[2], words[it[0]])) != it[1]] == []


@pytest.mark.parametrize(("name", "word"), [(name, word) for name, words in FAR.items() for word in words])
def test_words_without_a_term_get_no_suggestion(name: str, word: str, catalog: Catalog) -> None:
    """For a word that is far from all words of the terms, no term is suggested."""
    assert not catalog.vocabularies[name].suggest(word).startswith("write `")


@pytest.mark.parametrize("name", ENTRIES)
def test_a_word_names_one_term(name: str, catalog: Catalog) -> None:
    """An id, label, abbreviation or synonym belongs to one term of a vocabulary."""
    entries = catalog.vocabularies[name].entries.items()
    words = [word for term, entry in entries for word in {name.casefold() for name in (term, *entry.names, *entry.aliases, *entry.narrower)}]
    assert sorted(word for word in set(words) if words.count(word) > 1) == []


@pytest.mark.parametrize("name", ENTRIES)
def test_codes_have_the_shape_of_their_system(name: str, catalog: Catalog) -> None:
    """Each code belongs to a system with a source and has the shape of its codes."""
    codes = [(system, code) for entry in catalog.vocabularies[name].entries.values() for system, code in entry.codes.items()]
    assert [pair for pair in codes if not re.fullmatch(CODES[pair[0]], pair[1])] == []
    assert set(CODES) == set(catalog.vocabularies["code-system"].entries)
