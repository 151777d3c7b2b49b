"""A small catalog whose addresses are those of the test server, for complete link checks."""

import shutil
import signal
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bench import Bench
from conftest import ROOT
from curator.links.network import Network
from curator.links.run import Progress, RunOptions

SMALL = ROOT / "tests" / "small"
HOSTS_AT_ONCE = 10
"""Fewer hosts than in real runs: on a busy machine, many TLS handshakes at once exceed the time limit."""


def public(url: str) -> str:
    """Return an address of the test server under a host name that a record may contain."""
    return url.replace(".example/", ".example.org/")


def bare(bench: Bench) -> Network:
    """Return access to the test server under its own host names, with a short time limit."""
    return Network(resolve=bench.resolve, bases=bench.map, ca_file=bench.ca, timeout=2.5, pause=0.0, hosts_at_once=HOSTS_AT_ONCE)


def network(bench: Bench) -> Network:
    """Return access to the test server under host names that a record may contain."""
    bases = {public(f"{origin}/").rstrip("/"): base for origin, base in bench.map.items() if origin.isascii()}
    return Network(
        resolve=lambda host: bench.resolve(host.removesuffix(".org") if host.endswith(".example.org") else host),
        bases=bases,
        ca_file=bench.ca,
        timeout=3,
        pause=0.0,
        hosts_at_once=HOSTS_AT_ONCE,
    )


def options(bench: Bench, day: str) -> RunOptions:
    """Return the options of a run on a day."""
    return RunOptions(network(bench), date.fromisoformat(day))


@dataclass
class InterruptAfter:
    """Interrupts a run after a number of results, as Ctrl-C does."""

    results: int
    sent: bool = False

    def __call__(self, progress: Progress) -> None:
        """Send one SIGINT to this process when the number is reached."""
        if not self.sent and progress.results.total() >= self.results:
            self.sent = True
            signal.raise_signal(signal.SIGINT)


def catalog_of(folder: Path, homepage: str, urls: Iterable[str] = ()) -> Path:
    """Create a catalog of one record, with these addresses as its homepage and sources."""
    shutil.copytree(SMALL, folder)
    shutil.copytree(ROOT / "catalog" / "vocabulary", folder / "catalog" / "vocabulary")
    return rewritten(folder, homepage, urls)


def rewritten(folder: Path, homepage: str, urls: Iterable[str] = ()) -> Path:
    """Replace the addresses of such a catalog."""
    text = (SMALL / "catalog" / "datasets" / "good.yaml").read_text(encoding="utf-8")
    text = text.replace("homepage: https://example.org/harbour/", f"homepage: {homepage}").replace("      url: http://old.example.org/harbour/images.zip\n", "")
    lines = "".join(f'  page{number}: {{url: "{url}"}}\n' for number, url in enumerate(urls))
    text = text.replace('  owner: {url: "https://example.org/harbour/", what: owners\' page}\n', f'  owner: {{url: "{homepage}"}}\n{lines}')
    (folder / "catalog" / "datasets" / "good.yaml").write_text(
        text.replace("citations: {paper: [example2020harbour], data: [example2021images]}\n\n", ""), encoding="utf-8"
    )
    return folder
