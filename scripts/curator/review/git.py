"""The catalog as it stood at a revision of git."""

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class NoRevisionError(Exception):
    """Git knows no such revision, or the folder is not under git; the text is a sentence for the person who named it."""


@contextmanager
def checkout_of(root: Path, revision: str) -> Iterator[Path]:
    """A folder for the time of a `with`, holding mkdocs.yml and the files of catalog/ as they were at a revision; links are no files.

    Raises NoRevisionError where git cannot give them.
    """
    done = _git(root, "archive", "--format=tar", "--end-of-options", revision, "mkdocs.yml", "catalog")
    if done.returncode:
        raise NoRevisionError(f"git has no catalog at `{revision}`: {done.stderr.decode(errors='replace').strip()}")
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
            archive.extractall(folder, filter=_files)  # noqa: S202 - our filter passes what the one for data does
        yield Path(folder)


def commit_of(root: Path, revision: str) -> str:
    """The hash of the commit that a revision names; raises NoRevisionError where it names none."""
    done = _git(root, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}")
    if done.returncode:
        raise NoRevisionError(f"git has no commit `{revision}`: {done.stderr.decode(errors='replace').strip()}")
    return done.stdout.decode().strip()


def file_at(root: Path, commit: str, file: str) -> bytes | None:
    """The content of a file below the folder at a commit; None where there is none."""
    done = _git(root, "show", "--end-of-options", f"{commit}:./{file}")
    return None if done.returncode else done.stdout


def _git(root: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    """What git says; a revision among the words has to stand after `--end-of-options`."""
    try:
        return subprocess.run(["git", *words], cwd=root, capture_output=True, check=False)  # noqa: S603, S607 - a list, no shell, and the git of the path
    except FileNotFoundError as error:
        raise NoRevisionError("git was not found: install it first") from error


def _files(member: tarfile.TarInfo, folder: str) -> tarfile.TarInfo | None:
    """A member as the filter for data passes it, unless it is a link or a device."""
    return tarfile.data_filter(member, folder) if member.isfile() or member.isdir() else None
