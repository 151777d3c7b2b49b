"""What stands in a row of the bench's table."""

from dataclasses import dataclass
from typing import Literal

from curator.records.link_history import State

Role = Literal["homepage", "download", "licence", "evidence", "paper"]


@dataclass(frozen=True)
class Case:
    """An address of the bench, and the state that a check of it must find."""

    name: str
    url: str
    expected: State
    """The state after one run."""
    why: str
    """The reason why that state is right."""
    role: Role = "evidence"
    second: State | None = None
    """The state after a run on another day, where it differs."""
    to: str | None = None
    """The address to write instead of one that has moved."""
    word: str = ""
    """What must stand in the checker's own words."""
    title: str | None = None
    """The title that the bibliography has for a DOI."""
    down: frozenset[int] = frozenset()
    """The runs, from 1, for which the test puts the address among the bench's fallen ones."""
    may: frozenset[State] = frozenset()
    """States that would be right too, where a checker cannot be sure."""

    def after(self, run: int) -> State:
        """The state after the first or the second run."""
        return self.second or self.expected if run > 1 else self.expected

    def allowed(self, run: int) -> frozenset[State]:
        """Every state that is right after a run."""
        return self.may | {self.after(run)}


@dataclass(frozen=True)
class Refused:
    """An address that must not be asked at all."""

    name: str
    url: str
    why: str
