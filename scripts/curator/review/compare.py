"""The review of a change: the catalog in a folder, compared with the catalog before."""

from dataclasses import asdict
from pathlib import Path

from curator.editing.fix_record import fixed, fixed_bibliography
from curator.records import bibliography
from curator.review import duplicates as found_twins
from curator.review.before_after import problems, side, touched
from curator.review.data import Fault, Review
from curator.review.entries import entry_changes
from curator.review.evidence_questions import questions
from curator.review.record_changes import alarms, record_changes
from curator.review.suggested_lines import mendings


def review(before: Path, after: Path) -> Review:
    """What a reviewer needs to know of the catalog in the folder `after`, compared with the one in `before`."""
    old, new = side(before), side(after)
    written = {name: new.files[name] for name in touched(old, new) if name in new.files}
    # the form of a record that cannot be understood yet says nothing of where its fields belong
    read = {new.catalog.sources[id_].file for id_ in new.catalog.records}
    records = {name: content for name, content in written.items() if name in read}
    works = {name: content for name, content in written.items() if name == bibliography.FILE}
    return Review(
        alarms=tuple(alarms(old.catalog, new.catalog)),
        problems=tuple(Fault(**asdict(problem)) for problem in problems(old, new, after)),
        twins=tuple(found_twins.twins(old.catalog, new.catalog)),
        questions=tuple(questions(old.catalog, new.catalog)),
        records=tuple(record_changes(old.catalog, new.catalog)),
        entries=tuple(entry_changes(old, new)),
        mendings=(*mendings(records, lambda file, text: fixed(file, text, new.catalog)), *mendings(works, lambda _, text: fixed_bibliography(text))),
    )
