"""The catalog at a git revision."""

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class NoRevisionError(Exception):
    """Git does not know the revision, or the folder is not in a git repository; the text says so."""


@contextmanager
def checkout_of(root: Path, revision: str) -> Iterator[Path]:
    """Provide a temporary folder with mkdocs.yml and the files of catalog/ at a revision, without symbolic links.

    Raises NoRevisionError if git cannot provide them.
    """
    done = _git(root, "archive", "--format=tar", "--end-of-options", revision, "mkdocs.yml", "catalog")
    if done.returncode:
        raise NoRevisionError(f"git found no catalog at `{revision}`: {done.stderr.decode(errors='replace').strip()}")
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
            archive.extractall(folder, filter=_files)  # noqa: S202 - the filter is at least as strict as tarfile.data_filter
        yield Path(folder)


def commit_of(root: Path, revision: str) -> str:
    """Return the commit hash of a revision; raises NoRevisionError if there is none."""
    done = _git(root, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}")
    if done.returncode:
        raise NoRevisionError(f"git found no commit `{revision}`: {done.stderr.decode(errors='replace').strip()}")
    return done.stdout.decode().strip()


def file_at(root: Path, commit: str, file: str) -> bytes | None:
    """Return the content of a file at a commit, or None if it does not exist."""
    done = _git(root, "show", "--end-of-options", f"{commit}:./{file}")
    return None if done.returncode else done.stdout


def _git(root: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run git; a revision must follow `--end-of-options`."""
    try:
        return subprocess.run(["git", *arguments], cwd=root, capture_output=True, check=False)  # noqa: S603, S607 - no shell, and git from the path
    except FileNotFoundError as error:
        raise NoRevisionError("git was not found: install it first") from error


def _files(member: tarfile.TarInfo, folder: str) -> tarfile.TarInfo | None:
    """Accept only regular files and folders, as tarfile.data_filter returns them."""
    return tarfile.data_filter(member, folder) if member.isfile() or member.isdir() else None
