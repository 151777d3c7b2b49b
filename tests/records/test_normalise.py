"""What is promised of suggestions: a word is suggested only where the one that was written is near it."""

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
"""A word that was written, one that is known, and whether the second is suggested; the page suggests the same."""


@pytest.mark.parametrize(("words", "near"), NEAR.items(), ids=map(" / ".join, NEAR))
def test_only_near_words_are_suggested(words: tuple[str, str], near: bool) -> None:
    """A word is suggested where the words of both are the same but for one slip each, and not where they only share letters."""
    assert nearest(words[0], [words[1]]) == (words[1] if near else "")


def test_of_near_words_the_same_comes_first() -> None:
    """A word that differs in case only comes before those that are near it."""
    assert nearest("Drives", ["drive", "drives"]) == "drives"


@pytest.mark.parametrize("text", ["endoscopy", "laparoscopy", "positron emission tomography", "mammography", "angiography", "PET", "SPECT"])
def test_another_modality_is_not_explained_by_one_that_sounds_like_it(text: str, catalog: Catalog) -> None:
    """A modality that the catalog does not have is answered with where to add it, and not with another one."""
    modality = catalog.vocabularies["modality"]
    if text.casefold() not in {word.casefold() for term, entry in modality.entries.items() for word in (term, entry.label, *entry.aliases)}:
        assert not modality.suggest(text).startswith("write `")
