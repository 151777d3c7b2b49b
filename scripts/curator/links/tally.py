"""How far a run is."""

import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from curator.history import State

Watch = Callable[["Tally"], None]


@dataclass
class Tally:
    """Addresses in all, those that the first pass asked, and those that are settled, by state; `watch` hears of every change."""

    total: int
    watch: Watch
    asked: int = 0
    settled: Counter[State] = field(default_factory=Counter)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def asked_one(self, number: int = 1) -> None:
        """The first pass asked one more, or several."""
        with self._lock:
            self.asked += number
            self.watch(self)

    def settled_one(self, state: State) -> None:
        """One more is settled."""
        with self._lock:
            self.settled[state] += 1
            self.watch(self)
