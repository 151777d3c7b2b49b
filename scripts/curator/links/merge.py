"""From what a run found to the history: what stayed, what changed since when, and what is certain by now."""

from collections.abc import Collection, Mapping

from curator.links.classify import Found
from curator.records.link_history import ANSWERING, History, Seen
from curator.records.problem import printable

GONE = frozenset({"failing", "dead"})


def merged(before: History, found: Mapping[str, Found], day: str, present: Collection[str]) -> History:
    """The history after a run on a day: of the addresses that are present in the catalog, each with what was found last.

    A run that asked all of them is counted as a day of the history; one over some only is not.
    """
    runs = tuple(sorted({*before.runs, day})) if set(present) <= set(found) else before.runs
    links = {
        url: _after(before.links.get(url), found[url], day) if url in found else before.links[url] for url in present if url in found or url in before.links
    }
    return History(runs, dict(sorted(links.items())))


def _after(before: Seen | None, found: Found, day: str) -> Seen:
    """What is known of an address after it was asked: an address is dead when it says on a second day that it is gone."""
    goes_on = before is not None and (found.state == before.state or (found.state in GONE and before.state in GONE))
    new_day = before is None or before.seen < day
    streak = (before.streak + new_day) if before and goes_on else 1
    state = "dead" if found.state == "failing" and streak > 1 else found.state
    return Seen(
        state=state,
        since=before.since if before and goes_on else day,
        seen=day,
        streak=streak,
        answered=day if state in ANSWERING else before.answered if before else None,
        to=found.to or None,
        why=printable(found.why) or None,
    )
