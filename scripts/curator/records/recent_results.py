"""Results in memory that a process needs again, for example for both sides of a review."""

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")
_MOST = 8
"""Number of results in memory."""


class RecentResults(Generic[K, T]):
    """A few results by key; all are released when there would be too many."""

    def __init__(self) -> None:
        self._results: dict[K, T] = {}

    def get(self, key: K, make: Callable[[], T]) -> T:
        """Return the result with a key, which is made if it is not in memory."""
        if key not in self._results:
            if len(self._results) >= _MOST:
                self._results.clear()
            self._results[key] = make()
        return self._results[key]
