"""A line for each thing that a review tells: a fact, a question, a record that may be there twice, how complete a record is."""

import re
from collections.abc import Iterator

from curator.records.rules.evidence import BOOKKEEPING
from curator.review.blocks import FEW, Datum, Line, Link, Pages, listed, number, shortened
from curator.review.data import EntryChange, Fact, Main, Question, RecordChange, Review, Share, Twin
from curator.review.prose import changed_words
from curator.site.views.columns import COLUMNS

_HEADINGS = {column.key: column.heading for column in COLUMNS}


def verdict(review: Review) -> str:
    """What a reviewer reads first."""
    first = f"{number(len(review.problems), 'problem')} to mend" if review.problems else "Nothing to mend"
    asked = len(review.questions) + len(review.twins)
    first += f", {number(asked, 'question')} to answer" if asked else ""
    first += f", {number(len(review.mendings), 'suggestion')}" if review.mendings else ""
    changed = [record for record in review.records if record.fate in ("changed", "renamed")]
    told = [f"{number(sum(map(_facts, changed)), 'fact')} changed in {number(len(changed), 'record')}"] if changed else []
    for fate in ("added", "renamed", "removed"):
        some = sum(record.fate == fate for record in review.records)
        told += [f"{number(some, 'record')} {fate}"] if some else []
    told += [f"{number(len(review.entries), 'entry')} of other files changed"] if review.entries else []
    return f"{first}. {', '.join(told) or 'Nothing in the catalog changed'}."


def _facts(record: RecordChange) -> int:
    """How many facts differ in a record; what says where and when they were seen is none."""
    return sum(re.split(r"[.\[]", it.path, maxsplit=1)[0] not in BOOKKEEPING for it in record.facts)


def twin(it: Twin) -> Line:
    """Why two records or works may be one."""
    record = it.what == "record"
    why = {
        "data-doi": "both are the deposit " if record else "both have the DOI ",
        "paper-doi": "both have the paper ",
        "address": "both are at ",
        "name": "but for case, accents and common words both are called " if record else "both have the title ",
    }
    said: list[str | Datum | Link] = []
    for reason in dict.fromkeys(shared.why for shared in it.shared):
        said += ["; ", why[reason], *listed(shared.value for shared in it.shared if shared.why == reason)]
    return f"The same {'data' if record else 'work'} twice? ", Datum(it.id), " and ", Datum(it.other), ": ", *said[1:], "."


def question(it: Question) -> Line:
    """Which facts changed on old evidence, and what that is."""
    verb = "is" if len(it.paths) == 1 else "are"
    rests: Line = ("what it rests on (", *listed(it.rests_on), ")") if it.rests_on else ("what it rests on",)
    checked: Line = (" and ", Datum("checked"), " (", Datum(it.checked), ") are as before: which page says so?")
    return Datum(it.id), ": ", *listed(it.paths), f" {verb} new or different, but ", *rests, *checked


def main(it: Main) -> Line:
    """A main fact of a record that is new or gone, or a source of one that is new."""
    return _HEADINGS.get(it.heading) or Datum(it.heading), ": ", Datum(shortened(it.text))


def fact(it: Fact) -> Line:
    """A fact before and after; of a long text the words that changed."""
    path: Line = (Datum(it.path), ": ")
    if it.order:
        return (*path, "in another order: ", Datum(shortened(it.before or "")), " → ", Datum(shortened(it.after or "")))
    if it.before is None:
        return (*path, "added ", Datum(shortened(it.after or "")))
    if it.after is None:
        return (*path, "removed ", Datum(shortened(it.before)))
    if words := changed_words(it.before, it.after):
        spaced = [part for stretch in words for part in (" ", Datum(shortened(stretch.text), stretch.kind))]
        return (*path, *spaced[1:])
    return (*path, Datum(shortened(it.before)), " → ", Datum(shortened(it.after)))


def share(before: Share | None, after: Share | None) -> Line:
    """Completeness before and after, with what was gained and lost; of a new record what is missing."""
    if after is None:
        return ()
    if before is None:
        missing: Line = ("; missing or not verified: ", *listed(after.missing)) if after.missing else ()
        return (f"Completeness: {after.percent} %", *missing, ". ")
    gained, lost = ([path for path in one.missing if path not in other.missing] for one, other in ((before, after), (after, before)))
    if not gained and not lost:
        return (f"Completeness: {after.percent} %, as before. ",)
    told: list[Line] = [("answers now: ", *listed(gained))] if gained else []
    told += [("no longer answers: ", *listed(lost))] if lost else []
    return (f"Completeness: {before.percent} % → {after.percent} %", *(part for line in told for part in ("; ", *line)), ". ")


def page(id_: str, pages: Pages, *, rendered: bool) -> Line:
    """Where a record's page can be seen; no site is built of a catalog with problems."""
    if not rendered:
        return ("Its page can be seen once there are no problems.",)
    if pages.prefix:
        return "Page: ", Link(f"datasets/{id_}/", f"{pages.prefix.rstrip('/')}/datasets/{id_}/"), "."
    archive: Line = (" in ", Link("the rendered pages", pages.archive)) if pages.archive else (" of the built site",)
    return ("Page: ", Datum(f"datasets/{id_}/index.html"), *archive, ".")


def entry(it: EntryChange) -> Iterator[Line]:
    """What happened to an entry of another file."""
    entry: Line = (Datum(it.entry),) if it.entry else ("the file",)
    if it.facts:
        yield from ((*entry, " ", *fact(one)) for one in it.facts)
    else:
        main = [part for told in it.main[:FEW] for part in (", ", Datum(told.heading), " ", Datum(shortened(told.text)))]
        yield (*entry, f": {it.fate}", *((": ", *main[1:]) if main else ()))
