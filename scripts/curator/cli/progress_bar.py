"""How far a check of links is, on a terminal."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from curator.links.progress import Tally, Watch


@contextmanager
def progress() -> Iterator[Watch]:
    """A bar of the addresses that lychee asked, and one of those that are settled, on a terminal."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.fields[states]}"))
    with Progress(*columns, console=Console(stderr=True)) as bars:
        asked, settled = (bars.add_task(name, total=None, states="") for name in ("asked  ", "settled"))

        def watch(tally: Tally) -> None:
            states = " ".join(f"{number} {state}" for state, number in tally.settled.most_common(4))
            bars.update(asked, completed=tally.asked, total=tally.asking)
            bars.update(settled, completed=tally.settled.total(), total=tally.total, states=states)

        yield watch
