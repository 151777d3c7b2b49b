"""Writes several files completely or not at all."""

import os
from collections.abc import Mapping
from pathlib import Path


def replace(contents: Mapping[Path, str | bytes | None]) -> list[Path]:
    """Give each file its content, texts in UTF-8, or remove it if the content is None; return the changed files, in order.

    New contents are written to temporary files first. If a step fails, all changes are undone and the OSError is raised.
    """
    before = {path: path.read_bytes() if path.is_file() else None for path in contents}
    after = {path: content.encode() if isinstance(content, str) else content for path, content in contents.items()}
    changed = [path for path, content in after.items() if before[path] != content]
    try:
        for path in changed:
            if (content := after[path]) is not None:
                _temporary(path).write_bytes(content)
        _move_into_place(changed, after, before)
    finally:
        for path in changed:
            _temporary(path).unlink(missing_ok=True)
    return changed


def _move_into_place(changed: list[Path], after: Mapping[Path, bytes | None], before: Mapping[Path, bytes | None]) -> None:
    done: list[Path] = []
    try:
        for path in changed:
            done.append(path)
            if after[path] is None:
                path.unlink()
            else:
                _temporary(path).replace(path)
    except OSError:
        for path in done:
            _restore(path, before[path])
        raise


def _restore(path: Path, content: bytes | None) -> None:
    if content is None:
        path.unlink(missing_ok=True)
    elif not path.is_file() or path.read_bytes() != content:
        path.write_bytes(content)


def _temporary(path: Path) -> Path:
    """Return the path of a temporary file beside a file, which no other process uses."""
    return path.with_name(f".{path.name}.{os.getpid()}.new")
