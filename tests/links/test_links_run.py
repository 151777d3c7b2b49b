"""Link checks of a catalog update its history, resume after an interruption, and report problems of a change."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from bench import Bench, running
from conftest import ROOT
from curator.cli.links import links
from curator.links import link_check
from curator.links.addresses import Address, AddressUse
from curator.links.classify import Result
from curator.links.link_problems import problems_and_warnings
from curator.links.run import NoNetworkError
from curator.links.run_journal import Journal
from curator.records import link_history as histories
from curator.records import load as catalogs
from curator.records import rules, settings
from curator.records.link_history import STATES, State
from curator.records.problem import as_github
from link_catalog import InterruptAfter, catalog_of, network, options, public, rewritten

OK, DOWN, FALLING, REVIVED, MOVED, LOGIN = (
    public(url)
    for url in (
        "https://ok.example/page",
        "https://down.example/page",
        "https://falling.example/page",
        "https://revived.example/page",
        "https://for-good.example/old",
        "https://to-login.example/data",
    )
)
DAYS = ("2026-11-20", "2026-11-27", "2026-12-04")


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    """A running test server."""
    with running(slow=2) as found:
        yield found


@pytest.fixture
def root(tmp_path: Path, bench: Bench) -> Path:
    """A catalog of one record, with addresses of the test server."""
    bench.reset()
    return catalog_of(tmp_path / "small", OK, [DOWN, FALLING, REVIVED, MOVED, LOGIN])


def fall(bench: Bench, *urls: str) -> None:
    """Make these addresses return 404, and no others."""
    bench.missing.clear()
    bench.missing |= {url.replace(".example.org/", ".example/") for url in urls}


def test_three_runs_and_their_issue(root: Path, bench: Bench) -> None:
    """An address that fails in two weekly runs is dead, one that returns is working again, and the issue reports each with its record."""
    fall(bench, DOWN, REVIVED)
    link_check.check_catalog(root, options(bench, DAYS[0]))
    fall(bench, DOWN, REVIVED, FALLING)
    second = link_check.check_catalog(root, options(bench, DAYS[1]))
    states = {url: seen.state for url, seen in second.history.links.items()}
    assert (states[DOWN], states[REVIVED], states[FALLING], states[OK]) == ("dead", "dead", "failing", "ok")
    fall(bench, DOWN, FALLING)
    third = link_check.check_catalog(root, options(bench, DAYS[2]))
    assert third.issue() == (ROOT / "tests" / "link_catalog.md").read_text(encoding="utf-8")
    assert histories.read((root / histories.FILE).read_bytes()) == (third.history, ())


def test_a_run_without_changes_adds_one_line(root: Path, bench: Bench) -> None:
    """The history is sorted, with one address per line, and a run with the same results only adds its day."""
    texts = []
    for day in DAYS:
        link_check.check_catalog(root, options(bench, day))
        texts.append((root / histories.FILE).read_text(encoding="utf-8").splitlines())
    assert [line for line in texts[2] if line not in texts[1]] == [f'    "{DAYS[2]}",']
    urls = [line for line in texts[2] if line.startswith('    "http')]
    assert urls == sorted(urls)


def test_a_run_over_one_record_is_not_complete(root: Path, bench: Bench) -> None:
    """Checking the addresses of one record updates their entries, but adds no day of a complete run."""
    link_check.check_catalog(root, options(bench, DAYS[0]))
    outcome = link_check.check_catalog(root, options(bench, DAYS[1]), only=["good"])
    assert outcome.history.runs == (DAYS[0],)
    assert outcome.history.links[OK].seen == DAYS[1]
    assert histories.read((root / histories.FILE).read_bytes())[0] == outcome.history


def test_a_file_is_written_completely_or_not_at_all(tmp_path: Path) -> None:
    """A file that cannot be written completely is unchanged, and one with the same content is not written."""
    file = tmp_path / "links.json"
    link_check.write(file, "old")
    before = file.stat()
    link_check.write(file, "old")
    assert (file.stat().st_ino, file.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    (tmp_path / f".links.json.{os.getpid()}.new").mkdir()
    with pytest.raises(OSError, match="directory"):
        link_check.write(file, "new")
    assert file.read_text(encoding="utf-8") == "old"


def test_a_shared_target_is_not_proposed(root: Path, bench: Bench) -> None:
    """If all old addresses of a site redirect to one page, neither the issue nor the check of a change proposes to write its address."""
    old = [public(f"https://crowd.example/{name}") for name in ("vessels", "lungs", "hearts")]
    rewritten(root, OK, old)
    outcome = link_check.check_catalog(root, options(bench, DAYS[0]))
    to = public("https://crowd.example/news/portal")
    assert [(outcome.history.links[url].state, outcome.history.links[url].to) for url in old] == [("suspicious", to)] * 3
    assert "Moved permanently" not in outcome.issue()
    _, warnings = problems_and_warnings(outcome.results, outcome.addresses, (), DAYS[0])
    assert {(warning.code, warning.fix) for warning in warnings} == {("doubtful-link", f"open it in a browser and check the page; it leads to `{to}`")}


@pytest.mark.parametrize("state", STATES)
def test_states_that_fail_a_change(state: State) -> None:
    """A new address that is failing, or whose DOI is unregistered, is a problem; one in any other state except ok is a warning."""
    use = AddressUse("made-up", "access.homepage", "homepage", "catalog/datasets/made-up.yaml", 1, 1)
    reported = problems_and_warnings({OK: Result(OK, state)}, {OK: Address(OK, (use,))}, (), DAYS[0])
    assert [len(it) for it in reported] == {"failing": [1, 0], "unregistered": [1, 0], "ok": [0, 0]}.get(state, [0, 1])


def test_an_address_that_left_the_catalog_leaves_the_history(root: Path, bench: Bench) -> None:
    """The next run removes an address that is no longer in the catalog."""
    link_check.check_catalog(root, options(bench, DAYS[0]))
    rewritten(root, OK, [DOWN])
    assert not {MOVED, LOGIN} & set(link_check.check_catalog(root, options(bench, DAYS[1])).history.links)


def in_journal(root: Path) -> set[str]:
    """Return the addresses with a result in the journal."""
    return {json.loads(line)["url"] for line in (root / link_check.JOURNAL).read_text(encoding="utf-8").splitlines() if line}


@pytest.fixture
def interruptible() -> Iterator[None]:
    """The usual handler of SIGINT, which a process in the background of a shell ignores."""
    usual = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, usual)


@pytest.mark.usefixtures("interruptible")
def test_an_interrupted_run_resumes(root: Path, bench: Bench) -> None:
    """After an interruption, the history is unchanged, and the next run checks only the addresses without a result."""
    with pytest.raises(KeyboardInterrupt):
        link_check.check_catalog(root, replace(options(bench, DAYS[0]), watch=InterruptAfter(4)))
    assert not (root / histories.FILE).exists()
    known = in_journal(root)
    assert len(known) >= 4
    bench.reset()
    outcome = link_check.check_catalog(root, options(bench, DAYS[0]))
    assert set(outcome.history.links) == set(outcome.results)
    assert not {public(request.url) for request in bench.requests} & known
    assert not (root / link_check.JOURNAL).exists()


def test_ctrl_c_ends_the_command_with_a_sentence(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An interrupted command says how to resume, and exits with status 130."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(link_check, "check_catalog", interrupt)
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    for name in (settings.FILE, settings.PROJECT):
        shutil.copy(ROOT / name, root)
    monkeypatch.chdir(root)
    done = CliRunner().invoke(links)
    assert (done.exit_code, done.output) == (130, "Interrupted. Progress is saved; run the same command to resume.\n")


KILLED = """
import json, os, sys
from pathlib import Path
from datetime import date
from curator.links import link_check
from curator.links.network import Network
from curator.links.run import RunOptions
given = json.load(sys.stdin)
def watch(progress):
    if progress.results.total() >= 3:
        os.kill(os.getpid(), 9)
network = Network(resolve=lambda host: ["93.184.216.34"], bases=given["bases"], ca_file=Path(given["ca"]), timeout=3, pause=0.2)
link_check.check_catalog(Path(given["root"]), RunOptions(network, date(2026, 11, 20), watch))
"""
"""A run that is killed after three results."""


def test_a_killed_run_resumes(root: Path, bench: Bench) -> None:
    """After a run was killed, the next one checks only the addresses without a result."""
    given_ = {"bases": network(bench).bases, "ca": str(bench.ca), "root": str(root)}
    done = subprocess.run([sys.executable, "-c", KILLED], input=json.dumps(given_), text=True, check=False, capture_output=True, timeout=60)
    assert done.returncode == -9, done.stderr
    journal = root / link_check.JOURNAL
    known = in_journal(root)
    journal.write_text(f'{journal.read_text(encoding="utf-8")}{{"url": "https://cut-off', encoding="utf-8")
    bench.reset()
    outcome = link_check.check_catalog(root, options(bench, DAYS[0]))
    assert len(known) >= 3
    assert not {public(request.url) for request in bench.requests} & known
    assert set(outcome.history.links) == set(outcome.results)


def test_a_run_over_midnight_is_one_day(root: Path, bench: Bench) -> None:
    """A result from before midnight keeps its day if the run resumes after midnight, so that it makes no address dead."""
    fall(bench, DOWN)
    first = link_check.check_catalog(root, options(bench, "2026-11-20"))
    with Journal(root / link_check.JOURNAL, date(2026, 11, 20)) as journal:
        journal.add(first.results[DOWN])
    second = link_check.check_catalog(root, options(bench, "2026-11-21"))
    assert (second.history.links[DOWN].state, second.history.links[DOWN].seen) == ("failing", "2026-11-20")
    assert link_check.check_catalog(root, options(bench, "2026-11-22")).history.links[DOWN].state == "dead"


def test_an_unreadable_history_is_not_replaced(root: Path, bench: Bench) -> None:
    """If the history cannot be read, for example after a merge conflict, no address is requested and the file is unchanged."""
    text = "<<<<<<< ours\n{}\n"
    (root / histories.FILE).write_text(text, encoding="utf-8")
    with pytest.raises(link_check.HistoryError, match=r"catalog/links\.json:1:1"):
        link_check.check_catalog(root, options(bench, DAYS[0]))
    assert (root / histories.FILE).read_text(encoding="utf-8") == text
    assert not bench.requests


def test_an_unreadable_record_keeps_its_history(root: Path, bench: Bench) -> None:
    """Entries of addresses in a record that cannot be read are kept."""
    before = link_check.check_catalog(root, options(bench, DAYS[0])).history
    (root / "catalog" / "datasets" / "good.yaml").write_text("name: [", encoding="utf-8")
    after = link_check.check_catalog(root, options(bench, DAYS[1])).history
    assert set(after.links) == set(before.links)
    assert (after.runs, after.links[MOVED]) == ((DAYS[0],), before.links[MOVED])


def test_only_added_addresses_are_checked(root: Path, bench: Bench, tmp_path: Path) -> None:
    """Only addresses that a change adds are checked. One that fails twice is a problem at its line, the others are warnings."""
    before = catalog_of(tmp_path / "before", OK, [DOWN])
    fall(bench, DOWN, FALLING)
    outcome = link_check.check_change(root, before, options(bench, DAYS[0]))
    assert set(outcome.results) == {FALLING, REVIVED, MOVED, LOGIN}
    problems, warnings = problems_and_warnings(outcome.results, outcome.addresses, (), DAYS[0])
    line = next(number for number, text in enumerate((root / "catalog/datasets/good.yaml").read_text(encoding="utf-8").splitlines(), 1) if FALLING in text)
    fix = "correct the URL, or add an exception with a reason to catalog/link-exceptions.yaml"
    assert [str(problem) for problem in problems] == [f"catalog/datasets/good.yaml:{line}:16: `{FALLING}`: status 404 [dead-link]\n    fix: {fix}"]
    assert [(warning.code, warning.fix) for warning in warnings] == [
        ("doubtful-link", f"write `{outcome.results[MOVED].to}`"),
        ("doubtful-link", f"open it in a browser and check the page; it leads to `{outcome.results[LOGIN].to}`"),
    ]
    assert as_github(warnings, "warning").startswith("::warning file=catalog/datasets/good.yaml,")
    assert bench.request_counts["falling.example", "/page"] == 2
    assert not (root / histories.FILE).exists()


def exceptions(root: Path, *states: str, until: str = "2027-11-23") -> None:
    """Add an exception for these states of a host."""
    text = (
        f"exceptions:\n  - prefix: https://falling.example.org/\n    states: [{', '.join(states)}]\n    reason: Its owners are moving it.\n    until: {until}\n"
    )
    (root / "catalog" / "link-exceptions.yaml").write_text(text, encoding="utf-8")


def test_an_exception_makes_a_problem_a_warning(root: Path, bench: Bench, tmp_path: Path) -> None:
    """An address with an exception is checked, and reported as a warning."""
    exceptions(root, "failing", "dead")
    fall(bench, FALLING)
    outcome = link_check.check_change(root, catalog_of(tmp_path / "before", OK), options(bench, DAYS[0]))
    catalog = catalogs.load(root)[0]
    problems, warnings = problems_and_warnings(outcome.results, outcome.addresses, catalog.exceptions, DAYS[0])
    assert not problems
    assert any(FALLING in warning.message for warning in warnings)
    assert bench.request_counts["falling.example", "/page"] == 2


def test_an_exception_expires(root: Path, bench: Bench, tmp_path: Path) -> None:
    """An expired exception has no effect: the address is a problem, and the issue reports it as any other and lists the exception."""
    exceptions(root, "failing", "dead", until=DAYS[0])
    fall(bench, FALLING)
    outcome = link_check.check_change(root, catalog_of(tmp_path / "before", OK), options(bench, DAYS[0]))
    allowed = outcome.catalog.exceptions
    assert [len(problems_and_warnings(outcome.results, outcome.addresses, allowed, day)[0]) for day in DAYS[:2]] == [0, 1]
    issues = [link_check.check_catalog(root, options(bench, day)).issue() for day in DAYS[:2]]
    assert ["## Covered by an exception" in text for text in issues] == [True, False]
    assert "## Newly dead" in issues[1]
    assert ["## Expired exceptions (1)" in text for text in issues] == [False, True]


def test_a_new_address_may_come_with_its_exception(root: Path, bench: Bench) -> None:
    """An exception for an address that was never checked is not needless; one that applies to no address is."""
    link_check.check_catalog(root, options(bench, DAYS[0]))
    exceptions(root, "dead")
    rewritten(root, OK, [FALLING.replace("/page", "/other")])
    assert "needless-exception" not in [problem.code for problem in catalogs.load(root)[1]]
    rewritten(root, OK)
    assert "needless-exception" in [problem.code for problem in catalogs.load(root)[1]]


@pytest.mark.parametrize(("states", "codes"), [(("failing", "dead"), []), (("tls",), ["needless-exception"])], ids=["needed", "needless"])
def test_a_needless_exception_is_a_problem(states: tuple[str, ...], codes: list[str], root: Path, bench: Bench) -> None:
    """An exception for a state that the last run did not find is a problem, and so is an expired one."""
    exceptions(root, *states)
    fall(bench, FALLING)
    before = [problem.code for problem in catalogs.load(root)[1]]
    assert "needless-exception" not in before
    link_check.check_catalog(root, options(bench, DAYS[0]))
    catalog, problems = catalogs.load(root)
    assert [problem.code for problem in problems if problem.code == "needless-exception"] == codes
    assert "expired-exception" in [problem.code for problem in rules.problems_today(catalog, date(2027, 11, 24))]


def test_without_a_network_nothing_is_reported(root: Path, bench: Bench) -> None:
    """If the DOI registry cannot be resolved, no address is requested and no history is written."""
    offline = replace(options(bench, DAYS[0]), network=replace(network(bench), resolve=unknown))
    with pytest.raises(NoNetworkError, match="no network"):
        link_check.check_catalog(root, offline)
    assert not (root / histories.FILE).exists()
    assert not bench.requests


def unknown(host: str) -> list[str]:
    """Resolve names like a machine without a network."""
    raise socket.gaierror(socket.EAI_NONAME, host)


@pytest.mark.parametrize("url", ["http://[bad", "javascript:alert(1)", "https:///page", "somewhere"])
def test_an_invalid_url_is_not_checked(url: str, root: Path, bench: Bench) -> None:
    """An invalid URL in the bibliography is left to `curator check`; all other addresses are checked."""
    file = root / "catalog" / "references.bib"
    file.write_text(file.read_text(encoding="utf-8").replace("doi = {10.5555/harbour}", f"url = {{{url}}}"), encoding="utf-8")
    assert "bad-address" in [problem.code for problem in catalogs.load(root)[1]]
    results = link_check.check_catalog(root, options(bench, DAYS[0])).results
    assert OK in results
    assert url not in results


USAGE = [
    (["--only", "good", "--changed-since", "HEAD"], "give one of them"),
    (["--only", "nobody"], "no valid record `nobody`"),
]


@pytest.mark.parametrize(("words", "message"), USAGE, ids=range(len(USAGE)))
def test_a_usage_error_is_a_sentence(words: list[str], message: str, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Options that contradict each other, and unknown records, end the command with a sentence; no history is written."""
    monkeypatch.chdir(root)
    done = CliRunner().invoke(links, words)
    assert (done.exit_code, message in done.output) == (2, True), done.output
    assert not (root / histories.FILE).exists()
