"""Shared fixtures: the catalog, copies of the checkout, built sites."""

import contextlib
import fcntl
import gc
import os
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import citation_js
import html_checker
import language_server as server_of_editors
from curator.cli import main
from curator.records import load as catalogs
from curator.records.catalog import Catalog
from curator.records.settings import read as read_settings
from curator.site.engine_commands import ENGINES
from some_site import some_of, write_some_site

pytest_plugins = ["browser_fixtures"]
THRESHOLD = gc.get_threshold()
os.environ.setdefault("HYPOTHESIS_NO_PLUGINS", "1")  # they import libraries that no test uses
gc.set_threshold(100_000)  # while the tests are collected, which creates almost no garbage

ROOT = Path(__file__).parent.parent
COPIED = ("mkdocs.yml", "pyproject.toml", "catalog", "docs", "scripts", ".github")
"""Files of a checkout that a build requires."""
PUBLISHED = replace(read_settings(ROOT), url="https://someone.github.io/catalog/", repository="https://github.com/someone/catalog")
"""The settings with URLs in place of the placeholders, which no page shows."""
OPTIONAL: dict[str, tuple[str, Callable[[], str]]] = {
    "check_html": ("HTML", html_checker.missing),
    "language_server": ("Editors", server_of_editors.missing),
    "check_citation_js": ("citation-js", citation_js.missing),
}
"""Fixtures that require programs of npm, with what they check and what they lack."""
HOOK, WATCHED = "scripts/mkdocs_hooks.py", "scripts/curator/site/templates"
"""The parts of the program to which mkdocs.yml refers."""
_DECISIONS = re.compile(r"^ +- Decisions:\n(?: +- .*decisions/.*\n)+", re.MULTILINE)
"""The pages about decisions in the navigation."""
CACHE = Path(".cache") / "curator"
"""The cache of a build."""
SLOW_FILES = (
    "serve",
    "table",
    "page_kinds",
    "browser",
    "kept_results",
    "compare",
    "selection_panel",
    "new_page",
    "search",
    "fuzz",
    "page_layout",
    "recipes",
    "engines",
    "hostile",
    "metadata",
    "error_sentences",
    "replace_site",
    "site_folder",
    "build",
    "new_terms",
    "dataset_header",
    "citation_choice",
    "citations",
    "links_within",
    "generate",
    "offered_fixes",
    "from_issue",
    "broken",
)
"""The slowest test files. They start first, so that no process runs one alone at the end; the first file does not wait for the site, which another process builds meanwhile."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options that update the screenshot in the README, and the reports of broken files."""
    parser.addoption("--screenshot", action="store_true", help="update docs/assets/screenshot.png")
    parser.addoption("--reports", action="store_true", help="write the reports of the selected files in tests/broken")


def pytest_xdist_auto_num_workers() -> int:
    """Use one process more than there are processors: many tests wait for a browser or a server."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Run the slowest files first, and all others in their order; leave out the tests that require a program of npm that cannot run."""
    for fixture, (_, missing) in OPTIONAL.items():
        checking = [item for item in items if fixture in getattr(item, "fixturenames", ())]
        if checking and missing():
            config.hook.pytest_deselected(items=checking)
            items[:] = [item for item in items if item not in checking]
    places = {f"test_{name}": place for place, name in enumerate(SLOW_FILES)}
    items.sort(key=lambda item: places.get(item.path.stem, len(places)))


def pytest_collection_finish() -> None:
    """Restore the usual frequency of garbage collection."""
    gc.set_threshold(*THRESHOLD)


def pytest_sessionfinish() -> None:
    """Look for no more objects to remove: looking three times at all that the tests have in memory would take longer than to collect them."""
    gc.freeze()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name the files of the slowest tests, and say what was not checked, because a missing test would otherwise look like a passed one."""
    seconds: defaultdict[str, float] = defaultdict(float)
    for report in (it for reports in terminalreporter.stats.values() for it in reports if isinstance(it, pytest.TestReport)):
        seconds[report.nodeid] += report.duration
    if len(slowest := sorted(seconds, key=seconds.__getitem__)[-(len(seconds) // 10) :]) > 10:
        files: defaultdict[str, float] = defaultdict(float)
        for name in slowest:
            files[name.partition("::")[0]] += seconds[name]
        named = ", ".join(f"{name} {files[name]:.0f} s" for name in sorted(files, key=files.__getitem__, reverse=True)[:10])
        total = f"{sum(files.values()):.0f} of {sum(seconds.values()):.0f} s"
        terminalreporter.write_line(f"The slowest tenth of the tests took {total}, most in {named}")
    for title, missing in OPTIONAL.values():
        if what := missing():
            terminalreporter.write_line(f"{title} not checked: {what}", yellow=True, bold=True)


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """The real catalog."""
    return catalogs.load(ROOT)[0]


def copy_checkout(folder: Path, built: Path = ROOT, names: Iterable[str] = COPIED) -> Path:
    """Copy the files that a build requires into a new folder, without .git, with the cache of another build."""
    folder.mkdir(parents=True)
    for name in names:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
        else:
            (folder / name).parent.mkdir(exist_ok=True)
            shutil.copy(source, folder / name)
    if (built / CACHE).is_dir():
        shutil.copytree(built / CACHE, folder / CACHE)
    return folder


def small_catalog(folder: Path) -> None:
    """Copy the small catalog and the vocabularies into a folder."""
    shutil.copytree(ROOT / "tests" / "small" / "catalog", folder / "catalog")
    shutil.copytree(ROOT / catalogs.VOCABULARY, folder / catalogs.VOCABULARY)


def small_checkout(folder: Path) -> Path:
    """Create a checkout with the small catalog, without hand-written pages."""
    small_catalog(folder)
    for name in ("mkdocs.yml", "pyproject.toml", ".gitignore"):
        shutil.copy(ROOT / name, folder / name)
    return folder


def small_copy(folder: Path, built: Path = ROOT, *, program: bool = True) -> Path:
    """Copy the checkout with the small catalog, without the decision pages and with the cache of another build, so that its site is built in a fraction of the time.

    Only a test that changes the program needs a copy of it; without the program, copying takes a third of the time.
    """
    copy_checkout(folder, built, [name for name in COPIED if name not in ("catalog", "scripts")] + ["scripts" if program else HOOK])
    (folder / WATCHED).mkdir(parents=True, exist_ok=True)
    small_catalog(folder)
    _remove_decisions(folder)
    return folder


def _remove_decisions(folder: Path) -> None:
    """Remove the pages about decisions, more than half of the hand-written pages, to which no other page links."""
    shutil.rmtree(folder / "docs" / "decisions")
    settings = folder / "mkdocs.yml"
    text, removed = _DECISIONS.subn("", settings.read_text(encoding="utf-8"))
    assert removed == 1
    settings.write_text(text, encoding="utf-8")


def uncached_copy(folder: Path) -> Path:
    """Copy the checkout with the small catalog, without a cache."""
    shutil.rmtree(small_copy(folder, program=False) / ".cache", ignore_errors=True)  # that of `curator check`
    return folder


@pytest.fixture
def small(tmp_path: Path, small_built: Path) -> Path:
    """A copy of the checkout with the small catalog, which a test can change, with the cache of its build: the next build takes a twentieth of the time."""
    return small_copy(tmp_path / "small", small_built, program=False)


@pytest.fixture
def small_with_program(tmp_path: Path, small_built: Path) -> Path:
    """The same copy with the program, for a test that changes it."""
    return small_copy(tmp_path / "small", small_built)


@pytest.fixture
def uncached(tmp_path: Path) -> Path:
    """A copy of the checkout with the small catalog, which a test can change, without a cache."""
    return uncached_copy(tmp_path / "uncached")


@pytest.fixture
def checkout(tmp_path: Path, site: Path) -> Path:
    """A copy of the checkout that a test can change."""
    return copy_checkout(tmp_path / "checkout", site.parent)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with the small catalog, as the current folder."""
    folder = small_checkout(tmp_path / "desk")
    monkeypatch.chdir(folder)
    return folder


def curator(folder: Path, *words: str, timeout: int = 300) -> subprocess.CompletedProcess[str]:
    """Run `curator` in a folder, as a process."""
    return subprocess.run([sys.executable, "-m", "curator", *words], cwd=folder, capture_output=True, text=True, check=False, timeout=timeout)


def command(folder: Path, *words: str) -> Result:
    """Run `curator` in a folder within this process, which is faster; an exception fails the test."""
    with contextlib.chdir(folder):
        return CliRunner().invoke(main, words, catch_exceptions=False)


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder that all test processes share, for files that are created once."""
    own = tmp_path_factory.getbasetemp()
    folder = (own if worker_id == "master" else own.parent) / "shared"
    folder.mkdir(exist_ok=True)
    return folder


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Let one of the test processes at a time make a folder."""
    with folder.with_name(f"{folder.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def built(folder: Path, name: str, copied: Callable[[Path], Path], *words: str) -> Path:
    """Build a site from a copy of the checkout, once for all test processes, and return the copy."""
    checkout = folder / name
    with locked(checkout):
        if not (checkout / "site").is_dir():
            shutil.rmtree(checkout, ignore_errors=True)  # left by an interrupted build
            done = curator(copied(checkout), "build", *words)
            assert done.returncode == 0, done.stdout + done.stderr
    return checkout


@pytest.fixture(scope="session")
def site(shared: Path) -> Path:
    """The site that `make site` builds."""
    return built(shared, "mkdocs", copy_checkout) / "site"


@pytest.fixture(scope="session")
def small_built(shared: Path) -> Path:
    """A copy of the checkout with the small catalog, its site and its cache, which no test changes."""
    return built(shared, "small", uncached_copy)


@pytest.fixture(scope="session")
def small_checked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small catalog with the cache of a check, for checks of catalogs with the same vocabularies: they take a third of the time."""
    folder = tmp_path_factory.mktemp("checked") / "small"
    small_catalog(folder)
    catalogs.load(folder)
    return folder


@pytest.fixture(scope="session")
def some() -> Catalog:
    """A part of the real catalog."""
    return some_of(catalogs.load(ROOT)[0])


@pytest.fixture(scope="session")
def some_site(some: Catalog, site: Path, shared: Path) -> Path:
    """The site of a part of the real catalog."""
    folder = shared / "some"
    with locked(folder):
        if not (folder / "sitemap.xml").is_file():
            shutil.rmtree(folder, ignore_errors=True)
            write_some_site(folder, some, site)
    return folder


@pytest.fixture(scope="session")
def sites(site: Path, shared: Path) -> dict[str, Path]:
    """The site built by each engine."""
    others = [engine for engine in ENGINES if engine != "mkdocs"]
    return {"mkdocs": site, **{it: built(shared, it, lambda folder: copy_checkout(folder, site.parent), "--engine", it) / "site" for it in others}}


@pytest.fixture(scope="session")
def check_citation_js() -> None:
    """Marks a test that requires citation-js."""


@pytest.fixture(scope="session")
def check_html() -> Callable[[Iterable[Path]], list[str]]:
    """Function that returns the errors in HTML files. Tests that use it run only if the checker can run, and a sentence says if it cannot."""
    return html_checker.html_errors


@pytest.fixture(scope="session")
def language_server() -> Callable[[dict[str, Any]], AbstractContextManager[server_of_editors.Editor]]:
    """Function that starts the language server of editors. Tests that use it run only if the server can run, and a sentence says if it cannot."""
    return server_of_editors.editing


@pytest.fixture(scope="session")
def problems_by_file() -> dict[str, list[str]]:
    """Every problem of the real catalog, by file."""
    found: dict[str, list[str]] = {}
    for problem in catalogs.load(ROOT)[1]:
        found.setdefault(problem.file, []).append(str(problem))
    return found
