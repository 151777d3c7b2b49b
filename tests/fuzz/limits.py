"""Time and memory limits for one input."""

import os
import resource
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

SECONDS = 1.0
"""CPU seconds for one input. Wall-clock time would include other programs."""
BYTES = 500 * 1024**2
_STATM = Path("/proc/self/statm")
_PAGE = os.sysconf("SC_PAGE_SIZE")


class TooSlowError(BaseException):
    """Raised when an input exceeds the time limit. It is not caught by `except Exception`."""


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise TooSlowError


@contextmanager
def limited(seconds: float = SECONDS, size: int = BYTES) -> Iterator[Callable[[], float]]:
    """Raise TooSlowError or MemoryError when a limit is exceeded. Yields a function that returns the CPU time used so far."""
    before = time.process_time()
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    handler = signal.signal(signal.SIGPROF, _stop)
    if _STATM.is_file():  # other systems do not report memory in use
        in_use = int(_STATM.read_text(encoding="ascii").split()[0]) * _PAGE
        resource.setrlimit(resource.RLIMIT_AS, (in_use + size, hard))
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield lambda: time.process_time() - before
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
        signal.signal(signal.SIGPROF, handler)
