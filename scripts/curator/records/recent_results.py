"""Results in memory that the commands and tests of a process need again, for example for both sides of a review."""

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")


class RecentResults(Generic[K, T]):
    """At most `most` results by key; all are released when there would be more."""

    def __init__(self, most: int = 8) -> None:
        self._most = most
        self._results: dict[K, T] = {}

    def get(self, key: K, make: Callable[[], T]) -> T:
        """Return the result with a key, which is made if it is not in memory."""
        if key not in self._results:
            if len(self._results) >= self._most:
                self._results.clear()
            self._results[key] = make()
        return self._results[key]
