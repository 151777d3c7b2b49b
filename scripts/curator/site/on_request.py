"""Values that are computed when they are first needed, so that the preview of a page does not wait for the others."""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from curator.records.lazy_mapping import LazyMapping
from curator.site.tracked_reads import Once

ValueT = TypeVar("ValueT")


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
