"""Answers of the form for dead links as a changed address, or a remark on it; an address that is gone is never removed."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from curator.catalog import DATASETS
from curator.contents import Catalog
from curator.forms.issue import Issue
from curator.forms.outcome import Outcome, Remark
from curator.forms.places import leaves, reached, shown
from curator.forms.questions import MOVED, VERDICTS
from curator.forms.records import changed, chosen
from curator.forms.sources import address_in
from curator.forms.values import RefusedError, line
from curator.problem import Path
from curator.writing.edit import Edit

_SAID = {"gone": "nothing stands here any more", "other content": "something else stands here now", "needs a login": "one has to log in here now"}


def mended(answers: Mapping[str, str], issue: Issue, catalog: Catalog, text_of: Callable[[str], str]) -> Outcome:
    """A record with an address replaced where it moved, or with a remark on it; refused where neither can be."""
    id_ = chosen(answers, catalog)
    record = catalog.sources[id_].value
    address, verdict, new = line(answers.get("address", "")), line(answers.get("what", "")), address_in(answers.get("new", ""))
    places = list(_places(record, address)) if address else []
    if not places:
        raise RefusedError(f"`{address}` stands nowhere in {id_}: copy it from its page.", "The address is not in the record")
    if verdict not in VERDICTS:
        raise RefusedError(f"Choose one of {', '.join(VERDICTS)}.", "What became of it is missing")
    if verdict == MOVED and not new:
        raise RefusedError("Write it below the heading `New address`, whole, e.g. https://example.org/data/.", "The new address is missing")
    edits = [Edit(place, new) for place in places] if verdict == MOVED else list(_remarks(record, places, verdict, issue))
    if not edits:
        told = f"The address stands at {', '.join(map(shown, places))} of {id_}, where no remark can stand, or this one does. Somebody has to look at it."
        raise RefusedError(told, "The record stays as it is")
    text = changed(id_, edits, catalog, text_of)
    seen = (Remark("Where you saw it", line(answers["where"])),) if "where" in answers else ()
    return Outcome(f"{'Mend' if verdict == MOVED else 'Remark on'} an address of {id_}", (_done(id_, places, verdict),), seen, f"{DATASETS}/{id_}.yaml", text)


def _done(id_: str, places: list[Path], verdict: str) -> str:
    at = ", ".join(f"`{shown(place)}`" for place in places)
    if verdict == MOVED:
        return f"The address at {at} of `{id_}` is replaced by the one that it is said to have moved to: open it before merging."
    return f"The address at {at} of `{id_}` is reported as: {verdict}. It stays, with a remark: open it before merging."


def _places(record: Any, address: str) -> Iterator[Path]:
    """Every place of an address in a record, with or without a slash at its end; print is left as it was printed."""
    for path in leaves(record):
        value = reached(record, path)
        if isinstance(value, str) and path[0] != "corrections" and value.rstrip("/") == address.rstrip("/"):
            yield path


_NOTED = frozenset({"access", "relations", "loaders", "licence"})
"""Fields whose items can have a remark beside their address."""


def _remarks(record: Any, places: list[Path], verdict: str, issue: Issue) -> Iterator[Edit]:
    """A remark at each place that can have one, behind what stands there already."""
    text = f"A reader reported on {issue.day} that {_SAID[verdict]}."
    for place in places:
        at: Path = (*place[:-1], "note")
        if place == ("access", "homepage"):
            at = ("notes", "access.homepage")
        elif place[0] not in _NOTED or len(place) < 3:
            continue
        before = reached(record, at) or ""
        if text not in before:
            yield Edit(at, f"{before} {text}".strip())
