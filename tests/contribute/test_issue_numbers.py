"""Tests of numbers, sizes, splits and labels in issue forms: they are parsed as intended or reported, and never misread."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curator.contribute.issues.counts import count, counts, splits
from curator.contribute.issues.labels import label_sets
from curator.contribute.issues.parse_answer import AnswerError
from curator.contribute.issues.sizes import sizes
from curator.contribute.issues.sources import urls
from curator.records.catalog import Catalog
from curator.records.doi import doi_in
from curator.records.normalise import normal_names


def _size(*sides: Any) -> dict[str, Any]:
    return dict(zip(("width", "height", "depth"), sides, strict=False))


SIZES: Mapping[str, list[dict[str, Any]] | None] = {
    "5×5,100,000×5": None,
    "5×5 100×5": None,
    "565×584 pixels 768×584 pixels": None,
    "1,024 x 1,536": [_size(1024, 1536)],
    "1280×1024, 1024×768": [_size(1280, 1024), _size(1024, 768)],
    "565 by 584 px; 512*512": [_size(565, 584), _size(512, 512)],
    "100,000 x 100,000": [_size(100000, 100000)],
    "512 x 512 x 95-764": [_size(512, 512, [95, 764])],
    "96x96x3 slices": [_size(96, 96, 3)],
    "96 × 96 × 3 channels": [_size(96, 96)],
    "~ 512 x 512": [_size(512, 512) | {"about": True}],
    "96 × 96 × 3": None,
    "512×512,256×256": None,
    "95 × 512 × 512": None,
    "512x512 to 1024x1024": None,
    "[95,764] × 512": None,
    "512²": None,
    "51.2 × 40 mm": None,
}
"""A line about image sizes, and the parsed sizes; None if it is reported as ambiguous."""
SPLITS: Mapping[str, dict[str, int] | None] = {
    "train 210 / test 90": {"train": 210, "test": 90},
    "Train 210 and Test 90": {"train": 210, "test": 90},
    "train 210, val 30, test 90": {"train": 210, "validation": 30, "test": 90},
    "official: training 210; valid 30; testing 90": {"train": 210, "validation": 30, "test": 90},
    "1,130 train / 120 validation / 120 test": {"train": 1130, "validation": 120, "test": 120},
    "210 training images, 90 test images": {"train": 210, "test": 90},
    "train: 1 200, test: 300": {"train": 1200, "test": 300},
    "train 210, test 90, total 300": {"train": 210, "test": 90},
    "train 210, test 90, total 310": None,
    "train 210, train 90": None,
    "train 210 120": None,
    "train 210,120 test": {"train": 210, "test": 120},
    "train 1.234, test 5": None,
    "train 10k, test 5": None,
    "train2017 210, test 90": None,
    "80% train, 20% test": None,
    "210/30/90": None,
    "folds 10, train 888": None,
}
COUNTS: Mapping[str, dict[str, Any] | None] = {
    "1,370 knee MRI exams": {"study": 1370},
    "over 32,000 CT images": {"image": {"about": 32000}},
    "1,018 CT scans": {"volume": 1018},
    "1,200 images of 40 patients": {"image": 1200, "patient": 40},
    "image: 40 (20 train, 20 test)": {"image": {"train": 20, "test": 20}},
    "image: 41 (20 train, 20 test)": None,
    "40 images per patient": None,
    "40-50 images": None,
    "at least 40 images": None,
    "1.2 million images": None,
    "12k images": None,
    "-5 images": None,
}
LABELS: Mapping[str, list[Any] | None] = {
    "classification: benign / malignant": ["benign", "malignant"],
    "classification: benign; malignant": ["benign", "malignant"],
    "classification: benign vs malignant": ["benign", "malignant"],
    "benign / malignant": ["benign", "malignant"],
    "classification: normal (133), abnormal (1,020)": [{"name": "normal", "count": 133}, {"name": "abnormal", "count": 1020}],
    "classification: mild (grade 1), severe": ["mild (grade 1)", "severe"],
    "classification: a, b/c": None,
    "classification: normal (50%), abnormal": None,
    "classification: 100,200": None,
}


@pytest.mark.parametrize(("text", "wanted"), SIZES.items())
def test_a_size_is_parsed_or_reported(text: str, wanted: Any) -> None:
    """Sizes are parsed with separators and several on a line. A number that could be another size, channels or slices is reported."""
    found = sizes(text)
    assert (found.value, len(found.errors)) == (wanted or [], 0 if wanted else 1)


@pytest.mark.parametrize(("text", "wanted"), SPLITS.items())
def test_a_split_is_parsed_or_reported(text: str, wanted: Any, catalog: Catalog) -> None:
    """Common names of parts and separators are parsed. Names with digits and wrong totals are reported."""
    found = splits(text, catalog.vocabularies, "image")
    assert found.value == ([{"name": "official", "unit": "image"} | wanted] if wanted else [])
    assert len(found.errors) == (0 if wanted else 1)


@pytest.mark.parametrize(("text", "wanted"), COUNTS.items())
def test_a_count_is_parsed_or_reported(text: str, wanted: Any, catalog: Catalog) -> None:
    """Words around a unit are ignored, rounded numbers are marked, and words that change the meaning of a number are reported."""
    found = counts(text, catalog.vocabularies)
    assert (found.value, len(found.errors)) == (wanted or {}, 0 if wanted else 1)


@pytest.mark.parametrize(("text", "wanted"), LABELS.items())
def test_labels_are_separated(text: str, wanted: Any, catalog: Catalog) -> None:
    """Labels are separated by commas, semicolons, slashes or vs, one kind per line. A number in parentheses belongs to its label."""
    found = label_sets(text, catalog.vocabularies, ["classification"])
    assert [it["labels"] for it in found.value] == ([wanted] if wanted else [])
    assert len(found.errors) == (0 if wanted else 1)


STYLES: Mapping[str, Callable[[int], str]] = {
    "digits": str,
    "commas": "{:,}".format,
    "spaces": lambda number: f"{number:,}".replace(",", " "),
    "non-breaking spaces": lambda number: f"{number:,}".replace(",", "\u00a0"),
    "thin spaces": lambda number: f"{number:,}".replace(",", "\u2009"),
    "apostrophes": lambda number: f"{number:,}".replace(",", "'"),
    "typographic apostrophes": lambda number: f"{number:,}".replace(",", "’"),
    "points": lambda number: f"{number:,}".replace(",", "."),
    "underscores": "{:_}".format,
    "full-width digits": lambda number: "".join(chr(0xFF10 + int(digit)) for digit in str(number)),
}
"""Ten styles of writing a number."""
NUMBERS = st.integers(5, 10**9)
STYLE = st.sampled_from(sorted(STYLES))
_BETWEEN = st.sampled_from([", ", " / ", "; ", " and ", ",", "/", " "])


@given(number=NUMBERS, style=STYLE)
@settings(max_examples=150, deadline=None)
def test_a_number_is_never_misread(number: int, style: str, catalog: Catalog) -> None:
    """A number in any of ten styles is parsed as the same number, or reported."""
    try:
        assert count(STYLES[style](number), "image", catalog.vocabularies) == number
    except AnswerError:
        assert style in {"points", "spaces", "non-breaking spaces", "thin spaces"}


@given(sides=st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1, max_size=3), style=STYLE, times=st.sampled_from(["×", " × ", "x", " by "]), between=_BETWEEN)
@settings(max_examples=150, deadline=None)
def test_a_size_is_never_misread(sides: list[tuple[int, int]], style: str, times: str, between: str) -> None:
    """Sizes in any of ten styles, with any separator between them, are parsed as the same sizes, or reported."""
    found = sizes(between.join(f"{STYLES[style](width)}{times}{STYLES[style](height)}" for width, height in sides))
    assert found.value in ([], [_size(*it) for it in sides])
    assert bool(found.value) != bool(found.errors)


@given(numbers=st.tuples(NUMBERS, NUMBERS, NUMBERS), style=STYLE, between=_BETWEEN, before=st.booleans())
@settings(max_examples=150, deadline=None)
def test_a_split_is_never_misread(numbers: tuple[int, int, int], style: str, between: str, before: bool, catalog: Catalog) -> None:
    """A split in any of ten styles, with its words before or after the numbers, is parsed as the same split, or reported."""
    said = [(STYLES[style](number), word) for number, word in zip(numbers, ("train", "val", "test"), strict=True)]
    found = splits(between.join(f"{number} {word}" if before else f"{word} {number}" for number, word in said), catalog.vocabularies, "image")
    right = {"name": "official", "unit": "image"} | dict(zip(("train", "validation", "test"), numbers, strict=True))
    assert found.value in ([], [right])
    assert bool(found.value) != bool(found.errors)


@pytest.mark.parametrize(
    "text",
    ["10.1109/TMI.2004.825627" + rest for rest in ("#citeas", "?foo=bar", "&type=printable", "`", ")", ".", "/full", "](https://doi.org/10.1109/x)")],
)
def test_a_doi_is_found_in_text(text: str) -> None:
    """Text after a DOI is not part of it."""
    assert doi_in(f"see `https://doi.org/{text}") == "10.1109/tmi.2004.825627"


def test_every_url_of_a_line_is_found() -> None:
    """URLs are found without the punctuation around them, each with the words before it."""
    said = "Paper: https://a.example/x, [data](https://b.example/y) and <https://c.example/z>."
    assert [url for _, url in urls(said)] == ["https://a.example/x", "https://b.example/y", "https://c.example/z"]
    assert urls(said)[0][0] == "Paper:"


def test_a_name_with_its_full_name_is_recognized() -> None:
    """A short name written with its full name is recognized by either of them."""
    long = "Digital Retinal Images for Vessel Extraction"
    for text in (f"DRIVE: {long}", f"{long} (DRIVE)", f"DRIVE – {long}"):
        assert {*normal_names("drive"), *normal_names(long)} <= normal_names(text)
