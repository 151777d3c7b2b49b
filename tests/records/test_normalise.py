"""Suggestions of words: only similar words are suggested."""

import pytest

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
