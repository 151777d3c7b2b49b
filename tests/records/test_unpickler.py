"""Kept values that are damaged, or that someone else wrote, count as missing."""

import pickle
import subprocess
import sys
import zlib

import pytest

from curator.records.problem import Problem
from curator.records.unpickler import unpickled, unpickled_parts
from curator.site.record_renderer import unpacked

_PROBLEM = pickle.dumps(Problem("a.yaml", 1, 1, "code", "message", "fix"))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"text",
        _PROBLEM[:-9],
        _PROBLEM.replace(b"Problem", b"Unknown"),
        _PROBLEM.replace(b"records.problem", b"records.unknown"),
        b"ccurator.__main__\nmain\n.",
        b"ccurator.records.problem\nProblem\n(I1\ntR.",
        b"ccurator.records.problem\nProblem\nI1\nR.",
        pickle.dumps("text"),
    ],
    ids=["empty", "not a pickle", "cut off", "unknown class", "unknown module", "the command", "too few arguments", "no arguments", "another type"],
)
def test_what_is_not_a_kept_value_counts_as_missing(content: bytes) -> None:
    """A value that is cut off, names an unknown class, gives it other arguments, or has another type is no value; reading it raises nothing."""
    assert isinstance(unpickled(_PROBLEM, Problem), Problem)
    assert unpickled(content, Problem) is None
    assert unpacked(content) is unpacked(zlib.compress(content)) is None


def test_a_kept_tuple_has_its_parts() -> None:
    """A tuple with more, fewer or other parts than expected counts as missing."""
    assert unpickled_parts(pickle.dumps(("a", 1)), str, int) == ("a", 1)
    for other in (("a",), ("a", 1, 2), (1, "a"), ["a", 1], ()):
        assert unpickled_parts(pickle.dumps(other), str, int) is None
    assert unpickled_parts(None, str) is None


def test_the_command_runs_as_a_module() -> None:
    """`python -m curator` runs the command, and importing its module does not."""
    asked = subprocess.run([sys.executable, "-m", "curator", "--help"], capture_output=True, text=True, check=True)
    assert "check" in asked.stdout
    imported = subprocess.run([sys.executable, "-c", "import curator.__main__"], capture_output=True, text=True, check=True)
    assert imported.stdout + imported.stderr == ""
