"""Answers of the form that corrects a fact as a changed record, with where the fact was seen."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from curator.contribute.issues.field_places import place, shown
from curator.contribute.issues.given_value import given
from curator.contribute.issues.issue import Issue
from curator.contribute.issues.issue_record import changed, chosen
from curator.contribute.issues.outcome import Outcome, Remark
from curator.contribute.issues.present_value import FactsOf, in_short, says
from curator.contribute.issues.refused_answers import RefusedError
from curator.contribute.issues.source_answers import address_in, source_name
from curator.contribute.issues.stated_evidence import evident
from curator.contribute.issues.value_answers import line
from curator.records.catalog import Catalog
from curator.records.edit import REMOVED, Edit
from curator.records.load import DATASETS
from curator.records.paths import evidence_path, value_at
from curator.records.problem import Path
from curator.records.rules.availability import OWN_TERMS, PERMISSIONS
from curator.records.rules.evidence import EXEMPT


def corrected(answers: Mapping[str, str], issue: Issue, catalog: Catalog, text_of: Callable[[str], str], facts_of: FactsOf) -> Outcome:
    """A record with one fact changed; refused where the answers do not say which, to what, or where that was seen."""
    id_ = chosen(answers, catalog)
    record = catalog.sources[id_].value
    at = _meant(record, answers, id_)
    if "right" not in answers:
        raise RefusedError("Write it below the heading `What is right`.", "What is right is missing")
    found = given(answers["right"], at, value_at(record, at), catalog.vocabularies)
    edits = [*_changes(record, at, found.value), *_backing(record, at, answers, issue), *_dates(record, at, answers, issue)]
    text = changed(id_, edits, catalog, text_of)
    if "present" in answers and not says(answers["present"], id_, at, catalog, facts_of):
        now = in_short(value_at(record, at))
        fix = "Look at its page again, then correct or empty the answer `What the record says now`."
        raise RefusedError(f"The record says {now}, and not `{line(answers['present'])}`. {fix}", "What the record says now is something else")
    asides = (*(Remark("What is right could not be taken", it) for it in found.refused), *_asides(record, at, found.value, answers))
    return Outcome(f"Correct {id_}: {shown(at)}", tuple(_done(id_, record, at, answers)), asides, f"{DATASETS}/{id_}.yaml", text)


def _meant(record: Any, answers: Mapping[str, str], id_: str) -> Path:
    """The place that the answers name; of a single licence it is the id."""
    at = place(record, answers.get("field", ""))
    if at is None:
        fix = "Write its name in the record, with dots before its parts, e.g. counts.image; the record itself stands on its page among the files for programs."
        raise RefusedError(f"`{line(answers.get('field', ''))}` is no field of {id_}. {fix}", "The field is not understood")
    if at[0] not in EXEMPT and not (address_in(answers.get("where", "")) or "who" in answers):
        fix = "Write the address of a page that says so, or, if you are the owner of the data, who you are: every fact names where it was seen."
        raise RefusedError(fix, "Where you saw it is missing")
    return ("licence", 0, "id") if at == ("licence",) and len(record.get("licence", ())) == 1 else at


def _changes(record: Any, at: Path, right: Any) -> Iterator[Edit]:
    """The fact itself, and what does not go with it."""
    yield Edit(at, right)
    if at[0] == "licence" and at[-1] == "id" and not str(right).startswith(OWN_TERMS):
        # a standard licence settles what it allows
        settled = [(*at[:-1], name) for name in PERMISSIONS if name in (value_at(record, at[:-1]) or {})]
        yield from (Edit(path, REMOVED) for path in settled)
        said = [(field, evidence_path(record, path)) for path in settled for field in ("evidence", "unverified", "notes")]
        yield from (Edit((field, path), REMOVED) for field, path in said if path in record.get(field, {}))


def _backing(record: Any, at: Path, answers: Mapping[str, str], issue: Issue) -> Iterator[Edit]:
    """The page named, as a source of the record and as evidence of the fact; without one the issue, where an owner speaks."""
    if at[0] in EXEMPT:
        return
    page, who, sources = address_in(answers.get("where", "")), line(answers.get("who", "")), record.get("sources", {})
    if not (page or issue.url):
        raise RefusedError("The owner's word needs an address where it can be read: write the address of a page.", "Where you saw it is missing")
    name = source_name(page or issue.url, sources, called="" if page else f"issue-{issue.number}")
    if name not in sources:
        yield Edit(("sources", name), ({"url": page} if page else {"url": issue.url, "what": f"{who}, for the owners"}) | {"seen": issue.day})
    yield from evident(record, at, name)


def _dates(record: Any, at: Path, answers: Mapping[str, str], issue: Issue) -> Iterator[Edit]:
    """The day and the reason of the change, which readers should know of."""
    who = line(answers.get("who", ""))
    fact = ", ".join(step.replace("_", " ") for step in at if isinstance(step, str))
    what = f"Corrected {fact}{f', as asserted by {who}, for the owners' if who else ''}."
    yield Edit(("changes", len(record.get("changes", ()))), {"date": issue.day, "what": what})


def _done(id_: str, record: Any, at: Path, answers: Mapping[str, str]) -> Iterator[str]:
    yield f"`{shown(at)}` of `{id_}` says what the issue says is right."
    if "who" in answers:
        yield "The author speaks for the owners of the data: make sure of that before merging."
    if at[-1] != "note" and "note" in (value_at(record, at[:-1]) or {}):
        yield "A note stands beside what changed: see whether it still holds."
    if at[0] not in EXEMPT:
        yield "Sources that the fact rested on before are still named beside the new one: remove those that say otherwise."


def _asides(record: Any, at: Path, right: Any, answers: Mapping[str, str]) -> Iterator[Remark]:
    before = value_at(record, at)
    if isinstance(before, list) and isinstance(right, list):
        if gone := [item for item in before if item not in right]:
            yield Remark("What the record had and has no more", "; ".join(map(in_short, gone)))
        elif before and right != before and isinstance(before[0], str):
            yield Remark("What the record had is kept", f"{', '.join(before)}: what you wrote was added. To take one out, say so here; people read this.")
    if at[0] in EXEMPT and "where" in answers:
        yield Remark("The page is not written down", f"{at[0]} is in the catalog's own words, which need no source.")
