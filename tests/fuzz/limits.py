"""Limits of time and memory for one input, set by the operating system."""

import os
import resource
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

SECONDS = 1.0
"""Maximum processor time of an input in seconds; wall time would include other programs."""
BYTES = 500 * 1024**2
_STATM = Path("/proc/self/statm")
_PAGE = os.sysconf("SC_PAGE_SIZE")


class TooSlowError(BaseException):
    """An input took too long; not a subclass of Exception, so the program does not catch it."""


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise TooSlowError


@contextmanager
def limited(seconds: float = SECONDS) -> Iterator[Callable[[], float]]:
    """Raise TooSlowError or MemoryError if a limit is exceeded; provides a function that returns the time used."""
    before = time.process_time()
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    handler = signal.signal(signal.SIGPROF, _stop)
    if _STATM.is_file():  # other systems do not report the memory in use
        in_use = int(_STATM.read_text(encoding="ascii").split()[0]) * _PAGE
        resource.setrlimit(resource.RLIMIT_AS, (in_use + BYTES, hard))
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield lambda: time.process_time() - before
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
        signal.signal(signal.SIGPROF, handler)
