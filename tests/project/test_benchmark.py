"""Tests of the benchmark: tables and ratios are computed from the measurements, and nothing that was not measured is left out."""

import shutil
import sys
from pathlib import Path

import pytest

from conftest import ROOT
from curator.records.record_addresses import DATASETS
from measuring.browser_part import flat
from measuring.commands import FailedError, used
from measuring.compared import CHECK_JSONSCHEMA, DEFAULT_NAVIGATION_LIMIT, MKDOCS, MKDOCS_DEFAULT, OURS, generators
from measuring.page import page
from measuring.profiles import OTHER_PROCESSES, summary
from measuring.results import Measurement, Profile, ProfiledFunction, Results, SiteSize, SizeResult, Usage
from measuring.site_size import site_size
from measuring.steps import COLD, EDIT, EDITED, Steps


def measurement(program: str, processor: float, step: str = COLD) -> Measurement:
    """Return a measurement with three runs, of which the median is given."""
    return Measurement(program=program, step=step, runs=tuple(Usage(processor=processor * part, elapsed=2 * processor, memory=80) for part in (0.5, 1, 7)))


def size(records: int, seconds: float, missing: str = "") -> SizeResult:
    """Return the results of a catalog whose cold build takes this time."""
    mkdocs = Measurement(program=MKDOCS_DEFAULT, step=COLD, missing=missing) if missing else measurement(MKDOCS_DEFAULT, 2 * seconds)
    return SizeResult(
        records=records,
        real=records < 200,
        day="2026-11-29",
        commit="abc1234",
        load=0.5,
        builds=(measurement(OURS, seconds), measurement(OURS, 0.5, EDIT), measurement(MKDOCS, 4 * seconds), mkdocs),
        checks=(measurement(OURS, 3), measurement(CHECK_JSONSCHEMA, 2)),
        sites=(SiteSize(program=OURS, content=50, disk=60, files=2_000), SiteSize(program=MKDOCS, content=10, disk=11, files=190)),
        browser={"first view, kB": "170"} if not missing else {},
        browser_missing=missing,
        profiles=(
            Profile(step="curator check, cold", seconds=3, functions=(ProfiledFunction(name="a.b", total=0.5, own=0.25),), packages=(("yaml", 0.2),)),
            Profile(step="curator build, cold", missing="stopped after 7,200 s"),
        ),
    )


RESULTS = Results(machine={"Cores": "2"}, versions={"Hugo": "not installed"}, sizes=(size(150, 2), size(1_000, 30, "stopped after 7,200 s")))


def row(name: str, *cells: str) -> str:
    """Return a row of a table in the page."""
    return f'<tr><th scope="row">{name}</th>{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>\n'


def test_ratios_are_those_of_the_medians() -> None:
    """The page has the medians of the runs and their ratios to MkDocs and check-jsonschema."""
    text = page(RESULTS)
    assert row(f"{OURS}: {COLD}", "2.00", "4.00", "80", "0.25", "0.50") in text
    assert row(f"{OURS}: {EDIT}", "0.50", "1.00", "80", "0.062", "0.12") in text
    assert row(f"{OURS}: {COLD}", "3.00", "6.00", "80", "1.50") in text
    assert row(OURS, "50", "60", "2,000", "5.00") in text
    assert row(f"{OURS}: build, {COLD}", "15.0") in text
    assert row("<code>a.b</code>", "50.0\N{NO-BREAK SPACE}%", "25.0\N{NO-BREAK SPACE}%") in text
    assert f"a cold check takes 1.50 times the processor time of {CHECK_JSONSCHEMA}.\n" in text


def test_what_was_not_measured_is_named() -> None:
    """A program or size that was not measured has a dash in the tables and a sentence with the reason."""
    text = page(RESULTS)
    assert row(f"{MKDOCS_DEFAULT}: {COLD}", *"–––––") in text
    assert f"\n\nNot measured: {MKDOCS_DEFAULT} ({COLD}), stopped after 7,200 s.\n" in text
    assert row("first view, kB", "170", "–") in text
    assert "{#profile-2}\n\nNot measured: stopped after 7,200 s.\n" in text
    assert "\n\nNot measured with 1,000 records: stopped after 7,200 s.\n" in text
    assert "- Hugo: not installed\n" in text


@pytest.mark.parametrize("sizes", [(), RESULTS.sizes[:1]], ids=["none", "one"])
def test_the_page_can_have_few_sizes(sizes: tuple[SizeResult, ...]) -> None:
    """The page is written with one size or none, without a table of the growth."""
    text = page(RESULTS.model_copy(update={"sizes": sizes}))
    assert text.startswith("---\ntitle: Performance\n")
    assert "## Growth" not in text
    assert "\n\n\n" not in text


def test_earlier_results_are_kept_if_they_are_comparable() -> None:
    """Results of other sizes are kept if machine and versions are the same; those of the same size are replaced."""
    again = RESULTS.model_copy(update={"sizes": (size(1_000, 40),)})
    assert [(it.records, it.builds[0].typical.processor) for it in again.added(RESULTS).sizes] == [(150, 2), (1_000, 40)]
    assert again.added(RESULTS.model_copy(update={"versions": {"Hugo": "1"}})) == again
    assert Results.model_validate_json(RESULTS.model_dump_json()) == RESULTS


def test_a_failed_command_is_explained(tmp_path: Path) -> None:
    """A command that fails or takes too long is reported with the reason; another one with what it and its processes used."""
    program = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'sum(range(9_000_000))'])"
    assert used([sys.executable, "-c", program], tmp_path, 60).processor > 0.05
    with pytest.raises(FailedError, match="failed: no such page"):
        used([sys.executable, "-c", "raise SystemExit('no such page')"], tmp_path, 60)
    with pytest.raises(FailedError, match="stopped after 1 s"):
        used([sys.executable, "-c", "import time; time.sleep(60)"], tmp_path, 1)


def test_a_program_is_measured_or_has_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    """A site generator that is not installed, is left out, or whose site would be too large has a reason."""
    monkeypatch.setenv("PATH", "")
    found = {it.name: it.missing(DEFAULT_NAVIGATION_LIMIT + 1, ("Zensical",)) for it in generators()}
    assert found[MKDOCS] == ""
    assert found["Hugo"] == "not installed"
    assert found["Zensical"] == "left out with `--skip`"
    assert "only up to 2,000 records" in found[MKDOCS_DEFAULT]


def test_an_edit_changes_one_line(tmp_path: Path) -> None:
    """Each edit changes the full name of one record, and the edits do not add up."""
    steps = Steps(tmp_path, 1, (), (), 1, print)
    file = steps.root / DATASETS / f"{EDITED}.yaml"
    file.parent.mkdir(parents=True)
    shutil.copy(ROOT / DATASETS / file.name, file)
    before = file.read_text(encoding="utf-8").splitlines()
    for number in (1, 2):
        steps.edit()
        [changed] = set(file.read_text(encoding="utf-8").splitlines()) - set(before)
        assert changed == f"full_name: Digital Retinal Images for Vessel Extraction {number}"


def test_the_size_of_a_site_includes_all_files(tmp_path: Path) -> None:
    """The size is the sum of all files at any depth."""
    (tmp_path / "inside").mkdir()
    for name in ("one.txt", "inside/two.txt"):
        (tmp_path / name).write_bytes(bytes(1_500_000))
    found = site_size("x", tmp_path)
    assert (found.content, found.files) == (3, 2)
    assert found.disk >= 3


def test_shares_of_a_profile_include_other_processes() -> None:
    """Shares are relative to the time of all processes; functions without a name, and callers of only one function, are left out."""
    counts = {"cli.check": 8, "site.build": 6, "site.build.<locals>.<lambda>": 6, "site.caller": 6, "site.written": 2}
    found = summary("check", {"seconds": 2, "others": 2, "total": counts, "own": {"site.build": 4, "site.written": 2}, "packages": {"jinja2": 6, "yaml": 2}})
    assert [(it.name, it.total, it.own) for it in found.functions] == [("site.build", 0.375, 0.25), ("site.written", 0.125, 0.125)]
    assert found.packages == ((OTHER_PROCESSES, 0.5), ("jinja2", 0.375), ("yaml", 0.125))


def test_nested_measurements_become_rows() -> None:
    """Measurements in the browser become rows, without lists of files."""
    assert dict(flat({"a, ms": {"median": 1.5}, "of which": {"x.js": 1}, "b": 1200})) == {"a, ms: median": "1.5", "b": "1,200"}
