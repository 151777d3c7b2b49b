"""A file of the last site, from which the new one is made by replacing the parts of changed records."""

import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any

from curator.site.exports.made_files import FILE, FileFacts
from curator.site.kept_outputs import Outputs

_AT_ONCE = 1_000_000


@dataclass(frozen=True)
class LastFile:
    """A file of the last site: its path in the site, the outputs of earlier builds, and the folder of the last site, if there is one."""

    path: str
    outputs: Outputs
    site: Path | None = None

    def changed(self, replaced: Collection[str]) -> tuple[str, ...] | None:
        """Return the ids of the records whose values in the file have changed; None if values other than those to be replaced have changed."""
        return self.outputs.changed_in(self._name, replaced)

    def content(self) -> mmap | None:
        """Return the content of the file, mapped into memory; None if it is not what the last build wrote."""
        if not self.site:
            return None
        try:
            with (self.site / self.path).open("rb") as file:
                content = mmap(file.fileno(), 0, access=ACCESS_READ)
        except (OSError, ValueError):  # also if the file is empty
            return None
        return content if self._is_known(len(content), hashlib.sha256(content).hexdigest()) else None

    def value(self, replaced: Collection[str]) -> tuple[dict[str, Any], tuple[str, ...]] | None:
        """Return the value of a JSON file and the ids that `changed` returns; None if one of them is not known."""
        changed = self.changed(replaced)
        content = self.content() if changed is not None else None
        return (json.loads(content[:]), changed) if content and changed is not None else None

    def copied(self, to: Path) -> bool:
        """Copy the file, and return whether it is what the last build wrote."""
        try:
            return self.site is not None and self._is_known(*_copied(self.site / self.path, to))
        except OSError:
            return False

    def _is_known(self, size: int, sha256: str) -> bool:
        return self.outputs.earlier(self._name, FileFacts) == FileFacts(size, sha256)

    @property
    def _name(self) -> str:
        return f"{FILE} {self.path}"


def _copied(file: Path, to: Path) -> tuple[int, str]:
    """Copy a file, and return the size and the hash of what was copied."""
    size, found = 0, hashlib.sha256()
    with file.open("rb") as opened, to.open("wb") as written:
        while part := opened.read(_AT_ONCE):
            found.update(part)
            size += written.write(part)
    return size, found.hexdigest()
