"""Sentences of a review document: one line per fact, question, duplicate, and completeness."""

import re
from collections.abc import Iterator

from curator.records.rules.evidence import BOOKKEEPING
from curator.review.document_blocks import MAX_OPEN_LINES, Line, Pages, TextLink, Untrusted, listed, number, shortened
from curator.review.review_model import ChangedFact, CompletenessShare, Duplicate, EntryChange, EvidenceQuestion, MainFact, RecordChange, Review
from curator.review.text_diff import changed_words
from curator.site.views.columns import COLUMNS

_HEADINGS = {column.key: column.heading for column in COLUMNS}


def verdict(review: Review) -> str:
    """Return the first sentence: the numbers of problems, questions, suggestions and changes."""
    first = f"{number(len(review.problems), 'problem')} to fix" if review.problems else "No problems"
    asked = len(review.questions) + len(review.duplicates)
    first += f", {number(asked, 'question')} to answer" if asked else ""
    first += f", {number(len(review.suggestions), 'suggestion')}" if review.suggestions else ""
    changed = [record for record in review.records if record.kind in ("changed", "renamed")]
    changes = [f"{number(sum(map(_count_facts, changed)), 'fact')} changed in {number(len(changed), 'record')}"] if changed else []
    for kind in ("added", "renamed", "removed"):
        some = sum(record.kind == kind for record in review.records)
        changes += [f"{number(some, 'record')} {kind}"] if some else []
    changes += [f"{number(len(review.entries), 'entry')} of other files changed"] if review.entries else []
    return f"{first}. {', '.join(changes) or 'Nothing in the catalog changed'}."


def _count_facts(record: RecordChange) -> int:
    """Return how many facts of a record differ; evidence and dates are not counted."""
    return sum(re.split(r"[.\[]", it.path, maxsplit=1)[0] not in BOOKKEEPING for it in record.facts)


def duplicate(it: Duplicate) -> Line:
    """Return why two records or works may be the same."""
    record = it.what == "record"
    reasons = {
        "data-doi": "same DOI of the data " if record else "same DOI ",
        "paper-doi": "same DOI of the paper ",
        "address": "same URL ",
        "name": "same name (ignoring case, accents and common words) " if record else "same title ",
    }
    shared: list[str | Untrusted | TextLink] = []
    for reason in dict.fromkeys(value.reason for value in it.shared):
        shared += ["; ", reasons[reason], *listed(value.value for value in it.shared if value.reason == reason)]
    return f"Possible duplicate {'dataset' if record else 'work'}: ", Untrusted(it.id), " and ", Untrusted(it.other), ": ", *shared[1:], "."


def question(it: EvidenceQuestion) -> Line:
    """Return which facts changed on unchanged evidence."""
    is_, their, them = ("is", "its", "it") if len(it.paths) == 1 else ("are", "their", "them")
    evidence: Line = (" (", *listed(it.evidence), ")") if it.evidence else ()
    checked: Line = (" and ", Untrusted("checked"), " (", Untrusted(it.checked), f") did not change. Which source supports {them}?")
    return Untrusted(it.id), ": ", *listed(it.paths), f" {is_} new or changed, but {their} evidence", *evidence, *checked


def main_fact(it: MainFact) -> Line:
    """Return a main fact of a new or removed record, or a source of a new one."""
    return _HEADINGS.get(it.heading) or Untrusted(it.heading), ": ", Untrusted(shortened(it.text))


def changed_fact(it: ChangedFact) -> Line:
    """Return a fact before and after; of a long text only the changed words."""
    path: Line = (Untrusted(it.path), ": ")
    if it.reordered:
        return (*path, "reordered: ", Untrusted(shortened(it.before or "")), " → ", Untrusted(shortened(it.after or "")))
    if it.before is None:
        return (*path, "added ", Untrusted(shortened(it.after or "")))
    if it.after is None:
        return (*path, "removed ", Untrusted(shortened(it.before)))
    if words := changed_words(it.before, it.after):
        spaced = [part for stretch in words for part in (" ", Untrusted(shortened(stretch.text), stretch.kind))]
        return (*path, *spaced[1:])
    return (*path, Untrusted(shortened(it.before)), " → ", Untrusted(shortened(it.after)))


def completeness_change(before: CompletenessShare | None, after: CompletenessShare) -> Line:
    """Return the completeness before and after with the fields gained and lost; for a new record, the missing fields."""
    if before is None:
        missing: Line = ("; missing or unverified: ", *listed(after.missing)) if after.missing else ()
        return (f"Record completeness: {after.percent} %", *missing, ". ")
    gained, lost = ([path for path in one.missing if path not in other.missing] for one, other in ((before, after), (after, before)))
    if not gained and not lost:
        return (f"Record completeness: {after.percent} %, unchanged. ",)
    changes: list[Line] = [("added: ", *listed(gained))] if gained else []
    changes += [("no longer recorded: ", *listed(lost))] if lost else []
    return (f"Record completeness: {before.percent} % → {after.percent} %", *(part for line in changes for part in ("; ", *line)), ". ")


def page(id_: str, pages: Pages, *, rendered: bool) -> Line:
    """Return where the page of a record can be seen; a catalog with problems is not built."""
    if not rendered:
        return ("The page is built when all problems are fixed.",)
    if pages.prefix:
        return "Page: ", TextLink(f"datasets/{id_}/", f"{pages.prefix.rstrip('/')}/datasets/{id_}/"), "."
    archive: Line = (" in ", TextLink("the rendered pages", pages.archive)) if pages.archive else (" in the built site",)
    return ("Page: ", Untrusted(f"datasets/{id_}/index.html"), *archive, ".")


def entry_lines(it: EntryChange) -> Iterator[Line]:
    """Yield the changes of an entry of another file."""
    entry: Line = (Untrusted(it.entry),) if it.entry else ("the file",)
    if it.facts:
        yield from ((*entry, " ", *changed_fact(one)) for one in it.facts)
    else:
        main = [part for fact in it.main[:MAX_OPEN_LINES] for part in (", ", Untrusted(fact.heading), " ", Untrusted(shortened(fact.text)))]
        yield (*entry, f": {it.kind}", *((": ", *main[1:]) if main else ()))
