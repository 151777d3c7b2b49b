"""Files of the catalog as text, read under limits because they are untrusted."""

import errno
import hashlib
import os
import stat
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from curator.records.characters import described, hidden
from curator.records.messages import message_parts
from curator.records.problem import Place, Problem

MAX_BYTES = 200_000
"""Bytes in a YAML file: ten times the longest record."""


def content_of(root: Path, file: str, limit: int = MAX_BYTES) -> tuple[bytes, tuple[Problem, ...]]:
    """Return the content of a file of the catalog, cut one byte beyond its limit; nothing if the file is missing, and a problem if it is not a file of the catalog itself."""
    if problem := misplaced(root, file):
        return b"", (problem,)
    try:
        with open(f"{root}/{file}", "rb") as opened:  # noqa: PTH123 - a `Path` takes three times as long, for thousands of files
            return opened.read(limit + 1), ()
    except FileNotFoundError:
        return b"", ()


def misplaced(root: Path, path: str, *, folder: bool = False) -> Problem | None:
    """Return the problem that there is a symbolic link or something else in place of a file or folder of the catalog, or of a folder above it.

    A missing file is no problem. The root itself can be reached through a link.
    """
    above = path.rpartition("/")[0]
    if above and (problem := misplaced(root, above, folder=True)):
        return problem
    try:
        mode = os.lstat(f"{root}/{path}").st_mode
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(mode) if folder else stat.S_ISREG(mode):
        return None
    kind = "link" if stat.S_ISLNK(mode) else "no-folder" if folder else "no-file"
    return Problem(path, 1, 1, *message_parts(kind, name=PurePosixPath(path).name))


def is_file(root: Path, file: str) -> bool:
    """Whether a file of the catalog exists and can be read without following a symbolic link."""
    return misplaced(root, file) is None and (root / file).is_file()


class FileContent(NamedTuple):
    """The content of a file: its SHA-256 hash, and a function that returns the content."""

    sha256: str
    read: Callable[[], bytes]


def held(content: bytes) -> FileContent:
    """Return a content that is already in memory."""
    return FileContent(hashlib.sha256(content).hexdigest(), lambda: content)


def unread(root: Path, file: str, sha256: str) -> FileContent:
    """Return a content that is read when it is needed; reading it is an error if the file has changed since it was hashed."""

    def read() -> bytes:
        content = start_of(root / file)
        if hashlib.sha256(content).hexdigest() != sha256:
            raise OSError(errno.EAGAIN, "changed while the command was running: run the command again", str(root / file))
        return content

    return FileContent(sha256, read)


def start_of(path: Path, limit: int = MAX_BYTES) -> bytes:
    """Return the content of a file, cut one byte beyond its limit, which is enough to see that it is too long."""
    with path.open("rb") as file:
        return file.read(limit + 1)


def decoded(file: str, content: bytes, limit: int = MAX_BYTES) -> tuple[str, Problem | None]:
    """Return the text of a file, or the problem that it is too long or not UTF-8."""
    if len(content) > limit:
        fix = "shorten it" + (": a record does not list files or images" if limit == MAX_BYTES else "")
        return "", Problem(file, 1, 1, "too-long", f"the file has more than {limit:,} bytes", fix)
    try:
        return content.decode("utf-8"), None
    except UnicodeDecodeError as error:
        place = place_in(content[: error.start].decode("utf-8"), error.start)
        return "", Problem(file, place.line, place.column, "not-utf-8", f"byte {content[error.start]:#04x} is not UTF-8", "save the file as UTF-8")


def place_in(text: str, position: int) -> Place:
    """Return the line and column of a position in a text."""
    before = text[:position]
    return Place(before.count("\n") + 1, len(before) - before.rfind("\n"))


def hidden_characters(file: str, text: str) -> tuple[Problem, ...]:
    """Return a problem for each character of a file that readers cannot see, at its first position."""
    positions: dict[str, list[int]] = {}
    for position in hidden(text):
        if position or text[0] != "\ufeff":  # some editors write it at the start of a file
            positions.setdefault(text[position], []).append(position)
    return tuple(_hidden(file, place_in(text, found[0]), character, len(found)) for character, found in positions.items())


def _hidden(file: str, place: Place, character: str, times: int) -> Problem:
    number = f" ({times} times in this file)" if times > 1 else ""
    return Problem(file, place.line, place.column, *message_parts("hidden", character=described(character), number=number))
