"""Tests of broken files: each is reported as in the report beside it in tests/broken."""

import functools
import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import CACHE, ROOT, curator
from curator.records import load, yaml_source
from curator.records.problem import CODES, Problem, as_text
from curator.records.record_addresses import DATASETS

BROKEN = ROOT / "tests" / "broken"
SMALL = ROOT / "tests" / "small"
GOOD = f"{DATASETS}/good.yaml"
ELSEWHERE = {
    "stale": "generated files: tests/project/test_docs.py",
    "no-such-path": "arguments of the command",
    "lost-id": "changes of the catalog: tests/review/test_review.py",
    "registry-difference": "comparisons with registries: tests/registries/test_compare_registry.py",
    "unknown-collection": "comparisons with registries: tests/registries/test_compare_registry.py",
    "needless-dispute": "comparisons with registries: tests/registries/test_compare_registry.py",
    "not-fresh": "today's date: tests/records/test_age.py",
    "future-date": "today's date: tests/records/test_age.py",
    "unrendered": "unexpected errors: tests/site/test_unforeseen_errors.py",
    "form": "format of records: tests/editing/test_fix.py",
    "comment": "format of records: tests/editing/test_fix.py",
    "unsorted": "automatic fixes: tests/editing/test_fix.py",
    "moved-address": "link history: tests/editing/test_fix.py",
    "dead-link": "results of link checks: tests/links/test_links_run.py",
    "doubtful-link": "results of link checks: tests/links/test_links_run.py",
    "expired-exception": "today's date: tests/records/test_age.py",
}
"""Codes without a broken file, with the topic and the file of their tests."""


COLLISIONS = {"repeated-name", "shared-address"}
"""Codes that are reported for both records, because a contributor may check only one of them."""


@dataclass(frozen=True)
class Case:
    """Files that are added to the small catalog, by their paths, and their report."""

    files: Mapping[str, bytes]
    report: str


def _record(name: str, content: bytes, report: str) -> Case:
    """Return a record that is not kept as a file, because it is too large or not text."""
    return Case({f"{DATASETS}/{name}.yaml": content}, report)


UNKEPT = {
    "200-kilobytes": _record(
        "pier",
        b"name: Pier\n".ljust(200_001, b"#"),
        "catalog/datasets/pier.yaml:1:1: the file has more than 200,000 bytes [too-long]\n"
        "    fix: shorten it: a record does not list files or images\n"
        "1 problem found\n",
    ),
    "60000-brackets": _record(
        "pier",
        b"name: " + b"[" * 60_000,
        "catalog/datasets/pier.yaml:1:19: values are nested more than 12 levels deep [too-deep]\n"
        "    fix: see the field reference for the structure of the field\n"
        "1 problem found\n",
    ),
    "control-character": _record(
        "pier",
        b"name: Pier\nfull_name: The Pier\0\n",
        "catalog/datasets/pier.yaml:2:20: the text contains U+0000 (control character), which is invisible [hidden-character]\n"
        "    fix: delete it; if the word then looks wrong, retype it\n"
        "1 problem found\n",
    ),
    "latin-1": _record(
        "pier",
        'name: "Mole – Môle"\n'.encode() + "provider: Hafenbehörde\n".encode("latin-1"),
        "catalog/datasets/pier.yaml:2:19: byte 0xf6 is not UTF-8 [not-utf-8]\n    fix: save the file as UTF-8\n1 problem found\n",
    ),
    "latin-1-behind-an-accent": _record(
        "pier",
        "name: Môle (".encode() + b"M\xf4le)\n",
        "catalog/datasets/pier.yaml:1:14: byte 0xf4 is not UTF-8 [not-utf-8]\n    fix: save the file as UTF-8\n1 problem found\n",
    ),
    "utf-16": _record(
        "pier",
        "name: Pier\n".encode("utf-16-le").join([b"\xff\xfe", b""]),
        "catalog/datasets/pier.yaml:1:1: byte 0xff is not UTF-8 [not-utf-8]\n    fix: save the file as UTF-8\n1 problem found\n",
    ),
    "latin-1-in-the-bibliography": Case(
        {"catalog/references.bib": (SMALL / "catalog" / "references.bib").read_text(encoding="utf-8").replace("Sample, Bo}", "Sämple, Bo}").encode("latin-1")},
        "catalog/references.bib:4:31: byte 0xe4 is not UTF-8 [not-utf-8]\n    fix: save the file as UTF-8\n1 problem found\n",
    ),
}
"""Cases that are not readable text files."""


def _cases() -> Iterator[tuple[str, Case]]:
    """Yield every case with its name: records, folders of files, and those of this module."""
    for path in BROKEN.glob("*.yaml"):
        yield path.stem, Case({f"{DATASETS}/{path.name}": path.read_bytes()}, _text(path.with_suffix(".report")))
    for folder in BROKEN.iterdir():
        if folder.is_dir():
            files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.glob("catalog/**/*") if path.is_file()}
            yield folder.name, Case(files, _text(folder / "report"))
    yield from UNKEPT.items()


def _text(path: Path) -> str:
    """Return the text of a report; a missing one fails its own test, not the collection of all tests."""
    return path.read_text(encoding="utf-8") if path.is_file() else f"{path.relative_to(ROOT)} is missing"


CASES = dict(sorted(_cases()))


def small_catalog(folder: Path, case: Case | None = None, checked: Path | None = None) -> Path:
    """Write the small catalog, with the vocabularies of the catalog and the files of a case, and the cache of an earlier check."""
    shutil.copytree(SMALL, folder)
    shutil.copytree(ROOT / "catalog" / "vocabulary", folder / "catalog" / "vocabulary")
    for name, content in case.files.items() if case else ():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    if checked:
        shutil.copytree(checked / CACHE, folder / CACHE)
    return folder


@pytest.fixture(scope="session")
def found(tmp_path_factory: pytest.TempPathFactory, small_checked: Path) -> Callable[[str], tuple[Problem, ...]]:
    """All problems of the small catalog with the files of a case, by the name of the case."""

    @functools.cache
    def problems(name: str) -> tuple[Problem, ...]:
        return load.load(small_catalog(tmp_path_factory.mktemp("broken") / "checkout", CASES[name], small_checked))[1]

    return problems


def test_the_small_catalog_has_no_problem(tmp_path: Path) -> None:
    """The small catalog has no problems, so that every problem is one of the broken files."""
    assert as_text(load.load(small_catalog(tmp_path / "checkout"))[1]) == "no problems found\n"


@pytest.mark.parametrize("name", CASES)
def test_a_broken_file_is_explained(name: str, found: Callable[[str], tuple[Problem, ...]], request: pytest.FixtureRequest) -> None:
    """The report of a broken file is the one beside it."""
    report = as_text(load.within(found(name), CASES[name].files))
    if request.config.getoption("--reports") and name not in UNKEPT:
        (BROKEN / name / "report" if (BROKEN / name).is_dir() else BROKEN / f"{name}.report").write_text(report, encoding="utf-8")
    else:
        assert report == CASES[name].report


def test_other_files_have_no_problems(found: Callable[[str], tuple[Problem, ...]]) -> None:
    """A broken file causes no problems in other files, except in those with the same name or address."""
    for name, case in CASES.items():
        own = load.within(found(name), case.files)
        others = [problem for problem in found(name) if problem not in own and problem.code not in COLLISIONS]
        assert as_text(others) == "no problems found\n", name


def test_every_problem_has_a_location_and_a_fix(found: Callable[[str], tuple[Problem, ...]]) -> None:
    """Every problem has a line and column of its file, and says what to write."""
    for case, problem in [(CASES[name], it) for name in CASES for it in load.within(found(name), CASES[name].files)]:
        lines = case.files[problem.file].decode("utf-8", errors="replace").split("\n")
        assert 1 <= problem.line <= len(lines), problem
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1, problem
        assert problem.message, problem
        assert problem.fix.strip(), problem


def test_every_file_has_its_report() -> None:
    """The folder of broken files contains records and folders, each with its report, and nothing else."""
    records, reports = ({path.stem for path in BROKEN.glob(f"*{ending}")} for ending in (".yaml", ".report"))
    folders = {path.name for path in BROKEN.iterdir() if path.is_dir()}
    assert records == reports
    assert {folder for folder in folders if not (BROKEN / folder / "report").is_file() or not (BROKEN / folder / "catalog").is_dir()} == set()
    assert {path.name for path in BROKEN.iterdir() if path.is_file()} == {f"{name}{ending}" for name in records for ending in (".yaml", ".report")}


def test_every_code_has_a_case(found: Callable[[str], tuple[Problem, ...]]) -> None:
    """Every code has a broken file, or is tested elsewhere."""
    assert {problem.code for name in CASES for problem in found(name)} == set(CODES) - set(ELSEWHERE)
    assert set(ELSEWHERE) <= set(CODES)


FORMATTED = {
    "github": (
        "::error file=catalog/datasets/address-with-a-space.yaml,line=16,col=13,title=bad-address::"
        "`https://example.org/pier%2520images/for all/` contains a character that is not allowed in a URL"
        " — fix: write the complete URL, e.g. https://example.org/data/\n"
    ),
    "json": """\
[
  {
    "file": "catalog/datasets/address-with-a-space.yaml",
    "line": 16,
    "column": 13,
    "code": "bad-address",
    "message": "`https://example.org/pier%20images/for all/` contains a character that is not allowed in a URL",
    "fix": "write the complete URL, e.g. https://example.org/data/"
  }
]
""",
}


@pytest.mark.parametrize("form", FORMATTED)
def test_the_command_reports_a_broken_record(form: str, tmp_path: Path) -> None:
    """`curator check` prints the problems of a file in the requested format, says what is checked after they are fixed, and fails."""
    name = "address-with-a-space"
    done = curator(small_catalog(tmp_path / "checkout", CASES[name]), "check", "--format", form, f"{DATASETS}/{name}.yaml")
    note = f"Fix these first and rerun: evidence, totals and addresses are checked only in records that parse, not yet in {DATASETS}/{name}.yaml.\n"
    assert (done.stdout, done.stderr, done.returncode) == (FORMATTED[form], note if form == "text" else "", 1)


def test_the_command_passes_a_good_record(tmp_path: Path) -> None:
    """`curator check` reports that a record has no problems, and succeeds."""
    done = curator(small_catalog(tmp_path / "checkout"), "check", GOOD)
    assert (done.stdout, done.stderr, done.returncode) == ("no problems found\n", "", 0)


def test_a_broken_file_does_not_hide_others(tmp_path: Path) -> None:
    """Every broken record is reported, also beside others."""
    records = {f"{DATASETS}/{path.name}": path.read_bytes() for path in BROKEN.glob("*.yaml")}
    problems = load.load(small_catalog(tmp_path / "checkout", Case(records, "")))[1]
    assert {problem.file for problem in problems if problem.code not in COLLISIONS} <= set(records)
    assert {problem.file for problem in problems} >= set(records)


RECORD: dict[str, Any] = yaml_source.read(GOOD, (SMALL / GOOD).read_bytes()).value
ODD = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-1, 41)
    | st.floats()
    | st.sampled_from(["", "-", "good", "image", "LicenseRef-", "(MIT", "http://[", "2026-02-30", "…"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["name", "about", "train", "source", "to", "kind", ""]), inner, max_size=3),
    max_leaves=4,
)


@pytest.fixture(scope="session")
def checkout_for_odd_records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small catalog whose record is replaced for each example."""
    return small_catalog(tmp_path_factory.mktemp("odd") / "checkout")


@given(field=st.sampled_from(sorted(RECORD)), inner=st.none() | st.sampled_from(["0", "homepage", "routes", "paper", "owner", "image", "access"]), odd=ODD)
@settings(max_examples=60, deadline=None)
def test_any_value_in_a_field_can_be_read(field: str, inner: str | None, odd: Any, checkout_for_odd_records: Path) -> None:
    """A value of another type anywhere in a record gives a problem or a record, never an exception."""
    value = {inner: odd} if inner else odd
    (checkout_for_odd_records / GOOD).write_text(json.dumps(RECORD | {field: value}), encoding="utf-8")
    catalog, problems = load.load(checkout_for_odd_records)
    assert "good" in catalog.records or load.within(problems, [GOOD])
