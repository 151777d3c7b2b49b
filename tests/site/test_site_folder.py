"""Only differences are written: what is the same as in the last site is linked, and whatever happened to the last site, the new one is right."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import command, small_copy
from curator.records import file_hashes
from curator.records.record_addresses import DATASETS
from curator.site.last_site import FILE as FOLDERS
from curator.site.page_folders import SPARE
from curator.site.record_pages import RecordPages
from curator.site.site_folder import SiteFolder
from kill_builds import files_of
from reviewing import GOOD, OTHER, reword

OTHER_RECORD = f"{DATASETS}/lagoon.yaml"
"""A record that no other page than its own shows in full."""
MODALITY = ("modality: [fundus-photography]\n", "  modality: [owner]\n")
"""The lines of the record about its modality."""
PAGE, TERM, STYLE = "datasets/good/index.html", "browse/modality/fundus-photography/index.html", "assets/css/catalog.css"


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory, small_built: Path) -> Path:
    """A checkout with the small catalog, one more record, and its site; each test leaves the same site."""
    folder = small_copy(tmp_path_factory.mktemp("written") / "small", small_built)
    shutil.copy(folder / GOOD, folder / OTHER_RECORD)
    reword(folder / OTHER_RECORD, OTHER)
    build(folder)
    return folder


def build(folder: Path, *words: str) -> None:
    done = command(folder, "build", *words)
    assert done.exit_code == 0, done.output


def inodes(site: Path) -> dict[str, int]:
    """Return what distinguishes each file of a site from another file with the same content."""
    return {path.relative_to(site).as_posix(): path.stat().st_ino for path in site.rglob("*") if path.is_file()}


def same_size_and_time(file: Path) -> None:
    """Change a letter of a file, and nothing that a list of files shows."""
    status = file.stat()
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    with file.open("r+b") as opened:
        opened.write(content)
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


def taken_away(path: Path, elsewhere: Path) -> Path:
    """Move a file or folder out of the site, and return where it was."""
    path.rename(elsewhere)
    return path


CHANGES: dict[str, Callable[[Path, Path], object]] = {
    "other text": lambda site, _: (site / PAGE).write_text("changed", encoding="utf-8"),
    "another text of the same size and time": lambda site, _: same_size_and_time(site / PAGE),
    "a style of the same size and time": lambda site, _: same_size_and_time(site / STYLE),
    "a file of the whole catalog of the same size and time": lambda site, _: same_size_and_time(site / "data" / "catalog.json"),
    "a missing file of the whole catalog": lambda site, _: (site / "data" / "catalog.sqlite").unlink(),
    "other permissions": lambda site, _: (site / PAGE).chmod(0o600),
    "a missing file": lambda site, _: (site / PAGE).unlink(),
    "a further file": lambda site, _: (site / PAGE).with_name("notes.txt").write_text("mine", encoding="utf-8"),
    "a further folder": lambda site, _: (site / PAGE).with_name("notes").mkdir(),
    "a linked file": lambda site, elsewhere: taken_away(site / PAGE, elsewhere).symlink_to(elsewhere),
    "a linked folder": lambda site, elsewhere: taken_away((site / PAGE).parent, elsewhere).symlink_to(elsewhere),
    "a linked parent folder": lambda site, elsewhere: taken_away(site / "datasets", elsewhere).symlink_to(elsewhere),
    "a folder in place of a file": lambda site, elsewhere: taken_away(site / PAGE, elsewhere).mkdir(),
    "a file in place of a folder": lambda site, elsewhere: taken_away(site / "datasets", elsewhere).write_text("", encoding="utf-8"),
    "no site": lambda site, elsewhere: site.rename(elsewhere),
    "a copy": lambda site, elsewhere: shutil.copytree(elsewhere, taken_away(site, elsewhere)),
}
"""Changes of the last site by hand."""


@pytest.mark.parametrize("change", CHANGES)
def test_a_site_changed_by_hand_is_built_again(change: str, checkout: Path, tmp_path: Path) -> None:
    """A build gives the same site and permissions after any change in the folder of the last one, even one that a list of files does not show."""
    site = checkout / "site"
    before, permissions = files_of(site), (site / PAGE).stat().st_mode
    CHANGES[change](site, tmp_path / "elsewhere")
    build(checkout)
    assert files_of(site) == before
    assert (site / PAGE).stat().st_mode == permissions
    assert [path for path in site.rglob("*") if path.is_symlink()] == []
    assert not {*inodes(site).values()} & {*inodes(tmp_path).values()}


@pytest.mark.parametrize("damage", ["missing", "no JSON", "other values", "other folders", "a folder of folders", "of another site", "too late a time"])
def test_a_damaged_list_of_folders_changes_nothing(damage: str, checkout: Path) -> None:
    """A build gives the same site regardless of what the list of written folders contains."""
    site, file = checkout / "site", checkout / FOLDERS.format("site")
    before, known = files_of(site), json.loads(file.read_text(encoding="utf-8"))
    contents = {
        "no JSON": "{",
        "other values": json.dumps({name: [1] for name in known}),
        "other folders": json.dumps(known | {"folders": {path: [1] for path in known["folders"]}}),
        "a folder of folders": json.dumps(known | {"folders": {"browse/modality/": known["folders"]["datasets/good/"]}}),
        "of another site": json.dumps(known | {"folders": {path: [key, "0" * 64, own] for path, (key, _, own) in known["folders"].items()}}),
        "too late a time": json.dumps(known | {"until": 10**30}),
    }
    file.unlink()
    if damage in contents:
        file.write_text(contents[damage], encoding="utf-8")
    (site / PAGE).write_text("changed", encoding="utf-8")
    build(checkout)
    assert files_of(site) == before


SPARE_CHANGES: dict[str, Callable[[Path, Path], object]] = {
    "nothing": lambda _spare, _elsewhere: None,
    "other text": lambda spare, _: (spare / "datasets" / "good" / "index.html").write_text("changed", encoding="utf-8"),
    "another text of the same size and time": lambda spare, _: same_size_and_time(spare / "datasets" / "good" / "index.html"),
    "a missing file": lambda spare, _: (spare / "datasets" / "good" / "record.json").unlink(),
    "a further file": lambda spare, _: (spare / "datasets" / "good" / "notes.txt").write_text("mine", encoding="utf-8"),
    "a further file beside it": lambda spare, _: (spare / "datasets" / "mine.txt").write_text("mine", encoding="utf-8"),
    "a further folder beside it": lambda spare, _: (spare / "datasets" / "mine").mkdir(),
    "other permissions": lambda spare, _: (spare / "datasets" / "good").chmod(0o700),
    "a linked folder": lambda spare, elsewhere: taken_away(spare / "datasets" / "good", elsewhere).symlink_to(elsewhere),
    "another page of a term": lambda spare, _: same_size_and_time(spare / TERM),
    "a missing page of a term": lambda spare, _: (spare / TERM).unlink(),
    "a further term": lambda spare, _: shutil.copytree((spare / TERM).parent, (spare / TERM).parent.with_name("mine")),
    "a further kind of terms": lambda spare, _: shutil.copytree((spare / TERM).parents[1], (spare / TERM).parents[1].with_name("mine")),
    "a linked kind of terms": lambda spare, elsewhere: taken_away((spare / TERM).parents[1], elsewhere).symlink_to(elsewhere),
    "all datasets linked": lambda spare, elsewhere: taken_away(spare / "datasets", elsewhere).symlink_to(elsewhere),
    "all of it linked": lambda spare, elsewhere: taken_away(spare, elsewhere).symlink_to(elsewhere),
    "a file in its place": lambda spare, elsewhere: taken_away(spare, elsewhere).write_text("", encoding="utf-8"),
}
"""Changes by hand of the folders that the next build takes."""


@pytest.mark.parametrize("change", SPARE_CHANGES)
def test_a_folder_of_an_earlier_site_is_taken_only_if_it_is_unchanged(change: str, checkout: Path, tmp_path: Path) -> None:
    """Whatever happened to the folders that a build takes from the site before the last one, the new site is the same; an unchanged folder is taken as it is."""
    site, spare, other = checkout / "site", checkout / SPARE.format("site"), checkout / OTHER_RECORD
    before, text = files_of(site), other.read_text(encoding="utf-8")
    reword(other, {"Thirty photographs": "Some thirty photographs"})
    build(checkout)
    assert files_of(site) != before
    inode = (spare / "datasets" / "good").stat().st_ino
    SPARE_CHANGES[change](spare, tmp_path / "elsewhere")
    other.write_text(text, encoding="utf-8")
    build(checkout)
    folder = (site / PAGE).parent
    assert files_of(site) == before
    assert [path for path in site.rglob("*") if path.is_symlink()] == []
    assert folder.stat().st_mode == site.stat().st_mode
    assert change not in ("nothing", "a further file beside it", "a further folder beside it") or folder.stat().st_ino == inode


def test_a_build_keeps_a_second_copy_of_each_folder(checkout: Path) -> None:
    """After every build, the spare folders have the files of the site, also those that it wrote, so that the next build links only what changes."""
    site, spare, other = checkout / "site", checkout / SPARE.format("site"), checkout / OTHER_RECORD
    before, text = files_of(site), other.read_text(encoding="utf-8")
    for words in (text.replace("Thirty photographs", "Some thirty photographs"), text):
        other.write_text(words, encoding="utf-8")
        build(checkout)
        for place in ("datasets", "browse"):
            pages, copies = ({path: it for path, it in inodes(folder / place).items() if path.count("/") > (place == "browse")} for folder in (site, spare))
            assert pages == copies != {}
    assert files_of(site) == before


def test_pages_of_terms_that_no_record_has_are_removed(checkout: Path) -> None:
    """A term that no record has any more leaves no page and no folder; unchanged pages of terms stay the same files."""
    site, record = checkout / "site", checkout / OTHER_RECORD
    before, text = files_of(site), record.read_text(encoding="utf-8")
    places = {path.name for path in (site / "browse").iterdir()}
    reword(record, {name: f"{name}{name.replace('modality', 'body_part').replace('fundus-photography', 'retina')}" for name in MODALITY})
    build(checkout)
    kept = inodes(site)[TERM]
    reword(record, {"Thirty photographs": "Some thirty photographs"})
    build(checkout)
    assert {path.name for path in (site / "browse").iterdir()} == places | {"organ"}
    assert inodes(site)[TERM] == kept
    record.write_text(text, encoding="utf-8")
    build(checkout)
    assert {path.name for path in (site / "browse").iterdir()} == places
    assert files_of(site) == before


def test_a_change_of_a_record_that_its_size_and_time_do_not_show_is_built(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A record is read again after every change, although a build does not read unchanged ones."""
    monkeypatch.setattr(file_hashes, "_SETTLED", -(10**12))
    site, record = checkout / "site", checkout / GOOD
    before, text, status = files_of(site), record.read_text(encoding="utf-8"), record.stat()
    build(checkout)
    reword(record, {"Thirty photographs": "Twenty photographs"})
    os.utime(record, ns=(status.st_atime_ns, status.st_mtime_ns))
    build(checkout)
    assert b"Twenty photographs" in (site / PAGE).read_bytes()
    record.write_text(text, encoding="utf-8")
    build(checkout)
    assert files_of(site) == before


def test_only_differences_are_written(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build without changes links every file and makes no page of a record; after a change of a record, its page is new, and files that do not show it are links."""
    site, record = checkout / "site", checkout / GOOD
    build(checkout)
    before, text = inodes(site), record.read_text(encoding="utf-8")
    with monkeypatch.context() as patched:
        patched.setattr(RecordPages, "__getitem__", lambda *_: pytest.fail("a page was made"))
        build(checkout)
    assert inodes(site) == before
    reword(record, {"Thirty photographs": "Some thirty photographs"})
    build(checkout)
    after = inodes(site)
    assert b"Some thirty photographs" in (site / PAGE).read_bytes()
    assert (after[PAGE] != before[PAGE], after[STYLE] == before[STYLE]) == (True, True)
    record.write_text(text, encoding="utf-8")
    build(checkout)


def test_pages_of_two_engines_and_two_folders_do_not_mix(checkout: Path) -> None:
    """A site is the same whichever engine and folder the build before had."""
    first = files_of(checkout / "site")
    build(checkout, "--engine", "zensical")
    zensical = files_of(checkout / "site")
    assert zensical[PAGE] != first[PAGE]
    build(checkout, "--into", "other")
    assert files_of(checkout / "other") == first
    assert files_of(checkout / "site") == zensical
    build(checkout)
    assert files_of(checkout / "site") == first
    assert not {*inodes(checkout / "site").values()} & {*inodes(checkout / "other").values()}
    shutil.rmtree(checkout / "other")


def test_without_hard_links_every_file_is_written(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a file system without hard links, a build gives the same site in new files."""
    site = checkout / "site"
    before, old = files_of(site), inodes(site)

    def refused(*_: object, **__: object) -> None:
        raise PermissionError("not supported")

    monkeypatch.setattr(os, "link", refused)
    (checkout / FOLDERS.format("site")).unlink()  # otherwise nothing is made of an unchanged catalog
    build(checkout)
    assert files_of(site) == before
    assert {path for path, inode in inodes(site).items() if old[path] == inode} == set()


def test_the_last_site_is_never_changed(tmp_path: Path) -> None:
    """A file that is written twice leaves the last site as it was, although it was a link to it."""
    last = SiteFolder(tmp_path / "last", tmp_path / "none")
    last.write("page/index.html", "last")
    fresh = SiteFolder(tmp_path / "fresh", tmp_path / "last")
    for words in ("last", "fresh"):
        fresh.write("page/index.html", words)
        assert (tmp_path / "fresh" / "page" / "index.html").read_text(encoding="utf-8") == words
    assert files_of(tmp_path / "last") == {"page/index.html": b"last"}


def test_a_site_can_be_made_in_its_own_folder(tmp_path: Path) -> None:
    """In place, a file with the same content is left alone, and another one gets its new content."""
    folder = SiteFolder(tmp_path, tmp_path)
    folder.write("same.txt", "same")
    folder.write("other.txt", "before")
    before = inodes(tmp_path)
    for name, words in (("same.txt", "same"), ("other.txt", "after")):
        folder.write(name, words)
    assert files_of(tmp_path) == {"same.txt": b"same", "other.txt": b"after"}
    assert inodes(tmp_path)["same.txt"] == before["same.txt"]


def test_a_file_made_in_its_place_is_like_a_new_one(tmp_path: Path) -> None:
    """A file that a function makes gets the permissions of a new one, and replaces a link to one of the last site."""
    last = tmp_path / "last.txt"
    last.write_text("last", encoding="utf-8")
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "file.txt").hardlink_to(last)
    mask = os.umask(0o002)
    try:
        file = SiteFolder(tmp_path / "new", tmp_path / "last").make("file.txt", lambda path: os.close(os.open(path, os.O_CREAT, 0o600)))
    finally:
        os.umask(mask)
    assert (file.stat().st_mode & 0o777, file.read_text(encoding="utf-8"), last.read_text(encoding="utf-8")) == (0o664, "", "last")
