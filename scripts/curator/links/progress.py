"""How far a run is."""

import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from curator.records.link_history import State

Watch = Callable[["Tally"], None]


@dataclass
class Tally:
    """Addresses in all, those that the first pass asks and has asked, and those that are settled, by state; `watch` hears of every change."""

    total: int
    watch: Watch
    asking: int = 0
    asked: int = 0
    settled: Counter[State] = field(default_factory=Counter)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def begins(self, asking: int, asked: int) -> None:
        """The first pass begins, with so many to ask, of which some were asked before."""
        with self._lock:
            self.asking, self.asked = asking, asked
            self.watch(self)

    def asked_one(self) -> None:
        """The first pass asked one more."""
        with self._lock:
            self.asked += 1
            self.watch(self)

    def settled_one(self, state: State) -> None:
        """One more is settled."""
        with self._lock:
            self.settled[state] += 1
            self.watch(self)
