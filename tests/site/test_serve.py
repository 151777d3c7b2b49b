"""Tests for editing the catalog while `curator serve` or `mkdocs serve` runs, and for `mkdocs build` without `curator`."""

import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from threading import Event
from urllib.parse import quote

import pytest

from conftest import small_copy
from curator.records import load as catalogs
from curator.site.preview.worker import Worker

BASE = "/catalog/"
"""The path of `site_url`, under which the site is served."""
RECORD, SUMMARY, PAGE = "catalog/datasets/good.yaml", "scripts/curator/site/templates/record/summary.html.j2", "docs/about.md"
SETTINGS = "mkdocs.yml"
ADDED = re.compile(
    r'(<link rel="stylesheet" href="/_preview/errors\.css">\n<div class="preview-errors".*?</div>\n)?<script src="/_preview/reload\.js" data-version="\d+"></script>\n?',
    re.DOTALL,
)
"""What the preview adds to each page."""
SAMPLE = ("", "about/", "references/", "datasets/good/")
"""Pages that are compared to check that nothing else has changed."""
PATIENCE, START = 60, 90
"""Seconds within which a change must be visible, and within which a server must answer: it starts while other tests do."""
ANSWER = 30
"""Seconds within which a request must be answered; a hanging server never answers."""
ENVIRONMENT = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONUNBUFFERED": "1", "BROWSER": "true"}
BROKEN_RECORDS = {
    "bad YAML": ("year: 2021", "year: [2021", r"\d+:9: invalid YAML: .* \[yaml-syntax\]\n    fix: .+"),
    "an unknown field": ("name: Harbour\n", "name: Harbour\ncolour: red\n", r"3:1: `colour` is not a field \[unknown-field\]\n    fix: .+"),
}
"""Text in the record, its replacement, and the reported problem."""
BROKEN_TEMPLATES = {"syntax": "{% if %}", "undefined": "{{ nothing.at_all }}"}


@dataclass
class Serving:
    """A running server; its port is 0 until it listens."""

    folder: Path
    port: int
    log: Path
    process: subprocess.Popen[bytes]
    originals: dict[str, str] = field(default_factory=dict)
    mark: int = 0

    def request(self, path: str, method: str = "GET", **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
        """Return the answer for a path, and its content."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=ANSWER)
        try:
            connection.request(method, path, headers=headers)
            answer = connection.getresponse()
            return answer, answer.read()
        finally:
            connection.close()

    def get(self, address: str) -> tuple[int, str]:
        """Return the status and text of a page."""
        answer, content = self.request(BASE + address)
        return answer.status, unescape(content.decode())

    def answers(self) -> bool:
        """Return whether the server answers."""
        if found := re.search(r"Serving on http://127\.0\.0\.1:(\d+)/", self.said()):
            self.port = int(found[1])
        return self.port > 0 and self.get("")[0] == http.client.OK

    def sample(self) -> list[str]:
        """Return the text of a few pages, without what the preview adds."""
        return [ADDED.sub("", self.get(address)[1]) for address in SAMPLE]

    def content(self, path: str) -> bytes:
        """Return a file of the site, without what the preview adds."""
        content = self.request(BASE + quote(path.removesuffix("index.html") if path != "404.html" else "nowhere/"))[1]
        return ADDED.sub("", content.decode()).encode() if path.endswith(".html") else content

    def version(self) -> int:
        """Return the present version of the pages, as browsers learn of it."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=ANSWER)
        try:
            connection.request("GET", "/_preview/changes")
            return int(connection.getresponse().readline().removeprefix(b"data: "))
        finally:
            connection.close()

    def titles(self) -> dict[str, str]:
        """Return the heading of every page in the sitemap, by URL."""
        found = {}
        for address in re.findall(r"<loc>[^<]*?/catalog/([^<]*)</loc>", self.get("sitemap.xml")[1]):
            status, text = self.get(address)
            assert status == http.client.OK, f"{address} answers {status}"
            heading = re.search(r"<h1[^>]*>([^<]*)", text)
            assert heading, f"{address} has no heading"
            found[address] = heading[1]
        return found

    def said(self) -> str:
        """Return the output of the server since the last edit."""
        return self.log.read_text(encoding="utf-8")[self.mark :]

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace text that a file contains once, or append text if there is none to replace."""
        path = self.folder / name
        text = path.read_text(encoding="utf-8")
        self.originals.setdefault(name, text)
        self.mark = len(self.log.read_text(encoding="utf-8"))
        path.write_text(replaced(text, old, new) if old else text + new, encoding="utf-8")

    def put_back(self) -> None:
        """Restore every edited file."""
        while self.originals:
            name, text = self.originals.popitem()
            if (self.folder / name).read_text(encoding="utf-8") != text:
                (self.folder / name).write_text(text, encoding="utf-8")

    def until(self, what: str, seen: Callable[[], bool], patience: int = PATIENCE) -> None:
        """Wait for a condition, and print the seconds it took."""
        begin = time.monotonic()
        while time.monotonic() < begin + patience:
            assert self.process.poll() is None, self.said()
            if seen():
                print(f"{what}: {time.monotonic() - begin:.1f} s")  # noqa: T201 - `pytest -rP` shows it
                return
            time.sleep(0.05)
        pytest.fail(f"{what}: not within {patience} s\n{self.said()}")

    def until_shown(self, what: str, address: str, text: str) -> None:
        """Wait until a page contains a text."""
        self.until(what, lambda: text in self.get(address)[1])


def replaced(text: str, old: str, new: str) -> str:
    """Return a text in which words that occur once are replaced."""
    assert text.count(old) == 1, f"`{old}` occurs {text.count(old)} times"
    return text.replace(old, new)


@contextmanager
def running(folder: Path, *words: str) -> Iterator[Serving]:
    """Run a command that serves the site of a folder, and wait until it answers."""
    log = folder.parent / "serve.log"
    # a process that is started in the background ignores Ctrl-C
    signal.signal(signal.SIGINT, signal.default_int_handler)
    environment = ENVIRONMENT | {"PYTHONPATH": str(folder / "scripts")}
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", *words], cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT
        )
    serving = Serving(folder, 0, log, process)
    try:
        serving.until("start to first answer", serving.answers, START)
        yield serving
    finally:
        process.kill()
        process.wait()


@pytest.fixture(scope="module")
def taken() -> Iterator[int]:
    """A port that is in use, below the ephemeral ports, which other processes may use before the server does."""
    with socket.socket() as found:
        port = next(port for port in range(20_000, 30_000, 10) if binds(found, port))
        found.listen()
        yield port


def binds(found: socket.socket, port: int) -> bool:
    """Return whether a socket can use a port."""
    try:
        found.bind(("127.0.0.1", port))
    except OSError:
        return False
    return True


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, small_built: Path, taken: int) -> Iterator[tuple[Serving, list[str]]]:
    """A copy of the checkout served by `curator serve`, with its pages before any edit."""
    with running(small_copy(tmp_path_factory.mktemp("serve") / "small", small_built), "curator", "serve", "--port", str(taken)) as serving:
        yield serving, serving.sample()


@pytest.fixture
def serving(server: tuple[Serving, list[str]], request: pytest.FixtureRequest) -> Iterator[Serving]:
    """A served copy of the checkout, which earlier tests may have edited; the edits of a failed test are reverted before the next test."""
    (serving, first), failed = server, request.session.testsfailed
    yield serving
    if request.session.testsfailed > failed:
        serving.put_back()
        serving.until("put back", lambda: serving.sample() == first)


def test_served_files_are_those_of_the_built_site(serving: Serving) -> None:
    """Every file of a built site is served with the same content, apart from the script that reloads pages, and nothing else is."""
    done = subprocess.run([sys.executable, "-m", "curator", "build"], cwd=serving.folder, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    built = files(serving.folder / "site")
    assert [path for path, content in built.items() if serving.content(path) != content] == []
    unpublished = ("datasets/frame/", "browse/term/frame/", "sitemap.xml.gz")
    assert [serving.get(path)[0] for path in unpublished] == [http.client.NOT_FOUND] * 3


def test_an_edited_record_is_shown(serving: Serving) -> None:
    """A new summary of a record is shown on its page without a restart, the last of several edits in any case, and browsers learn of it."""
    version = serving.version()
    for word in ("new", "newer", "newest"):
        old = {"new": "Thirty photographs of", "newer": "Thirty new photographs of", "newest": "Thirty newer photographs of"}[word]
        serving.edit(RECORD, old, f"Thirty {word} photographs of")
        time.sleep(0.03 if word == "new" else 0.15)
    serving.until_shown("edited record to served page", "datasets/good/", "Thirty newest photographs of")
    assert serving.version() > version
    assert f'data-version="{serving.version()}"' in serving.get("datasets/good/")[1]


def test_a_change_during_work_is_not_lost() -> None:
    """What changes while work follows an earlier change is worked on next, also after an error."""
    done: list[set[str]] = []
    finished, failed = Event(), list[Exception]()

    def work(paths: frozenset[Path]) -> None:
        done.append({path.name for path in paths})
        if len(done) == 1:
            worker.ask([Path("later.yaml")])
            raise ValueError
        finished.set()

    worker = Worker(failed.append, quiet=0)
    worker.ask([Path("one.yaml"), Path("two.yaml")])
    worker.begin(work)
    assert finished.wait(ANSWER)
    assert (done, len(failed)) == ([{"one.yaml", "two.yaml"}, {"later.yaml"}], 1)


def test_records_appear_and_disappear(serving: Serving) -> None:
    """A new record has a page and a line in the list, and rules that it breaks are reported on its page, the home page and in the terminal; the page of a removed record is not found."""
    new = serving.folder / "catalog" / "datasets" / "another.yaml"
    mark = len(serving.said())
    shutil.copy(serving.folder / RECORD, new)
    try:
        serving.until_shown("new record to its page", "datasets/another/", "[repeated-name]")
        serving.until_shown("new record to the page of another", "datasets/good/", "[repeated-name]")
        serving.until_shown("new record to the home page", "", "[repeated-name]")
        serving.until("new record to the terminal", lambda: "[repeated-name]" in serving.said()[mark:])
        assert 'datasets/another/"' in serving.get("datasets/")[1]
    finally:
        new.unlink()
    serving.until("removed record", lambda: serving.get("datasets/another/")[0] == http.client.NOT_FOUND)
    serving.until("no problems in the terminal", lambda: serving.said().endswith("no problems found\n"))
    assert "[repeated-name]" not in serving.get("")[1]


def test_an_edited_template_is_shown(serving: Serving) -> None:
    """New text of a template is shown on the pages of all records without a restart."""
    serving.edit(SUMMARY, "Also known as", "Other names:")
    serving.until_shown("edited template to served page", "datasets/good/", "Other names:")
    assert all("Also known as" not in serving.get(address)[1] for address in SAMPLE if address.startswith("datasets/"))


def test_an_edited_page_is_shown(serving: Serving) -> None:
    """New text of a hand-written page is shown without a restart."""
    serving.edit(PAGE, "", "\nWords written while it was served.\n")
    serving.until_shown("edited page to served page", "about/", "Words written while it was served.")


def test_serving_uses_a_free_port(serving: Serving, taken: int) -> None:
    """`curator serve` uses the requested port, or the next one if it is in use."""
    assert serving.port > taken


def test_only_files_of_the_site_are_served(serving: Serving) -> None:
    """Other files, other hosts and methods are refused; a folder without its slash is redirected, and content types are those of the published files."""
    for path in ("../mkdocs.yml", "..%2fmkdocs.yml", "%2e%2e/%2e%2e/etc/passwd", "about/../../../mkdocs.yml", "/etc/passwd", "nowhere/"):
        answer, content = serving.request(BASE + path)
        assert (answer.status, b"site_name" in content, b"root:" in content) == (http.client.NOT_FOUND, False, False), path
    assert serving.request("/mkdocs.yml")[0].status == http.client.NOT_FOUND
    for host in ("evil.example", f"evil.example:{serving.port}", "127.0.0.1", f"127.0.0.1.evil.example:{serving.port}"):
        answer, content = serving.request(BASE, Host=host)
        assert (answer.status, b"<html" in content) == (http.client.MISDIRECTED_REQUEST, False), host
    assert serving.request(BASE, Host=f"localhost:{serving.port}")[0].status == http.client.OK
    assert [serving.request(BASE, method)[0].status for method in ("HEAD", "POST")] == [http.client.OK, http.client.NOT_IMPLEMENTED]
    for path, to in (("/", BASE), (BASE.rstrip("/"), BASE), (f"{BASE}about", f"{BASE}about/"), (f"{BASE}datasets/good", f"{BASE}datasets/good/")):
        assert serving.request(path)[0].getheader("Location") == to
    types = {
        "": "text/html",
        "datasets/good/record.json": "application/json",
        "feed.xml": "application/atom+xml",
        "datasets/good/citation.bib": "application/x-bibtex",
    }
    types |= {"assets/js/main.js": "text/javascript", "assets/css/catalog.css": "text/css", "data/catalog.jsonld": "application/ld+json"}
    assert {path: str(serving.request(BASE + path)[0].getheader("Content-Type")).partition(";")[0] for path in types} == types


def test_served_pages_have_a_policy(serving: Serving) -> None:
    """Served pages have the Content-Security-Policy of the site, and the script that reloads them is from the same origin."""
    for address in (*SAMPLE, "nowhere/"):
        text = serving.get(address)[1]
        assert len(ADDED.findall(text)) == 1
        assert "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'self'" in text
    assert b"EventSource(" in serving.request("/_preview/reload.js")[1]


@pytest.mark.parametrize(("right", "wrong", "report"), BROKEN_RECORDS.values(), ids=BROKEN_RECORDS)
def test_a_broken_record_is_shown_with_its_report(serving: Serving, right: str, wrong: str, report: str) -> None:
    """A record broken while it is served shows its problems with line, column and fix, and its terms have no browse pages; other pages are unchanged, and fixing it restores them."""
    titles, texts = serving.titles(), serving.sample()
    serving.edit(RECORD, right, wrong)
    [problem] = [str(problem) for problem in catalogs.load(serving.folder)[1] if problem.file == RECORD]
    assert re.fullmatch(f"{re.escape(RECORD)}:{report}", problem)
    serving.until_shown("broken record to its report", "datasets/good/", f"<pre>{problem}\n</pre>")
    others = {address: title for address, title in titles.items() if not address.startswith(("browse/modality/", "browse/task/"))}
    assert (serving.titles(), len(titles) - len(others)) == (others | {"datasets/good/": "good"}, 2)
    assert "This record has problems" in serving.get("datasets/good/")[1]
    serving.until("broken record to the terminal", lambda: problem in serving.said())

    serving.edit(RECORD, wrong, right)
    serving.until("fixed record to its page", lambda: serving.sample() == texts)
    assert serving.titles() == titles


@pytest.mark.parametrize("fault", BROKEN_TEMPLATES)
def test_a_broken_template_does_not_stop_the_pages(serving: Serving, fault: str) -> None:
    """A template broken while it is served is reported in the terminal and on pages with its line; pages are unchanged, and fixing it updates them."""
    titles, texts = serving.titles(), serving.sample()
    assert serving.get("references/")[0] == http.client.OK, "a page that does not use the template is requested last"
    line = len((serving.folder / SUMMARY).read_text(encoding="utf-8").splitlines()) + 1
    serving.edit(SUMMARY, "", BROKEN_TEMPLATES[fault])
    serving.until("broken template to the terminal", lambda: f"{SUMMARY}:{line}: " in serving.said())
    assert serving.titles() == titles
    assert serving.sample() == texts
    assert f"{SUMMARY}:{line}: " in serving.get("datasets/good/")[1]

    serving.edit(SUMMARY, BROKEN_TEMPLATES[fault], f"<p>Fixed: {fault}.</p>\n")
    serving.until_shown("fixed template to served page", "datasets/good/", f"<p>Fixed: {fault}.</p>")
    assert serving.titles() == titles


def test_a_broken_page_does_not_stop_the_others(serving: Serving) -> None:
    """An unknown slot in a hand-written page is reported in the terminal and on pages, which are unchanged, and fixing it updates them."""
    titles, texts = serving.titles(), serving.sample()
    serving.edit(PAGE, "", "\n<!-- slot:no-such -->\n")
    serving.until("unknown slot to the terminal", lambda: "`no-such`" in serving.said())
    serving.until_shown("unknown slot to pages", "references/", "unknown slot `no-such`")
    assert serving.sample() == texts

    serving.edit(PAGE, "\n<!-- slot:no-such -->\n", "")
    serving.until("fixed page to all pages", lambda: "no-such" not in serving.get("references/")[1])
    assert (serving.sample(), serving.titles()) == (texts, titles)


@pytest.mark.parametrize("wrong", ["site_name: [", "site_name: ''"])
def test_broken_settings_do_not_stop_the_pages(serving: Serving, wrong: str) -> None:
    """Settings broken while pages are served are reported in the terminal and on pages, which are unchanged, and records are still reloaded afterwards."""
    texts, right = serving.sample(), "site_name: Medical Imaging Dataset Catalog"
    serving.edit(SETTINGS, right, wrong)
    serving.until("broken settings to the terminal", lambda: f"{SETTINGS}:" in serving.said())
    serving.until_shown("broken settings to pages", "about/", f"{SETTINGS}:")
    assert serving.sample() == texts

    serving.edit(SETTINGS, wrong, right)
    serving.until("fixed settings to pages", lambda: "preview-errors" not in serving.get("about/")[1])
    assert serving.sample() == texts


def test_serving_starts_with_a_broken_template(small_with_program: Path, taken: int) -> None:
    """A server that starts with a broken template answers, reports the error once, and recovers; Ctrl-C ends it without a message."""
    small = small_with_program
    template = small / SUMMARY
    text = template.read_text(encoding="utf-8")
    template.write_text(f"{text}{{% if %}}", encoding="utf-8")
    with running(small, "curator", "serve", "--port", str(taken)) as serving:
        assert serving.get("about/")[0] == http.client.OK
        answer, page = serving.get("datasets/good/")
        assert (answer, SUMMARY in page) == (http.client.INTERNAL_SERVER_ERROR, True)
        template.write_text(text, encoding="utf-8")
        serving.until_shown("fixed template to served page", "datasets/good/", "photographs of the retina")
        said = serving.said()
        assert said.count(SUMMARY) == 1, said
        serving.process.send_signal(signal.SIGINT)
        assert (serving.process.wait(ANSWER), serving.said()) == (0, said)


def test_mkdocs_serve_shows_records(small_with_program: Path) -> None:
    """`mkdocs serve` without `curator` shows the records, and the problems of one that is broken while it runs."""
    small = small_with_program
    [(right, wrong, _), *_] = BROKEN_RECORDS.values()
    with socket.socket() as found:
        port = next(port for port in range(20_005, 30_000, 10) if binds(found, port))
    with running(small, "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}") as serving:
        assert "Content-Security-Policy" not in serving.get("datasets/good/")[1], "the live reload of MkDocs is an inline script"
        # MkDocs reads the files for the first time just after its first response; an earlier edit would not be noticed
        time.sleep(1)
        serving.edit(RECORD, right, wrong)
        serving.until_shown("broken record to its report", "datasets/good/", "[yaml-syntax]")
        assert "[yaml-syntax]" in serving.said()


def build(folder: Path) -> subprocess.CompletedProcess[str]:
    """Plain `mkdocs build`."""
    return subprocess.run([sys.executable, "-m", "mkdocs", "build"], cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=False, timeout=300)


def files(folder: Path) -> dict[str, bytes]:
    """Return the content of every file in a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_plain_build_keeps_the_last_site(small_with_program: Path) -> None:
    """Plain `mkdocs build` with a broken record or template fails, reports the place, and leaves the last site unchanged."""
    small = small_with_program
    (small / "site" / "datasets").mkdir(parents=True)
    for name in ("index.html", "sitemap.xml", "datasets/index.html"):
        (small / "site" / name).write_text("the last good site", encoding="utf-8")
    before = files(small / "site")

    record = small / RECORD
    text = record.read_text(encoding="utf-8")
    records = [record, record.with_stem("another")]
    for file, (right, wrong, _) in zip(records, BROKEN_RECORDS.values(), strict=True):
        file.write_text(replaced(text, right, wrong), encoding="utf-8")
    done = build(small)
    said = done.stdout + done.stderr
    assert done.returncode != 0
    problems = catalogs.load(small)[1]
    assert {problem.file for problem in problems} >= {file.relative_to(small).as_posix() for file in records}
    assert [problem for problem in problems if str(problem) not in said] == []
    assert "Traceback" not in said
    assert files(small / "site") == before
    records[1].unlink()
    record.write_text(text, encoding="utf-8")

    template = small / SUMMARY
    template.write_text(template.read_text(encoding="utf-8") + BROKEN_TEMPLATES["syntax"], encoding="utf-8")
    done = build(small)
    assert done.returncode != 0
    assert SUMMARY in done.stdout + done.stderr
    assert files(small / "site") == before
