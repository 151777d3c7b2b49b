"""A dataset's page as Markdown: the same views in the same order, each fact with the numbers of its sources as links."""

from collections.abc import Iterator, Mapping

from curator.records.catalog import Catalog
from curator.site.exports.evidence_markdown import backed, remarks, targets
from curator.site.exports.file_descriptions import BESIDE
from curator.site.exports.markdown_table import block, escaped, link
from curator.site.exports.page_markdown_data import access, labels, splits, terms
from curator.site.views import dataset_page
from curator.site.views.dataset_page import DatasetView


def twin(id_: str, catalog: Catalog, texts: Mapping[str, str], itself: str) -> str:
    """The page of one record; citations come formatted, by key, and that of the page."""
    view = dataset_page.view(id_, catalog)
    sections = {
        "At a glance": _facts(view),
        "Access": access(view),
        "License and terms of use": terms(view),
        "Splits and classes": (*splits(view), *labels(view)),
        "Cite": _cite(view, texts, itself),
        "Known issues": _issues(view),
        "Comparison with the printed table": _printed(view),
        "Related and overlapping datasets": _related(view),
        "Data loaders": _loaders(view),
        "Machine-readable formats": _files(view),
        "Sources": _sources(view),
        "Changes": (f"- {change.date}: {escaped(change.what)}" for change in view.record.changes),
    }
    blocks = [
        *_head(view),
        *(f"## {heading}\n\n{chr(10).join(lines)}" for heading, found in sections.items() if (lines := list(found) or ["None is recorded."])),
    ]
    return "\n\n".join([*blocks, targets(view.sources)]) + "\n"


def _head(view: DatasetView) -> Iterator[str]:
    record = view.record
    yield f"# {block(record.name)}"
    if record.full_name:
        yield block(record.full_name)
    yield f"**{escaped(view.status.capitalize())}.** {escaped(view.status_definition)}"
    if record.withdrawn:
        instead = f" Use {link(escaped(view.successor), f'../{record.withdrawn.successor}/index.md')} instead." if view.successor else ""
        yield f"Withdrawn on {record.withdrawn.date}: {escaped(record.withdrawn.reason)}{instead}"
    yield block(record.summary)
    if record.aliases:
        yield f"Also called {', '.join(map(escaped, record.aliases))}."


def _facts(view: DatasetView) -> Iterator[str]:
    for fact in view.facts:
        values = [f"{escaped(it.item.text)}{f' ({escaped(it.item.note)})' if it.item.note else ''}{backed(it.backing)}" for it in fact.values]
        said = f"{('; ' if fact.long else ', ').join(values)}{backed(fact.backing)}"
        yield f"- **{escaped(fact.label)}:** {said.lstrip()}"
    yield from (f"-{backed(backing)}" for backing in view.notes)


def _cite(view: DatasetView, texts: Mapping[str, str], itself: str) -> Iterator[str]:
    for work in view.works:
        doubts = f" *Not verified:* {', '.join(work.reference.doubts)}." if work.reference.unverified else ""
        yield f"- **{work.role}:** {escaped(texts[work.reference.key])}{doubts}"
    if sentence := view.record.acknowledgement:
        note = f" {escaped(sentence.note)}" if sentence.note else ""
        backing = backed(view.evidence.item(sentence, "acknowledgement"))
        yield f"- **The owner's terms require this sentence, word for word:** “{escaped(sentence.quote)}”{note}{backing}"
    for field in ("acknowledgement", "citations"):
        yield from (f"- {remark}" for remark in remarks(view.evidence.beneath(field)))
    yield f"- **This page:** {escaped(itself)}"


def _issues(view: DatasetView) -> Iterator[str]:
    for issue in view.issues:
        yield f"- **{escaped(issue.label)}:** {escaped(issue.text)}{backed(issue.backing)}"
    yield from (f"- {remark}" for remark in remarks(view.evidence.beneath("known_issues")))


def _printed(view: DatasetView) -> Iterator[str]:
    for cell in view.comparisons:
        why = f": {escaped(cell.why)}" if cell.why else "."
        told = f"printed {escaped(cell.printed)}; this record {escaped(cell.right) or '–'}; {escaped(cell.verdict)}{why}"
        yield f"- **{escaped(cell.heading)}:** {told}{backed(cell.backing)}"
    for it in view.corrections:
        told = f"printed {escaped(it.printed)}; right {escaped(it.right)}; {escaped(it.kind)}: {escaped(it.why)}"
        yield f"- **{escaped(it.place)}:** {told}{backed(it.backing)}"
    yield from (f"- {remark}" for remark in remarks(view.evidence.beneath("corrections")))


def _related(view: DatasetView) -> Iterator[str]:
    for it in view.relations:
        address = f"../{it.id}/index.md" if it.id else it.url
        name = link(escaped(it.name), address) if address else escaped(it.name)
        shares = f" (shares {it.shares})" if it.shares else ""
        yield f"- {block(it.label)} {name}{shares}{f': {escaped(it.note)}' if it.note else ''}{backed(it.backing)}"
    yield from (f"- {remark}" for remark in remarks(view.evidence.beneath("relations")))


def _loaders(view: DatasetView) -> Iterator[str]:
    for it in view.loaders:
        name = f" {escaped(it.name)}" if it.name else ""
        page_ = f" ({link('its page', it.url)})" if it.url else ""
        told = [
            name,
            page_,
            ", not the owner's" if it.unofficial else "",
            f", claims {escaped(it.licence)}, which is not the owner's licence" if it.licence else "",
        ]
        yield f"- **{escaped(it.library)}**{''.join(told)}{f': {escaped(it.note)}' if it.note else ''}{backed(it.backing)}"
    yield from (f"- {remark}" for remark in remarks(view.evidence.beneath("loaders")))


def _files(view: DatasetView) -> Iterator[str]:
    for file in BESIDE:
        if file.name != "index.md" and (not file.name.startswith("citation") or view.record.citations.paper or view.record.citations.data):
            yield f"- {link(escaped(file.name), file.name)}: {escaped(file.meaning)}"


def _sources(view: DatasetView) -> Iterator[str]:
    for line in view.sources:
        where = f", {link(escaped(line.url), line.url)}" if line.url else ""
        yield f"{line.number}. {block(line.what)}{where}, seen {line.seen}"
    yield f"\nThe record was checked against its sources on {view.record.checked}."
    if view.contributors:
        people = (f"{escaped(it.name)}{''.join(f', {link(escaped(line.text), line.url)}' for line in it.links)}" for it in view.contributors)
        yield f"\nLooked after by {'; '.join(people)}."
