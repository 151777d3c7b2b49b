"""Answers of the form for dead links as a changed address, or a remark on it; an address that is gone is never removed."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from curator.contribute.issues.field_places import shown
from curator.contribute.issues.issue import Issue
from curator.contribute.issues.issue_record import changed, chosen
from curator.contribute.issues.outcome import Outcome, Remark
from curator.contribute.issues.questions import MOVED, VERDICTS
from curator.contribute.issues.refused_answers import RefusedError
from curator.contribute.issues.source_answers import address_in, only_address, source_name
from curator.contribute.issues.stated_evidence import evident
from curator.contribute.issues.value_answers import line
from curator.records.catalog import Catalog
from curator.records.edit import Edit
from curator.records.load import DATASETS
from curator.records.normalise import normal_address
from curator.records.paths import leaf_paths, value_at
from curator.records.problem import Path

_SAID = {"gone": "nothing stands here any more", "other content": "something else stands here now", "needs a login": "one has to log in here now"}


def mended(answers: Mapping[str, str], issue: Issue, catalog: Catalog, text_of: Callable[[str], str]) -> Outcome:
    """A record with an address replaced where it moved, or with a remark on it; refused where neither can be."""
    id_ = chosen(answers, catalog)
    record = catalog.sources[id_].value
    address, verdict, new = only_address(answers.get("address", "")), line(answers.get("what", "")), address_in(answers.get("new", ""))
    places = list(_places(record, address)) if address else []
    if not places:
        raise RefusedError(f"`{address}` stands nowhere in {id_}: copy it from its page.", "The address is not in the record")
    if verdict not in VERDICTS:
        raise RefusedError(f"Choose one of {', '.join(VERDICTS)}.", "What became of it is missing")
    if verdict == MOVED and not new:
        raise RefusedError("Write it below the heading `New address`, whole, e.g. https://example.org/data/.", "The new address is missing")
    edits = list(_moved(record, places, new, answers, issue)) if verdict == MOVED else list(_remarks(record, places, verdict, issue))
    if not edits:
        told = f"The address stands at {', '.join(map(shown, places))} of {id_}, where it stays, or has this remark. Somebody has to look at it."
        raise RefusedError(told, "The record stays as it is")
    text = changed(id_, edits, catalog, text_of)
    seen = (Remark("Where you saw it", line(answers["where"])),) if "where" in answers and not (verdict == MOVED and address_in(answers["where"])) else ()
    return Outcome(f"{'Mend' if verdict == MOVED else 'Remark on'} an address of {id_}", (_done(id_, places, verdict),), seen, f"{DATASETS}/{id_}.yaml", text)


def _done(id_: str, places: list[Path], verdict: str) -> str:
    at = ", ".join(f"`{shown(place)}`" for place in places)
    if verdict == MOVED:
        return f"The address at {at} of `{id_}` is replaced by the one that it is said to have moved to, and kept as a former home: open both before merging."
    return f"The address at {at} of `{id_}` is reported as: {verdict}. It stays, with a remark: open it before merging."


def _places(record: Any, address: str) -> list[Path]:
    """Every place of an address in a record, as it is written or else without scheme, www, trailing slash and fragment; print is left as it was printed."""
    found = [(path, value) for path in leaf_paths(record) if path[0] != "corrections" and isinstance(value := value_at(record, path), str)]
    exact = [path for path, value in found if value.rstrip("/") == address.rstrip("/")]
    alike = (path for path, value in found if value.startswith(("http://", "https://")) and normal_address(value) == normal_address(address))
    return exact or list(alike)


def _moved(record: Any, places: list[Path], new: str, answers: Mapping[str, str], issue: Issue) -> Iterator[Edit]:
    """The new address wherever the data are to be had; the old one stays as a former home, and where facts were seen."""
    entrances = [place for place in places if place[:2] != ("access", "links") and place[0] == "access"]
    fixed = [place for place in places if not (entrances and place[0] == "sources") and not _former(record, place)]
    yield from (Edit(place, new) for place in fixed)
    page, sources = address_in(answers.get("where", "")), record.get("sources", {})
    name = source_name(page, sources) if page else ""
    old = value_at(record, places[0])
    kept = bool(entrances) and not any(_former(record, place) for place in places)
    if name and name not in sources and (kept or any(place[0] != "sources" for place in fixed)):
        yield Edit(("sources", name), {"url": page, "seen": issue.day})
    if kept:
        backing = {"source": [name]} if name else {"unverified": f"reported by a reader on {issue.day}"}
        link = {"kind": "former-home", "url": old, "note": f"Moved, as a reader reported on {issue.day}."} | backing
        links = record["access"].get("links", ())
        yield Edit(("access", "links", len(links)), link) if links else Edit(("access", "links"), [link])
    yield from (edit for place in fixed if name and place[0] != "sources" for edit in evident(record, place, name))


def _former(record: Any, place: Path) -> bool:
    """Whether a place is that of a former home."""
    item = value_at(record, place[:-1])
    return isinstance(item, dict) and item.get("kind") == "former-home"


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
        before = value_at(record, at) or ""
        if text not in before:
            yield Edit(at, f"{before} {text}".strip())
