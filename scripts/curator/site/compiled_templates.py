"""Compiled templates, stored where Python stores the compiled modules of this package: compiling them takes a sixth of the time of a build after an edit.

They are not in `.cache`, which can come from another person; anyone who can write beside these modules can change the program itself. Nor are they beside their sources, because
servers watch that folder for changes.
"""

import hashlib
import marshal
import os
import sys
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path

from jinja2.bccache import Bucket, BytecodeCache

from curator.records.kept_results import program

_LENGTH = hashlib.sha256().digest_size


class CompiledTemplates(BytecodeCache):
    """Compiled templates of one kind; each is used only if its hash is that of its path, the program, the current source and the compiled code."""

    def __init__(self, package: Path, kind: str) -> None:
        self._package, self._kind, self._program = package, kind, program()

    def get_cache_key(self, name: str, filename: str | None = None) -> str:  # noqa: ARG002 - called by Jinja
        """Return the path of a compiled template: where Python would store a compiled module of the package."""
        return cache_from_source(str(self._package / name.replace("/", ".")), optimization=self._kind)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Read a compiled template, if it is there."""
        with suppress(OSError):
            content = Path(bucket.key).read_bytes()
            if content[:_LENGTH] == self._hash_of(bucket, content[_LENGTH:]):
                bucket.code = marshal.loads(content[_LENGTH:])  # noqa: S302 - not from a cache of another person, see above

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Write a compiled template, unless Python writes no compiled modules either, or the folder cannot be written."""
        if sys.dont_write_bytecode:
            return
        code, file = marshal.dumps(bucket.code), Path(bucket.key)
        with suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
            fresh = file.with_name(f".{file.name}.{os.getpid()}")
            fresh.write_bytes(self._hash_of(bucket, code) + code)
            fresh.replace(file)

    def _hash_of(self, bucket: Bucket, code: bytes) -> bytes:
        return hashlib.sha256(f"{bucket.key}\0{self._program}\0{bucket.checksum}\0".encode() + code).digest()
