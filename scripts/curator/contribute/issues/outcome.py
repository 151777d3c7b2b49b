"""What became of an issue: a file to write, and what its author is told."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Remark:
    """What an author is told: a heading and sentences of our own, and a text that may quote anybody."""

    head: str
    text: str


@dataclass(frozen=True)
class Outcome:
    """What an issue leads to. Without a text nothing is written.

    `title` and `done` are words of our own, in which nothing of the issue stands but an id or path that was checked.
    """

    title: str
    done: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    file: str = ""
    text: str = ""
