"""Targets for each kind of input: from reading it to the report of its problems, or to the pages and files of the site."""

import shutil
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from conftest import ROOT
from curator.contribute import generated_files
from curator.contribute.issues.issue import read
from curator.contribute.issues.process_issue import comment, processed, proposal
from curator.editing.fix_bibliography import fixed_bibliography
from curator.editing.fix_record import fixed
from curator.records import bibliography as references
from curator.records import link_history, rules, vocabulary
from curator.records import load as catalogs
from curator.records import yaml_source as source
from curator.records.all_problems import format_problems
from curator.records.catalog import Catalog
from curator.records.kept_results import FILE
from curator.records.model import Dataset
from curator.records.problem import FORMATS, Problem
from curator.records.read_file import decoded
from curator.records.record_addresses import DATASETS
from curator.records.record_parts import named_works
from curator.records.settings import Settings
from curator.records.settings import read as settings_of
from curator.records.settings_error import SettingsError
from curator.records.validate import validated
from curator.records.vocabulary import Vocabularies
from curator.records.yaml_source import Source
from curator.site.citations import CitationTexts
from curator.site.engine_commands import BuildError
from curator.site.engines import engine_config
from curator.site.exports import citation_formats
from curator.site.overview.drawn_figures import NoFigures
from curator.site.render import Content, Rendering, content
from curator.site.views.dataset_page import facts_by_path

ID = "good"
"""Id of the record in the surroundings of other kinds."""
_PRINTED = frozenset({"printed-number", "uncited-reference"})
"""Problems that are expected in a part of the real bibliography."""
_SHARE = 8
"""One in this number of inputs, chosen by checksum, runs through the slow steps: `curator fix` if refused, all pages if accepted."""


@dataclass
class Surroundings:
    """Data that are read once: the real catalog, a small one, their settings, and a folder for settings."""

    real: Catalog
    small: Catalog
    vocabularies: Mapping[str, Source]
    settings: Settings
    known: dict[str, str]
    folder: Path
    rendered: set[str] = field(default_factory=set)
    """Values that were already rendered; equal values have equal pages."""

    @classmethod
    def made(cls, folder: Path) -> "Surroundings":
        """Create the surroundings with a folder for settings."""
        shutil.copytree(ROOT / "tests" / "small", folder)
        shutil.copytree(ROOT / catalogs.VOCABULARY, folder / catalogs.VOCABULARY)
        shutil.copy(ROOT / "pyproject.toml", folder)
        words = {path.stem: source.read(path.name, path.read_bytes()) for path in (ROOT / catalogs.VOCABULARY).glob("*.yaml")}
        kept = CitationTexts.cached_in(ROOT / FILE).known
        return cls(catalogs.load(ROOT)[0], catalogs.load(folder)[0], words, settings_of(ROOT), kept, folder)

    def with_record(self, id_: str, content: bytes, beside: Iterable[str]) -> Catalog:
        """Return a catalog of one record from the content of a file and some real records, with their works and printed rows."""
        base = self.small if self.real.records.keys().isdisjoint((id_, *beside)) else self.real
        file = f"{DATASETS}/{id_}.yaml"
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
            invalid=frozenset() if dataset else frozenset({id_}),
        )

    def render(self, catalog: Catalog, settings: Settings | None = None) -> Content:
        """Return the pages and files of a catalog as in a build."""
        made = content(catalog, settings or self.settings, CitationTexts(None, self.known), rendering=Rendering(figures=NoFigures()))
        for text in (*made.slots.values(), *made.files.values(), *(text for page in made.records.values() for text in page.slots.values())):
            if isinstance(text, str):
                text.encode()
        return made

    def render_some(self, value: object, source: bytes, catalog: Catalog, settings: Settings | None = None) -> None:
        """Render some of the catalogs with accepted files, and none twice."""
        mark = repr(value)
        if _chosen(source) and mark not in self.rendered:
            self.rendered.add(mark)
            self.render(catalog, settings)

    def warm(self) -> None:
        """Fill caches before anything is timed, including the citations of the small catalog."""
        citations = CitationTexts(None, self.known)
        content(self.small, self.settings, citations, rendering=Rendering(figures=NoFigures()))
        self.known.update(citations.used)


Target = Callable[[Surroundings, bytes, Any], bool]
"""Processes an input and returns whether it was accepted; the last argument is the context of the seed."""


def _chosen(source: bytes) -> bool:
    return not zlib.crc32(source) % _SHARE


def _reported(problems: Iterable[Problem]) -> bool:
    """Write the report in all formats and return whether there are problems."""
    found = sorted(set(problems))
    for form in FORMATS.values():
        form(found)
    return bool(found)


def record(around: Surroundings, content: bytes, ids: Sequence[str]) -> bool:
    """Process a record: read, validate and check it and, if accepted, render it with all files; the first id is its own."""
    catalog = around.with_record(ids[0], content, ids[1:])
    file = catalog.sources[ids[0]].file
    found = [problem for problem in (*catalog.sources[ids[0]].problems, *rules.problems(catalog)) if problem.file == file]
    text = content.decode("utf-8", "replace")
    if not found:  # the last step of a check is the slowest
        found = [*format_problems(replace(catalog, sources={ids[0]: catalog.sources[ids[0]]}), ())]
    refused = _reported(found)
    if not refused:
        around.render(catalog)
    elif _chosen(content):
        fixed(file, text, around.small)
    return not refused


def bibliography(around: Surroundings, content: bytes, _: object) -> bool:
    """Process a bibliography: read and check it and, if accepted, render the works."""
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
    """Process a vocabulary: read it and, if accepted, use it for the schema, a record and its pages."""
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
        generated_files.schema(found)
        around.render_some(found, content, catalog)


def links(around: Surroundings, content: bytes, _: object) -> bool:
    """Process a link history: read it and, if accepted, write and render it."""
    found, problems = link_history.read(content)
    if not _reported(problems):
        link_history.read(found.text().encode())
        around.render_some(found, content, replace(around.small, history=found))
    return not problems


def configuration(around: Surroundings, content: bytes, _: object) -> bool:
    """Process mkdocs.yml: read it and, if accepted, use it for the pages and an engine."""
    (around.folder / "mkdocs.yml").write_bytes(content)
    try:
        found = settings_of(around.folder)
    except SettingsError as error:
        _reported(error.problems)
        return False
    try:
        engine_config(around.folder)
    except BuildError:
        return False
    if found.licence in around.small.vocabularies.licence:
        around.render_some(found, content, around.small, found)
    return True


def issue(around: Surroundings, content: bytes, _: object) -> bool:
    """Process an issue: convert its answers into a change, check it, and write the comment."""
    said = read(content, today="2026-11-27")
    texts = {ID: (ROOT / "tests" / "small" / DATASETS / f"{ID}.yaml").read_text(encoding="utf-8")}
    outcome = processed(said, around.small, texts.__getitem__, facts_by_path)
    comment(outcome, "")
    if outcome.text:
        proposal(outcome, said)
        record(around, outcome.text.encode(), (Path(outcome.file).stem,))
    return bool(outcome.text)
