"""How far the program goes with an input of each kind: to the report of its problems, or to the pages and files of the site."""

import shutil
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from conftest import ROOT
from curator.contribute import sync
from curator.contribute.issues.answer import answered, comment, proposal
from curator.contribute.issues.issue import read
from curator.editing.fix_record import fixed, fixed_bibliography
from curator.records import bibliography as references
from curator.records import link_history, rules, vocabulary
from curator.records import load as catalogs
from curator.records import yaml_source as source
from curator.records.all_problems import format_problems
from curator.records.catalog import Catalog, named_works
from curator.records.file_content import decoded
from curator.records.model import Dataset
from curator.records.problem import FORMATS, Problem
from curator.records.settings import Settings, SettingsError
from curator.records.settings import read as settings_of
from curator.records.validate import validated
from curator.records.vocabulary import Vocabularies
from curator.records.yaml_source import Source
from curator.site.build_site import BuildError, engine_config
from curator.site.citations import Citations
from curator.site.exports import citation_formats
from curator.site.render import Content, content
from curator.site.views.dataset_page import facts_by_path

ID = "good"
"""The id of the record that the other kinds surround."""
_PRINTED = frozenset({"printed-number", "uncited-reference"})
"""Faults of a bibliography that is a part of the real one."""
_SHARE = 8
"""One in so many inputs, by its checksum, goes where all of them would take too long: refused ones through `curator fix`, accepted ones on all pages."""


@dataclass
class Surroundings:
    """What is read once: the real catalog and a small one, their settings, and a folder to write settings into."""

    real: Catalog
    small: Catalog
    vocabularies: Mapping[str, Source]
    settings: Settings
    known: dict[str, str]
    folder: Path
    rendered: set[str] = field(default_factory=set)
    """What was rendered already: an equal value has the same pages."""

    @classmethod
    def made(cls, folder: Path) -> "Surroundings":
        """The surroundings, with the folder as a checkout of settings."""
        shutil.copytree(ROOT / "tests" / "small", folder)
        shutil.copytree(ROOT / catalogs.VOCABULARY, folder / catalogs.VOCABULARY)
        shutil.copy(ROOT / "pyproject.toml", folder)
        words = {path.stem: source.read(path.name, path.read_bytes()) for path in (ROOT / catalogs.VOCABULARY).glob("*.yaml")}
        kept = Citations.cached_in(ROOT / ".cache" / "curator" / "citations.json").known
        return cls(catalogs.load(ROOT)[0], catalogs.load(folder)[0], words, settings_of(ROOT), kept, folder)

    def with_record(self, id_: str, content: bytes, beside: Iterable[str]) -> Catalog:
        """A catalog of a record from a file's content, and of real records beside it, with the works and printed rows of these alone."""
        base = self.real if id_ in self.real.records else self.small
        file = f"{catalogs.DATASETS}/{id_}.yaml"
        read = source.read(file, content)
        dataset, findings = validated(read, Dataset, {"vocabularies": base.vocabularies})
        read = replace(read, findings=findings)
        records = {other: base.records[other] for other in sorted(beside) if other != id_} | ({id_: dataset} if dataset else {})
        sources = {other: base.sources[other] for other in records if other != id_} | {id_: read}
        works = {key for record in records.values() for key in named_works(record)}
        return replace(
            base,
            records=records,
            sources=sources,
            references={key: work for key, work in base.references.items() if key in works},
            printed=base.printed.model_copy(update={"rows": tuple(row for row in base.printed.rows if row.record in records)}),
            resources=(),
            unread=frozenset() if dataset else frozenset({id_}),
        )

    def render(self, catalog: Catalog, settings: Settings | None = None) -> Content:
        """The pages and files of a catalog, as a build renders and encodes them."""
        made = content(catalog, settings or self.settings, Citations(None, self.known))
        for text in (*made.slots.values(), *made.files.values(), *(text for page in made.records.values() for text in page.slots.values())):
            if isinstance(text, str):
                text.encode()
        return made

    def render_some(self, value: object, source: bytes, catalog: Catalog, settings: Settings | None = None) -> None:
        """Render a share of the catalogs of accepted files, and none for a value that was rendered."""
        mark = repr(value)
        if _chosen(source) and mark not in self.rendered:
            self.rendered.add(mark)
            self.render(catalog, settings)

    def warm(self) -> None:
        """Make what is made once, before anything is timed, and keep the citations of the small catalog."""
        citations = Citations(None, self.known)
        content(self.small, self.settings, citations)
        self.known.update(citations.used)


Target = Callable[[Surroundings, bytes, Any], bool]
"""Goes as far as it can with an input, and says whether it was accepted; the last value is of the seed."""


def _chosen(source: bytes) -> bool:
    return not zlib.crc32(source) % _SHARE


def _reported(problems: Iterable[Problem]) -> bool:
    """Write the report in every format; whether there is any problem."""
    found = sorted(set(problems))
    for form in FORMATS.values():
        form(found)
    return bool(found)


def record(around: Surroundings, content: bytes, ids: Sequence[str]) -> bool:
    """A record: read, validated, checked by all rules and, if accepted, rendered with all its files; the first of the ids is its own."""
    catalog = around.with_record(ids[0], content, ids[1:])
    file = catalog.sources[ids[0]].file
    found = [problem for problem in (*catalog.sources[ids[0]].problems, *rules.problems(catalog)) if problem.file == file]
    text = content.decode("utf-8", "replace")
    if not found:  # what a check looks at last takes longest
        found = [*format_problems(replace(catalog, sources={ids[0]: catalog.sources[ids[0]]}), ())]
    refused = _reported(found)
    if not refused:
        around.render(catalog)
    elif _chosen(content):
        fixed(file, text, around.small)
    return not refused


def bibliography(around: Surroundings, content: bytes, _: object) -> bool:
    """A bibliography: read, checked and, if accepted, rendered as the works of a catalog."""
    read = references.read(content)
    refused = _reported(problem for problem in read.problems if problem.code not in _PRINTED)
    text, unreadable = decoded(references.FILE, content, references.MAX_BYTES)
    if not unreadable and _chosen(content):
        fixed_bibliography(text)
    if not refused:
        for form in citation_formats.FORMATS:
            form.bibliography(read.works.values())
        works = {**around.small.references, **read.works}
        around.render_some(works, content, replace(around.small, references=works, keys=frozenset(works)))
    return not refused


def words(around: Surroundings, content: bytes, name: str) -> bool:
    """A vocabulary: read with the others and, if accepted, used for the schema, a record and its pages."""
    found, problems = vocabulary.load({**around.vocabularies, name: source.read(f"{catalogs.VOCABULARY}/{name}.yaml", content)})
    refused = _reported(problems)
    if not refused:
        _used(around, found, content)
    return not refused


def _used(around: Surroundings, found: Vocabularies, content: bytes) -> None:
    read = around.small.sources[ID]
    dataset, findings = validated(read, Dataset, {"vocabularies": found})
    _reported(read.located(findings))
    if dataset:
        catalog = replace(around.small, vocabularies=found, records={ID: dataset})
        _reported(rules.problems(catalog))
        sync.schema(found)
        around.render_some(found, content, catalog)


def links(around: Surroundings, content: bytes, _: object) -> bool:
    """The history of links: read and, if accepted, written again and shown."""
    found, problems = link_history.read(content)
    if not _reported(problems):
        link_history.read(found.text().encode())
        around.render_some(found, content, replace(around.small, history=found))
    return not problems


def configuration(around: Surroundings, content: bytes, _: object) -> bool:
    """mkdocs.yml: read and, if accepted, used for the pages, and handed to an engine."""
    (around.folder / "mkdocs.yml").write_bytes(content)
    try:
        found = settings_of(around.folder)
    except SettingsError as error:
        _reported(error.problems)
        return False
    try:
        engine_config(around.folder, "site")
    except BuildError:
        return False
    if found.licence in around.small.vocabularies.licence:
        around.render_some(found, content, around.small, found)
    return True


def issue(around: Surroundings, content: bytes, _: object) -> bool:
    """An issue: its answers become a change of the catalog, which is checked, and a comment."""
    said = read(content, today="2026-11-27")
    texts = {ID: (ROOT / "tests" / "small" / catalogs.DATASETS / f"{ID}.yaml").read_text(encoding="utf-8")}
    outcome = answered(said, around.small, texts.__getitem__, facts_by_path)
    comment(outcome, "")
    if outcome.text:
        proposal(outcome, said)
        record(around, outcome.text.encode(), (Path(outcome.file).stem,))
    return bool(outcome.text)
