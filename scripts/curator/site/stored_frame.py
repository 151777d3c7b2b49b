"""The stored frame: what an engine made from the hand-written pages, in an archive from which the site of changed records is built without an engine."""

import gzip
import hashlib
import json
import tarfile
import zlib
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

from curator.records.kept_results import hashed
from curator.site import engine_output
from curator.site.engine_commands import BuildError
from curator.site.engines import config_text, engine_config
from curator.site.fill_pages import UNUSED

_NOTE = ".frame.json"
"""The file of the archive that says what it was made from; it is not in the site."""


def packed(root: Path, engine: str, pages: Mapping[str, bytes]) -> bytes:
    """Return an archive of the files of an engine; the same pages give the same bytes on any day, which sitemaps of engines contain."""
    note = json.dumps({"engine": engine, "pages": _state(root)}).encode()
    return gzip.compress(archived({_NOTE: note, **{path: content for path, content in pages.items() if path not in UNUSED}}), mtime=0)


def unpacked(root: Path, file: Path, say: Callable[[str], None]) -> dict[str, bytes]:
    """Return the files of the archive, with the present scripts, style sheets and images; `say` receives a sentence if the pages have changed since."""
    try:
        pages = _extracted(gzip.decompress(file.read_bytes()))
        state = json.loads(pages.pop(_NOTE))["pages"]
    except FileNotFoundError as error:
        raise BuildError(f"{file.name} is missing: write it with `curator frame` while an engine is installed, or download it from a release") from error
    except (OSError, EOFError, zlib.error, tarfile.TarError, ValueError, KeyError, TypeError) as error:
        raise BuildError(f"{file.name} is not an archive that `curator frame` wrote, or it is damaged: restore it") from error
    if state != _state(root):
        say(f"the hand-written pages, the theme or mkdocs.yml have changed since {file.name} was written: the site has the earlier pages")
    return pages | _static(root)


def archived(files: Mapping[str, bytes]) -> bytes:
    """Return an archive of files, by path."""
    written = BytesIO()
    with tarfile.open(fileobj=written, mode="w") as archive:
        for path, content in files.items():
            entry = tarfile.TarInfo(path)
            entry.size = len(content)
            archive.addfile(entry, BytesIO(content))
    return written.getvalue()


def _extracted(content: bytes) -> dict[str, bytes]:
    """Return the content of each file by path, without paths that lead out of the site: an archive can come from someone else."""
    with tarfile.open(fileobj=BytesIO(content)) as archive:
        return {entry.name: opened.read() for entry in archive if engine_output.is_inside(entry.name) and (opened := archive.extractfile(entry))}


def _static(root: Path) -> dict[str, bytes]:
    """Return the files that an engine copies unchanged."""
    folder = root / engine_config(root).get("docs_dir", "docs")
    files = engine_output.files_in(folder) if folder.is_dir() else {}
    return {path: content for path, content in files.items() if not path.endswith(".md") and not any(part.startswith(".") for part in path.split("/"))}


def _state(root: Path) -> str:
    """Return a hash of the files from which an engine makes pages, and of its configuration."""
    config = engine_config(root)
    files = sorted({path for name in engine_output.folders(config) for path in (root / name).rglob("*") if path.suffix in (".md", ".html")})
    return hashed((config_text(config), *(f"{path.relative_to(root).as_posix()}\0{hashlib.sha256(path.read_bytes()).hexdigest()}" for path in files)))
