"""Values that are computed when they are first needed, so that the preview of a page does not wait for the others."""

from collections.abc import Callable, Iterable, Mapping
from threading import RLock
from typing import Generic, TypeVar

from curator.records.lazy_mapping import LazyMapping

ValueT = TypeVar("ValueT")


class Once(Generic[ValueT]):
    """A value that is computed when it is first asked for, by one thread; an error is raised again each time."""

    def __init__(self, make: Callable[[], ValueT]) -> None:
        self._make, self._lock = make, RLock()
        self._made: list[ValueT] = []

    def __call__(self) -> ValueT:
        """Return the value."""
        with self._lock:
            if not self._made:
                self._made.append(self._make())
            return self._made[0]


class OnRequest(LazyMapping[ValueT]):
    """Values by name, each computed when it is first asked for."""

    def __init__(self, makers: Mapping[str, Callable[[], ValueT]]) -> None:
        values = {name: Once(make) for name, make in makers.items()}
        super().__init__(values, lambda name: values[name]())


def parts(names: Iterable[str], make: Callable[[], Mapping[str, ValueT]]) -> dict[str, Callable[[], ValueT]]:
    """Return functions for the parts of a result, all of which are computed when the first is asked for."""
    whole = Once(make)

    def part(name: str) -> Callable[[], ValueT]:
        return lambda: whole()[name]

    return {name: part(name) for name in names}
