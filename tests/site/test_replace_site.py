"""Tests for concurrent and killed builds: the site is always complete."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import kill_builds
from conftest import command, small_copy
from curator.site.engine_commands import ENGINES, WAITING
from curator.site.replace_site import locked, recover, swap
from curator.site.site_folder import SiteFolder

FAULT = "\nunknown_field: 1\n"
MOMENTS = {
    "before the first rename": "rename = lambda old, new: os._exit(9)",
    "between the two renames": "rename = lambda old, new: os._exit(9) if os.path.isdir(site.with_name('.site-old')) else os.rename(old, new)",
    "after the second rename": "rename = lambda old, new: os.rename(old, new) or (os._exit(9) if old == fresh else None)",
    "while the last site is removed": "shutil.rmtree = lambda path, **_: (os.unlink(path / 'sitemap.xml'), os._exit(9))",
}
"""The moments at which a build is killed, as lines of code that end the process."""
PROGRAM = """
import os, shutil, sys
from pathlib import Path
from curator.site.replace_site import swap
fresh, site, rename = Path(sys.argv[1]), Path(sys.argv[2]), os.rename
{}
swap(fresh, site, rename, lambda *_: False)
"""


def made(folder: Path, words: str) -> Path:
    """Write a folder with a site that contains these words."""
    folder.mkdir(parents=True)
    for name in ("index.html", "sitemap.xml"):
        (folder / name).write_text(words, encoding="utf-8")
    return folder


def words_of(site: Path) -> set[str]:
    """Return the words in the files of a site; a missing file has none."""
    return {(site / name).read_text(encoding="utf-8") if (site / name).is_file() else "" for name in ("index.html", "sitemap.xml")}


def left(folder: Path) -> list[str]:
    """Return the temporary folders and files of builds in a checkout."""
    return sorted(path.name for path in folder.iterdir() if path.name.startswith(".site"))


def broken(folder: Path) -> Path:
    """Add a problem to the record of a checkout."""
    record = folder / "catalog" / "datasets" / "good.yaml"
    record.write_text(record.read_text(encoding="utf-8") + FAULT, encoding="utf-8")
    return folder


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_killed_swap_keeps_a_complete_site(moment: str, small: Path) -> None:
    """At whatever moment a build is killed, the next one leaves a complete site, even if it fails, and removes all leftovers."""
    site, fresh = made(small / "site", "last"), made(small / ".site-new-killed" / "site", "fresh")
    (small / ".site-new-killed.yml").write_text("site_name: killed\n", encoding="utf-8")
    killed = subprocess.run([sys.executable, "-c", PROGRAM.format(MOMENTS[moment]), str(fresh), str(site)], check=False, timeout=60)
    assert killed.returncode == 9
    done = command(broken(small), "build")
    assert (done.exit_code, "site/ was not changed" in done.stderr) == (1, True)
    assert ("site/ restored" in done.stderr) == (moment == "between the two renames")
    assert words_of(site) in ({"last"}, {"fresh"})
    assert left(small) == []


def test_fifty_killed_builds_leave_the_complete_last_or_new_site(tmp_path: Path) -> None:
    """Before whichever step a build is killed, the site is the last one or the new one, byte for byte, and the next build succeeds."""
    done = subprocess.run([sys.executable, kill_builds.__file__, str(tmp_path), "4"], capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    assert sum(int(line.split()[1]) for line in done.stdout.splitlines()) >= 50


def test_a_rename_that_fails_leaves_the_last_site(tmp_path: Path) -> None:
    """If the new site cannot be moved into place, the last one is restored at once."""
    site, fresh = made(tmp_path / "site", "last"), made(tmp_path / "work" / "site", "fresh")

    def refusing(old: Path, new: Path) -> None:
        if old == fresh:
            raise OSError("no space left on device")
        old.rename(new)

    with pytest.raises(OSError, match="no space left"):
        swap(fresh, site, refusing, lambda *_: False)
    assert words_of(site) == {"last"}


def test_two_concurrent_builds_leave_a_complete_site(small: Path, tmp_path: Path) -> None:
    """Two builds that wait for a third one both succeed, one after the other, and the site is complete."""
    with locked(small, lambda: pytest.fail("nothing else builds here")):
        begun = [subprocess.Popen([sys.executable, "-m", "curator", "build"], cwd=small, stderr=subprocess.PIPE, text=True) for _ in range(2)]
        assert [process.stderr.readline() for process in begun if process.stderr] == [f"{WAITING}\n"] * 2
    said = [process.communicate(timeout=300)[1] for process in begun]
    assert [process.returncode for process in begun] == [0, 0], said
    assert said == ["", ""]
    alone = small_copy(tmp_path / "alone", small)
    assert command(alone, "build").exit_code == 0
    one, other = ({path.relative_to(folder / "site") for path in (folder / "site").rglob("*")} for folder in (small, alone))
    assert one == other
    assert left(small) == []


def test_a_killed_build_is_cleared_away(uncached: Path) -> None:
    """A build killed while the engine runs leaves the last site and holds no lock; the next build removes its folder."""
    site = made(uncached / "site", "last")
    process = subprocess.Popen([sys.executable, "-m", "curator", "build"], cwd=uncached, start_new_session=True)
    while not list(uncached.glob(".site-new-*/pages")):
        assert process.poll() is None
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    assert words_of(site) == {"last"}
    assert left(uncached) != []
    assert command(broken(uncached), "build").exit_code == 1
    assert (words_of(site), left(uncached)) == ({"last"}, [])


@pytest.mark.parametrize("engine_leaves", ["", "mkdir -p $F/datasets/frame; echo '<h1>' > $F/datasets/frame/index.html"], ids=["nothing", "no index"])
def test_a_site_without_its_index_is_not_swapped_in(engine_leaves: str, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An engine that succeeds without writing pages fails the build with a sentence, and the last site stays."""
    monkeypatch.setitem(ENGINES, "mkdocs", ["sh", "-c", f"F=$(echo .site-new-*/)pages; {engine_leaves}"])
    site = made(small / "site", "last")
    done = command(small, "build")
    assert (done.exit_code, "Traceback" in done.stderr) == (1, False)
    assert "index.html" in done.stderr
    assert "site/ was not changed" in done.stderr
    assert (words_of(site), left(small)) == ({"last"}, [])


@pytest.mark.parametrize("missing", ["datasets/good/croissant.json", "datasets/good/citation.ris", "datasets/good/index.html", "data/catalog.csv"])
def test_a_site_without_a_file_is_not_swapped_in(missing: str, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If a page, a file beside a dataset page or a file of the whole catalog was not written, the build says so, and the last site stays."""
    write = SiteFolder.write
    monkeypatch.setattr(SiteFolder, "write", lambda self, path, content: None if path == missing else write(self, path, content))
    site = made(small / "site", "last")
    done = command(small, "build")
    assert f"the new site is incomplete: {missing} missing" in done.stderr
    assert words_of(site) == {"last"}


@pytest.mark.parametrize("name", ["site", ".site-new", ".site-old"])
@pytest.mark.parametrize("there", [True, False], ids=["to a folder", "to nothing"])
def test_symbolic_links_are_not_followed(name: str, small: Path, tmp_path: Path, *, there: bool) -> None:
    """A symbolic link in place of the site or a temporary folder is refused or removed, and its target keeps its files."""
    target = made(tmp_path / "elsewhere", "elsewhere") if there else tmp_path / "nowhere"
    (small / name).symlink_to(target, target_is_directory=True)
    done = command(small if name == "site" else broken(small), "build")
    assert done.exit_code == 1
    if name == "site":
        assert "site is a symbolic link" in done.stderr
        assert (small / "site").is_symlink()
    else:
        assert left(small) == []
    assert not there or words_of(target) == {"elsewhere"}


def test_recovery_removes_only_its_own_folders(tmp_path: Path) -> None:
    """Only the temporary folders of the named site are removed."""
    for name in (".other-new-1", ".site-notes", "site-new", ".venv"):
        made(tmp_path / name, name)
    made(tmp_path / ".site-new-1", "stale")
    assert not recover(tmp_path / "site")
    assert {path.name for path in tmp_path.iterdir()} == {".other-new-1", ".site-notes", "site-new", ".venv"}
