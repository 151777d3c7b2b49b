"""Contents of the files of the whole catalog, each made when it is needed and not held afterwards: together they would fill the memory."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from curator.records.lazy_mapping import LazyMapping
from curator.site.kept_outputs import Outputs
from curator.site.site_folder import SiteFolder
from curator.site.tracked_reads import Reads, note, noted

FILE = "file"
"""The name under which the facts about a file are noted when they are read."""


@dataclass(frozen=True)
class FileFacts:
    """The size of a file in bytes, and its SHA-256."""

    size: int
    sha256: str


class MadeFiles(LazyMapping[str | bytes]):
    """Contents by path. The facts about a file are remembered, so that a file that lists them does not make the others again, and kept among `outputs`.

    `writers` write some of the files without holding them in memory.
    """

    def __init__(
        self, makers: Mapping[str, Callable[[], str | bytes]], outputs: Outputs | None = None, writers: Mapping[str, Callable[[Path], object]] | None = None
    ) -> None:
        super().__init__(makers, self._made)
        self._makers, self._outputs, self._writers = makers, outputs or Outputs(), writers or {}
        self._facts: dict[str, FileFacts] = {}
        self._outputs.add_state(FILE, lambda path: repr(self.facts(path)) if path in self else "")

    def _made(self, path: str) -> str | bytes:
        with noted(apart=True) as reads:
            content = self._makers[path]()
        data = content.encode() if isinstance(content, str) else content
        self._keep(path, FileFacts(len(data), hashlib.sha256(data).hexdigest()), reads)
        return content

    def _keep(self, path: str, facts: FileFacts, reads: Reads) -> None:
        self._facts[path] = facts
        self._outputs.keep(f"{FILE} {path}", facts, reads)

    def write(self, path: str, site: SiteFolder) -> None:
        """Write a file into a site, or link that of the last site if it would be the same."""
        known = self.known(path)
        if known and site.link_same(path, known.size, known.sha256):
            return
        if path not in self._writers:
            site.write(path, self[path])
            return
        with noted(apart=True) as reads:
            file = site.make(path, self._writers[path])
        with file.open("rb") as opened:
            self._keep(path, FileFacts(file.stat().st_size, hashlib.file_digest(opened, "sha256").hexdigest()), reads)

    def known(self, path: str) -> FileFacts | None:
        """Return the facts about a file that was made, or that would be the same as in an earlier build."""
        if path not in self._facts:
            with noted(apart=True):
                found = self._outputs.find(f"{FILE} {path}", FileFacts)
            if found is None:
                return None
            self._facts[path] = found
        return self._facts[path]

    def facts(self, path: str) -> FileFacts:
        """Return the facts about a file, which is made if it was not before."""
        note(FILE, path)
        if self.known(path) is None:
            self[path]
        return self._facts[path]
