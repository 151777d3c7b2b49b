"""The middle of a dataset's page as Markdown: how to get the data, what one may do with them, how they are divided and labelled."""

from collections.abc import Iterator

from curator.site.exports.evidence_markdown import backed, marks, remarks
from curator.site.exports.markdown_table import block, escaped, link
from curator.site.views.dataset_page import DatasetView
from curator.site.views.link_state import LinkState


def access(view: DatasetView) -> Iterator[str]:
    """The homepage, the ways to the data step by step, locations with their commands, further addresses."""
    homepage = view.record.access.homepage
    yield f"- **Homepage:** {link(escaped(homepage), homepage)}{marks(view.evidence.of('access.homepage').marks)}{_seen(view.homepage)}"
    for way in view.routes:
        steps = " → ".join(escaped(step.label) for step in way.steps)
        begin = f" Begin at {link(escaped(way.url), way.url)}.{_seen(way.link)}" if way.url else ""
        note = f" {escaped(way.note)}" if way.note else ""
        yield f"- **{escaped(way.to)}**{'' if way.labelled else ' (no labels)'}: {steps}.{begin}{note}{backed(way.backing)}"
    for place in view.locations:
        pays = " (requester pays)" if place.requester_pays else ""
        note = f" {escaped(place.note)}" if place.note else ""
        # the forms of locations have no backtick
        opened = f"Open with `{place.command}`, which requires {escaped(place.program)}."
        yield f"- **{escaped(place.to)}** at {escaped(place.kind)}{pays}: `{place.uri}`. {opened}{note}{backed(place.backing)}"
    for it in view.links:
        yield f"- {block(it.label)}: {link(escaped(it.url), it.url)}{f' {escaped(it.note)}' if it.note else ''}{_seen(it.link)}{backed(it.backing)}"
    yield from (f"- {remark}" for remark in remarks(view.evidence.beneath("access")))


def _seen(state: LinkState | None) -> str:
    """What the link checks found of an address."""
    if state is None:
        return ""
    leads = f" {state.leads} {link(escaped(state.to), state.to)}" if state.to else ""
    archive = f" {link('The Internet Archive may have a copy', state.archive)}." if state.archive else ""
    return f" {escaped(state.text)}{leads}{archive}"


def terms(view: DatasetView) -> Iterator[str]:
    """The licences and what each allows."""
    for it in view.terms:
        name = link(escaped(it.label), it.url) if it.url else escaped(it.label)
        allowed = "; ".join(f"{escaped(one.label)}: {escaped(one.answer_label)}" for one in it.permissions)
        yield f"- **{escaped(it.covers)}:** {name} ({escaped(it.spdx)}).{_seen(it.link)} {allowed}.{f' {escaped(it.note)}' if it.note else ''}{backed(it.backing)}"
    if not view.terms:
        yield "- The licence is not known: nobody has read the owner's terms for this catalog yet. Ask the owner before you use the data."
    yield from (f"- {remark}" for remark in remarks(view.evidence.beneath("licence")))


def splits(view: DatasetView) -> Iterator[str]:
    """The splits with the numbers of their parts."""
    for split in view.splits:
        scope = f" ({escaped(split.scope)})" if split.scope else ""
        official = "" if split.official else ", not official"
        parts = ", ".join(f"{escaped(it.part)} {it.number}{' (labels withheld)' if it.withheld else ''}" for it in split.shares)
        numbers = f": {parts} in {escaped(split.unit)}" if parts else ""
        yield f"- **{escaped(split.name)}**{scope}{official}{numbers}.{f' {escaped(split.note)}' if split.note else ''}{backed(split.backing)}"
    if not view.splits:
        yield "- No split is recorded: the owners give none, or nobody has looked."
    yield from (f"- {remark}" for remark in remarks(view.evidence.beneath("splits")))


def labels(view: DatasetView) -> Iterator[str]:
    """The label sets with the numbers of their labels."""
    for it in view.label_sets:
        told = "".join(f"; {escaped(remark)}" for remark in it.notes)
        yield f"- **{escaped(it.heading)}:** {it.size} classes{told}.{f' {escaped(it.note)}' if it.note else ''}{backed(it.backing)}"
        for label in it.labels:
            numbers = ", ".join(f"{escaped(column)} {number}" for column, number in zip(it.columns, label.numbers, strict=True) if number)
            yield f"  - {block(label.name)}{f': {numbers}' if numbers else ''}"
    if not view.label_sets:
        yield "- No label set is recorded."
    yield from (f"- {remark}" for remark in remarks(view.evidence.beneath("classes")))
