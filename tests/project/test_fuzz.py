"""Tests with mutated input, which causes no exception and exceeds no limit, and tests of the fuzzing program itself."""

import time
from pathlib import Path
from random import Random
from typing import Any

import pytest
from click.testing import CliRunner

from conftest import ROOT
from fuzz.__main__ import fuzz
from fuzz.campaign import COMMAND, Plan, Totals, run, tried
from fuzz.kinds import Kind, Seed, kinds
from fuzz.limits import limited
from fuzz.targets import Surroundings


@pytest.fixture(scope="module")
def around(tmp_path_factory: pytest.TempPathFactory) -> Surroundings:
    """The surroundings of the inputs."""
    return Surroundings.made(tmp_path_factory.mktemp("fuzz") / "settings")


def test_mutated_files(around: Surroundings, tmp_path: Path) -> None:
    """None of 150 mutated files causes an exception, takes a second, or uses 500 MB; `make fuzz` tries 10,000."""
    totals = run(kinds(around), around, Plan(150, "2"), tmp_path / "failing")
    assert "150 inputs in" in totals.text()
    assert (totals.failures, [*(tmp_path / "failing").iterdir()]) == ({}, [])


def planted(_around: Surroundings, content: bytes, _about: Any) -> bool:
    """A target with an error of each kind, which accepts all other input."""
    if b"raise" in content:
        raise KeyError(content)
    if b"slow" in content:
        begin = time.process_time()
        while time.process_time() < begin + 5:
            pass
    if b"large" in content:
        bytearray(600 * 1024**2)
    return b"accepted" in content


WORDS = ("raise", "large", "accepted", "refused", "slow")
PLANTED = Kind("planted", "txt", 1, [Seed(word.encode()) for word in WORDS], lambda content, random, _: content + b"%d" % random.randrange(9), planted)


@pytest.fixture(scope="module")
def found(around: Surroundings, tmp_path_factory: pytest.TempPathFactory) -> tuple[Totals, Path]:
    """The result of fuzzing the target with errors, and the folder of the saved inputs. One input takes over a second; the others cover all other results."""
    store = tmp_path_factory.mktemp("store")
    return run([PLANTED], around, Plan(8, "4"), store), store


def test_planted_errors_are_found(found: tuple[Totals, Path]) -> None:
    """Exceptions, inputs over a second and inputs over 500 MB are counted separately, with their locations."""
    totals, _ = found
    counts = totals.counts["planted"]
    assert counts.total() == 8
    assert all(counts[outcome] for outcome in ("refused", "accepted", "exception", "over 1 s", "over 500 MB"))
    assert sorted(place.partition(" at ")[0] for place in totals.failures) == ["exception: KeyError", "over 1 s: TooSlowError", "over 500 MB: MemoryError"]
    assert "8 inputs in" in totals.text()


def test_a_failing_input_is_saved_with_its_command(found: tuple[Totals, Path], around: Surroundings) -> None:
    """Each failing input is saved with its traceback and the command that reproduces the failure."""
    totals, store = found
    files = {file for files in totals.failures.values() for file in files}
    assert {path for path in store.iterdir() if path.suffix == ".txt" and path.name.count(".") == 1} == files
    for file in files:
        report = file.with_suffix(".txt.txt").read_text(encoding="utf-8")
        assert report.startswith(f"{COMMAND} {file}\n")
        assert "Traceback" in report
        assert tried(PLANTED, around, Seed(b""), file.read_bytes())[0] in ("exception", "over 1 s", "over 500 MB")
    assert not (store / "running").exists()


def test_the_limits_end_with_the_input() -> None:
    """Both limits are removed after an input."""
    with limited(seconds=0.1):
        pass
    begin = time.process_time()
    while time.process_time() < begin + 0.2:
        pass
    assert len(bytearray(600 * 1024**2)) == 600 * 1024**2


def test_the_same_seed_gives_the_same_inputs(around: Surroundings) -> None:
    """Inputs depend only on the seed, and differ between seeds."""
    for kind in kinds(around):
        inputs = [[kind.input(Random(f"{seed}:{number}"))[1] for number in range(5)] for seed in (1, 1, 2)]  # noqa: S311 - not used for security
        assert inputs[0] == inputs[1] != inputs[2]


def test_a_saved_input_can_be_run_again(tmp_path: Path) -> None:
    """The command that is printed for a saved input reports its result."""
    (tmp_path / "record-0.yaml").write_bytes((ROOT / "tests" / "small" / "catalog" / "datasets" / "good.yaml").read_bytes())
    (tmp_path / "record-0.yaml.about").write_text("('good',)", encoding="utf-8")
    done = CliRunner().invoke(fuzz, ["--replay", str(tmp_path / "record-0.yaml")])
    assert (done.exit_code, done.stdout) == (0, "accepted\n")


def test_real_files_are_accepted(around: Surroundings) -> None:
    """The first files of each kind are accepted without mutation, so a refusal is caused by the mutation."""
    for kind in kinds(around):
        assert [kind.target(around, seed.content, seed.about) for seed in kind.seeds[:3]] == [True] * min(3, len(kind.seeds)), kind.name
