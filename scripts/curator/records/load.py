"""Reads all files below `catalog/`, and collects the problems of their values."""

import os
import pickle
from collections.abc import Iterable, Iterator
from operator import attrgetter
from pathlib import Path
from typing import Any

from curator.records import bibliography, ids, kept_results, link_history, printed_table, read_file, rules, vocabulary
from curator.records.bibliography import Bibliography
from curator.records.catalog import Catalog, Exemptions, Resources
from curator.records.file_hashes import FileHashes
from curator.records.kept_results import KeptResults
from curator.records.kept_summaries import KeptSummaries
from curator.records.link_history import History
from curator.records.messages import message_parts
from curator.records.printed_table import Printed
from curator.records.problem import Problem
from curator.records.read_file import FileContent
from curator.records.recent_results import RecentResults
from curator.records.record_addresses import DATASETS
from curator.records.record_reader import Contents, RecordReader, Seen, ignored, parsed, valid
from curator.records.unpickler import unpickled, unpickled_parts
from curator.records.vocabulary import Vocabularies
from curator.records.vocabulary_entries import ENTRIES
from curator.records.yaml_source import Source, reread

VOCABULARY = "catalog/vocabulary"
FILES = {"printed": printed_table.FILE, "resources": "catalog/resources.yaml", "exceptions": "catalog/link-exceptions.yaml"}
"""The other YAML files of the catalog, by name."""
_MODELS = {"printed": Printed, "resources": Resources, "exceptions": Exemptions}
_RECENT = RecentResults[Contents, tuple[Vocabularies, tuple[Problem, ...]]]()
"""Vocabularies with their problems, by the contents of their files."""
_UNREADABLE = frozenset({"bibtex-syntax", "not-utf-8", "too-long", "merge-conflict", "file-name"})
"""Problems of the bibliography after which references may be missing."""


def load(root: Path, seen: Seen = ignored, hashes: FileHashes | None = None) -> tuple[Catalog, tuple[Problem, ...]]:
    """Return the catalog in a folder and all of its problems, sorted by place; `seen` receives each valid record that had to be read.

    A record whose hash is in `hashes` is read only when its content is needed.
    """
    catalog, found = read_values(root, seen, hashes)
    return catalog, with_rules(root, catalog, found)


def with_rules(root: Path, catalog: Catalog, found: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems of single values and those that the rules find, sorted by place."""
    kept = KeptResults("rules", root / kept_results.FILE).load()
    problems = {*found, *rules.problems(catalog, kept)}
    kept.save()
    return tuple(sorted(problems))


def read_values(root: Path, seen: Seen = ignored, hashes: FileHashes | None = None) -> tuple[Catalog, tuple[Problem, ...]]:
    """Return the catalog in a folder and the problems of single values, before the rules are applied.

    Invalid files are left out of the catalog, so that the others can still be checked and shown.
    """
    words = tuple(read_file.content_of(root, f"{VOCABULARY}/{name}.yaml") for name in ENTRIES)
    vocabularies, problems = _RECENT.get(words, lambda: _vocabularies(words, root / kept_results.FILE))
    record_files, wrong_names = _files_of_datasets(root)
    found = [*problems, *wrong_names, *_unknown_vocabularies(root)]
    references, history = _bibliography(root, found), _link_history(root, found)
    files, values = _other_files(root, found)
    kept, summaries = (KeptResults(kind, root / kept_results.FILE) for kind in ("records", "summaries"))
    reader = RecordReader(words, vocabularies, kept, known := KeptSummaries(summaries), seen)
    for name in record_files:
        file = f"{DATASETS}/{name}"
        reader.add(name.removesuffix(".yaml"), file, *_record_content(root, file, hashes))
    kept.save()
    known.save()
    found += reader.problems
    records, sources = reader.records(), reader.sources()
    invalid = {name for name, value in values.items() if value is None} | (sources.keys() - records.keys())
    invalid |= {problem.file for problem in found if problem.file == bibliography.FILE and problem.code in _UNREADABLE}
    catalog = Catalog(
        records=records,
        sources=sources,
        vocabularies=vocabularies,
        references=references.works,
        printed=values["printed"] or printed_table.nothing(),
        resources=values["resources"].resources if values["resources"] else (),
        exceptions=values["exceptions"].exceptions if values["exceptions"] else (),
        files=files,
        invalid=frozenset(invalid),
        keys=references.keys,
        history=history,
    )
    return catalog, tuple(found)


def within(problems: Iterable[Problem], files: Iterable[str]) -> tuple[Problem, ...]:
    """Return the problems of given files or folders."""
    chosen = tuple(files)
    return tuple(problem for problem in problems if any(_concerns(problem, file) for file in chosen))


def _concerns(problem: Problem, file: str) -> bool:
    """Whether a problem is that of a file, of one in a folder, or of a folder above: nothing in a linked folder is read."""
    return problem.file == file or problem.file.startswith(f"{file}/") or file.startswith(f"{problem.file}/")


def _vocabularies(words: Contents, file: Path) -> tuple[Vocabularies, tuple[Problem, ...]]:
    """Return the vocabularies and their problems; those without problems are cached."""
    kept, key = KeptResults("vocabularies", file), kept_results.hashed((kept_results.program(), repr(words)))
    if known := unpickled(kept.get(key), Vocabularies):
        return known, ()
    files = (f"{VOCABULARY}/{name}.yaml" for name in ENTRIES)
    found, problems = vocabulary.load({name: parsed(file, *content) for name, file, content in zip(ENTRIES, files, words, strict=True)})
    if not problems:
        kept.put(key, pickle.dumps(found))
        kept.save()
    return found, problems


def _bibliography(root: Path, problems: list[Problem]) -> Bibliography:
    content, unreadable = read_file.content_of(root, bibliography.FILE, bibliography.MAX_BYTES)
    kept = KeptResults("bibliography", root / kept_results.FILE)
    key = kept_results.hashed((kept_results.program(), content.decode("latin-1")))
    known = unpickled(kept.get(key), Bibliography)
    found = known or bibliography.read(content)
    if not known:
        kept.put(key, pickle.dumps(found))
    kept.save()
    problems += [*unreadable, *found.problems]
    return found


def _other_files(root: Path, problems: list[Problem]) -> tuple[dict[str, Source], dict[str, Any]]:
    """Return the sources and the values of the other YAML files by name; a valid value is cached, and an invalid one is None."""
    kept, sources, values = KeptResults("files", root / kept_results.FILE), dict[str, Source](), dict[str, Any]()
    for name, file in FILES.items():
        content, unreadable = read_file.content_of(root, file)
        key = kept_results.hashed((kept_results.program(), file, content.decode("latin-1"), repr(unreadable)))
        if known := unpickled_parts(kept.get(key), object, tuple, _MODELS[name]):
            sources[name], values[name] = reread(file, content.decode(), *known[:2]), known[2]
            continue
        sources[name] = source = parsed(file, content, unreadable)
        values[name] = valid(source, _MODELS[name], problems)
        if values[name]:
            kept.put(key, pickle.dumps((source.value, source.comments, values[name])))
    kept.save()
    return sources, values


def _link_history(root: Path, problems: list[Problem]) -> History:
    content, unreadable = read_file.content_of(root, link_history.FILE, link_history.MAX_BYTES)
    found, invalid = link_history.read(content)
    problems += [*unreadable, *invalid]
    return found


def _record_content(root: Path, file: str, hashes: FileHashes | None) -> tuple[FileContent, tuple[Problem, ...]]:
    """Return the content of the file of a record, and a problem if it cannot be read."""
    known = hashes.of_record(file, read_file.MAX_BYTES) if hashes else ""
    if known:
        return read_file.unread(root, file, known), ()
    content, unreadable = read_file.content_of(root, file)
    return read_file.held(content), unreadable


def _files_of_datasets(root: Path) -> tuple[list[str], list[Problem]]:
    """Return the names of the files of records, sorted, and a problem for each other file in their folder."""
    folder = root / DATASETS
    if problem := read_file.misplaced(root, DATASETS, folder=True):
        return [], [problem]
    if not folder.is_dir():
        return [], []
    with os.scandir(folder) as entries:
        found = {entry.name: _name_problem(root, entry) for entry in sorted(entries, key=attrgetter("name")) if not _ignored(entry.name)}
    return [name for name, problem in found.items() if problem is None], [problem for problem in found.values() if problem]


def _unknown_vocabularies(root: Path) -> Iterator[Problem]:
    """Yield a problem for each file in the folder of vocabularies that does not belong there."""
    if read_file.misplaced(root, VOCABULARY, folder=True):
        return  # reported for the vocabularies
    for path in sorted((root / VOCABULARY).glob("*")):
        if not _ignored(path.name) and path.name not in {f"{name}.yaml" for name in ENTRIES}:
            fix = f"rename it to one of {', '.join(ENTRIES)}, or remove it"
            yield Problem(f"{VOCABULARY}/{path.name}", 1, 1, "file-name", f"`{path.name}` is not a vocabulary", fix)


def _ignored(name: str) -> bool:
    """Whether a file is a backup or hidden file of an editor or the operating system."""
    return name.startswith(".") or name.endswith(("~", ".swp"))


def _name_problem(root: Path, entry: os.DirEntry[str]) -> Problem | None:
    """Return the problem of a file that is not a record by its name; None for a record."""
    file = f"{DATASETS}/{entry.name}"
    is_record = entry.name.endswith(".yaml")
    if is_record and entry.is_symlink():
        return read_file.misplaced(root, file)
    if not is_record or not entry.is_file():
        return Problem(file, 1, 1, *message_parts("file-extension", name=entry.name))
    stem = entry.name.removesuffix(".yaml")
    kind = ids.message_name(stem)
    return Problem(file, 1, 1, *message_parts(kind, name=stem)) if kind else None
