"""Limits of time and memory for one input, by means of the system."""

import os
import resource
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

SECONDS = 1.0
"""Seconds of processor time that an input may take: the clock would also count what other programs do."""
BYTES = 500 * 1024**2
_STATM = Path("/proc/self/statm")
_PAGE = os.sysconf("SC_PAGE_SIZE")


class TooSlowError(BaseException):
    """An input took too long; no `except Exception` of the program catches it."""


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise TooSlowError


@contextmanager
def limited(seconds: float = SECONDS, size: int = BYTES) -> Iterator[Callable[[], float]]:
    """Stop what takes more time by TooSlowError, and let fail by MemoryError what takes more memory; gives the time taken so far."""
    before = time.process_time()
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    handler = signal.signal(signal.SIGPROF, _stop)
    if _STATM.is_file():  # elsewhere the system does not say how much is in use
        in_use = int(_STATM.read_text(encoding="ascii").split()[0]) * _PAGE
        resource.setrlimit(resource.RLIMIT_AS, (in_use + size, hard))
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield lambda: time.process_time() - before
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
        signal.signal(signal.SIGPROF, handler)
