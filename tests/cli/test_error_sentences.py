"""Tests of errors outside the catalog, such as settings and permissions: commands report them in a sentence, without a traceback."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import ROOT, command, curator, small_checkout
from curator.records.settings import read
from curator.records.settings_error import SettingsError
from workflows import program

SETTINGS = {
    "a bracket that is not closed": ("mkdocs.yml", "plugins: [{search: {enabled: false}}]", "plugins: [", "mkdocs.yml:", "[yaml-syntax]"),
    "a tab": ("mkdocs.yml", "site_name: ", "\tsite_name: ", "mkdocs.yml:1:", "[yaml-syntax]"),
    "endless nesting": ("mkdocs.yml", "plugins: [{search: {enabled: false}}]", f"plugins: {'[' * 50_000}", "mkdocs.yml:", "[too-deep]"),
    "a list": ("mkdocs.yml", None, "- site_name\n", "mkdocs.yml:", "`site_name` is missing"),
    "an empty file": ("mkdocs.yml", None, "", "mkdocs.yml:1:1", "the file is empty"),
    "another encoding": ("mkdocs.yml", None, b"site_name: \xe9\n", "mkdocs.yml:1:12", "not UTF-8"),
    "no name": ("mkdocs.yml", "site_name:", "name_of_site:", "mkdocs.yml:", "`site_name` is missing"),
    "a number for a name": ("mkdocs.yml", "Medical Imaging Dataset Catalog", "5", "mkdocs.yml:1:", "`site_name` is not text"),
    "extra is missing": ("mkdocs.yml", "extra:", "more:", "mkdocs.yml:", "`extra.repository` is missing"),
    "a path instead of a URL": ("mkdocs.yml", "https://example.org/catalog/", "/catalog/", "mkdocs.yml:", "expected a complete http or https URL"),
    "an unknown licence": ("mkdocs.yml", "CC-BY-NC-4.0\n", "CC-BY-99\n", "mkdocs.yml:", "`extra.licence` is `CC-BY-99`"),
    "a tag": ("mkdocs.yml", "site_name: Medical", "site_name: !ENV Medical", "mkdocs.yml:1:", "is a YAML tag"),
    "broken TOML": ("pyproject.toml", "[project]", "[project", "pyproject.toml:", "not valid TOML"),
    "no version": ("pyproject.toml", "version = ", "edition = ", "pyproject.toml:", "`project.version` is missing"),
}
"""Errors of the settings: the file, its original text, the replacement, and two parts of the report."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with the settings and a small catalog."""
    return small_checkout(tmp_path / "project")


def test_a_pdf_in_a_missing_folder_is_refused_at_once(project: Path) -> None:
    """Before anything is printed, the folder of the PDF is named if there is none."""
    done = command(project, "pdf", "nowhere/catalog.pdf")
    assert (done.exit_code, done.stderr) == (1, "Error: nowhere is not a folder: create it, or name another file\n")


@pytest.mark.parametrize("fault", SETTINGS)
def test_broken_settings_are_a_sentence(fault: str, project: Path) -> None:
    """An error in mkdocs.yml or pyproject.toml is reported with its file, and the build says that the site was not changed."""
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


def test_every_error_in_the_settings_is_reported(project: Path) -> None:
    """All errors of both files are in one report, as problems with line numbers."""
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
    """Another command that reads the settings reports the same errors."""
    (project / "mkdocs.yml").write_text("site_name: [\n", encoding="utf-8")
    done = command(project, "links", "--only", "good")
    assert (done.exit_code, "[yaml-syntax]" in done.stderr) == (1, True)


def test_a_failing_engine_is_reported(small: Path) -> None:
    """The traceback of an engine is not shown, only its last line, which names the error."""
    (small / "docs" / ".overrides" / "main.html").write_text("{% nonsense %}", encoding="utf-8")
    done = command(small, "build")
    assert (done.exit_code, "Traceback" in done.stderr) == (1, False)
    assert "nonsense" in done.stderr


@pytest.mark.parametrize("port", ["0", "99999", "65536", "-1", "http"])
def test_an_invalid_port_is_refused(port: str, small: Path) -> None:
    """`curator serve` accepts ports from 1 to 65535."""
    done = command(small, "serve", "--port", port)
    assert done.exit_code == 2
    assert "Invalid value for '--port'" in done.stderr
    assert "range" in done.stderr or "integer" in done.stderr


def test_all_ports_in_use(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`curator serve` reports if all ports up to the highest are in use."""
    monkeypatch.setattr("socket.socket.connect_ex", lambda *_: 0)
    done = command(small, "serve", "--port", "65530")
    assert (done.exit_code, "ports 65530 to 65535 are in use" in done.stderr) == (1, True)


def test_an_unwritable_cache_is_a_warning(small: Path) -> None:
    """A build that cannot write its cache prints a warning and builds the same site."""
    shutil.rmtree(small / ".cache", ignore_errors=True)
    (small / ".cache").write_text("not a folder\n", encoding="utf-8")
    done = curator(small, "build")
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("kept.sqlite cannot be used") == 1
    assert (small / "site" / "datasets" / "good" / "index.html").is_file()


@pytest.fixture
def public() -> Iterator[Path]:
    """A folder with the Makefile that every user of the system can read."""
    with tempfile.TemporaryDirectory(dir="/tmp") as name:  # other users cannot read the folders of pytest
        folder = Path(name) / "checkout"
        folder.mkdir()
        shutil.copy(ROOT / "Makefile", folder)
        Path(name).chmod(0o755)
        yield folder
        folder.chmod(0o755)


def make(folder: Path, *words: str, user: int | None = None, succeeds: bool = False) -> str:
    """Return the output of `make`, which usually cannot create the environment."""
    done = subprocess.run(["make", ".venv/.made", *words], cwd=folder, capture_output=True, text=True, check=False, timeout=60, user=user)
    assert (done.returncode == 0) == succeeds, done.stderr
    return done.stdout


def test_make_reports_an_unwritable_folder(public: Path) -> None:
    """Without write permission, `make` says so and does not mention a system package."""
    public.chmod(0o555)
    output = make(public, user=65_534 if os.geteuid() == 0 else None)
    assert "This folder cannot be written to" in output
    assert "python3-venv" not in output


def test_make_does_not_replace_a_file(public: Path) -> None:
    """A file named `.venv` is reported and not changed."""
    (public / ".venv").write_text("mine\n", encoding="utf-8")
    output = make(public, "--assume-new=.venv")
    assert ".venv is not a folder" in output
    assert (public / ".venv").read_text(encoding="utf-8") == "mine\n"


def test_make_reports_a_quotation_mark_in_the_path(public: Path) -> None:
    """A quotation mark in the path of the checkout, which prevents programs in the environment from starting, is reported."""
    folder = public / 'the "new" checkout'
    folder.mkdir()
    shutil.copy(ROOT / "Makefile", folder)
    assert 'contains a quotation mark (")' in make(folder)


def test_make_names_the_missing_package(public: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without ensurepip, which is a separate package on some systems, `make` names the package; other errors do not mention it."""
    python = public / "python"
    program(python, "case $1 in -c) exit $MISSING;; *) exit 1;; esac")
    monkeypatch.setenv("MISSING", "1")
    assert "install python3-venv" in make(public, f"PYTHON={python}")
    monkeypatch.setenv("MISSING", "0")
    output = make(public, f"PYTHON={python}")
    assert "could not create the virtual environment" in output
    assert "python3-venv" not in output


STUB = """
case "$*" in
    "-m venv .venv") mkdir -p .venv/bin; cp "$0" .venv/bin/python;;
    "-m pip config list") echo "$SETTINGS";;
    *requirements-installer.lock) echo installs uv; exit $FAILED;;
esac
"""
"""A Python whose pip has settings, and says that it installs uv."""


@pytest.mark.parametrize(
    ("settings", "failed", "expected"),
    [
        ("global.extra-index-url='https://own.invalid'", "0", "installs uv\n"),
        ("global.index-url='https://mirror.invalid'", "0", ""),
        (":env:.index-url='https://mirror.invalid'", "0", ""),
        ("", "1", "installs uv\nWithout uv, pip installs the packages, which takes longer.\n"),
    ],
)
def test_uv_is_installed_unless_pip_has_another_index(public: Path, monkeypatch: pytest.MonkeyPatch, settings: str, failed: str, expected: str) -> None:
    """`make` installs uv unless pip is configured for another index, which uv would not use; without uv, it goes on with pip."""
    python = public / "python"
    program(python, STUB)
    monkeypatch.setenv("SETTINGS", settings)
    monkeypatch.setenv("FAILED", failed)
    assert make(public, f"PYTHON={python}", succeeds=True) == expected
