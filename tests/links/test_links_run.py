"""What is promised of runs over a catalog: days are joined into a history, an end in the middle loses nothing, a change is judged."""

import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from bench import Bench, running
from conftest import ROOT
from curator.cli.links import links
from curator.links import link_check
from curator.links.addresses import Address, Use
from curator.links.classify import Found
from curator.links.journal import written
from curator.links.link_problems import faults
from curator.links.run import NoNetworkError, its_week
from curator.records import link_history as histories
from curator.records import load as catalogs
from curator.records import rules
from curator.records.link_history import STATES, State
from curator.records.problem import as_github
from rehearsal import Watched, catalog_of, manner, network, public, rewritten

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
SOFT = public("https://soft-title.example/data")
"""A page that says not found, and answers 200."""


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    """A running bench."""
    with running(slow=2) as found:
        yield found


@pytest.fixture
def root(tmp_path: Path, bench: Bench) -> Path:
    """A catalog of one record whose addresses are those of the bench."""
    bench.fresh()
    return catalog_of(tmp_path / "small", OK, [DOWN, FALLING, REVIVED, MOVED, LOGIN])


def fall(bench: Bench, *urls: str) -> None:
    """Let these addresses answer 404, and all others as they do."""
    bench.fallen.clear()
    bench.fallen |= {url.replace(".example.org/", ".example/") for url in urls}


def test_a_fallen_and_a_revived_link_are_told(root: Path, bench: Bench) -> None:
    """Three weekly runs: what is gone on two days is dead, what answers again is revived, and the issue tells of each with its record."""
    fall(bench, DOWN, REVIVED)
    link_check.kept(root, manner(bench, DAYS[0]))
    fall(bench, DOWN, REVIVED, FALLING)
    second = link_check.kept(root, manner(bench, DAYS[1]))
    states = {url: seen.state for url, seen in second.after.links.items()}
    assert (states[DOWN], states[REVIVED], states[FALLING], states[OK]) == ("dead", "dead", "failing", "ok")
    fall(bench, DOWN, FALLING)
    third = link_check.kept(root, manner(bench, DAYS[2]))
    assert third.issue() == (ROOT / "tests" / "rehearsal.md").read_text(encoding="utf-8")
    assert histories.read((root / histories.FILE).read_bytes()) == (third.after, ())


def test_a_run_without_news_changes_one_line(root: Path, bench: Bench) -> None:
    """The history's file is sorted, an address a line, and a run that finds what the last one found adds its day alone."""
    texts = []
    for day in DAYS:
        link_check.kept(root, manner(bench, day))
        texts.append((root / histories.FILE).read_text(encoding="utf-8").splitlines())
    assert [line for line in texts[2] if line not in texts[1]] == [f'    "{DAYS[2]}",']
    urls = [line for line in texts[2] if line.startswith('    "http')]
    assert urls == sorted(urls)


def test_some_records_alone_are_no_whole_run(root: Path, bench: Bench) -> None:
    """Asking one record's addresses renews what is known of them, and is not counted as a day on which all were asked."""
    link_check.kept(root, manner(bench, DAYS[0]))
    outcome = link_check.kept(root, manner(bench, DAYS[1]), only=["good"])
    assert outcome.after.runs == (DAYS[0],)
    assert outcome.after.links[OK].seen == DAYS[1]
    assert histories.read((root / histories.FILE).read_bytes())[0] == outcome.after


def test_pages_are_read_in_turn(root: Path, bench: Bench) -> None:
    """A page that answers outright is read in one week of 26; those that visitors are sent to first are read each time."""
    weeks = [date(2026, 1, 1) + timedelta(weeks=number) for number in range(26)]
    its = [its_week(SOFT, day) for day in weeks]
    assert its.count(True) == 1
    read, other = weeks[its.index(True)].isoformat(), weeks[its.index(True) - 1].isoformat()
    rewritten(root, OK, [SOFT])
    assert [link_check.kept(root, manner(bench, day)).found[SOFT].state for day in (other, read)] == ["ok", "suspicious"]
    rewritten(root, SOFT)
    assert link_check.kept(root, manner(bench, other)).found[SOFT].state == "suspicious"


def test_a_change_is_read_whole(root: Path, bench: Bench, tmp_path: Path) -> None:
    """Every page that a change adds is read, whatever week it is."""
    day = next(day for day in DAYS if not its_week(SOFT, date.fromisoformat(day)))
    rewritten(root, OK, [SOFT])
    assert link_check.changed(root, catalog_of(tmp_path / "before", OK), manner(bench, day)).found[SOFT].state == "suspicious"


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    """A file that cannot be written to its end stays as it was, and one that would not change is left alone."""
    file = tmp_path / "links.json"
    link_check.write(file, "old")
    before = file.stat()
    link_check.write(file, "old")
    assert (file.stat().st_ino, file.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    (tmp_path / ".links.json.new").mkdir()
    with pytest.raises(OSError, match="directory"):
        link_check.write(file, "new")
    assert file.read_text(encoding="utf-8") == "old"


def test_nobody_is_sent_to_the_page_to_which_all_old_ones_lead(root: Path, bench: Bench) -> None:
    """Where every old address of a site leads to one page, the advice is to look at it, in the issue and in a pull request, never to write it."""
    old = [public(f"https://crowd.example/{name}") for name in ("vessels", "lungs", "hearts")]
    rewritten(root, OK, old)
    outcome = link_check.kept(root, manner(bench, DAYS[0], thorough=True))
    to = public("https://crowd.example/news/portal")
    assert [(outcome.after.links[url].state, outcome.after.links[url].to) for url in old] == [("suspicious", to)] * 3
    assert "Moved for good" not in outcome.issue()
    _, warnings = faults(outcome.found, outcome.addresses, (), DAYS[0])
    assert {(warning.code, warning.fix) for warning in warnings} == {("doubtful-link", f"open it and look; it leads to `{to}`")}


@pytest.mark.parametrize("state", STATES)
def test_what_fails_a_change(state: State) -> None:
    """A new address fails a change when it is not there or its DOI is not registered; one in order is not spoken of, and all else is a warning."""
    use = Use("made-up", "access.homepage", "homepage", "catalog/datasets/made-up.yaml", 1, 1)
    told = faults({OK: Found(OK, state)}, {OK: Address(OK, (use,))}, (), DAYS[0])
    assert [len(it) for it in told] == {"failing": [1, 0], "unregistered": [1, 0], "ok": [0, 0]}.get(state, [0, 1])


def test_an_address_that_left_the_catalog_is_forgotten(root: Path, bench: Bench) -> None:
    """What no record names any more leaves the history with the next run."""
    link_check.kept(root, manner(bench, DAYS[0]))
    rewritten(root, OK, [DOWN])
    assert not {MOVED, LOGIN} & set(link_check.kept(root, manner(bench, DAYS[1])).after.links)


def test_shards_joined_are_a_whole_run(root: Path, bench: Bench, tmp_path: Path) -> None:
    """What several shards find, joined, is the history that one run writes; each host is in one shard."""
    files = [tmp_path / f"found-{number}.jsonl" for number in (1, 2, 3)]
    outcomes = [link_check.shard(root, manner(bench, DAYS[0]), number, 3, file) for number, file in enumerate(files, 1)]
    asked = [set(outcome.found) for outcome in outcomes]
    joined = link_check.joined(root, link_check.taken(files, date.fromisoformat(DAYS[0])).found, date.fromisoformat(DAYS[0]))
    assert sum(map(len, asked)) == len(set.union(*asked)) == len(joined.after.links)
    (root / histories.FILE).unlink()
    assert link_check.kept(root, manner(bench, DAYS[0])).after == joined.after


def test_an_end_in_the_middle_loses_nothing(root: Path, bench: Bench) -> None:
    """A run that is interrupted leaves the history as it was, and the next one asks only what is not settled."""
    stopping = manner(bench, DAYS[0], thorough=True)
    with pytest.raises(KeyboardInterrupt):
        link_check.kept(root, replace(stopping, watch=Watched(4)))
    assert not (root / histories.FILE).exists()
    known = [json.loads(line)["url"] for line in (root / link_check.JOURNAL).read_text(encoding="utf-8").splitlines() if '"state"' in line]
    assert len(known) >= 4
    bench.fresh()
    outcome = link_check.kept(root, manner(bench, DAYS[0], thorough=True))
    assert set(outcome.after.links) == set(outcome.found)
    assert not {request.url for request in bench.requests} & {url.replace(".example.org/", ".example/") for url in known}
    assert not (root / link_check.JOURNAL).exists()


KILLED = """
import json, os, sys
from pathlib import Path
from datetime import UTC, date, datetime, timedelta
from curator.records.link_history import STATES, State
from curator.links import link_check
from curator.links.addresses import Address, Use
from curator.links.run import Manner
from curator.links.network import Network
told = json.load(sys.stdin)
def watch(tally):
    if tally.asked >= 3:
        os.kill(os.getpid(), 9)
network = Network(resolve=lambda host: ["93.184.216.34"], bases=told["bases"], authority=Path(told["ca"]), timeout=3, pause=0.2)
link_check.kept(Path(told["root"]), Manner(network, date(2026, 11, 20), True, watch))
"""
"""A run that ends as by `kill -9` when lychee has asked three addresses."""


def test_a_killed_run_goes_on(root: Path, bench: Bench) -> None:
    """What lychee had said before the process was killed is not asked by lychee again."""
    given_ = {"bases": network(bench).bases, "ca": str(bench.ca), "root": str(root)}
    done = subprocess.run([sys.executable, "-c", KILLED], input=json.dumps(given_), text=True, check=False, capture_output=True, timeout=60)
    assert done.returncode == -9, done.stderr
    lines = (root / link_check.JOURNAL).read_text(encoding="utf-8").splitlines()
    (root / link_check.JOURNAL).write_text("\n".join([*lines, '{"url": "https://cut-off']), encoding="utf-8")
    known = {json.loads(line)["url"] for line in lines if '"status"' in line}
    bench.fresh()
    outcome = link_check.kept(root, manner(bench, DAYS[0]))
    lychee = {
        public(request.url) for request in bench.requests if "python" not in request.headers.get("user-agent", "") and request.headers.get("accept") == "*/*"
    }
    assert len(known) >= 3
    assert not known & lychee
    assert set(outcome.after.links) == set(outcome.found)


def test_one_day_is_not_two(root: Path, bench: Bench) -> None:
    """What a run found before midnight is of that day, also when the run is taken up after it: nothing is dead by it."""
    fall(bench, DOWN)
    first = link_check.kept(root, manner(bench, "2026-11-20"))
    (root / link_check.JOURNAL).write_text(written([first.found[DOWN]], date(2026, 11, 20)), encoding="utf-8")
    second = link_check.kept(root, manner(bench, "2026-11-21"))
    assert (second.after.links[DOWN].state, second.after.links[DOWN].seen) == ("failing", "2026-11-20")
    assert link_check.kept(root, manner(bench, "2026-11-22")).after.links[DOWN].state == "dead"


def test_an_unreadable_history_is_not_written_over(root: Path, bench: Bench) -> None:
    """Where the file cannot be read, as after a merge with conflicts, nothing is asked and it stays as it is."""
    text = "<<<<<<< ours\n{}\n"
    (root / histories.FILE).write_text(text, encoding="utf-8")
    with pytest.raises(link_check.NoHistoryError, match=r"catalog/links\.json:1:1"):
        link_check.kept(root, manner(bench, DAYS[0]))
    with pytest.raises(link_check.NoHistoryError):
        link_check.joined(root, {}, date.fromisoformat(DAYS[0]))
    assert (root / histories.FILE).read_text(encoding="utf-8") == text
    assert not bench.requests


def test_an_unreadable_record_loses_no_history(root: Path, bench: Bench) -> None:
    """What is known of the addresses of a record that cannot be read just now is kept."""
    before = link_check.kept(root, manner(bench, DAYS[0])).after
    (root / "catalog" / "datasets" / "good.yaml").write_text("name: [", encoding="utf-8")
    after = link_check.kept(root, manner(bench, DAYS[1])).after
    assert set(after.links) == set(before.links)
    assert (after.runs, after.links[MOVED]) == ((DAYS[0],), before.links[MOVED])


def test_a_change_is_asked_alone(root: Path, bench: Bench, tmp_path: Path) -> None:
    """Only what a change adds is asked; what is gone at two tries fails it at its line, and the rest are warnings."""
    before = catalog_of(tmp_path / "before", OK, [DOWN])
    fall(bench, DOWN, FALLING)
    outcome = link_check.changed(root, before, manner(bench, DAYS[0]))
    assert set(outcome.found) == {FALLING, REVIVED, MOVED, LOGIN}
    problems, warnings = faults(outcome.found, outcome.addresses, (), DAYS[0])
    line = next(number for number, text in enumerate((root / "catalog/datasets/good.yaml").read_text(encoding="utf-8").splitlines(), 1) if FALLING in text)
    fix = "mend the address, or except it in catalog/link-exceptions.yaml with the reason"
    assert [str(problem) for problem in problems] == [f"catalog/datasets/good.yaml:{line}:16: `{FALLING}`: answered 404 [dead-link]\n    fix: {fix}"]
    assert [(warning.code, warning.fix) for warning in warnings] == [
        ("doubtful-link", f"write `{outcome.found[MOVED].to}`"),
        ("doubtful-link", f"open it and look; it leads to `{outcome.found[LOGIN].to}`"),
    ]
    assert as_github(warnings, "warning").startswith("::warning file=catalog/datasets/good.yaml,")
    assert bench.asked["falling.example", "/page"] == 2
    assert not (root / histories.FILE).exists()


def exceptions(root: Path, *states: str, until: str = "2027-11-23") -> None:
    """Except the host that falls from these states."""
    text = (
        f"exceptions:\n  - prefix: https://falling.example.org/\n    states: [{', '.join(states)}]\n    reason: Its owners are moving it.\n    until: {until}\n"
    )
    (root / "catalog" / "link-exceptions.yaml").write_text(text, encoding="utf-8")


def test_an_exception_is_asked_and_warned_of(root: Path, bench: Bench, tmp_path: Path) -> None:
    """An address with an exception is asked all the same, and what is found is a warning."""
    exceptions(root, "failing", "dead")
    fall(bench, FALLING)
    outcome = link_check.changed(root, catalog_of(tmp_path / "before", OK), manner(bench, DAYS[0]))
    catalog = catalogs.load(root)[0]
    problems, warnings = faults(outcome.found, outcome.addresses, catalog.exceptions, DAYS[0])
    assert not problems
    assert any(FALLING in warning.message for warning in warnings)
    assert bench.asked["falling.example", "/page"] == 2


def test_an_exception_ends(root: Path, bench: Bench, tmp_path: Path) -> None:
    """An exception whose day has passed allows nothing any more: the change fails, and the issue tells of the address as of any other, and of the exception."""
    exceptions(root, "failing", "dead", until=DAYS[0])
    fall(bench, FALLING)
    outcome = link_check.changed(root, catalog_of(tmp_path / "before", OK), manner(bench, DAYS[0]))
    allowed = outcome.catalog.exceptions
    assert [len(faults(outcome.found, outcome.addresses, allowed, day)[0]) for day in DAYS[:2]] == [0, 1]
    issues = [link_check.kept(root, manner(bench, day)).issue() for day in DAYS[:2]]
    assert ["## Excepted" in text for text in issues] == [True, False]
    assert "## Newly fallen" in issues[1]
    assert ["## Exceptions that ran out (1)" in text for text in issues] == [False, True]


def test_a_new_address_may_come_with_its_exception(root: Path, bench: Bench) -> None:
    """An exception for an address that no link check has asked yet is not called needless, whatever is known of others; one for no address is."""
    link_check.kept(root, manner(bench, DAYS[0]))
    exceptions(root, "dead")
    rewritten(root, OK, [FALLING.replace("/page", "/other")])
    assert "needless-exception" not in [problem.code for problem in catalogs.load(root)[1]]
    rewritten(root, OK)
    assert "needless-exception" in [problem.code for problem in catalogs.load(root)[1]]


@pytest.mark.parametrize(("states", "codes"), [(("failing", "dead"), []), (("tls",), ["needless-exception"])], ids=["needed", "needless"])
def test_an_exception_has_to_be_needed(states: tuple[str, ...], codes: list[str], root: Path, bench: Bench) -> None:
    """An exception for a state that the last run did not find is a problem, and so is one whose day has passed."""
    exceptions(root, *states)
    fall(bench, FALLING)
    before = [problem.code for problem in catalogs.load(root)[1]]
    assert "needless-exception" not in before
    link_check.kept(root, manner(bench, DAYS[0]))
    catalog, problems = catalogs.load(root)
    assert [problem.code for problem in problems if problem.code == "needless-exception"] == codes
    assert "expired-exception" in [problem.code for problem in rules.problems_today(catalog, date(2027, 11, 24))]


def test_nothing_is_said_without_a_network(root: Path, bench: Bench) -> None:
    """Where not even the registry of DOIs has an address nothing is asked, and no history is written."""
    offline = replace(manner(bench, DAYS[0]), network=replace(network(bench), resolve=unknown))
    with pytest.raises(NoNetworkError, match="no network"):
        link_check.kept(root, offline)
    assert not (root / histories.FILE).exists()
    assert not bench.requests


def unknown(host: str) -> list[str]:
    """A machine that is not connected to anything."""
    raise socket.gaierror(socket.EAI_NONAME, host)


@pytest.mark.parametrize("url", ["http://[bad", "javascript:alert(1)", "https:///page", "somewhere"])
def test_what_is_no_address_is_not_asked(url: str, root: Path, bench: Bench) -> None:
    """What stands in the bibliography as an address and is none is left to `curator check`; all others are asked."""
    file = root / "catalog" / "references.bib"
    file.write_text(file.read_text(encoding="utf-8").replace("doi = {10.5555/harbour}", f"url = {{{url}}}"), encoding="utf-8")
    assert "bad-address" in [problem.code for problem in catalogs.load(root)[1]]
    found = link_check.kept(root, manner(bench, DAYS[0])).found
    assert OK in found
    assert url not in found


USAGE = [
    (["--only", "good", "--changed-since", "HEAD"], "give one of them"),
    (["--only", "nobody"], "no record that can be read"),
    (["--shard", "1/2"], "go together"),
    (["--shard", "3/2", "--into", "x"], "no shard"),
    (["--from", "old.jsonl"], "found today or yesterday"),
    (["--from", "."], "is a directory"),
]


@pytest.mark.parametrize(("words", "said"), USAGE, ids=range(len(USAGE)))
def test_what_cannot_be_asked_is_told(words: list[str], said: str, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Options that do not go together, and files of another week, end the command with a sentence; no history is written."""
    monkeypatch.chdir(root)
    (root / "old.jsonl").write_text(written([Found(OK, "ok")], datetime.now(UTC).date() - timedelta(days=3)), encoding="utf-8")
    done = CliRunner().invoke(links, words)
    assert (done.exit_code, said in done.output) == (2, True), done.output
    assert not (root / histories.FILE).exists()
