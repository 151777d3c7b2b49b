"""Compares two versions of the catalog: the review of a change, and the lines that automatic fixes would change."""

from collections.abc import Callable, Iterator
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path

from curator.editing.fix_bibliography import fixed_bibliography
from curator.editing.fix_record import fixed
from curator.records import bibliography
from curator.records.record_addresses import record_file
from curator.review.before_after import changed_files, problems, side
from curator.review.duplicates import duplicates
from curator.review.entry_changes import entry_changes
from curator.review.evidence_questions import questions
from curator.review.record_changes import alerts, record_changes
from curator.review.review_model import Review, Suggestion


def review(before: Path, after: Path, today: date | None = None) -> Review:
    """Compare the catalog in the folder `after` with the one in `before`; with today's date also report later dates in changed records."""
    old, new = side(before), side(after)
    changed = {name: new.files[name] for name in changed_files(old, new) if name in new.files}
    # the canonical format of a record that cannot be read is not known: a misspelled field would be moved
    readable = {new.catalog.sources[id_].file for id_ in new.catalog.records}
    records = {name: content for name, content in changed.items() if name in readable}
    works = {name: content for name, content in changed.items() if name == bibliography.FILE}
    return Review(
        alerts=tuple(alerts(old.catalog, new.catalog)),
        problems=problems(old, new, after, today),
        duplicates=tuple(duplicates(old.catalog, new.catalog)),
        questions=tuple(questions(old.catalog, new.catalog)),
        records=tuple(record_changes(old.catalog, new.catalog)),
        entries=tuple(entry_changes(old, new)),
        suggestions=(*_suggestions(records, lambda file, text: fixed(file, text, new.catalog)), *_suggestions(works, lambda _, text: fixed_bibliography(text))),
    )


def _suggestions(files: dict[str, bytes], fix: Callable[[str, str], str]) -> Iterator[Suggestion]:
    """Yield the lines that `fix` would change, by file; files that are not UTF-8 are skipped."""
    for file, content in sorted(files.items()):
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError:
            continue
        old, new = text.splitlines(), fix(file, text).splitlines()
        for kind, first, last, new_first, new_last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if kind != "equal":
                # lines that are only added are reported at the line before them
                lines = (first + 1, last) if first < last else (max(first, 1), max(first, 1))
                yield Suggestion(file=file, first=lines[0], last=lines[1], before=tuple(old[first:last]), after=tuple(new[new_first:new_last]))


def offered(review: Review, before: Path, after: Path, head: Callable[[str], bytes | None]) -> Review:
    """Mark the suggestions that a click can apply: they replace lines of the change, in files that are the same at the commit `head`."""
    former = {record_file(it.id): record_file(it.former_id) for it in review.records if it.former_id}
    lines = dict[str, frozenset[int]]()
    for file in {it.file for it in review.suggestions}:
        content, old = (after / file).read_bytes(), before / former.get(file, file)
        if head(file) == content:
            lines[file] = _changed_lines(old.read_bytes() if old.is_file() else b"", content)
    marked = (it.model_copy(update={"offered": _applies(it, lines.get(it.file, frozenset()))}) for it in review.suggestions)
    return review.model_copy(update={"suggestions": tuple(marked)})


def _changed_lines(before: bytes, after: bytes) -> frozenset[int]:
    """Return the numbers of the lines that a change added or edited; none if the file has line ends that git does not count."""
    old, text = before.decode("utf-8", errors="replace").splitlines(), after.decode("utf-8")
    new = text.splitlines()
    if new != text.removesuffix("\n").split("\n"):
        return frozenset()
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return frozenset(number for kind, _, _, first, last in steps if kind != "equal" for number in range(first + 1, last + 1))


def _applies(it: Suggestion, lines: frozenset[int]) -> bool:
    """Whether GitHub can apply a suggestion: it replaces lines of the change, and its new lines are not all blank."""
    return bool(it.before) and lines.issuperset(range(it.first, it.last + 1)) and (not it.after or any(map(str.strip, it.after)))
