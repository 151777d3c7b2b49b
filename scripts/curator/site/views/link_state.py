"""The result of the link checks for one URL, in words: whether it works, since when it does not, and a possible archived copy."""

from dataclasses import dataclass, replace
from typing import Literal

from curator.records.catalog import Catalog
from curator.records.link_history import History, Seen, State
from curator.records.model import Dataset

Tone = Literal["fine", "unknown", "warning", "dead"]
TONES: dict[State, Tone] = {
    "ok": "fine",
    "moved": "fine",
    "suspicious": "warning",
    "blocked": "unknown",
    "flaky": "unknown",
    "tls": "warning",
    "failing": "warning",
    "dead": "dead",
    "unregistered": "dead",
    "retitled": "warning",
}
"""The tone in which each state is shown."""
ARCHIVE = "https://web.archive.org/web"
GONE = frozenset({"unavailable", "withdrawn"})
"""Statuses of a record whose homepage no longer leads to the data."""
NOT_CHECKED = "Not checked yet."


@dataclass(frozen=True)
class LinkState:
    """The result for a URL: a sentence, the URL it leads to with an introduction, and the URL of a possible archived copy."""

    tone: Tone
    text: str
    leads: str = ""
    to: str = ""
    archive: str = ""

    def __bool__(self) -> bool:
        """Return whether there is something to show: not before the first link check, which the page about quality reports for all links."""
        return bool(self.text or self.archive)


def link_state(url: str, history: History) -> LinkState:
    """The result of the link checks for a URL."""
    seen = history.links.get(url)
    if seen is None:
        return LinkState("unknown", NOT_CHECKED if history.runs else "")
    leads = ("New URL:" if seen.state == "moved" else "Target:") if seen.to else ""
    return LinkState(TONES[seen.state], _sentence(seen), leads, seen.to or "")


def further_state(url: str | None, record: Dataset, history: History) -> LinkState | None:
    """The result for a further URL of a record; None if there is none."""
    return _with_archive(url, record, history) if url else None


def homepage(record: Dataset, history: History) -> LinkState:
    """The result for the homepage of a record, with an archived copy if the data are gone."""
    return _with_archive(record.access.homepage, record, history, gone=record.status in GONE)


def _with_archive(url: str, record: Dataset, history: History, *, gone: bool = False) -> LinkState:
    """The result for a URL and, if it is dead, the archived copy nearest to the date on which the record was checked."""
    dead = url in history.links and history.links[url].state == "dead"
    archive = f"{ARCHIVE}/{record.checked.replace('-', '')}/{url}" if gone or dead else ""
    return replace(link_state(url, history), archive=archive)


def _sentence(seen: Seen) -> str:
    """The sentence for a result, with the finding of the check in parentheses."""
    why = f" ({seen.why})" if seen.why else ""
    last = f"it last worked on {seen.answered}" if seen.answered else "it has not worked in any check"
    sentences: dict[State, str] = {
        "ok": f"Link works (checked {seen.seen}).",
        "moved": f"Moved permanently (checked {seen.seen}).",
        "suspicious": f"Has led to another page since {seen.since}{why}; {last}.",
        "blocked": f"Has blocked automated checks since {seen.since}{why}; open the link to check it.",
        "flaky": f"Failed on {seen.seen}{why}, possibly temporarily; {last}.",
        "tls": f"Invalid certificate since {seen.since}{why}.",
        "failing": f"Failed on {seen.seen}{why}; reported as dead if it fails on a second day.",
        "dead": f"Dead since {seen.since}{why}; {last}.",
        "unregistered": f"DOI not registered (checked {seen.seen}).",
        "retitled": f"Link works (checked {seen.seen}), but the DOI is registered with a different title{why}.",
    }
    return sentences[seen.state]


def homepage_result(id_: str, catalog: Catalog) -> dict[str, str | None] | None:
    """The result for a record's homepage, for data files; None if it has not been checked yet."""
    seen = catalog.history.links.get(catalog.records[id_].access.homepage)
    return {name: getattr(seen, name) for name in ("state", "since", "seen", "answered", "to")} if seen else None
