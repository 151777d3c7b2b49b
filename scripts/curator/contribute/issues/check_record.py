"""Validation of records that issues create or change."""

from collections.abc import Callable, Collection, Sequence
from typing import Any

from curator.contribute.issues.parse_answer import AnswerError
from curator.records import yaml_source
from curator.records.canonical_format import edited
from curator.records.edit import Edit, EditError
from curator.records.model import Dataset
from curator.records.problem import Path
from curator.records.record_addresses import record_file
from curator.records.validate import validated
from curator.records.vocabulary import Vocabularies

Record = dict[str, Any]
Errors = dict[str, list[str]]
"""Error messages by the id of the question."""
_QUESTIONS = {"access": "homepage", "sources": "where", "evidence": "where"}
"""Questions for fields of another name."""
_PATHS = frozenset({"evidence", "unverified", "notes"})
"""Fields that name other fields by path."""
_DIVISIBLE = frozenset(
    "aliases modality body_part target tasks dimensions counts frame_size releases splits classes formats download_size labelling licence relations known_issues "  # noqa: SIM905
    "loaders seen_by corrections disputed contributors".split()
)
"""Fields from which a single item can be removed."""


def add_errors(errors: Errors, question: str, *messages: str) -> None:
    """Add error messages for the answer to a question."""
    if messages:
        errors.setdefault(question, []).extend(messages)


def valid_part(id_: str, record: Record, vocabularies: Vocabularies, errors: Errors) -> Record:
    """Return the record without its invalid fields and items, whose messages are added to the errors."""
    items = set(_items(record))
    _, findings = validated(yaml_source.Source(record_file(id_), record), Dataset, {"vocabularies": vocabularies})
    invalid: set[Path] = set()
    for finding in findings:
        # remove the item that contains the value, or else the field; a missing field is neither
        path = next((finding.at[:length] for length in (2, 1) if finding.at[:length] in items), None)
        if path:
            invalid.add(path)
            add_errors(errors, _QUESTIONS.get(str(path[0]), str(path[0])), f"{finding.message}: {finding.fix}.")
    kept = _without(record, invalid)
    if "sources" in record and "sources" not in kept:
        kept.pop("evidence", None)
    return _trimmed(kept)


def _items(record: Record) -> list[Path]:
    """Return the paths of all fields, and of the items that can be removed one by one."""
    found: list[Path] = []
    for name, value in record.items():
        found.append((name,))
        if name in _DIVISIBLE and len(value) > 1:
            found += [(name, step) for step in (value if isinstance(value, dict) else range(len(value)))]
    return found


def _without(record: Record, invalid: set[Path]) -> Record:
    """Return the record without invalid fields and items, and without fields that are empty afterwards."""
    found: Record = {}
    for name, value in record.items():
        kept = value
        if isinstance(value, dict) and name in _DIVISIBLE:
            kept = {step: item for step, item in value.items() if (name, step) not in invalid}
        elif isinstance(value, list) and name in _DIVISIBLE:
            kept = [item for step, item in enumerate(value) if (name, step) not in invalid]
        if (name,) not in invalid and kept not in ([], {}):
            found[name] = kept
    return found


def _trimmed(record: Record) -> Record:
    """Return a record whose evidence and notes name only fields that it has."""
    found: Record = {}
    for name, value in record.items():
        kept = {path: it for path, it in value.items() if path.partition(".")[0] in record} if name in _PATHS and isinstance(value, dict) else value
        if kept != {}:
            found[name] = kept
    return found


def edited_record(id_: str, edits: Sequence[Edit], vocabularies: Vocabularies, text_of: Callable[[str], str], missing: Collection[Path] = ()) -> str:
    """Return the text of a record after the edits. Raise AnswerError if the result is not valid, apart from fields that may be missing."""
    try:
        text = edited(text_of(id_), edits)
    except EditError as error:
        raise AnswerError(str(error)) from error
    source = yaml_source.read(record_file(id_), text.encode("utf-8", errors="replace"))
    _, findings = validated(source, Dataset, {"vocabularies": vocabularies})
    if problems := source.located(finding for finding in findings if finding.code != "missing-field" or finding.at not in missing):
        raise AnswerError(" ".join(f"{problem.message}: {problem.fix}." for problem in problems))
    return text
