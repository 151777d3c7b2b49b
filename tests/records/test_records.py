"""The records of the catalog."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import html

from conftest import ROOT
from curator.records.catalog import Catalog
from curator.records.record_addresses import DATASETS

IDS = sorted(path.stem for path in (ROOT / DATASETS).glob("*.yaml"))
SHOWN_AS_LABELS = {
    "scale",
    "status",
    "kind",
    "modality",
    "body_part",
    "target",
    "tasks",
    "dimensions",
    "formats",
    "unit",
    "task",
    "steps",
    "id",
    "to",
    "field",
    "source",
    "by",
    "grade",
    "adjudication",
    "given",
    "contrast",
    "sequences",
    "conditions",
    "eligibility",
    "trained_models",
    "use",
    "not_reported",
}
"""Fields whose values are terms, ids or names of sources; pages show labels instead."""
NOT_ON_PAGES = {"seen", "checked", "evidence", "formerly", "countries", "paper", "data", "further", "printed", "cell", "link", "reference"}
"""Fields that pages show in another form: as numbers, citations, or printed text."""


def test_no_record_has_a_problem(problems_by_file: dict[str, list[str]]) -> None:
    """Every record of the catalog passes every check."""
    assert {file: problems for file, problems in problems_by_file.items() if file.startswith(DATASETS)} == {}


def _page(id_: str, site: Path) -> Any:
    return html.fromstring((site / "datasets" / id_ / "index.html").read_text(encoding="utf-8"))


def test_everything_written_is_shown(catalog: Catalog, site: Path) -> None:
    """Every sentence, name and URL in a record is on its page."""
    for id_ in IDS:
        page = _page(id_, site)
        shown = _squeezed(page.text_content()) + " ".join(page.xpath("//@href"))
        assert [text for text in _sentences(catalog.sources[id_].value, "") if _squeezed(text) not in shown and text not in shown] == [], id_


def test_every_source_is_listed_and_used(catalog: Catalog, site: Path) -> None:
    """The sources of a record are numbered at the end of its page, and every number links there."""
    for id_ in IDS:
        page = _page(id_, site)
        listed = set(page.xpath("//li[starts-with(@id, 'source-')]/@id"))
        marked = {href.removeprefix("#") for href in page.xpath("//sup/a/@href")}
        assert marked <= listed, id_
        assert len(listed) >= len(catalog.records[id_].sources), id_


def test_record_json_is_the_record(catalog: Catalog, site: Path) -> None:
    """record.json contains the fields of the record after its id, and nothing computed."""
    for id_ in IDS:
        assert json.loads((site / "datasets" / id_ / "record.json").read_text(encoding="utf-8")) == {"id": id_} | catalog.sources[id_].value


def test_all_printed_datasets_have_a_record(catalog: Catalog) -> None:
    """The 33 datasets of the printed collection have records."""
    named = {row.record for row in catalog.printed.rows} | {place.record for place in catalog.printed.descriptions}
    assert named <= set(catalog.records)
    assert len(named) == 33


def _sentences(value: Any, field: str) -> Iterator[str]:
    """Yield every text of a record that its page shows unchanged."""
    if field in SHOWN_AS_LABELS | NOT_ON_PAGES:
        return
    if isinstance(value, dict):
        for key, child in value.items():
            yield from _sentences(child, key)
    elif isinstance(value, list):
        for child in value:
            yield from _sentences(child, field)
    elif isinstance(value, str) and not (field == "kind" or field in ("commercial_use", "redistribution", "derivatives", "attribution")):
        yield value


def _squeezed(text: str) -> str:
    return " ".join(text.split())
