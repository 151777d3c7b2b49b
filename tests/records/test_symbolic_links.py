"""Symbolic links in the catalog lead out of it: they are reported and not followed."""

from pathlib import Path

import pytest

from conftest import command
from curator.contribute.generated_files import SCHEMA
from curator.records import bibliography, link_history, load
from curator.records.record_addresses import DATASETS, record_file
from curator.review.before_after import side

CANARY = "somebody-elses-key"
FILES = (*load.FILES.values(), bibliography.FILE, link_history.FILE, f"{load.VOCABULARY}/modality.yaml", SCHEMA, record_file("good"))
FOLDERS = ("catalog", DATASETS, load.VOCABULARY)


def _outside(desk: Path) -> Path:
    """Return a folder beside the checkout."""
    return desk.parent / "outside"


def _linked(desk: Path, path: str) -> Path:
    """Move a file or folder of the catalog out of the checkout, and put a link to it in its place."""
    moved = desk / path
    if moved.exists():
        moved.rename(_outside(desk))
    else:
        _outside(desk).touch()
    moved.symlink_to(_outside(desk))
    return _outside(desk)


def _contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.parametrize("file", FILES)
def test_a_link_in_place_of_a_file_is_reported(desk: Path, file: str) -> None:
    """A link in place of a file of the catalog is reported, and nothing of the file to which it leads."""
    _linked(desk, file).write_text(f"{CANARY}: 1\n", encoding="utf-8")
    for words in (("check",), ("check", file), ("check", "catalog")):
        done = command(desk, *words)
        assert done.exit_code == 1
        assert f"{file}:1:1: `{Path(file).name}` is a symbolic link, which is not followed [file-name]\n" in done.output
        assert CANARY not in done.output


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_link_in_place_of_a_folder_is_reported(desk: Path, folder: str) -> None:
    """A link in place of a folder of the catalog is reported once, and nothing in the folder to which it leads is read."""
    outside = _linked(desk, folder)
    for path in outside.rglob("*.yaml"):
        path.write_text(f"{CANARY}: 1\n", encoding="utf-8")
    for words in (("check",), ("check", folder)):
        done = command(desk, *words)
        assert done.exit_code == 1
        assert done.output.count(f"{folder}:1:1: `{Path(folder).name}` is a symbolic link, which is not followed [file-name]\n") == 1
        assert CANARY not in done.output
    catalog, _ = load.load(desk)
    assert not catalog.records or folder == load.VOCABULARY
    assert not [file for file in side(desk).files if file == folder or file.startswith(f"{folder}/")]


def test_a_link_that_leads_nowhere_is_reported(desk: Path) -> None:
    """A link whose target is missing is reported like any other."""
    file = load.FILES["resources"]
    (desk / file).unlink(missing_ok=True)
    (desk / file).symlink_to("nowhere")
    assert f"{file}:1:1: `resources.yaml` is a symbolic link" in command(desk, "check", file).output


@pytest.mark.parametrize("path", [*FILES, *FOLDERS])
def test_no_command_writes_through_a_link(desk: Path, path: str) -> None:
    """No command that writes files changes a file to which a link leads."""
    _linked(desk, path)
    around = _outside(desk) if _outside(desk).is_dir() else desk.parent
    outside = {file: content for file, content in _contents(around).items() if not file.is_relative_to(desk)}
    for words in (("fmt",), ("fix",), ("new", "fresh"), ("rename", "good", "better"), ("sync",)):
        done = command(desk, *words)
        assert done.exception is None or isinstance(done.exception, SystemExit), words
    assert {file: content for file, content in _contents(around).items() if not file.is_relative_to(desk)} == outside


def test_a_file_in_place_of_a_folder_is_reported(desk: Path) -> None:
    """A file with the name of a folder of the catalog is reported."""
    (desk / DATASETS).rename(_outside(desk))
    (desk / DATASETS).write_text("", encoding="utf-8")
    assert f"{DATASETS}:1:1: `datasets` is not a folder [file-name]" in command(desk, "check", "catalog").output


def test_a_checkout_can_be_reached_through_a_link(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Links to the checkout are followed, or a folder above it."""
    link = desk.parent / "link"
    link.symlink_to(desk.parent, target_is_directory=True)
    assert load.load(link / desk.name) == load.load(desk)
    monkeypatch.chdir(link / desk.name)
    done = command(link / desk.name, "check", str(link / desk.name / record_file("good")))
    assert (done.exit_code, done.output) == (0, "no problems found\n")
