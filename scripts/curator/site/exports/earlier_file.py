"""A file of the last site from which the new one is made by replacing what belongs to the changed records."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from curator.site.kept_outputs import Outputs

_AT_ONCE = 1_000_000
_FEW = 10
"""The share of changed records up to which replacing them takes less time than making the file."""


@dataclass(frozen=True)
class EarlierFile:
    """A file by its path in the site, the value of each record of which it is made, what is kept of earlier builds, and the last site, if there is one."""

    path: str
    value: str
    outputs: Outputs
    site: Path | None = None

    def copied(self, to: Path) -> tuple[str, ...] | None:
        """Copy the file of the last site and return the ids of the records that have changed since; None if it is not what a build made of the same records."""
        states = self.outputs.states(self.value)
        try:
            known = json.loads(self.outputs.note(self.path) or b"{}")
            changed = tuple(id_ for id_, state in states.items() if known["states"][id_] != state)
            if not self.site or len(changed) * _FEW > len(states) or _copied(self.site / self.path, to) != known["sha256"]:
                return None
        except (OSError, ValueError, TypeError, KeyError):
            return None
        return changed

    def keep(self, content: bytes) -> None:
        """Note what the file was made of."""
        note = {"sha256": hashlib.sha256(content).hexdigest(), "states": self.outputs.states(self.value)}
        self.outputs.keep_note(self.path, json.dumps(note).encode())


def _copied(file: Path, to: Path) -> str:
    """Copy a file and return the hash of what was copied."""
    found = hashlib.sha256()
    with file.open("rb") as opened, to.open("wb") as written:
        while part := opened.read(_AT_ONCE):
            found.update(part)
            written.write(part)
    return found.hexdigest()
