"""History of link checks in `catalog/links.json`: for each URL its state, since when, and when it last answered."""

import json
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, ConfigDict, Field, TypeAdapter

from curator.records.model import FrozenModel
from curator.records.model.text import Day, visible
from curator.records.problem import Problem

FILE = "catalog/links.json"
MAX_BYTES = 50_000_000
"""Maximum size of the file: some 150 bytes for each URL, and twenty URLs for each of ten thousand records."""
State = Literal["ok", "moved", "suspicious", "blocked", "flaky", "tls", "failing", "dead", "unregistered", "retitled"]
ADDRESS = r"^https?://[^\s<>\"\\^`{|}]+$"
MAX_URL = 2_000
"""Characters in the target of a redirect."""
STATES: dict[State, str] = {
    "ok": "The page was reached.",
    "moved": "The URL redirects permanently to another URL of the same site, which was reached.",
    "suspicious": "The server returned a page other than the expected one: a home page, a list, a login, another site, or a page that reports that the content is missing, closed or withdrawn.",
    "blocked": "The server rejects automated requests (401, 403, 405, 418, 429, 999, a challenge, or a cookie wall); whether the page exists is unknown.",
    "flaky": "The server or the network failed (5xx, timeout, broken connection), possibly for a short time.",
    "tls": "The certificate is expired, issued for another host, or sent without the chain to a known authority.",
    "failing": "The page is gone (404, 410), or its host name does not exist; found on one day only.",
    "dead": "The page is gone, or its host name does not exist; found on at least two days.",
    "unregistered": "The DOI is not registered.",
    "retitled": "The DOI is registered with a title that differs from the bibliography.",
}
"""All states of a URL and their meanings."""
ANSWERING: frozenset[State] = frozenset({"ok", "moved", "retitled"})
"""States in which the page was reached."""
FALLEN: frozenset[State] = frozenset({"dead", "unregistered"})
"""States in which the page is certainly gone."""


_DAYS: TypeAdapter[list[Day]] = TypeAdapter(list[Day], config=ConfigDict(defer_build=True))


class Seen(FrozenModel):
    """The history of one URL."""

    state: State
    since: Day
    seen: Day
    """The day of the last check."""
    streak: int = Field(ge=1)
    """Number of consecutive checks with this state; `failing` and `dead` count together."""
    answered: Day | None = None
    """The last day on which the page was reached."""
    to: Annotated[str, Field(pattern=ADDRESS, max_length=MAX_URL), AfterValidator(visible)] | None = None
    """The target of the redirect."""
    why: Annotated[str, Field(min_length=1, max_length=600), AfterValidator(visible)] | None = None
    """The reason for the state."""


@dataclass(frozen=True)
class History:
    """The days of complete runs, in ascending order, and the history of each URL."""

    runs: tuple[str, ...] = ()
    links: Mapping[str, Seen] = field(default_factory=dict)

    def text(self) -> str:
        """Return the content of the file: one line per URL, sorted, without what follows from the runs; a run without changes adds one line."""
        lines = [f"{json.dumps(url, ensure_ascii=False)}: {json.dumps(self._written(seen), ensure_ascii=False)}" for url, seen in sorted(self.links.items())]
        days = ",\n".join(f"    {json.dumps(day)}" for day in reversed(self.runs))
        return f'{{\n  "runs": [\n{days}\n  ],\n  "links": {{\n' + ",\n".join(f"    {line}" for line in lines) + "\n  }\n}\n"

    def _written(self, seen: Seen) -> dict[str, Any]:
        asked_last = _implied({"state": seen.state, "since": seen.since}, self.runs)["seen"]
        known = _implied({"state": seen.state, "since": seen.since, "seen": seen.seen}, self.runs) | {"seen": asked_last}
        rest = {"answered": None} if seen.answered is None and known.get("answered") else {}
        return {name: value for name, value in seen.model_dump(exclude_none=True).items() if known.get(name) != value or name in ("state", "since")} | rest


def _implied(entry: Mapping[str, Any], runs: tuple[str, ...]) -> dict[str, Any]:
    """Return what follows for an entry from the runs: it was checked in each run, and if it answers, it answered in the last."""
    seen = entry.get("seen") or (runs[-1] if runs else entry["since"])
    streak = bisect_right(runs, seen) - bisect_left(runs, str(entry["since"]))
    implied: dict[str, Any] = {"seen": seen, "streak": max(streak, 1)}
    return implied | ({"answered": seen} if entry["state"] in ANSWERING else {})


def read(content: bytes) -> tuple[History, tuple[Problem, ...]]:
    """Read the content of the file; an invalid file gives an empty history and a problem."""
    if not content:
        return History(), ()
    fix = "restore the file from the last commit: only `curator links` writes it"
    if len(content) > MAX_BYTES:
        return History(), (Problem(FILE, 1, 1, "too-long", f"the file has more than {MAX_BYTES:,} bytes", fix),)
    try:
        found = json.loads(content)
        runs = tuple(sorted(_DAYS.validate_python(found["runs"])))
        links = {visible(url): Seen.model_validate(_implied(entry, runs) | entry) for url, entry in found["links"].items()}
    except json.JSONDecodeError as error:
        return History(), (Problem(FILE, error.lineno, error.colno, "links-file", f"this is not valid JSON: {error.msg}", fix),)
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError) as error:
        return History(), (Problem(FILE, 1, 1, "links-file", f"this was not written by a link check: {str(error).splitlines()[0]}", fix),)
    return History(runs, dict(sorted(links.items()))), ()
