"""The works that a new record cites, and what the metadata of its deposit say."""

import re
from collections.abc import Iterator
from typing import Any

from curator.contribute.issues.issue import AnswerNote
from curator.contribute.issues.parse_answer import AnswerError, line
from curator.contribute.issues.works import CitedWork, Works
from curator.editing import doi_record
from curator.records.doi import doi_in
from curator.records.model import Citations
from curator.records.vocabulary import Vocabularies

_DOI = re.compile(r"10\.\d{4,9}/")
_NAMED = re.compile(r"\b(data|dataset|deposit|paper|article|publication|preprint)\b", re.IGNORECASE)
"""Words before a DOI that say what it identifies."""


def with_works(record: dict[str, Any], answer: str, works: Works) -> Iterator[AnswerNote]:
    """Add the works of an answer to a record, and what the metadata of data say about fields that the record lacks. Yield a note for each DOI that cannot be used."""
    if answer and not _DOI.search(answer):
        yield AnswerNote("DOI: not accepted", f"`{line(answer)}` contains no DOI: write e.g. 10.1109/TMI.2004.825627.")
    for before, text in _parts(answer):
        doi = doi_in(text)
        try:
            work = works.cited(doi) if doi else None
        except AnswerError as error:
            yield AnswerNote(error.heading, str(error))
            continue
        if work is None:
            continue
        named = _NAMED.search(before)
        if named and (named[1].lower() in {"data", "dataset", "deposit"}) != (work.role == "data"):
            registered = "a dataset" if work.role == "data" else "a paper"
            yield AnswerNote("DOI: of another kind", f"`{doi}` is registered as {registered}, and was recorded as one. Is that right?")
        _cite(record, work)
        _complete(record, work, works.catalog.vocabularies)


def _parts(answer: str) -> Iterator[tuple[str, str]]:
    """Yield each DOI of an answer with the text before it."""
    starts = [found.start() for found in _DOI.finditer(answer)]
    for before, start in zip([0, *starts], starts, strict=False):
        yield answer[before:start], answer[start:].split(maxsplit=1)[0].split(",10.", maxsplit=1)[0]


def _cite(record: dict[str, Any], work: CitedWork) -> None:
    """Add a work to the citations of a record."""
    given = record.get("citations")
    citations: dict[str, Any] = given if isinstance(given, dict) else {}
    keys = citations.get(work.role) or []
    if work.key not in keys:
        both = citations | {work.role: [*keys, work.key]}
        record["citations"] = {role: both[role] for role in Citations.model_fields if role in both}


def _complete(record: dict[str, Any], work: CitedWork, vocabularies: Vocabularies) -> None:
    """Add the fields that the metadata of data give and the record lacks, with the page of the deposit as their source."""
    if not work.metadata:
        return
    found = doi_record.values(work.metadata, work.key, work.doi, vocabularies.licence)
    lacking = {name: value for name, value in found.items() if name not in record and name not in ("citations", "sources", "evidence")}
    evidence = {name: names for name, names in found.get("evidence", {}).items() if name in lacking}
    record |= lacking
    if evidence or "licence" in lacking:
        record["sources"] = (record.get("sources") or {}) | found["sources"]
    if evidence:
        record["evidence"] = (record.get("evidence") or {}) | evidence
