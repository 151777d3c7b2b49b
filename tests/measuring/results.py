"""What the benchmark measured, as values that are kept in a file."""

from collections.abc import Sequence
from statistics import median

from pydantic import BaseModel, ConfigDict


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True)


class Usage(_Value):
    """What one run of a command used: seconds, and megabytes of its largest process."""

    processor: float
    elapsed: float
    memory: float


class Measurement(_Value):
    """A step of a program with its runs, or the reason why it was not measured."""

    program: str
    step: str
    runs: tuple[Usage, ...] = ()
    missing: str = ""

    @property
    def typical(self) -> Usage:
        """The medians of the runs."""
        return Usage(**{name: median(getattr(run, name) for run in self.runs) for name in Usage.model_fields})


class SiteSize(_Value):
    """The size of a built site: megabytes of the files, megabytes of the blocks on disk, number of files."""

    program: str
    content: float
    disk: float
    files: int


class ProfiledFunction(_Value):
    """A function with its shares of the processor time: with the functions it calls, and without other functions of the program."""

    name: str
    total: float
    own: float


class Profile(_Value):
    """Where the processor time of a command was used, or the reason why that was not measured."""

    step: str
    seconds: float = 0
    functions: tuple[ProfiledFunction, ...] = ()
    packages: tuple[tuple[str, float], ...] = ()
    missing: str = ""


class SizeResult(_Value):
    """All measurements of a catalog with one number of records."""

    records: int
    real: bool
    day: str
    commit: str
    load: float
    builds: tuple[Measurement, ...] = ()
    checks: tuple[Measurement, ...] = ()
    sites: tuple[SiteSize, ...] = ()
    browser: dict[str, str] = {}
    browser_missing: str = ""
    profiles: tuple[Profile, ...] = ()


class Results(_Value):
    """The results of all sizes on one machine, with the same versions."""

    machine: dict[str, str]
    versions: dict[str, str]
    sizes: tuple[SizeResult, ...] = ()

    def added(self, earlier: "Results") -> "Results":
        """Return these results with those of other sizes that were measured earlier on the same machine with the same versions."""
        if (self.machine, self.versions) != (earlier.machine, earlier.versions):
            return self
        new = {it.records for it in self.sizes}
        return self.model_copy(update={"sizes": by_size([*self.sizes, *(it for it in earlier.sizes if it.records not in new)])})


def by_size(sizes: Sequence[SizeResult]) -> tuple[SizeResult, ...]:
    """Return results from the smallest to the largest catalog."""
    return tuple(sorted(sizes, key=lambda it: it.records))


def ratio(value: float | None, base: float | None) -> float | None:
    """Return a value relative to another; None if one of them was not measured."""
    return value / base if base and value is not None else None
