"""Reads everything under `catalog/`, and collects all that is wrong in it."""

import re
from collections.abc import Iterable
from pathlib import Path

from curator import printed, references, rules, source, vocabulary
from curator.contents import Catalog, Exemptions, Resources
from curator.model import ID, Dataset
from curator.printed import Printed
from curator.problem import Problem
from curator.source import Source
from curator.validate import validated

DATASETS = "catalog/datasets"
FILES = {"/printed": printed.FILE, "/resources": "catalog/resources.yaml", "/exceptions": "catalog/link-exceptions.yaml"}
"""What is read beside the records, by a name that no record can have."""
RESERVED = frozenset({"frame", "index"})
"""Ids whose addresses the site needs itself."""


def load(root: Path) -> tuple[Catalog, tuple[Problem, ...]]:
    """The catalog below a folder, and every problem of every file, sorted by place.

    A file that cannot be understood is left out of the catalog, so that the others can still be checked and shown.
    """
    vocabularies, problems = vocabulary.load({name: _read(root, f"catalog/vocabulary/{name}.yaml") for name in vocabulary.ENTRIES})
    found = list(problems)
    works, faults = references.read(_content(root, references.FILE))
    found += faults
    sources = {name: _read(root, file) for name, file in FILES.items()}
    print_, faults = validated(sources["/printed"], Printed)
    found += faults
    resources, faults = validated(sources["/resources"], Resources)
    found += faults
    exceptions, faults = validated(sources["/exceptions"], Exemptions)
    found += faults
    records = {}
    for path in sorted((root / DATASETS).iterdir()) if (root / DATASETS).is_dir() else ():
        if fault := _misnamed(path):
            found.append(fault)
            continue
        record = _read(root, f"{DATASETS}/{path.name}")
        sources[path.stem] = record
        dataset, faults = validated(record, Dataset, {"vocabularies": vocabularies})
        found += faults
        if dataset:
            records[path.stem] = dataset
    catalog = Catalog(
        records,
        sources,
        vocabularies,
        works,
        print_ or printed.NOTHING,
        resources.resources if resources else (),
        exceptions.exceptions if exceptions else (),
    )
    return catalog, tuple(sorted({*found, *rules.problems(catalog)}))


def within(problems: Iterable[Problem], files: Iterable[str]) -> tuple[Problem, ...]:
    """The problems of given files or folders."""
    chosen = tuple(files)
    return tuple(problem for problem in problems if any(problem.file == file or problem.file.startswith(f"{file}/") for file in chosen))


def _content(root: Path, file: str) -> bytes:
    path = root / file
    return path.read_bytes() if path.is_file() else b""


def _read(root: Path, file: str) -> Source:
    return source.read(file, _content(root, file))


def _misnamed(path: Path) -> Problem | None:
    """What is wrong with the name of a file among the records."""
    file = f"{DATASETS}/{path.name}"
    if path.suffix != ".yaml" or not path.is_file():
        return Problem(file, 1, 1, "file-name", f"`{path.name}` is not a record", "name records <id>.yaml and keep nothing else here")
    if path.stem in RESERVED:
        return Problem(file, 1, 1, "file-name", f"`{path.stem}` is an address that the site needs", "choose another id")
    if not re.fullmatch(ID, path.stem):
        return Problem(file, 1, 1, "file-name", f"`{path.stem}` is not an id", "use lower-case letters, digits and hyphens")
    return None
