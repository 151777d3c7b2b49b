"""What the tests share: the catalog, copies of the checkout, built sites, a browser."""

import functools
import http.server
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

import find_browser
from browsing import Open, Watched
from curator import catalog as catalogs
from curator.contents import Catalog

ROOT = Path(__file__).parent.parent
COPIED = ("mkdocs.yml", "pyproject.toml", "catalog", "docs", "scripts", ".github")
"""What a build needs of a checkout."""
CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
"""How the browser is started: alone with this machine."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """The option that renews the picture in the README."""
    parser.addoption("--screenshot", action="store_true", help="write docs/assets/screenshot.png anew")


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """The real catalog."""
    return catalogs.load(ROOT)[0]


def copy_checkout(folder: Path) -> Path:
    """A copy of what a build needs, without .git, in a folder of its own."""
    folder.mkdir(parents=True)
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
        else:
            shutil.copy(source, folder / name)
    if (ROOT / ".cache" / "curator").is_dir():
        shutil.copytree(ROOT / ".cache" / "curator", folder / ".cache" / "curator")
    return folder


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of the checkout that a test may change."""
    return copy_checkout(tmp_path / "checkout")


def curator(folder: Path, *words: str, timeout: int = 300) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder."""
    return subprocess.run([sys.executable, "-m", "curator", *words], cwd=folder, capture_output=True, text=True, check=False, timeout=timeout)


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The site as each engine builds it, strictly, from a copy of the checkout."""
    found = {}
    for engine in ("mkdocs", "zensical"):
        folder = copy_checkout(tmp_path_factory.mktemp(engine) / "checkout")
        done = curator(folder, "build", "--engine", engine)
        assert done.returncode == 0, done.stdout + done.stderr
        found[engine] = folder / "site"
    return found


@pytest.fixture(scope="session")
def site(sites: dict[str, Path]) -> Path:
    """The site as `make site` builds it."""
    return sites["mkdocs"]


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing of single requests."""


@pytest.fixture(scope="session")
def served(site: Path) -> Iterator[str]:
    """The address of the built site, served below a base path as on a project's pages."""
    folder = site.parent / "served"
    folder.mkdir()
    (folder / "catalog").symlink_to(site, target_is_directory=True)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/catalog/"
    server.shutdown()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium; without one the tests that need it fail."""
    path = find_browser.found()
    if path is None:
        pytest.fail("no Chromium was found: run `make test`, which gets one, or name one in $CHROME")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=path,
            args=CHROMIUM,
        )
        yield chromium
        chromium.close()


@pytest.fixture
def watched(browser: Browser, served: str) -> Iterator[Watched]:
    """Watched pages; a fault in one of them fails the test, in the end."""
    pages = Watched(browser, served)
    yield pages
    for context in pages.contexts:
        context.close()
    pages.check()


@pytest.fixture
def open_page(watched: Watched) -> Open:
    """Opens a watched page of the site."""
    return watched.open


@pytest.fixture(scope="session")
def problems_by_file() -> dict[str, list[str]]:
    """Every problem of the real catalog, by file."""
    found: dict[str, list[str]] = {}
    for problem in catalogs.load(ROOT)[1]:
        found.setdefault(problem.file, []).append(str(problem))
    return found
