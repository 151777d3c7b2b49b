"""The text of the issue on links: what changed in the last run, and what needs attention."""

from collections.abc import Iterable, Iterator, Mapping

from curator.links.addresses import Address
from curator.records.catalog import Exemption
from curator.records.link_history import ANSWERING, FALLEN, History, Seen, State
from curator.records.markdown_text import code_span
from curator.records.problem import printable

MARK = "<!-- curator: links -->"
"""The first line of the text, by which, with its label, the workflow finds the issue again."""
DOUBTFUL: frozenset[State] = frozenset({"suspicious", "tls", "retitled"})
"""States that a person has to check."""
MAX_LINKS = 100
"""Addresses listed in a section."""
MAX_TEXT = 60_000
"""Characters of the text; an issue may have 65,536."""
HEADINGS = (
    "Newly dead",
    "Working again",
    "Still dead",
    "Failing on one day so far",
    "Needs attention",
    "Moved permanently",
    "Covered by an exception",
)
Sections = Mapping[str, Mapping[str, Seen]]


def sections(before: History, after: History, exceptions: Iterable[Exemption] = ()) -> Sections:
    """Return the addresses to report by heading, in the order of urgency; a heading may have none."""
    allowed = unexpired(exceptions, after.runs[-1] if after.runs else "")
    found: dict[str, dict[str, Seen]] = {heading: {} for heading in HEADINGS}
    for url, seen in after.links.items():
        if heading := _heading(seen, before.links.get(url), excepted=is_excepted(url, seen.state, allowed)):
            found[heading][url] = seen
    return found


def _heading(seen: Seen, before: Seen | None, *, excepted: bool) -> str:
    was_failing = before is not None and before.state in (*FALLEN, "failing")
    if excepted:
        return "Covered by an exception"
    if seen.state in FALLEN:
        return "Still dead" if before is not None and before.state in FALLEN else "Newly dead"
    if was_failing and seen.state in ANSWERING:
        return "Working again"
    if seen.state == "failing":
        return "Failing on one day so far"
    if seen.state in DOUBTFUL:
        return "Needs attention"
    return "Moved permanently" if seen.state == "moved" else ""


def unexpired(exceptions: Iterable[Exemption], day: str) -> tuple[Exemption, ...]:
    """Return the exceptions that have not expired before a day."""
    return tuple(exception for exception in exceptions if exception.until >= day)


def is_excepted(url: str, state: State, exceptions: Iterable[Exemption]) -> bool:
    """Whether an exception allows an address to have a state."""
    return any(exception.states and state in exception.states and url.startswith(exception.prefix) for exception in exceptions)


def issue(found: Sections, addresses: Mapping[str, Address], history: History, exceptions: Iterable[Exemption] = ()) -> str:
    """Return the text of the issue in Markdown: addresses by heading, each with the records that contain it, and the expired exceptions."""
    day = history.runs[-1] if history.runs else ""
    lines = [MARK, f"{len(history.links):,} URLs, checked on {day}." if day else "No complete run yet.", ""]
    for heading, links in found.items():
        if links:
            lines += [f"## {heading} ({len(links)})", "", *_lines(links, addresses), ""]
    if expired := [exception for exception in exceptions if exception.until < day]:
        lines += [f"## Expired exceptions ({len(expired)})", "", *map(_expired, expired), ""]
    if not any(found[heading] for heading in HEADINGS[:5]):
        lines += ["No dead or doubtful links were found.", ""]
    lines.append("Links are never removed automatically: correct the record, or keep the URL as a former homepage. This text is updated after each run.")
    text = "\n".join(lines) + "\n"
    return text if len(text) <= MAX_TEXT else f"{text[:MAX_TEXT].rpartition(chr(10))[0]}\n\n… and more; see `catalog/links.json` for all of them.\n"


def _lines(links: Mapping[str, Seen], addresses: Mapping[str, Address]) -> Iterator[str]:
    for url, seen in list(links.items())[:MAX_LINKS]:
        uses = addresses[url].uses if url in addresses else ()
        where = ", ".join(dict.fromkeys(f"{_code(use.record)} ({_code(use.field)})" for use in uses[:5])) + (", …" if len(uses) > 5 else "")
        facts = [f"{seen.state} since {seen.since}", *([_code(seen.why)] if seen.why else [])]
        if seen.state not in ANSWERING:
            facts.append(f"last reachable on {seen.answered}" if seen.answered else "never reachable so far")
        yield f"- {_code(url)}: {'; '.join(facts)}{f'; redirects to {_code(seen.to)}' if seen.to else ''}. Used in {where}."
    if len(links) > MAX_LINKS:
        yield f"- … and {len(links) - MAX_LINKS} more; see `catalog/links.json` for all of them."


def _expired(exception: Exemption) -> str:
    return f"- {_code(exception.prefix)}: expired on {exception.until}; reason: {_code(exception.reason)} Correct the URL, or set a later date."


def _code(text: str) -> str:
    """Return text as a code span on one line, without control characters."""
    return code_span(printable(text))
