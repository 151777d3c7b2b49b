"""What is new since the last run, in the text of the one issue that tells of links."""

from collections.abc import Iterable, Iterator, Mapping

from curator.links.addresses import Address
from curator.records.catalog import Exemption
from curator.records.link_history import ANSWERING, FALLEN, History, Seen, State
from curator.records.markdown_text import code_span
from curator.records.problem import printable

MARK = "<!-- curator: links -->"
"""Begins the issue's text; by it and by its label the workflow finds the issue again."""
DOUBTFUL: frozenset[State] = frozenset({"suspicious", "tls", "retitled"})
"""States that a person has to look into."""
MOST = 100
"""Addresses named in a section."""
LONGEST = 60_000
"""Letters of the text: an issue holds 65,536."""

Sections = Mapping[str, Mapping[str, Seen]]


def sections(before: History, after: History, exceptions: Iterable[Exemption] = ()) -> Sections:
    """The addresses that have something to tell, by heading, those most in need of a person first; a heading may have none."""
    allowed = in_force(exceptions, after.runs[-1] if after.runs else "")
    found: dict[str, dict[str, Seen]] = {heading: {} for heading in HEADINGS}
    for url, seen in after.links.items():
        if heading := _heading(seen, before.links.get(url), excepted=is_excepted(url, seen.state, allowed)):
            found[heading][url] = seen
    return found


HEADINGS = ("Newly fallen", "Revived", "Still dead", "Gone on one day so far", "To be looked at", "Moved for good", "Excepted")


def _heading(seen: Seen, before: Seen | None, *, excepted: bool) -> str:
    fell = before is not None and before.state in (*FALLEN, "failing")
    if excepted:
        return "Excepted"
    if seen.state in FALLEN:
        return "Still dead" if before is not None and before.state in FALLEN else "Newly fallen"
    if fell and seen.state in ANSWERING:
        return "Revived"
    if seen.state == "failing":
        return "Gone on one day so far"
    if seen.state in DOUBTFUL:
        return "To be looked at"
    return "Moved for good" if seen.state == "moved" else ""


def in_force(exceptions: Iterable[Exemption], day: str) -> tuple[Exemption, ...]:
    """The exceptions that have not ended before a day."""
    return tuple(exception for exception in exceptions if exception.until >= day)


def is_excepted(url: str, state: State, exceptions: Iterable[Exemption]) -> bool:
    """Whether an exception allows an address to be in a state."""
    return any(exception.states and state in exception.states and url.startswith(exception.prefix) for exception in exceptions)


def issue(found: Sections, addresses: Mapping[str, Address], history: History, exceptions: Iterable[Exemption] = ()) -> str:
    """The issue's text, in Markdown: what happened to which address, the records that name it, and the exceptions that have run out."""
    day = history.runs[-1] if history.runs else ""
    lines = [MARK, f"Links as checked on {day}: {len(history.links):,} addresses." if day else "No run has asked every address yet.", ""]
    for heading, links in found.items():
        if links:
            lines += [f"## {heading} ({len(links)})", "", *_lines(links, addresses), ""]
    if ended := [exception for exception in exceptions if exception.until < day]:
        lines += [f"## Exceptions that ran out ({len(ended)})", "", *map(_ended, ended), ""]
    if not any(found[heading] for heading in HEADINGS[:5]):
        lines += ["Every address leads where it should, as far as a program can tell.", ""]
    lines.append("No link is removed by a program: mend the record, or let the link stand as what it was. This text is written anew after every run.")
    text = "\n".join(lines) + "\n"
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rpartition(chr(10))[0]}\n\n… and more; all of it stands in `catalog/links.json`.\n"


def _lines(links: Mapping[str, Seen], addresses: Mapping[str, Address]) -> Iterator[str]:
    for url, seen in list(links.items())[:MOST]:
        uses = addresses[url].uses if url in addresses else ()
        where = ", ".join(dict.fromkeys(f"{_code(use.record)} ({_code(use.field)})" for use in uses[:5])) + (", …" if len(uses) > 5 else "")
        told = [f"{seen.state} since {seen.since}", *([_code(seen.why)] if seen.why else [])]
        if seen.state not in ANSWERING:
            told.append(f"last in order on {seen.answered}" if seen.answered else "never seen in order")
        yield f"- {_code(url)} — {'; '.join(told)}{f'; now at {_code(seen.to)}' if seen.to else ''}. In {where}."
    if len(links) > MOST:
        yield f"- … and {len(links) - MOST} more; all of them stand in `catalog/links.json`."


def _ended(exception: Exemption) -> str:
    return f"- {_code(exception.prefix)} — until {exception.until}, because: {_code(exception.reason)} Settle the address, or write a later day."


def _code(text: str) -> str:
    """Return text as a code span on one line, without control characters."""
    return code_span(printable(text))
