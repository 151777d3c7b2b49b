"""The rows of the table of cases."""

from dataclasses import dataclass
from typing import Literal

from curator.records.link_history import State

Role = Literal["homepage", "download", "licence", "evidence", "paper"]


@dataclass(frozen=True)
class Case:
    """An address of the test server, and the state that a link check must assign to it."""

    name: str
    url: str
    expected: State
    """The state after one run."""
    why: str
    """The reason for the state."""
    role: Role = "evidence"
    second: State | None = None
    """The state after a run on another day, if it is different."""
    to: str | None = None
    """The new address of one that has moved."""
    word: str = ""
    """A word that the reason of the link check must contain."""
    title: str | None = None
    """The title of a DOI in the bibliography."""
    down: frozenset[int] = frozenset()
    """The runs, counted from 1, in which the test makes the address return 404."""
    may: frozenset[State] = frozenset()
    """Other states that are correct, if a link check cannot be certain."""

    def after(self, run: int) -> State:
        """Return the expected state after the first or the second run."""
        return self.second or self.expected if run > 1 else self.expected

    def allowed(self, run: int) -> frozenset[State]:
        """Return the correct states after a run."""
        return self.may | {self.after(run)}


@dataclass(frozen=True)
class Refused:
    """An address that must not be requested."""

    name: str
    url: str
    why: str
