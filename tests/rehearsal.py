"""A small catalog with the addresses of the bench, for tests of complete link checks."""

import shutil
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from bench import Bench
from conftest import ROOT
from curator.links.network import Network
from curator.links.progress import Tally
from curator.links.run import Manner

SMALL = ROOT / "tests" / "small"


def public(url: str) -> str:
    """Return an address of the bench with a host name that is valid in a record."""
    return url.replace(".example/", ".example.org/")


def bare(bench: Bench) -> Network:
    """The way to the bench by its own names, with little patience."""
    return Network(resolve=bench.resolve, bases=bench.map, authority=bench.ca, timeout=1.5, pause=0.0)


def network(bench: Bench) -> Network:
    """Return a network that reaches the bench by names that are valid in a record."""
    bases = {public(f"{origin}/").rstrip("/"): base for origin, base in bench.map.items() if origin.isascii()}
    return Network(
        resolve=lambda host: bench.resolve(host.removesuffix(".org") if host.endswith(".example.org") else host),
        bases=bases,
        authority=bench.ca,
        timeout=3,
        pause=0.0,
    )


def manner(bench: Bench, day: str, *, thorough: bool = False) -> Manner:
    """Return the settings of a run on a day."""
    return Manner(network(bench), date.fromisoformat(day), thorough)


@dataclass
class Watched:
    """Records the progress of a run and interrupts it after a number of results, like Ctrl-C."""

    enough: int
    heard: list[tuple[int, int]] = field(default_factory=list)

    def __call__(self, tally: Tally) -> None:
        """Record the progress."""
        self.heard.append((tally.asked, tally.settled.total()))
        if tally.settled.total() >= self.enough:
            raise KeyboardInterrupt


def catalog_of(folder: Path, homepage: str, urls: Iterable[str] = ()) -> Path:
    """Create a catalog with one record whose homepage and sources have these addresses."""
    shutil.copytree(SMALL, folder)
    shutil.copytree(ROOT / "catalog" / "vocabulary", folder / "catalog" / "vocabulary")
    return rewritten(folder, homepage, urls)


def rewritten(folder: Path, homepage: str, urls: Iterable[str] = ()) -> Path:
    """Replace the addresses of the catalog."""
    text = (SMALL / "catalog" / "datasets" / "good.yaml").read_text(encoding="utf-8")
    text = text.replace("homepage: https://example.org/harbour/", f"homepage: {homepage}").replace("      url: http://old.example.org/harbour/images.zip\n", "")
    lines = "".join(f'  page{number}: {{url: "{url}"}}\n' for number, url in enumerate(urls))
    text = text.replace('  owner: {url: "https://example.org/harbour/", what: owners\' page}\n', f'  owner: {{url: "{homepage}"}}\n{lines}')
    (folder / "catalog" / "datasets" / "good.yaml").write_text(
        text.replace("citations: {paper: [example2020harbour], data: [example2021images]}\n\n", ""), encoding="utf-8"
    )
    return folder
