"""A review as blocks of words, the most important first; what comes from records stays apart from our own words."""

from collections.abc import Iterator, Sequence

from curator.review import sentences
from curator.review.blocks import Block, Datum, Heading, Items, Line, Pages, Paragraph, Quoted, number, shortened
from curator.review.data import EntryChange, Mending, RecordChange, Review

MOST = 20
"""Problems that are shown; who has more begins with these."""


def document(review: Review, pages: Pages, *, by_click: bool = False) -> Iterator[Block]:
    """The whole review: the verdict, what must not be overlooked, problems, questions, then every change; `by_click` where suggestions stand at lines."""
    yield Paragraph((sentences.verdict(review),))
    yield from _alarms(review)
    yield from _problems(review)
    yield from _asked(review)
    for record in review.records:
        yield from _record(record, pages, rendered=not review.problems)
    yield from _entries(review.entries)
    yield from _mendings(review.mendings, by_click=by_click)


def _alarms(review: Review) -> Iterator[Block]:
    lines: list[Line] = []
    for it in review.alarms:
        id_, other = Datum(it.id), Datum(shortened(it.other))
        told: dict[str, Line] = {
            "removed": ("The record ", id_, " (", other, ") is removed. An id is never used again, and its address must not die: withdraw it, or rename it."),
            "renamed": ("The record ", id_, " is now ", other, "; its old address leads on to the new one."),
            "withdrawn": ("The data of ", id_, " are marked as withdrawn: ", other),
            "reinstated": ("The data of ", id_, " were withdrawn, and are no longer."),
            "another": ("The record ", id_, " seems to stand for other data than before (", other, "). An id is never used again: give these data a new one."),
        }
        lines.append(told[it.kind])
    if lines:
        yield Heading(("Look twice",))
        yield Items(tuple(lines), "What must not be overlooked")


def _problems(review: Review) -> Iterator[Block]:
    if review.problems:
        yield Heading(("Problems",))
        yield Quoted("\n".join(str(it.problem) for it in review.problems[:MOST]))
        if (more := len(review.problems) - MOST) > 0:
            yield Paragraph((f"And {more} more; ", Datum("curator check"), " lists them all."))


def _asked(review: Review) -> Iterator[Block]:
    lines = [*map(sentences.twin, review.twins), *map(sentences.question, review.questions)]
    if lines:
        yield Heading(("Questions",))
        yield Items(tuple(lines), number(len(lines), "question"))


def _record(record: RecordChange, pages: Pages, *, rendered: bool) -> Iterator[Block]:
    called: Line = () if record.name == record.id else (", ", Datum(shortened(record.name)))
    was: Line = (" from ", Datum(record.was)) if record.was else ()
    yield Heading((Datum(record.id), *called, f": {record.fate}", *was))
    if record.main:
        yield Items(tuple(map(sentences.main, record.main)), "Main facts")
    if record.facts:
        yield Items(tuple(map(sentences.fact, record.facts)), number(len(record.facts), "fact"))
    where = sentences.page(record.id, pages, rendered=rendered) if record.fate != "removed" else ()
    if record.fate != "removed" and record.after is None:
        yield Paragraph(("It cannot be read yet: mend its problems first.",))
        return
    told: Line = (*sentences.share(record.before, record.after), *where)
    if told:
        yield Paragraph(told)


def _entries(entries: Sequence[EntryChange]) -> Iterator[Block]:
    """Changes of other files, a list a file."""
    for file in dict.fromkeys(it.file for it in entries):
        yield Heading((Datum(file),))
        lines = [line for it in entries if it.file == file for line in sentences.entry(it)]
        yield Items(tuple(lines), number(len(lines), "change"))


def _mendings(mendings: Sequence[Mending], *, by_click: bool) -> Iterator[Block]:
    """What a program would write otherwise, as a diff for each file."""
    if mendings:
        yield Heading(("Suggestions",))
        told = "Some can be applied by a click at their lines, under “Files changed”. " if by_click else ""
        yield Paragraph((told, Datum("curator fmt"), " and ", Datum("curator fix"), " write these lines for you."))
    for file in dict.fromkeys(it.file for it in mendings):
        own = [it for it in mendings if it.file == file]
        yield Paragraph((Datum(file), ":"))
        yield Quoted("\n".join(line for it in own for line in _hunk(it)), "diff", number(len(own), "suggestion"))


def _hunk(it: Mending) -> Iterator[str]:
    yield f"@@ line {it.first} @@" if it.first == it.last else f"@@ lines {it.first} to {it.last} @@"
    yield from (f"-{line}" for line in it.before)
    yield from (f"+{line}" for line in it.after)
