"""Runs inputs one after the other, counts the outcomes, and saves failing inputs."""

import faulthandler
import hashlib
import time
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from fuzz.kinds import Kind, Seed
from fuzz.limits import SECONDS, TooSlowError, limited
from fuzz.targets import Surroundings

OUTCOMES = ("refused", "accepted", "exception", "over 1 s", "over 500 MB")
FAILURES = OUTCOMES[2:]
COMMAND = ".venv/bin/python tests/fuzz --replay"
_HANG = 120
"""Seconds after which the process is terminated with a traceback, because signals do not interrupt code outside of Python."""


@dataclass(frozen=True)
class Plan:
    """The number of inputs and their seed, on which they depend."""

    inputs: int
    seed: str


@dataclass
class Totals:
    """The outcomes by kind, and the failures with the files that reproduce them."""

    counts: dict[str, Counter[str]] = field(default_factory=dict)
    failures: dict[str, list[Path]] = field(default_factory=dict)
    seconds: float = 0.0

    @property
    def inputs(self) -> int:
        """Return the number of inputs."""
        return sum(counter.total() for counter in self.counts.values())

    def text(self) -> str:
        """Return the table of totals, and the failures with the commands that reproduce them."""
        rows = [("kind", "inputs", *OUTCOMES), *((name, counter.total(), *(counter[it] for it in OUTCOMES)) for name, counter in self.counts.items())]
        rows.append(("all", self.inputs, *(sum(counter[it] for counter in self.counts.values()) for it in OUTCOMES)))
        lines = ["".join(f"{cell:>{14 if place else 0}}".ljust(14) for place, cell in enumerate(row)) for row in rows]
        lines.append(f"{self.inputs:,} inputs in {self.seconds:,.0f} s, {self.inputs / max(self.seconds, 0.001):,.0f} a second")
        for place, files in sorted(self.failures.items()):
            lines += ["", f"{len(files)} × {place}", f"    {COMMAND} {files[0]}"]
        return "\n".join(lines) + "\n"


def run(kinds: Sequence[Kind], around: Surroundings, plan: Plan, store: Path, say: Callable[[str], None] = lambda _: None) -> Totals:
    """Run the inputs of a plan."""
    warm(kinds, around)
    totals, begin = Totals({kind.name: Counter() for kind in kinds}), time.monotonic()
    running = store / "running"
    store.mkdir(parents=True, exist_ok=True)
    for position in range(plan.inputs):
        random = Random(f"{plan.seed}:{position}")  # noqa: S311 - not used for security
        [kind] = random.choices(kinds, [kind.share for kind in kinds])
        origin, content = kind.input(random)
        if position % 100 == 0:
            faulthandler.dump_traceback_later(_HANG, exit=True)
            say(f"{position:,} of {plan.inputs:,}")
        running.write_bytes(content)  # kept if the process is terminated
        outcome, place, details = tried(kind, around, origin, content)
        totals.counts[kind.name][outcome] += 1
        if outcome in FAILURES:
            totals.failures.setdefault(f"{outcome}: {place}", []).append(stored(kind, origin, content, details, store))
    faulthandler.cancel_dump_traceback_later()
    running.unlink(missing_ok=True)
    totals.seconds = time.monotonic() - begin
    return totals


def warm(kinds: Sequence[Kind], around: Surroundings) -> None:
    """Try real inputs of each kind, so that imports and caches do not count as time of the first input that is measured."""
    around.warm()
    for kind in kinds:
        for origin in kind.seeds[:2]:
            tried(kind, around, origin, origin.content)


def tried(kind: Kind, around: Surroundings, origin: Seed, content: bytes) -> tuple[str, str, str]:
    """Run an input and return the outcome and, for a failure, its location and traceback."""
    try:
        with limited() as taken:
            accepted = kind.target(around, content, origin.about)
            slow = taken() > SECONDS
    except TooSlowError as error:
        return "over 1 s", _place(error), traceback.format_exc()
    except MemoryError as error:
        return "over 500 MB", _place(error), traceback.format_exc()
    except Exception as error:  # noqa: BLE001 - all exceptions are failures
        return "exception", _place(error), traceback.format_exc()
    if slow:
        return "over 1 s", "the signal was lost", ""
    return OUTCOMES[accepted], "", ""


def stored(kind: Kind, origin: Seed, content: bytes, details: str, store: Path) -> Path:
    """Save an input with the context of its target, the traceback, and the command that reproduces the failure."""
    path = store / f"{kind.name}-{hashlib.sha256(content).hexdigest()[:12]}.{kind.suffix}"
    path.write_bytes(content)
    path.with_suffix(f".{kind.suffix}.txt").write_text(f"{COMMAND} {path}\n\n{details}", encoding="utf-8", errors="backslashreplace")
    path.with_suffix(f".{kind.suffix}.about").write_text(repr(origin.about), encoding="utf-8")
    return path


def _place(error: BaseException) -> str:
    """Return the exception and the last line of our code in its traceback."""
    every = [frame for frame in traceback.extract_tb(error.__traceback__) if "/fuzz/" not in frame.filename]
    frames = [frame for frame in every if "/curator/" in frame.filename] or every
    place = f"{frames[-1].filename.rpartition('/scripts/')[2] or frames[-1].filename}:{frames[-1].lineno}" if frames else "nowhere"
    return f"{type(error).__name__} at {place}"
