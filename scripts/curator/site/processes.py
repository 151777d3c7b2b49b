"""Work shared by several processes, which inherit everything that this one has loaded."""

import ctypes
import gc
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar, cast

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

ItemT = TypeVar("ItemT")
ResultT = TypeVar("ResultT")
FEW = 24
"""Number of items below which starting processes takes longer than the work."""
_PARENT_DEATH_SIGNAL = 1
"""The option PR_SET_PDEATHSIG of Linux, see prctl(2)."""
_AT_ONCE = 8
"""Items that a process receives together."""
_inherited: dict[str, Callable[[Any], Any]] = {}
"""The function that the processes started next apply to each item; they inherit it with its values, which are not copied."""


def each(function: Callable[[ItemT], ResultT], items: Sequence[ItemT], doing: str, processes: int = 1) -> Iterator[ResultT]:
    """Yield the result for each item, in order, with a progress bar if the output is a terminal and there are many.

    The number of processes changes nothing but the time; 0 means one for each processor.
    """
    results = _results(function, items, processes or os.cpu_count() or 1)
    if len(items) < FEW or not sys.stderr.isatty():
        yield from results
        return
    from rich.console import Console  # noqa: PLC0415 - most builds show no progress
    from rich.progress import track  # noqa: PLC0415

    yield from track(results, doing, total=len(items), console=Console(stderr=True), transient=True)


def _results(function: Callable[[ItemT], ResultT], items: Sequence[ItemT], processes: int) -> Iterator[ResultT]:
    if processes == 1 or len(items) < FEW or sys.platform != "linux":  # elsewhere a process cannot safely inherit this one
        yield from map(function, items)
        return
    with _pool(function, processes) as pool:
        yield from pool.map(_in_process, items, chunksize=_AT_ONCE)


def apart(make: Callable[[], ResultT], processes: int = 1) -> ResultT:
    """Return the result of a function that is called in a separate process, so that what it loads leaves no trace in the memory of this one; in the same process if `processes` is 1."""
    if processes == 1 or sys.platform != "linux":
        return make()
    with _pool(lambda _: make(), 1) as pool:
        return cast("ResultT", pool.submit(_in_process, None).result())


@contextmanager
def _pool(function: Callable[[Any], Any], processes: int) -> Iterator["ProcessPoolExecutor"]:
    """Yield a pool of processes that apply a function."""
    import multiprocessing  # noqa: PLC0415 - most builds start no processes
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - the same

    _inherited["function"] = function
    gc.freeze()  # otherwise each process would search everything that it inherited for garbage, and thereby copy it
    try:
        with ProcessPoolExecutor(processes, multiprocessing.get_context("fork"), _end_with_parent) as pool:
            yield pool
    finally:
        gc.unfreeze()
        _inherited.clear()


def _end_with_parent() -> None:
    """End this process when the one that started it is killed: it would hold the lock of the build, which it inherited."""
    ctypes.CDLL(None).prctl(_PARENT_DEATH_SIGNAL, signal.SIGKILL)


def _in_process(item: Any) -> Any:
    return _inherited["function"](item)
