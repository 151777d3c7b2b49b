"""A check of everything in a catalog."""

import gc
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from curator.contribute import generated_files as generated
from curator.records import load as catalogs
from curator.records.all_problems import all_problems
from curator.records.catalog import Catalog
from curator.records.catalog_license import check_license
from curator.records.problem import Problem
from curator.records.record_addresses import record_file
from curator.records.settings import FILE, PROJECT
from curator.records.settings import read as settings_of
from curator.records.settings_error import SettingsError

SOURCES = ("catalog", FILE, PROJECT, *(file for file in generated.FILES if not file.startswith("catalog/")))
"""The files and folders that a check reads."""


def everything(root: Path, today: date | None = None) -> tuple[Catalog, tuple[Problem, ...]]:
    """Return the catalog in a folder and all its problems, including stale generated files and invalid settings."""
    with _no_collection():
        catalog, problems = all_problems(root, today)
    return catalog, tuple(sorted({*problems, *generated.stale(root, catalog.vocabularies), *_settings_problems(root, catalog, problems)}))


@contextmanager
def _no_collection() -> Iterator[None]:
    """Disable the garbage collector: reading leaves almost no cyclic garbage, and searching for it takes a tenth of the time, and as much again when the program ends."""
    enabled = gc.isenabled()
    gc.disable()
    gc.unfreeze()
    try:
        yield
    finally:
        gc.freeze()  # later collections do not examine what was read
        if enabled:
            gc.enable()


def _settings_problems(root: Path, catalog: Catalog, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Return the problems of the settings of the site."""
    try:
        check_license(settings_of(root), catalog, problems)
    except SettingsError as error:
        return error.problems
    return ()


def invalid_files(catalog: Catalog, problems: Iterable[Problem]) -> list[str]:
    """Return the files with problems that are records to which no rule was applied, because they are not valid."""
    invalid = {record_file(id_) for id_ in catalog.sources.keys() - catalog.records.keys()}
    return [file for file in dict.fromkeys(problem.file for problem in problems) if file in invalid]


def file_or_number(files: Sequence[str]) -> str:
    """Return the name of one file, or the number of several."""
    return files[0] if len(files) == 1 else f"these {len(files)} records"


def chosen(problems: Iterable[Problem], paths: Iterable[Path], root: Path) -> tuple[Problem, ...]:
    """Return the problems of given files and folders; a path that is not part of the catalog is a problem itself."""
    found: set[Problem] = set()
    for path in paths:
        inside = Path(os.path.relpath(path.parent.resolve() / path.name, root.resolve())).as_posix()
        if inside == ".":
            return tuple(problems)
        if not os.path.lexists(path) or not (inside == "catalog" or inside.startswith("catalog/") or inside in generated.FILES):
            near = record_file(path.stem)
            known = near if (root / near).is_file() else record_file("drive")
            fix = f"write a file or folder of catalog/, e.g. {known}"
            found.add(Problem(str(path), 1, 1, "no-such-path", "this is not a file or folder of the catalog", fix))
        found |= set(catalogs.within(problems, [inside]))
    return tuple(sorted(found))
