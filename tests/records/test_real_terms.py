"""Tests of facts of real datasets that records once could not state: licenses by image, forbidden research, splits of a part, growing counts, buckets."""

from pathlib import Path

import pytest

from conftest import command

TERMS = "".join(f"    {name}: forbidden\n" for name in ("commercial_use", "redistribution", "derivatives")) + "    attribution: required\n"
SPLIT = "  - {name: official, unit: image, train: 20, test: 10}\n"
FACTS = {
    "a license that differs by image": (
        "  - covers: all\n    id: CC-BY-4.0\n",
        "  - {covers: images of the first hospital, id: CC-BY-4.0}\n  - {covers: images of the second hospital, id: CC-BY-NC-4.0}\n",
    ),
    "research that is forbidden": ("    id: CC-BY-4.0\n", f"    id: LicenseRef-Harbour\n{TERMS}    conditions: [research-use-forbidden]\n"),
    "a split of the training part only": (
        SPLIT,
        f"{SPLIT}  - {{name: by site, official: false, of_part: train, unit: image, train: 15, validation: 5, source: [owner]}}\n",
    ),
    "a count that grows": ("counts: {image: 30}", "counts: {image: {exactly: 30, on: 2021-05-01}, patient: {at_least: 10, on: 2021-05-01}}"),
    "a bucket whose reader pays": (
        "  routes:\n",
        '  locations:\n    - {to: images, uri: "s3://harbour-images/", requester_pays: true, source: [owner]}\n  routes:\n',
    ),
}
"""Facts, and the text of the good record before and after they are added."""


@pytest.mark.parametrize("name", FACTS)
def test_a_fact_can_be_stated(name: str, desk: Path) -> None:
    """A record that states the fact has no problem."""
    file = desk / "catalog" / "datasets" / "good.yaml"
    text = file.read_text(encoding="utf-8")
    before, after = FACTS[name]
    assert text.count(before) == 1
    file.write_text(text.replace(before, after), encoding="utf-8")
    output = command(desk, "check", "catalog/datasets").output
    assert [line for line in output.split("\n") if line.startswith("catalog") and "[form]" not in line] == []
