"""The files that an engine made from the hand-written pages, kept between builds under a hash of everything that they depend on."""

import hashlib
import pickle
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from curator.records.kept_results import FILE, KeptResults, hashed, packages, program
from curator.records.unpickler import unpickled

KIND = "pages_of_{}"
"""The kind of the kept results, by engine."""


def inputs(root: Path, command: Sequence[str], config: Mapping[str, Any]) -> str:
    """Return a hash of what an engine reads: its command, its configuration, the hand-written pages, the templates of the theme, the program, and all installed packages."""
    files = sorted({path for folder in folders(config) for path in (root / folder).rglob("*") if path.is_file()})
    contents = (f"{path.relative_to(root).as_posix()}\0{hashlib.sha256(path.read_bytes()).hexdigest()}" for path in files)
    return hashed((program(), *packages(), *command, repr(config), *contents))


def folders(config: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the folders that an engine reads: that of the pages, and that of the templates of the theme if there is one."""
    theme = config.get("theme")
    return tuple(filter(None, (config.get("docs_dir", "docs"), theme.get("custom_dir") if isinstance(theme, dict) else None)))


def files_in(folder: Path) -> dict[str, bytes]:
    """Return the content of each file in a folder, by path and sorted."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def kept(root: Path, engine: str, key: str) -> dict[str, bytes]:
    """Return the files kept under a key, by path; nothing if there are none."""
    found = unpickled(KeptResults(KIND.format(engine), root / FILE).get(key), dict) or {}
    files = {path: content for path, content in found.items() if isinstance(path, str) and isinstance(content, bytes)}
    return {path: content for path, content in files.items() if is_inside(path)}


def keep(root: Path, engine: str, key: str, files: Mapping[str, bytes]) -> None:
    """Keep files under a key, in place of those kept before."""
    results = KeptResults(KIND.format(engine), root / FILE)
    results.put(key, pickle.dumps(dict(files)))  # a pickle is read in a tenth of the time of an archive
    results.save()


def is_inside(path: str) -> bool:
    """Return whether a path does not lead out of the site."""
    return not path.startswith("/") and ".." not in path.split("/")
