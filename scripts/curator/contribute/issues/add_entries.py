"""Records with new entries in a list, from the answers of the form for corrections."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from curator.contribute.issues.check_record import edited_record
from curator.contribute.issues.field_paths import displayed
from curator.contribute.issues.issue import OWNER_CLAIM, AnswerNote, GitHubIssue, Outcome
from curator.contribute.issues.new_entries import NewEntry
from curator.contribute.issues.parse_answer import NOT_ACCEPTED, AnswerError, ParsedAnswer, line
from curator.contribute.issues.sources import source_name, urls
from curator.records.catalog import Catalog
from curator.records.edit import Edit
from curator.records.normalise import normal_name
from curator.records.paths import value_at
from curator.records.problem import Path
from curator.records.record_addresses import record_file


@dataclass(frozen=True)
class ListField:
    """A list of a record: the id and the path, the catalog, and the function that returns the file of a record."""

    id: str
    path: Path
    catalog: Catalog
    text_of: Callable[[str], str]


def with_entries(target: ListField, entries: ParsedAnswer[list[NewEntry]], answers: Mapping[str, str], issue: GitHubIssue) -> Outcome:
    """Return a record with new entries at the end of a list. Raise AnswerError if no entry is valid, or if one has no source."""
    id_, at = target.id, target.path
    record = target.catalog.sources[id_].value
    present = value_at(record, at) or []
    new = [entry for entry in entries.value if not any(_alike(entry.value, item) for item in present)]
    if not new:
        raise AnswerError(" ".join(entries.errors) or f"The list {displayed(at)} of {id_} has this entry already.")
    sources: dict[str, Any] = {}
    edits = [
        Edit((*at, len(present) + number) if present else (*at, number), _item(entry, answers, issue, record, sources)) for number, entry in enumerate(new)
    ]
    edits += [Edit(("sources", name), page) for name, page in sources.items()]
    who = line(answers.get("who", ""))
    what = f"Added to {' '.join(str(step).replace('_', ' ') for step in at)}{f', as stated by {who}, for the owners' if who else ''}."
    edits.append(Edit(("changes", len(record.get("changes", ()))), {"date": issue.day, "what": what}))
    asked = {(*at, len(present) + number, "kind") for number, entry in enumerate(new) if entry.missing}
    text = edited_record(id_, edits, target.catalog.vocabularies, target.text_of, asked)
    notes = (
        *(AnswerNote("Kind: missing", entry.missing) for entry in new if entry.missing),
        *(AnswerNote(NOT_ACCEPTED, it) for it in entries.errors),
    )
    return Outcome(f"Add to {id_}: {displayed(at)}", tuple(_done(id_, at, len(new), who)), notes, record_file(id_), text)


def _item(entry: NewEntry, answers: Mapping[str, str], issue: GitHubIssue, record: Any, sources: dict[str, Any]) -> dict[str, Any]:
    """Return an entry with its sources, which are added to those of the record. Raise AnswerError if there are none."""
    pages = list(dict.fromkeys([*entry.urls, *(url for _, url in urls(answers.get("where", "")))]))
    names: list[str] = []
    for page in pages or ([issue.url] if "who" in answers and issue.url else []):
        known = record.get("sources", {}) | sources
        name = source_name(page, known, default="" if pages else f"issue-{issue.number}")
        if name not in known:
            sources[name] = {"url": page} | ({} if pages else {"what": f"{line(answers['who'])}, for the owners"}) | {"seen": issue.day}
        names.append(name)
    if not names:
        raise AnswerError("Every entry needs a source: write the URL of a page about it or, if you are the owner of the data, your role.", "Source: missing")
    return entry.value | {"source": names}


def _alike(entry: Mapping[str, Any], item: Any) -> bool:
    """Whether an entry says the same as an item of the list, apart from its kind and its sources."""
    words = [normal_name(" ".join(str(it.get(part, "")) for part in ("text", "url", "library", "name", "to", "labels"))) for it in (entry, item)]
    return isinstance(item, dict) and words[0] == words[1]


def _done(id_: str, at: Path, number: int, who: str) -> Iterator[str]:
    yield f"{number} {'entry was' if number == 1 else 'entries were'} added to `{displayed(at)}` of `{id_}`."
    if who:
        yield OWNER_CLAIM
