"""Writes several files completely or not at all."""

from collections.abc import Mapping
from pathlib import Path


def replace(contents: Mapping[Path, str | None]) -> list[Path]:
    """Give each file its content, or remove it if the content is None; return the changed files, in order.

    New contents are written to temporary files first. If a step fails, all changes are undone and the OSError is raised.
    """
    before = {path: path.read_bytes() if path.is_file() else None for path in contents}
    changed = [path for path, text in contents.items() if before[path] != (None if text is None else text.encode())]
    try:
        for path in changed:
            if (text := contents[path]) is not None:
                _temporary(path).write_bytes(text.encode())
        _move_into_place(changed, contents, before)
    finally:
        for path in changed:
            _temporary(path).unlink(missing_ok=True)
    return changed


def _move_into_place(changed: list[Path], contents: Mapping[Path, str | None], before: Mapping[Path, bytes | None]) -> None:
    done: list[Path] = []
    try:
        for path in changed:
            done.append(path)
            if contents[path] is None:
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
    return path.with_name(f".{path.name}.new")
