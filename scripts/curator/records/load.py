"""Reads everything under `catalog/`, and collects all that is wrong in it."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from curator.records import bibliography as references
from curator.records import file_content, ids, link_history, printed_table, record_addresses, rules, vocabulary, yaml_source
from curator.records.catalog import Catalog, Exemptions, Resources
from curator.records.messages import message_parts
from curator.records.model import Dataset
from curator.records.printed_table import Printed
from curator.records.problem import Problem
from curator.records.validate import validated
from curator.records.yaml_source import Source

DATASETS = record_addresses.DATASETS
VOCABULARY = "catalog/vocabulary"
FILES = {"printed": printed_table.FILE, "resources": "catalog/resources.yaml", "exceptions": "catalog/link-exceptions.yaml"}
"""What is read beside records, vocabularies and bibliography."""
_MODELS: dict[str, Any] = {"printed": Printed, "resources": Resources, "exceptions": Exemptions}
_UNREADABLE = frozenset({"bibtex-syntax", "not-utf-8", "too-long", "file-name"})
"""Faults of the bibliography after which works may be missing from it."""


def load(root: Path) -> tuple[Catalog, tuple[Problem, ...]]:
    """The catalog below a folder, and every problem of every file, sorted by place.

    A file that cannot be understood is left out of the catalog, so that the others can still be checked and shown.
    """
    vocabularies, problems = vocabulary.load({name: _read(root, f"{VOCABULARY}/{name}.yaml") for name in vocabulary.ENTRIES})
    found = [*problems, *_strangers(root)]
    bibliography, no_works = file_content.content_of(root, references.FILE, references.MAX_BYTES)
    works = references.read(bibliography)
    checked, no_links = file_content.content_of(root, link_history.FILE, link_history.MAX_BYTES)
    links, faults = link_history.read(checked)
    found += [*works.problems, *no_works, *faults, *no_links]
    files = {name: _read(root, file) for name, file in FILES.items()}
    parts: dict[str, Any] = {}
    for name, model in _MODELS.items():
        parts[name], findings = validated(files[name], model)
        found += files[name].located(findings)
    sources, records = {}, {}
    for path in _records(root):
        source = sources[path.stem] = _read(root, f"{DATASETS}/{path.name}")
        dataset, findings = validated(source, Dataset, {"vocabularies": vocabularies})
        found += source.located(findings)
        if dataset:
            records[path.stem] = dataset
    unread = {name for name, part in parts.items() if part is None} | (set(sources) - set(records))
    unread |= {references.FILE} if any(problem.file == references.FILE and problem.code in _UNREADABLE for problem in found) else set()
    catalog = Catalog(
        records,
        sources,
        vocabularies,
        works.works,
        parts["printed"] or printed_table.NOTHING,
        parts["resources"].resources if parts["resources"] else (),
        parts["exceptions"].exceptions if parts["exceptions"] else (),
        files,
        frozenset(unread),
        works.keys,
        links,
    )
    return catalog, tuple(sorted({*found, *rules.problems(catalog)}))


def within(problems: Iterable[Problem], files: Iterable[str]) -> tuple[Problem, ...]:
    """The problems of given files or folders."""
    chosen = tuple(files)
    return tuple(problem for problem in problems if any(problem.file == file or problem.file.startswith(f"{file}/") for file in chosen))


def _read(root: Path, file: str) -> Source:
    content, problems = file_content.content_of(root, file)
    return Source(file, text_problems=problems) if problems else yaml_source.read(file, content)


def _records(root: Path) -> list[Path]:
    """The files that are records by their names."""
    folder = root / DATASETS
    return [path for path in sorted(folder.iterdir()) if not _ignored(path) and _misnamed(path) is None] if folder.is_dir() else []


def _strangers(root: Path) -> Iterator[Problem]:
    """Files among the records and vocabularies that are none."""
    for path in sorted((root / DATASETS).iterdir()) if (root / DATASETS).is_dir() else ():
        if not _ignored(path) and (problem := _misnamed(path)):
            yield problem
    for path in sorted((root / VOCABULARY).glob("*")):
        if not _ignored(path) and path.name not in {f"{name}.yaml" for name in vocabulary.ENTRIES}:
            fix = f"rename it to one of {', '.join(vocabulary.ENTRIES)}, or remove it"
            yield Problem(f"{VOCABULARY}/{path.name}", 1, 1, "file-name", f"`{path.name}` is not a vocabulary", fix)


def _ignored(path: Path) -> bool:
    """Files that editors and systems leave behind."""
    return path.name.startswith(".") or path.name.endswith(("~", ".swp"))


def _misnamed(path: Path) -> Problem | None:
    """What is wrong with the name of a file among the records."""
    file = f"{DATASETS}/{path.name}"
    if path.suffix != ".yaml" or not path.is_file() or path.is_symlink():
        return Problem(file, 1, 1, *message_parts("file-extension", name=path.name))
    kind = ids.fault(path.stem)
    return Problem(file, 1, 1, *message_parts(kind, name=path.stem)) if kind else None
