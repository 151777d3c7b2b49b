"""Tests of skill.md: its examples run on the built catalog.json, and it describes the records as they are."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import html

from conftest import ROOT
from curator.records.catalog import Catalog
from curator.records.model import Dataset
from curator.records.settings import read
from curator.site.exports.catalog_json import COMPUTED
from curator.site.views.licenses import ANSWER_LABELS, PERMISSION_LABELS

SETTINGS = read(ROOT)
KINDS = {"list": list, "number": int, "dictionary": dict, "text": str}
"""The kinds of answers that the examples announce."""
EXAMPLE = re.compile(r"^\d\. (?P<question>.*?\?) `answer` is a (?P<kind>\w+)[.;].*?```python\n(?P<code>.*?)```", re.DOTALL | re.MULTILINE)
MAX_BYTES = 8000
"""A page or two, so that it fits into the context of a language model."""


@pytest.fixture(scope="module")
def text(site: Path) -> str:
    """The built file."""
    return (site / "skill.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def answers(text: str, served: str) -> Iterator[dict[str, Any]]:
    """The answer of each example by its question, run in order and unchanged but for the URL of the site."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NO_PROXY", "127.0.0.1")
        code = text.replace(f"{SETTINGS.url_in_code}/", served)
        names: dict[str, Any] = {}
        [start, *_] = re.findall(r"```python\n(.*?)```", code, re.DOTALL)
        exec(compile(start, "skill.md", "exec"), names)  # noqa: S102 - our own page
        found = {}
        for example in EXAMPLE.finditer(code):
            exec(compile(example["code"], "skill.md", "exec"), names)  # noqa: S102 - our own page
            found[example["question"]] = names["answer"]
            assert isinstance(names["answer"], KINDS[example["kind"]]), example["question"]
        yield found


def _answer(answers: dict[str, Any], words: str) -> Any:
    [found] = [answer for question, answer in answers.items() if words in question]
    return found


def test_the_examples_give_the_announced_answers(answers: dict[str, Any], text: str) -> None:
    """Every example runs on the built files, and gives a list, number, dictionary or text that is not empty, as it says."""
    assert len(answers) == text.count("```python") - 1 == 8
    assert [question for question, answer in answers.items() if not answer] == []


def test_the_answers_are_right(answers: dict[str, Any], catalog: Catalog) -> None:
    """The answers agree with the records."""
    names = {id_: record.name for id_, record in catalog.records.items()}
    assert {names[id_] for id_ in ("lits", "chaos-ct", "amos22", "btcv", "totalsegmentator")} <= set(_answer(answers, "liver"))
    assert {names[id_] for id_ in ("chaos-mri", "pancreas-ct", "luna16")}.isdisjoint(_answer(answers, "liver"))
    assert _answer(answers, "How many images") == 40
    assert "luna16" in _answer(answers, '"LUNA"')
    assert any("LIDC-IDRI" in line for line in _answer(answers, "leakage"))
    free = {record.name for record in catalog.records.values() if any(route.steps == ("download",) for route in record.access.routes)}
    assert set(_answer(answers, "commercially")) <= free
    numbers = [int(re.sub(r"\D", "", line.rpartition(":")[2])) for line in _answer(answers, "most patients")]
    assert numbers == sorted(numbers, reverse=True)
    chexpert = _answer(answers, "CheXpert")
    assert (chexpert["homepage"], chexpert["commercial_use"]) == (catalog.records["chexpert"].access.homepage, "forbidden")
    assert "@article{staal2004ridge" in _answer(answers, "source of")


def test_the_description_is_complete(text: str) -> None:
    """The named fields, computed values, permissions and answers exist, and every field that most records have is described."""
    table = text.partition("| key |")[2].partition("\n\n")[0]
    named = set(re.findall(r"`([a-z_]+)`", "".join(line.split("|")[1] for line in table.splitlines()[2:])))
    assert named - {"id", "computed"} <= set(Dataset.model_fields)
    assert set(re.findall(r"`computed\.([a-z_]+)`", text)) | {"totals", "access", "permissions", "relations", "filters"} <= {it.key for it in COMPUTED}
    assert [name for name in PERMISSION_LABELS if f"`{name}`" not in text] == []
    assert [name for name in ANSWER_LABELS if f"`{name.removesuffix('-unverified')}`" not in text] == []


def test_the_file_is_short_and_linked(text: str, site: Path) -> None:
    """The file fits on few pages, begins with its name and purpose, and is linked from llms.txt and the page about the files; every URL in it exists."""
    assert len(text.encode()) < MAX_BYTES
    head = yaml.safe_load(text.split("---")[1])
    assert set(head) == {"name", "description"}
    url = SETTINGS.readable_address("skill.md")
    assert f"({url})" in (site / "llms.txt").read_text(encoding="utf-8")
    assert html.fromstring((site / "data" / "index.html").read_text(encoding="utf-8")).xpath("//article//a[@href='../skill.md']")
    paths = [path.rstrip(".").partition("#")[0] for path in re.findall(rf"{SETTINGS.url_in_code}/([^\s`\",|)]*)", text) if "<id>" not in path]
    assert [path for path in paths if not (site / (f"{path}index.html" if path.endswith("/") or not path else path)).is_file()] == []
    assert re.fullmatch("[a-z-]+", head["name"])
