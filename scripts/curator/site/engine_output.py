"""The pages that an engine built from hand-written pages, kept in a file between builds under a hash of everything that they depend on."""

import hashlib
import logging
import tarfile
import tempfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from curator.records.kept_results import hashed, program

log = logging.getLogger(__name__)


def inputs(root: Path, command: Sequence[str], config: Mapping[str, Any]) -> str:
    """Return a hash of what an engine reads: its command, its configuration, the hand-written pages, the templates of the theme, and the program."""
    theme = config.get("theme")
    folders = (config.get("docs_dir", "docs"), theme.get("custom_dir") if isinstance(theme, dict) else None)
    files = sorted({path for folder in folders if folder for path in (root / folder).rglob("*") if path.is_file()})
    return hashed(
        (program(), *command, repr(config), *(f"{path.relative_to(root).as_posix()}\0{hashlib.sha256(path.read_bytes()).hexdigest()}" for path in files))
    )


def restored(archive: Path, key: str, into: Path) -> bool:
    """Write the pages kept under a key into a new folder, and return whether there were any; a damaged archive counts as none."""
    try:
        first, _, content = archive.read_bytes().partition(b"\n")
    except OSError:
        return False
    if first.decode("ascii", errors="replace") != _first_line(key, content):
        return False
    with tarfile.open(fileobj=BytesIO(content)) as pages:
        pages.extractall(into, filter="data")
    return True


def keep(archive: Path, key: str, folder: Path) -> None:
    """Keep the pages in a folder under a key, in place of those kept before; warn if they cannot be written."""
    content = BytesIO()
    with tarfile.open(fileobj=content, mode="w") as pages:
        pages.add(folder, arcname=".")
    try:
        archive.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=archive.parent, delete=False) as written:
            written.write(_first_line(key, content.getvalue()).encode("ascii") + b"\n" + content.getvalue())
        Path(written.name).replace(archive)
    except OSError as error:
        log.warning("%s cannot be written (%s): the next build will run the engine again, which takes longer", archive, error.strerror or error)


def _first_line(key: str, content: bytes) -> str:
    """Return the line before an archive, by which it is recognized: the key, and a hash of both."""
    return f"{key} {hashlib.sha256(key.encode('ascii') + content).hexdigest()}"
