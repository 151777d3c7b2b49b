"""Tests of the engines: what each makes, that a site outlives them all, and that pages which an engine made by itself say so."""

import gzip
import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from lxml import html

from conftest import CACHE, command, small_copy
from curator.records.kept_results import FILE
from curator.site.engine_commands import DEFAULT_ENGINE, ENGINES, FRAME
from curator.site.engines import engine_pages
from curator.site.stored_frame import archived
from reviewing import GOOD

GENERATOR = re.compile(rb'<meta name="?generator"? [^>]*>')
NOTE = "Built without curator."
NAMES = ("mkdocs", "material", "properdocs", "zensical")
"""The packages of the engines and of the theme."""


def files_of(folder: Path) -> dict[str, bytes]:
    """Return the content of every file of a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def without_engines(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run `curator` in a folder where none of the engines can be imported."""
    hidden = folder.with_name("hidden")
    hidden.mkdir(exist_ok=True)
    for name in NAMES:
        (hidden / f"{name}.py").write_text(f'raise ModuleNotFoundError("No module named {name}")\n', encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": str(hidden)}
    return subprocess.run([sys.executable, "-m", "curator", *words], cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="session")
def stored(tmp_path_factory: pytest.TempPathFactory, small_built: Path) -> tuple[Path, dict[str, bytes]]:
    """A checkout with the small catalog and its stored frame, and the site that MkDocs gives."""
    root = small_copy(tmp_path_factory.mktemp("stored") / "small", small_built)
    for words in (("build",), ("frame",)):
        assert command(root, *words).exit_code == 0
    return root, files_of(root / "site")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, small_built: Path) -> dict[str, tuple[Path, dict[str, bytes]]]:
    """For each engine, a checkout with the small catalog and what the engine makes by itself of its hand-written pages."""
    roots = {engine: small_copy(tmp_path_factory.mktemp(engine) / "small", small_built, program=False) for engine in ENGINES}
    return {engine: (root, engine_pages(root, engine)) for engine, root in roots.items()}


def test_properdocs_makes_the_same_pages_as_mkdocs(made: dict[str, tuple[Path, dict[str, bytes]]]) -> None:
    """The files that ProperDocs makes from the hand-written pages are those of MkDocs, except for the name of the generator."""
    one, other = ({path: GENERATOR.sub(b"", content) for path, content in made[engine][1].items()} for engine in ("mkdocs", "properdocs"))
    times = {"sitemap.xml", "sitemap.xml.gz"}
    assert [path for path in one.keys() | other.keys() if path not in times and one.get(path) != other.get(path)] == []


def test_a_site_outlives_every_engine(stored: tuple[Path, dict[str, bytes]], small: Path) -> None:
    """Without any engine, the stored frame gives the same site, and the site of changed records, with the present style sheets."""
    root = small
    with closing(sqlite3.connect(root / FILE)) as kept, kept:
        kept.execute("DELETE FROM pages_of_mkdocs")  # what the engine made
    (root / FRAME).write_bytes((stored[0] / FRAME).read_bytes())
    refused = without_engines(root, "build")
    assert (refused.returncode, f"{DEFAULT_ENGINE} is not installed: " in refused.stderr, "Traceback" in refused.stderr) == (1, True, False)
    done = without_engines(root, "build", "--engine", "none")
    assert (done.returncode, done.stderr, done.stdout) == (0, "", f"built site/ with {FRAME}\n")
    assert files_of(root / "site") == stored[1]
    record, style = root / GOOD, root / "docs" / "assets" / "css" / "catalog.css"
    record.write_text(record.read_text(encoding="utf-8").replace("Thirty photographs", "Changed photographs"), encoding="utf-8")
    style.write_text("p { color: red }\n", encoding="utf-8")
    assert command(root, "build", "--engine", "none").exit_code == 0
    assert "Changed photographs" in (root / "site" / "datasets" / record.stem / "index.html").read_text(encoding="utf-8")
    assert (root / "site" / "assets" / "css" / "catalog.css").read_bytes() == style.read_bytes()


def test_a_stored_frame_says_what_is_missing_in_it(stored: tuple[Path, dict[str, bytes]], small: Path) -> None:
    """A missing or damaged frame fails the build with a sentence, and pages that changed since are reported; storing again gives the same bytes."""
    root = small
    missing, other = "is missing: write it with `curator frame`", "is not an archive that `curator frame` wrote"
    archive = gzip.compress(archived({".frame.json": b"[]"}))
    for content, sentence in ((None, missing), (b"no archive", other), (archive[:10] + b"\xff" * 20, other), (archive, other)):
        if content:
            (root / FRAME).write_bytes(content)
        done = command(root, "build", "--engine", "none")
        assert (done.exit_code, f"{FRAME} {sentence}" in done.stderr, "site/ was not changed" in done.stderr) == (1, True, True)
    assert command(root, "frame").exit_code == 0
    assert (root / FRAME).read_bytes() == (stored[0] / FRAME).read_bytes()
    (root / "docs" / "about.md").write_text("# Other\n", encoding="utf-8")
    done = command(root, "build", "--engine", "none")
    assert (done.exit_code, f"have changed since {FRAME} was written: the site has the earlier pages" in done.stderr) == (0, True)


@pytest.mark.parametrize("engine", sorted(ENGINES))
def test_pages_built_without_curator_say_so(engine: str, made: dict[str, tuple[Path, dict[str, bytes]]]) -> None:
    """What an engine makes by itself has a visible note on every page and is not for search engines; our site has neither.

    An engine that keeps results in .cache/ leaves those of the program there, adds none, and leaves no other files.
    """
    root, own = made[engine]
    pages = {path: html.fromstring(content) for path, content in own.items() if path.endswith(".html")}
    assert {"index.html", "404.html", "datasets/frame/index.html", "browse/term/frame/index.html"} <= pages.keys()
    for path, page in pages.items():
        assert NOTE in page.xpath("string(//div[@class='md-banner'])"), path
        assert page.xpath("//head/meta[@name='robots']/@content") == ["noindex"], path
    mark = root / CACHE / "mark"
    mark.write_text("kept", encoding="utf-8")
    assert command(root, "build", "--engine", engine).exit_code == 0
    assert (mark.read_text(encoding="utf-8"), (root / FILE).is_file()) == ("kept", True)
    assert [path.name for path in (root / ".cache").iterdir()] == ["curator"]
    assert sorted(path.name for path in root.iterdir() if path.name.startswith(".")) == [".cache", ".github"]
    for path, content in files_of(root / "site").items():
        if path.endswith(".html"):
            page = html.fromstring(content)
            assert (page.xpath("//head/meta[@name='robots'] | //div[@class='md-banner']"), NOTE.encode() in content) == ([], False), path
