"""Measures link checks against the bench: time and memory beside lychee alone, and which faults other checkers tell rightly.

python tests/benchmark_links.py speed
python tests/benchmark_links.py faults --linkchecker /path/to/linkchecker
"""

import csv
import json
import os
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
from statistics import median

import click

from bench import CASES, Bench, Case, running
from curator.links import lychee
from curator.links.addresses import Address, Role, Use
from curator.links.classify import Found
from curator.links.journal import Journal
from curator.links.network import Network
from curator.links.run import Manner, run

DAY = date(2026, 11, 20)
HOSTS, EACH = 50, 40
ENTRANCES = 11
"""One address in so many is one that visitors are sent to first, as in the catalog (65 of 710)."""


def network(bench: Bench, timeout: float) -> Network:
    """The way to the bench, with the pacing of the real network."""
    return Network(resolve=bench.resolve, bases=bench.map, authority=bench.ca, timeout=timeout)


def address(url: str, role: Role = "evidence", title: str = "") -> Address:
    """An address of a made-up record."""
    return Address(url, (Use("made-up", "made.up", role, "catalog/datasets/made-up.yaml", 1, 1),), title)


def lychee_alone(urls: list[str], way: Network, *, asked_as_ours: bool) -> Mapping[str, bool]:
    """Whether lychee calls each URL broken, with its own settings, or with our pacing."""
    with tempfile.TemporaryDirectory() as folder:
        page, report = Path(folder, "addresses.html"), Path(folder, "report.json")
        page.write_text("".join(f'<a href="{escape(url)}">-</a>\n' for url in urls), encoding="utf-8")
        remaps = [word for word in lychee.options(way) if word.startswith("^")]
        pacing = ["--host-concurrency", "1", "--host-request-interval", f"{round(way.pause * 1000)}ms"] if asked_as_ours else []
        words = ["--config", os.devnull, "--no-progress", "--format", "json", "--timeout", f"{round(way.timeout)}", "--output", str(report), *pacing]
        words += [word for rule in remaps for word in ("--remap", rule)]
        subprocess.run([lychee.program(), *words, str(page)], env=lychee.environment(way), capture_output=True, check=False)
        found = json.loads(report.read_text(encoding="utf-8"))
    broken = {entry["span"]["line"] for part in ("error_map", "timeout_map") for entries in found.get(part, {}).values() for entry in entries}
    return {url: number in broken for number, url in enumerate(urls, 1)}


def ours(addresses: list[Address], way: Network, *, thorough: bool = False) -> dict[str, Found]:
    """What `curator links` finds."""
    with tempfile.TemporaryDirectory() as folder, Journal(Path(folder, "journal"), DAY) as journal:
        return run(addresses, journal, Manner(way, DAY, thorough))


def linkchecker_alone(urls: list[str], bench: Bench, program: str) -> Mapping[str, bool]:
    """Whether LinkChecker calls each URL broken; it has no map, so it is given the places on this machine."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        page, config, out = Path(folder, "addresses.html"), Path(folder, "config"), Path(folder, "out.csv")
        # it folds equal places, and knows no name that is not on this machine
        places = {url: bench.mapped(url) for url in urls}
        page.write_text("".join(f'<a href="{escape(place)}">-</a>\n' for place in places.values()), encoding="utf-8")
        config.write_text(f"[checking]\nsslverify={bench.ca}\ntimeout=3\nthreads=10\nrobotstxt=0\n[filtering]\ncheckextern=1\n", encoding="utf-8")
        bench.ca.parent.chmod(0o755)
        words = [
            program,
            "--config",
            str(config),
            "--no-status",
            "--no-warnings",
            "--verbose",
            "--recursion-level",
            "1",
            "--file-output",
            f"csv/utf-8/{out}",
            str(page),
        ]
        with out.open("w"):
            out.chmod(0o666)
        subprocess.run(words, capture_output=True, check=False, timeout=600)
        lines = [line for line in out.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
        fine = {row["urlname"]: row["valid"] == "True" for row in csv.DictReader(lines, delimiter=";")}
    return {url: not fine.get(place, False) for url, place in places.items()}


@contextmanager
def beside() -> Iterator[Network]:
    """The way to a bench in a process of its own, which takes none of ours' turns."""
    with subprocess.Popen([sys.executable, "-m", "bench"], cwd=Path(__file__).parent, stdout=subprocess.PIPE, text=True) as process:
        told = json.loads(process.stdout.readline() if process.stdout else "")
        try:
            yield Network(resolve=lambda _: ["93.184.216.34"], bases=told["map"], authority=Path(told["ca"]), timeout=10)
        finally:
            process.send_signal(signal.SIGINT)


@contextmanager
def timed(into: list[float]) -> Iterator[None]:
    """Add the seconds of a `with` to a list."""
    began = time.monotonic()
    yield
    into.append(time.monotonic() - began)


@click.group()
def main() -> None:
    """Measure link checks on the bench."""


@main.command()
@click.option("--times", default=3, help="How often each is measured, in turn.")
def speed(times: int) -> None:
    """Two thousand addresses on fifty hosts: our run and lychee alone, both with one request at a time for each host."""
    urls = [f"https://h{host}.example/p/{number}" for number in range(EACH) for host in range(HOSTS)]
    addresses = [address(url, "homepage" if number % ENTRANCES == 0 else "evidence") for number, url in enumerate(urls)]
    alone: list[float] = []
    whole: list[float] = []
    with beside() as way:
        for _ in range(times):
            with timed(alone):
                lychee_alone(urls, way, asked_as_ours=True)
            with timed(whole):
                found = ours(addresses, way)
            if {it.state for it in found.values()} != {"ok"}:
                raise click.ClickException("the bench did not answer every address")
    own, child = (resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    click.echo(f"{len(urls):,} addresses on {HOSTS} hosts, median of {times}: lychee alone {median(alone):.2f} s, curator links {median(whole):.2f} s")
    click.echo(f"ratio {median(whole) / median(alone):.2f}; most memory: our process {own:.0f} MB, the largest of lychee and the bench {child:.0f} MB")


@main.command()
@click.option("--linkchecker", "program", default="linkchecker", help="The program of the PyPI package LinkChecker.")
def faults(program: str) -> None:
    """Every case of the bench: what lychee alone and LinkChecker alone say after one run, and what we say."""
    urls = [case.url for case in CASES]
    with running(slow=4) as bench:
        bench.fallen |= {case.url for case in CASES if 1 in case.down}
        way = network(bench, 2)
        found = ours([address(case.url, case.role if case.role != "paper" else "evidence", case.title or "") for case in CASES], way, thorough=True)
        verdicts = {"lychee": lychee_alone(urls, way, asked_as_ours=False), "LinkChecker": linkchecker_alone(urls, bench, program)}
    right = {name: {case.name: _right(case, broken=broken[case.url]) for case in CASES} for name, broken in verdicts.items()}
    right["curator links"] = {case.name: found[case.url].state in case.allowed(1) for case in CASES}
    for state in sorted({case.expected for case in CASES}):
        cases = [case for case in CASES if case.expected == state]
        click.echo(f"{state} ({len(cases)}): " + ", ".join(f"{name} {sum(by[case.name] for case in cases)}" for name, by in right.items()))
        for name, by in right.items():
            if wrong := [case.name for case in cases if not by[case.name]]:
                click.echo(f"    {name} is wrong about: {', '.join(wrong)}")
    click.echo(f"all ({len(CASES)}): " + ", ".join(f"{name} {sum(by.values())}" for name, by in right.items()))


def _right(case: Case, *, broken: bool) -> bool:
    """Whether a checker that knows two states only is right: broken, or not."""
    return not broken if {"ok", "moved", "blocked"} & case.allowed(1) else broken


if __name__ == "__main__":
    main()
