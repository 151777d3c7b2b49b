"""What the link checks found of an address, in the words of a reader: whether it answered, since when it does not, and where a copy may be."""

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
"""How good or bad a state is for who wants to open the address."""
ARCHIVE = "https://web.archive.org/web"
GONE = frozenset({"unavailable", "withdrawn"})
"""States of a record in which its homepage no longer leads to the data."""
NOTHING_CHECKED = "Links not checked yet."
NOT_CHECKED = "Not checked yet."


@dataclass(frozen=True)
class LinkState:
    """What is known of an address: a sentence, where it leads now and what introduces that, and where the archive may have a copy."""

    tone: Tone
    text: str
    leads: str = ""
    to: str = ""
    archive: str = ""


def link_state(url: str, history: History) -> LinkState:
    """What the link checks found of an address."""
    seen = history.links.get(url)
    if seen is None:
        return LinkState("unknown", NOT_CHECKED if history.runs else NOTHING_CHECKED)
    leads = ("New address:" if seen.state == "moved" else "It leads to") if seen.to else ""
    return LinkState(TONES[seen.state], _sentence(seen), leads, seen.to or "")


def further_state(url: str | None, record: Dataset, history: History) -> LinkState | None:
    """What there is to tell of a further address of a record: nothing while nothing at all was checked, which its homepage says for all."""
    return _kept(url, record, history) if url and (history.runs or url in history.links) else None


def homepage(record: Dataset, history: History) -> LinkState:
    """What there is to tell of a record's homepage; where the data are gone, the archive's copy besides."""
    return _kept(record.access.homepage, record, history, gone=record.status in GONE)


def _kept(url: str, record: Dataset, history: History, *, gone: bool = False) -> LinkState:
    """What is known of an address and, where it is dead, the archive's copy from the day of the record's check."""
    dead = url in history.links and history.links[url].state == "dead"
    archive = f"{ARCHIVE}/{record.checked.replace('-', '')}/{url}" if gone or dead else ""
    return replace(link_state(url, history), archive=archive)


def _sentence(seen: Seen) -> str:
    """The sentence that a reader sees; what the check saw stands in brackets."""
    why = f" ({seen.why})" if seen.why else ""
    last = f"it last answered on {seen.answered}" if seen.answered else "no check has seen it answer"
    sentences: dict[State, str] = {
        "ok": f"Answered on {seen.seen}.",
        "moved": f"Moved for good, seen on {seen.seen}.",
        "suspicious": f"Answered with another page since {seen.since}{why}; {last}.",
        "blocked": f"Refuses programs since {seen.since}{why}: open it to see.",
        "flaky": f"Failed on {seen.seen}{why}, which may pass; {last}.",
        "tls": f"Its certificate is not in order since {seen.since}{why}.",
        "failing": f"Looked gone on {seen.seen}{why}; it counts as dead if it does so on a second day.",
        "dead": f"Dead since {seen.since}{why}; {last}.",
        "unregistered": f"The registry of DOIs does not know it, seen on {seen.seen}.",
        "retitled": f"Answered on {seen.seen}, but its DOI is registered with another title{why}.",
    }
    return sentences[seen.state]


def found_at_homepage(id_: str, catalog: Catalog) -> dict[str, str | None] | None:
    """What programs are told of a record's homepage; None where it was not checked yet."""
    seen = catalog.history.links.get(catalog.records[id_].access.homepage)
    return {name: getattr(seen, name) for name in ("state", "since", "seen", "answered", "to")} if seen else None
