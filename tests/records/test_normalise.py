"""Suggestions of words: only similar words are suggested."""

import pytest

from curator.records.catalog import Catalog
from curator.records.normalise import nearest

NEAR = {
    ("fundus photographs", "fundus photography"): True,
    ("fundus photo", "fundus-photography"): True,
    ("Fundus_Photography", "fundus-photography"): True,
    ("retinal vessels", "retinal-vessel"): True,
    ("segmentatoin", "segmentation"): True,
    ("clasification", "classification"): True,
    ("arteries", "artery"): True,
    ("task", "tasks"): True,
    ("training", "train"): True,
    ("license", "licence"): True,
    ("CC-BY-4", "CC-BY-4.0"): True,
    ("drve", "drive"): True,
    ("micro CT", "microCT"): True,
    ("endoscopy", "fundoscopy"): False,
    ("endoscopy", "fundus-photography"): False,
    ("colonoscopy", "colposcopy"): False,
    ("magnetic resonance angiography", "magnetic resonance imaging"): False,
    ("optical coherence tomography angiography", "optical coherence tomography"): False,
    ("CC-BY-3.0", "CC-BY-4.0"): False,
    ("chaos-2019", "chaos-2018"): False,
    ("MRA", "MRI"): False,
    ("CT", "OCT"): False,
    ("knee", "kidney"): False,
    ("liver", "river"): False,
    ("", "liver"): False,
}
"""A written word, a known word, and whether the known word is suggested; the web form suggests the same."""


@pytest.mark.parametrize(("words", "near"), NEAR.items(), ids=map(" / ".join, NEAR))
def test_only_similar_words_are_suggested(words: tuple[str, str], near: bool) -> None:
    """A text is suggested if its words differ from the written ones by at most one typing error each."""
    assert nearest(words[0], [words[1]]) == (words[1] if near else "")


def test_an_equal_word_comes_first() -> None:
    """A word that differs only in case is suggested before similar words."""
    assert nearest("Drives", ["drive", "drives"]) == "drives"


@pytest.mark.parametrize("text", ["endoscopy", "laparoscopy", "positron emission tomography", "mammography", "angiography", "PET", "SPECT"])
def test_an_unknown_modality_is_not_replaced_by_a_similar_one(text: str, catalog: Catalog) -> None:
    """For a modality that is not in the vocabulary, the message says where to add it and suggests no other modality."""
    modality = catalog.vocabularies["modality"]
    if text.casefold() not in {word.casefold() for term, entry in modality.entries.items() for word in (term, entry.label, *entry.aliases)}:
        assert not modality.suggest(text).startswith("write `")
