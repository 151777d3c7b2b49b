"""What the tests share: the catalog, copies of the checkout, built sites, a browser."""

import contextlib
import fcntl
import functools
import http.server
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from playwright.sync_api import Browser, Page, sync_playwright

import find_browser
from browsing import HOME, Open, Watched
from curator.cli import main
from curator.records import load as catalogs
from curator.records.catalog import Catalog

ROOT = Path(__file__).parent.parent
COPIED = ("mkdocs.yml", "pyproject.toml", "catalog", "docs", "scripts", ".github")
"""What a build needs of a checkout."""
KEPT = Path(".cache") / "curator"
"""What a build keeps for the next one."""
LONGEST = ("browser", "serve", "table", "new_page", "build", "basket", "compare", "links", "canonical_format", "citation_choice")
"""The files of tests that take longest, in that order; begun first, none is left to one process while the others have nothing to do."""
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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first, all others in their order."""
    places = {f"test_{name}": place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.path.stem, len(places)))


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """The real catalog."""
    return catalogs.load(ROOT)[0]


def copy_checkout(folder: Path, built: Path = ROOT) -> Path:
    """A copy of what a build needs, without .git, in a folder of its own, with what was kept when another one was built."""
    folder.mkdir(parents=True)
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
        else:
            shutil.copy(source, folder / name)
    if (built / KEPT).is_dir():
        shutil.copytree(built / KEPT, folder / KEPT)
    return folder


def small_checkout(folder: Path) -> Path:
    """The small catalog, with all that a site is made with but its hand-written pages."""
    shutil.copytree(ROOT / "tests" / "small", folder)
    shutil.copytree(ROOT / catalogs.VOCABULARY, folder / catalogs.VOCABULARY)
    for name in ("mkdocs.yml", "pyproject.toml", ".gitignore"):
        shutil.copy(ROOT / name, folder / name)
    return folder


@pytest.fixture
def checkout(tmp_path: Path, site: Path) -> Path:
    """A copy of the checkout that a test may change."""
    return copy_checkout(tmp_path / "checkout", site.parent)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small checkout with one record, in which commands are run."""
    folder = small_checkout(tmp_path / "desk")
    monkeypatch.chdir(folder)
    return folder


def curator(folder: Path, *words: str, timeout: int = 300) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder."""
    return subprocess.run([sys.executable, "-m", "curator", *words], cwd=folder, capture_output=True, text=True, check=False, timeout=timeout)


def command(folder: Path, *words: str) -> Result:
    """Run the command in a folder without a process of its own, which is slow to start; an exception in it fails the test."""
    with contextlib.chdir(folder):
        return CliRunner().invoke(main, words, catch_exceptions=False)


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder of what is made once, whichever of the processes that run the tests needs it first."""
    own = tmp_path_factory.getbasetemp()
    folder = (own if worker_id == "master" else own.parent) / "shared"
    folder.mkdir(exist_ok=True)
    return folder


def built(folder: Path, engine: str) -> Path:
    """The site as an engine builds it, strictly, from a copy of the checkout; who asks while another builds it waits."""
    checkout = folder / engine
    with (folder / f"{engine}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (checkout / "site").is_dir():
            shutil.rmtree(checkout, ignore_errors=True)  # what a process left that was ended while it built
            done = curator(copy_checkout(checkout), "build", "--engine", engine)
            assert done.returncode == 0, done.stdout + done.stderr
    return checkout / "site"


@pytest.fixture(scope="session")
def site(shared: Path) -> Path:
    """The site as `make site` builds it."""
    return built(shared, "mkdocs")


@pytest.fixture(scope="session")
def sites(site: Path, shared: Path) -> dict[str, Path]:
    """The site as each engine builds it."""
    return {"mkdocs": site, "zensical": built(shared, "zensical")}


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing of single requests."""

    def end_headers(self) -> None:
        """Let the browser keep files: the site does not change, and a page whose scripts are kept opens in three quarters of the time."""
        self.send_header("Cache-Control", "max-age=3600")
        super().end_headers()


@pytest.fixture(scope="session")
def served(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the built site, served below a base path as on a project's pages."""
    folder = tmp_path_factory.mktemp("served")
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


@pytest.fixture(scope="module")
def used(browser: Browser, served: str) -> Iterator[Watched]:
    """The watched page that the tests of a file share."""
    pages = Watched(browser, served)
    pages.open("404.html")
    yield pages
    pages.contexts[0].close()


@pytest.fixture
def look(used: Watched) -> Iterator[Callable[..., Page]]:
    """Opens an address of the site in the page that the tests of a file share, where nothing is kept of earlier ones; that takes half the time of a new page."""
    [page] = used.contexts[0].pages

    def opened(address: str = HOME) -> Page:
        page.goto(used.site + address)
        return page

    yield opened
    if page.url != "about:blank":
        page.evaluate("localStorage.clear(); sessionStorage.clear()")
        page.mouse.move(0, 0)
        page.emulate_media(media="null", reduced_motion="null")
        page.goto("about:blank")
    used.check()


@pytest.fixture(scope="session")
def problems_by_file() -> dict[str, list[str]]:
    """Every problem of the real catalog, by file."""
    found: dict[str, list[str]] = {}
    for problem in catalogs.load(ROOT)[1]:
        found.setdefault(problem.file, []).append(str(problem))
    return found
