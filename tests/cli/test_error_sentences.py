"""What is promised of the commands where their surroundings are at fault: a sentence that names it, and never a traceback."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import ROOT, command, curator
from curator.records.settings import SettingsError, read

SETTINGS = {
    "a bracket that is not closed": ("mkdocs.yml", "plugins: [search]", "plugins: [search", "mkdocs.yml:", "[yaml-syntax]"),
    "a tab": ("mkdocs.yml", "site_name: ", "\tsite_name: ", "mkdocs.yml:1:", "[yaml-syntax]"),
    "endless nesting": ("mkdocs.yml", "plugins: [search]", f"plugins: {'[' * 50_000}", "mkdocs.yml:", "[too-deep]"),
    "a list": ("mkdocs.yml", None, "- site_name\n", "mkdocs.yml:", "`site_name` is missing"),
    "an empty file": ("mkdocs.yml", None, "", "mkdocs.yml:1:1", "the file is empty"),
    "letters of another encoding": ("mkdocs.yml", None, b"site_name: \xe9\n", "mkdocs.yml:1:12", "not UTF-8"),
    "no name": ("mkdocs.yml", "site_name:", "name_of_site:", "mkdocs.yml:", "`site_name` is missing"),
    "a number for a name": ("mkdocs.yml", "Medical Imaging Dataset Catalog", "5", "mkdocs.yml:1:", "`site_name` is not text"),
    "no extra": ("mkdocs.yml", "extra:", "more:", "mkdocs.yml:", "`extra.repository` is missing"),
    "a path for an address": ("mkdocs.yml", "https://example.org/catalog/", "/catalog/", "mkdocs.yml:", "expected a complete http or https address"),
    "an unknown licence": ("mkdocs.yml", "CC-BY-NC-4.0\n", "CC-BY-99\n", "mkdocs.yml:", "`extra.licence` is `CC-BY-99`"),
    "a tag": ("mkdocs.yml", "site_name: Medical", "site_name: !ENV Medical", "mkdocs.yml:1:", "is a YAML tag"),
    "broken TOML": ("pyproject.toml", "[project]", "[project", "pyproject.toml:", "not valid TOML"),
    "no version": ("pyproject.toml", "version = ", "edition = ", "pyproject.toml:", "`project.version` is missing"),
}
"""A fault of the settings: the file, what it says, what is written instead, and two parts of the report."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """What the settings are read from, and the vocabularies."""
    folder = tmp_path / "project"
    folder.mkdir()
    for name in ("mkdocs.yml", "pyproject.toml"):
        shutil.copy(ROOT / name, folder)
    shutil.copytree(ROOT / "catalog", folder / "catalog")
    return folder


@pytest.mark.parametrize("fault", SETTINGS)
def test_broken_settings_are_a_sentence(fault: str, project: Path) -> None:
    """A fault in mkdocs.yml or pyproject.toml is reported with its file, and the build says that the site stays."""
    name, right, wrong, place, words = SETTINGS[fault]
    path = project / name
    if right is None:
        path.write_bytes(wrong if isinstance(wrong, bytes) else str(wrong).encode())
    else:
        text = path.read_text(encoding="utf-8")
        assert text.count(right) >= 1
        path.write_text(text.replace(right, str(wrong), 1), encoding="utf-8")
    done = command(project, "build")
    assert done.exit_code == 1
    assert place in done.stderr
    assert words in done.stderr
    assert "    fix: " in done.stderr
    assert "site/ was not changed" in done.stderr


def test_every_fault_of_the_settings_is_reported(project: Path) -> None:
    """All faults of both files come in one report, as problems with places."""
    (project / "mkdocs.yml").write_text("site_name: 5\nsite_url: here\n", encoding="utf-8")
    (project / "pyproject.toml").write_text("", encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        read(project)
    assert [(it.file, it.line, it.code) for it in caught.value.problems] == [
        ("mkdocs.yml", 1, "missing-field"),
        ("mkdocs.yml", 1, "missing-field"),
        ("mkdocs.yml", 1, "missing-field"),
        ("mkdocs.yml", 1, "wrong-type"),
        ("mkdocs.yml", 2, "bad-address"),
        ("pyproject.toml", 1, "missing-field"),
    ]


def test_links_report_broken_settings(project: Path) -> None:
    """A command that reads the settings on its way reports them in the same words."""
    (project / "mkdocs.yml").write_text("site_name: [\n", encoding="utf-8")
    done = command(project, "links", "--only", "drive")
    assert (done.exit_code, "[yaml-syntax]" in done.stderr) == (1, True)


def test_an_engine_that_breaks_off_is_a_sentence(checkout: Path) -> None:
    """What an engine prints of its own inside is not shown; the last line is, which names the fault."""
    (checkout / "docs" / ".overrides" / "main.html").write_text("{% nonsense %}", encoding="utf-8")
    done = command(checkout, "build")
    assert (done.exit_code, "Traceback" in done.stderr) == (1, False)
    assert "nonsense" in done.stderr


@pytest.mark.parametrize("port", ["0", "99999", "65536", "-1", "http"])
def test_a_port_that_is_none_is_refused(port: str, checkout: Path) -> None:
    """`curator serve` takes a port from 1 to 65535, and says so."""
    done = command(checkout, "serve", "--port", port)
    assert done.exit_code == 2
    assert "Invalid value for '--port'" in done.stderr
    assert "range" in done.stderr or "integer" in done.stderr


def test_the_last_ports_are_searched_to_the_end(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where every port up to the highest is taken, `curator serve` says so."""
    monkeypatch.setattr("socket.socket.connect_ex", lambda *_: 0)
    done = command(checkout, "serve", "--port", "65530")
    assert (done.exit_code, "ports 65530 to 65535 are in use" in done.stderr) == (1, True)


def test_a_cache_that_cannot_be_written_stops_nothing(checkout: Path) -> None:
    """Without a place for its cache a build warns, and builds the same site."""
    shutil.rmtree(checkout / ".cache", ignore_errors=True)
    (checkout / ".cache").write_text("not a folder\n", encoding="utf-8")
    done = curator(checkout, "build")
    assert done.returncode == 0, done.stderr
    assert "citations.json cannot be written" in done.stderr
    assert (checkout / "site" / "datasets" / "drive" / "index.html").is_file()


@pytest.fixture
def public() -> Iterator[Path]:
    """A folder that every user of the system may enter and read, with the Makefile."""
    with tempfile.TemporaryDirectory(dir="/tmp") as name:  # the folders of pytest are closed to other users
        folder = Path(name) / "checkout"
        folder.mkdir()
        shutil.copy(ROOT / "Makefile", folder)
        Path(name).chmod(0o755)
        yield folder
        folder.chmod(0o755)


def make(folder: Path, *words: str, user: int | None = None) -> str:
    """What `make` prints where it cannot create the environment."""
    done = subprocess.run(["make", ".venv/.made", *words], cwd=folder, capture_output=True, text=True, check=False, timeout=60, user=user)
    assert done.returncode != 0
    return done.stdout


def test_make_names_a_folder_that_cannot_be_written(public: Path) -> None:
    """Without the right to write, `make` says that, and does not ask for a package of the system."""
    public.chmod(0o555)
    said = make(public, user=65_534 if os.geteuid() == 0 else None)
    assert "This folder cannot be written to" in said
    assert "python3-venv" not in said


def test_make_leaves_a_file_of_that_name(public: Path) -> None:
    """A file at `.venv` is named, and stays."""
    (public / ".venv").write_text("mine\n", encoding="utf-8")
    said = make(public, "--assume-new=.venv")
    assert ".venv is not a folder" in said
    assert (public / ".venv").read_text(encoding="utf-8") == "mine\n"


def test_make_names_a_quotation_mark(public: Path) -> None:
    """A quotation mark in the path of the checkout, from which no program of the environment could start, is named."""
    folder = public / 'the "new" checkout'
    folder.mkdir()
    shutil.copy(ROOT / "Makefile", folder)
    assert 'contains a quotation mark (")' in make(folder)


def test_make_asks_for_the_package_only_where_it_is_missing(public: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without ensurepip, which some systems package apart, `make` names the package; a failure of another kind is not blamed on it."""
    python = public / "python"
    python.write_text("#!/bin/sh\ncase $1 in -c) exit $MISSING;; *) exit 1;; esac\n", encoding="utf-8")
    python.chmod(0o755)
    monkeypatch.setenv("MISSING", "1")
    assert "install python3-venv" in make(public, f"PYTHON={python}")
    monkeypatch.setenv("MISSING", "0")
    said = make(public, f"PYTHON={python}")
    assert "could not create the virtual environment" in said
    assert "python3-venv" not in said
