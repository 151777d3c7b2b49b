"""The review as a document: blocks in the order of their importance."""

from collections.abc import Iterator, Sequence

from curator.review import sentences
from curator.review.document_blocks import Block, Heading, Items, Line, Pages, Paragraph, Preformatted, Untrusted, number, shortened
from curator.review.review_model import Alert, EntryChange, RecordChange, Review, Suggestion

MAX_PROBLEMS = 20
"""Maximum number of problems that are listed."""


def document(review: Review, pages: Pages, *, by_click: bool = False) -> Iterator[Block]:
    """Yield the verdict, alerts, problems, questions, and every change; `by_click` if suggestions were posted at their lines."""
    yield Paragraph((sentences.verdict(review),))
    if review.alerts:
        yield Heading(("Needs attention",))
        yield Items(tuple(map(_alert, review.alerts)), number(len(review.alerts), "alert"))
    yield from _problems(review)
    if lines := [*map(sentences.duplicate, review.duplicates), *map(sentences.question, review.questions)]:
        yield Heading(("Questions",))
        yield Items(tuple(lines), number(len(lines), "question"))
    for record in review.records:
        yield from _record(record, pages, rendered=not review.problems)
    yield from _entries(review.entries)
    yield from _suggestions(review.suggestions, by_click=by_click)


def _alert(it: Alert) -> Line:
    id_, other = Untrusted(it.id), Untrusted(shortened(it.other))
    lines: dict[str, Line] = {
        "removed": ("The record ", id_, " (", other, ") was removed. Ids are never reused, and their URLs keep working: withdraw or rename the record."),
        "renamed": ("The record ", id_, " was renamed to ", other, "; the old URL redirects to the new one."),
        "withdrawn": ("The data of ", id_, " were marked as withdrawn: ", other),
        "reinstated": ("The data of ", id_, " are no longer marked as withdrawn."),
        "other-data": ("The record ", id_, " seems to describe other data than before (", other, "). Ids are never reused: add a record with a new id."),
    }
    return lines[it.kind]


def _problems(review: Review) -> Iterator[Block]:
    if review.problems:
        yield Heading(("Problems",))
        yield Preformatted("\n".join(map(str, review.problems[:MAX_PROBLEMS])))
        if (more := len(review.problems) - MAX_PROBLEMS) > 0:
            yield Paragraph(
                (
                    f"{more} more; run ",
                    Untrusted("curator check"),
                    " to list all of them.",
                )
            )


def _record(record: RecordChange, pages: Pages, *, rendered: bool) -> Iterator[Block]:
    name: Line = () if record.name == record.id else (", ", Untrusted(shortened(record.name)))
    former: Line = (" from ", Untrusted(record.former_id)) if record.former_id else ()
    yield Heading((Untrusted(record.id), *name, f": {record.kind}", *former))
    if record.main:
        yield Items(tuple(map(sentences.main_fact, record.main)), "Main facts")
    if record.facts:
        yield Items(tuple(map(sentences.changed_fact, record.facts)), number(len(record.facts), "fact"))
    if record.kind == "removed":
        return
    if record.after is None:
        yield Paragraph(("This record cannot be read. Fix its problems first.",))
    else:
        yield Paragraph((*sentences.completeness_change(record.before, record.after), *sentences.page(record.id, pages, rendered=rendered)))


def _entries(entries: Sequence[EntryChange]) -> Iterator[Block]:
    """Changes of other files, one list per file."""
    for file in dict.fromkeys(it.file for it in entries):
        yield Heading((Untrusted(file),))
        lines = [line for it in entries if it.file == file for line in sentences.entry_lines(it)]
        yield Items(tuple(lines), number(len(lines), "change"))


def _suggestions(suggestions: Sequence[Suggestion], *, by_click: bool) -> Iterator[Block]:
    """Lines that automatic fixes would change, as one diff per file."""
    if suggestions:
        yield Heading(("Suggestions",))
        click = " Some can be applied with one click at their lines, under “Files changed”." if by_click else ""
        yield Paragraph((Untrusted("curator fmt"), " and ", Untrusted("curator fix"), f" make these changes.{click}"))
    for file in dict.fromkeys(it.file for it in suggestions):
        own = [it for it in suggestions if it.file == file]
        yield Paragraph((Untrusted(file), ":"))
        yield Preformatted("\n".join(line for it in own for line in _hunk(it)), "diff", number(len(own), "suggestion"))


def _hunk(it: Suggestion) -> Iterator[str]:
    yield f"@@ line {it.first} @@" if it.first == it.last else f"@@ lines {it.first} to {it.last} @@"
    yield from (f"-{line}" for line in it.before)
    yield from (f"+{line}" for line in it.after)
