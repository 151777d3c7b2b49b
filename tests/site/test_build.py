"""Tests for a build: complete or not at all, and the same bytes from the same input."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import COPIED, command, curator, small_copy

RECORD = "catalog/datasets/good.yaml"


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_builds_are_identical(small_built: Path, tmp_path: Path) -> None:
    """The same input gives the same bytes in another folder, without a cache, and by `mkdocs build` alone, which builds through the hook."""
    for name, program in (("another place", ["curator", "build"]), ("plain", ["mkdocs", "build", "--strict"])):
        folder = small_copy(tmp_path / name, small_built)
        done = subprocess.run([sys.executable, "-m", *program], cwd=folder, capture_output=True, text=True, check=False, timeout=300)
        assert done.returncode == 0, done.stdout + done.stderr
        assert _bytes(small_built / "site") == _bytes(folder / "site"), program


def test_a_build_leaves_no_temporary_files(site: Path) -> None:
    """A build leaves the site and its cache, and no temporary folder or configuration."""
    assert {path.name for path in site.parent.iterdir()} - set(COPIED) == {".cache", "site"}


@pytest.mark.parametrize("name", ["docs", "catalog", "a/b", "..", "."])
def test_a_build_replaces_only_a_site(name: str, small: Path) -> None:
    """`--into` a folder with other contents, or a path that is not a plain name, is refused, and nothing is changed."""
    before = _bytes(small)
    done = command(small, "build", "--into", name)
    assert (done.exit_code, "Traceback" in done.stderr) == (1, False)
    assert _bytes(small) == before


FAULTS = {
    "a record with a problem": (RECORD, "\nunknown_field: 1\n", "`unknown_field` is not a field"),
    "a link to a page that is not there": ("docs/about.md", "\n[nowhere](nowhere.md)\n", "nowhere.md"),
    "a slot that nothing fills": ("docs/about.md", "\n<!-- slot:nothing -->\n", "slot `nothing`"),
    "a configuration that the engine refuses": ("mkdocs.yml", "\nplugins: [no-such-plugin]\n", "no-such-plugin"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_failed_build_leaves_the_last_site(fault: str, small: Path) -> None:
    """A build that fails at any step reports the reason without a traceback and leaves the last site unchanged."""
    file, addition, report = FAULTS[fault]
    (small / "site").mkdir()
    (small / "site" / "sitemap.xml").write_text("the last good site", encoding="utf-8")
    path = small / file
    text = path.read_text(encoding="utf-8")
    path.write_text((text.replace("plugins: [{search: {enabled: false}}]", "") if file == "mkdocs.yml" else text) + addition, encoding="utf-8")
    done = command(small, "build")
    said = done.stdout + done.stderr
    assert done.exit_code == 1
    assert report in said
    assert "site/ was not changed" in said
    assert "Traceback" not in said
    assert _bytes(small / "site") == {"sitemap.xml": b"the last good site"}
    assert [path.name for path in small.iterdir() if path.name.startswith(".site")] == []


HOSTILE = """5 < 6 & "7' > 2"""
"""A name of a record."""


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory, small_built: Path) -> Path:
    """The site of a record with a former id and a name with markup characters."""
    folder = small_copy(tmp_path_factory.mktemp("changed") / "small", small_built)
    path = folder / RECORD
    text = path.read_text(encoding="utf-8")
    quoted = HOSTILE.replace("'", "''")
    assert "\naliases:" in text
    text = re.sub(r"\naliases: .*", lambda _: f"\naliases: ['{quoted}']", text)
    path.write_text(text.replace("\nstatus:", "\nformerly: [good-2004]\nstatus:", 1), encoding="utf-8")
    command(folder, "fmt")
    done = command(folder, "build")
    assert done.exit_code == 0, done.output
    return folder / "site"


def test_a_renamed_record_leaves_a_redirect(changed: Path) -> None:
    """A former id of a record redirects to it."""
    page = (changed / "datasets" / "good-2004" / "index.html").read_text(encoding="utf-8")
    assert 'content="0; url=../good/"' in page


def test_text_from_records_is_escaped(changed: Path) -> None:
    """Text of a record with <, & or quotes is plain text on its page, in attributes and elements, and in the search index."""
    page = (changed / "datasets" / "good" / "index.html").read_text(encoding="utf-8")
    assert "5 &lt; 6 &amp; &#34;7&#39; &gt; 2" in page
    assert HOSTILE not in page


def test_the_command_works_on_the_folder_it_is_called_in(checkout: Path) -> None:
    """A copied checkout with another checkout's environment checks its own catalog, from any folder inside it."""
    (checkout / "catalog" / "datasets" / "drive.yaml").unlink()
    done = curator(checkout / "docs" / "decisions", "check", "../../catalog/table-1.yaml")
    assert (done.returncode, "`drive` is not a record of the catalog" in done.stdout) == (1, True)


def test_a_missing_catalog_is_reported(tmp_path: Path) -> None:
    """Without mkdocs.yml in the folder or above it, the command says where to run it."""
    done = curator(tmp_path, "check")
    assert done.returncode == 1
    assert "run curator in the folder of the catalog" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unknown_path_is_reported(desk: Path) -> None:
    """A path that does not exist, or is outside the catalog, is reported as a problem."""
    for path in ("catalog/datasets/no-such.yaml", "..", "/"):
        done = command(desk, "check", path)
        assert done.exit_code == 1, path
        assert "[no-such-path]" in done.stdout
        assert "Traceback" not in done.stderr
