"""Changed records from the answers of the form for dead links. A dead link is replaced or gets a note; it is never removed."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from curator.contribute.issues.check_record import edited_record
from curator.contribute.issues.field_paths import displayed
from curator.contribute.issues.issue import AnswerNote, GitHubIssue, Outcome
from curator.contribute.issues.known_records import named_record
from curator.contribute.issues.parse_answer import AnswerError, line
from curator.contribute.issues.questions import GONE, LOGIN, MOVED, OTHER, VERDICTS
from curator.contribute.issues.sources import first_url, only_url, source_edits, source_name
from curator.records.catalog import Catalog
from curator.records.edit import Edit
from curator.records.normalise import normal_address
from curator.records.paths import leaf_paths, value_at
from curator.records.problem import Path
from curator.records.record_addresses import record_file

_DESCRIPTIONS = {GONE: "the page no longer exists", OTHER: "the page shows other content", LOGIN: "the page requires a login"}
_WITH_NOTES = frozenset({"access", "relations", "loaders", "licence"})
"""Fields whose items can have a note."""


def with_reported_link(answers: Mapping[str, str], issue: GitHubIssue, catalog: Catalog, text_of: Callable[[str], str]) -> Outcome:
    """Return a record in which a URL was replaced or got a note. Raise AnswerError if neither is possible."""
    id_ = named_record(answers, catalog)
    record = catalog.sources[id_].value
    url, verdict, new = only_url(answers.get("address", "")), line(answers.get("what", "")), first_url(answers.get("new", ""))
    places = list(_places(record, url)) if url else []
    if not places:
        raise AnswerError(_not_found(id_, url, catalog), "URL: not found")
    if verdict not in VERDICTS:
        raise AnswerError(f"Choose one of {', '.join(VERDICTS)}.", "Problem: missing")
    if verdict == MOVED and not new:
        raise AnswerError("Write the full URL below the heading `New URL`, e.g. https://example.org/data/.", "New URL: missing")
    edits = list(_moved(record, places, new, answers, issue)) if verdict == MOVED else list(_with_note(record, places, verdict, issue))
    if not edits:
        text = (
            f"The URL at {', '.join(map(displayed, places))} of {id_} cannot be changed by this form, or already has this note. A maintainer reads this issue."
        )
        raise AnswerError(text, "No change")
    text = edited_record(id_, edits, catalog.vocabularies, text_of)
    note = (AnswerNote("Source", line(answers["where"])),) if "where" in answers and not (verdict == MOVED and first_url(answers["where"])) else ()
    title = f"Replace a URL of {id_}" if verdict == MOVED else f"Add a note on a URL of {id_}"
    return Outcome(title, (_done(id_, places, verdict),), note, record_file(id_), text)


def _not_found(id_: str, url: str, catalog: Catalog) -> str:
    """Return the answer to a report of a URL that the record does not contain; for a printed URL, what the record has in its place."""
    record = catalog.records[id_]
    printed = [*catalog.printed.addresses(id_), *(it.printed for it in record.corrections if it.printed)]
    if not any(normal_address(url) == normal_address(address) for address in printed if url):
        return f"The record {id_} does not contain `{url}`: copy the URL from its page."
    present = f"`{record.access.homepage}` as the homepage"
    routes = [f"`{route.url}` to {route.to}" for route in record.access.routes if route.url and route.url != record.access.homepage]
    return f"`{url}` is a URL of the printed collection of 2020, which is not changed. The record has {', and '.join([present, *routes[:3]])}."


def _done(id_: str, places: list[Path], verdict: str) -> str:
    at = ", ".join(f"`{displayed(place)}`" for place in places)
    if verdict == MOVED:
        return f"The URL at {at} of `{id_}` was replaced. The old one is kept as a former home: open both before merging."
    return f"The URL at {at} of `{id_}` was reported as: {verdict}. It is kept, with a note: open it before merging."


def _places(record: Any, url: str) -> Iterator[Path]:
    """Yield the paths of a URL in a record: exact matches, or else matches without scheme, www, trailing slash and fragment. Corrections of the printed collection are ignored."""
    found = [(path, value) for path in leaf_paths(record) if path[0] != "corrections" and isinstance(value := value_at(record, path), str)]
    exact = [path for path, value in found if value.rstrip("/") == url.rstrip("/")]
    alike = (path for path, value in found if value.startswith(("http://", "https://")) and normal_address(value) == normal_address(url))
    yield from exact or alike


def _moved(record: Any, places: list[Path], new: str, answers: Mapping[str, str], issue: GitHubIssue) -> Iterator[Edit]:
    """Yield the edits that replace a URL. The old URL is kept as a former home, and in sources."""
    access_addresses = [place for place in places if place[:2] != ("access", "links") and place[0] == "access"]
    replaced = [place for place in places if not (access_addresses and place[0] == "sources") and not _is_former_home(record, place)]
    yield from (Edit(place, new) for place in replaced)
    page, sources = first_url(answers.get("where", "")), record.get("sources", {})
    name = source_name(page, sources) if page else ""
    kept = bool(access_addresses) and not any(_is_former_home(record, place) for place in places)
    if name and name not in sources and (kept or any(place[0] != "sources" for place in replaced)):
        yield Edit(("sources", name), {"url": page, "seen": issue.day})
    if kept:
        evidence = {"source": [name]} if name else {"unverified": f"reported by a reader on {issue.day}"}
        link = {"kind": "former-home", "url": value_at(record, places[0]), "note": f"Moved, as reported by a reader on {issue.day}."} | evidence
        links = record["access"].get("links", ())
        yield Edit(("access", "links", len(links)), link) if links else Edit(("access", "links"), [link])
    yield from (edit for place in replaced if name and place[0] != "sources" for edit in source_edits(record, place, name))


def _is_former_home(record: Any, place: Path) -> bool:
    item = value_at(record, place[:-1])
    return isinstance(item, dict) and item.get("kind") == "former-home"


def _with_note(record: Any, places: list[Path], verdict: str, issue: GitHubIssue) -> Iterator[Edit]:
    """Yield the edits that add a note at each place that can have one, after the existing note."""
    text = f"A reader reported on {issue.day} that {_DESCRIPTIONS[verdict]}."
    for place in places:
        at: Path = (*place[:-1], "note")
        if place == ("access", "homepage"):
            at = ("notes", "access.homepage")
        elif place[0] not in _WITH_NOTES or len(place) < 3:
            continue
        before = value_at(record, at) or ""
        if text not in before:
            yield Edit(at, f"{before} {text}".strip())
