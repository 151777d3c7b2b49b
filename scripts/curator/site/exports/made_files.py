"""Contents of the files of the whole catalog, each made when it is needed and not held afterwards: together they would fill the memory."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from curator.records.lazy_mapping import LazyMapping


@dataclass(frozen=True)
class FileFacts:
    """The size of a file in bytes, its SHA-256, and whether it is text in UTF-8."""

    size: int
    sha256: str
    text: bool


class MadeFiles(LazyMapping[str | bytes]):
    """Contents by path. The facts about a file are remembered, so that a file that lists them does not make the others again."""

    def __init__(self, makers: Mapping[str, Callable[[], str | bytes]]) -> None:
        super().__init__(makers, self._made)
        self._makers = makers
        self._facts: dict[str, FileFacts] = {}

    def _made(self, path: str) -> str | bytes:
        content = self._makers[path]()
        data = content.encode() if isinstance(content, str) else content
        self._facts[path] = FileFacts(len(data), hashlib.sha256(data).hexdigest(), isinstance(content, str))
        return content

    def facts(self, path: str) -> FileFacts:
        """Return the facts about a file, which is made if it was not before."""
        if path not in self._facts:
            self[path]
        return self._facts[path]
