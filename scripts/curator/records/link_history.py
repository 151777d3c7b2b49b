"""What the link checks found so far, from `catalog/links.json`: per address its state, since when, and when it last answered."""

import json
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, TypeAdapter

from curator.records.model import Piece
from curator.records.model.text import Day, visible
from curator.records.problem import Problem

FILE = "catalog/links.json"
LONGEST = 50_000_000
"""Bytes in the file, which holds some 150 for an address: twenty addresses for each of ten thousand records."""
State = Literal["ok", "moved", "suspicious", "blocked", "flaky", "tls", "failing", "dead", "unregistered", "retitled"]
ADDRESS = r"^https?://[^\s<>\"\\^`{|}]+$"
LONGEST_ADDRESS = 2_000
"""What a redirect may lead to; which hosts are public, the check has judged."""
STATES: dict[State, str] = {
    "ok": "It answered with a page.",
    "moved": "It redirects for good to another address of the same site, which answers.",
    "suspicious": "It answered, but with something else than the page: a front page, a list, a login, another site, or a page that says that it is missing, closed or withdrawn.",
    "blocked": "It refuses programs (401, 403, 405, 418, 429, 999, a challenge, or a wall of cookies): whether the page is there is unknown.",
    "flaky": "It failed on its side or in the network (5xx, time-out, a broken connection), which may pass.",
    "tls": "Its certificate is expired, of another host, or without the chain that leads to a known authority.",
    "failing": "It says that the page is gone (404, 410), or its host has no address; seen on one day only.",
    "dead": "It said so on two days at least.",
    "unregistered": "The registry of DOIs knows no such DOI.",
    "retitled": "The DOI is registered with another title than the bibliography has.",
}
"""Every state of an address, and what it means."""
ANSWERING: frozenset[State] = frozenset({"ok", "moved", "retitled"})
"""States in which the page was reached."""
FALLEN: frozenset[State] = frozenset({"dead", "unregistered"})
"""States in which an address leads nowhere, for certain."""


_DAYS: TypeAdapter[list[Day]] = TypeAdapter(list[Day])


class Seen(Piece):
    """What is known of one address."""

    state: State
    since: Day
    seen: Day
    """The day it was last asked."""
    streak: int = Field(ge=1)
    """Days in a row on which it was asked and found in this state; `failing` and `dead` are one row."""
    answered: Day | None = None
    """The last day on which it answered."""
    to: Annotated[str, Field(pattern=ADDRESS, max_length=LONGEST_ADDRESS), AfterValidator(visible)] | None = None
    """Where it redirects."""
    why: Annotated[str, Field(min_length=1, max_length=600), AfterValidator(visible)] | None = None
    """What was seen, in words."""


@dataclass(frozen=True)
class History:
    """The days of whole runs, rising, and what is known of each address."""

    runs: tuple[str, ...] = ()
    links: Mapping[str, Seen] = field(default_factory=dict)

    def text(self) -> str:
        """The file's content: sorted, an address a line, without what the runs tell already, the newest first, so that a run without news adds one line."""
        lines = [f"{json.dumps(url, ensure_ascii=False)}: {json.dumps(self._told(seen), ensure_ascii=False)}" for url, seen in sorted(self.links.items())]
        days = ",\n".join(f"    {json.dumps(day)}" for day in reversed(self.runs))
        return f'{{\n  "runs": [\n{days}\n  ],\n  "links": {{\n' + ",\n".join(f"    {line}" for line in lines) + "\n  }\n}\n"

    def _told(self, seen: Seen) -> dict[str, Any]:
        asked_last = _implied({"state": seen.state, "since": seen.since}, self.runs)["seen"]
        known = _implied({"state": seen.state, "since": seen.since, "seen": seen.seen}, self.runs) | {"seen": asked_last}
        rest = {"answered": None} if seen.answered is None and known.get("answered") else {}
        return {name: value for name, value in seen.model_dump(exclude_none=True).items() if known.get(name) != value or name in ("state", "since")} | rest


def _implied(told: Mapping[str, Any], runs: tuple[str, ...]) -> dict[str, Any]:
    """What an entry need not say: it was asked in the last run, in every run since, and an answering one answered then."""
    seen = told.get("seen") or (runs[-1] if runs else told["since"])
    streak = bisect_right(runs, seen) - bisect_left(runs, str(told["since"]))
    implied: dict[str, Any] = {"seen": seen, "streak": max(streak, 1)}
    return implied | ({"answered": seen} if told["state"] in ANSWERING else {})


def read(content: bytes) -> tuple[History, tuple[Problem, ...]]:
    """The history in a file's content, empty for no content; a file that cannot be understood is a problem and gives an empty history."""
    if not content:
        return History(), ()
    fix = "take the file from the last commit again: `curator links` writes it, nobody else"
    if len(content) > LONGEST:
        return History(), (Problem(FILE, 1, 1, "too-long", f"the file has more than {LONGEST:,} bytes", fix),)
    try:
        found = json.loads(content)
        runs = tuple(sorted(_DAYS.validate_python(found["runs"])))
        links = {visible(url): Seen.model_validate(_implied(told, runs) | told) for url, told in found["links"].items()}
    except json.JSONDecodeError as error:
        return History(), (Problem(FILE, error.lineno, error.colno, "links-file", f"this is not valid JSON: {error.msg}", fix),)
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError) as error:
        return History(), (Problem(FILE, 1, 1, "links-file", f"this is not what a link check writes: {str(error).splitlines()[0]}", fix),)
    return History(runs, dict(sorted(links.items()))), ()
