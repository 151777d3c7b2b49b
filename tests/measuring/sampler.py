"""Runs `curator` in one process and writes where its processor time goes: `python sampler.py FILE COMMAND…`.

The stack is recorded at fixed intervals of processor time, which slows the program down much less than recording every call.
"""

import json
import os
import resource
import signal
import sys
from collections import Counter
from pathlib import Path
from types import FrameType

INTERVAL = 0.004
"""Seconds of processor time between two samples."""
IMPORTS = "imports of modules"
_OWN = "curator."
_IMPORT_SYSTEM = "<frozen importlib"
_total: Counter[str] = Counter()
_own: Counter[str] = Counter()
_packages: Counter[str] = Counter()


def record(_signal: int, frame: FrameType | None) -> None:
    """Count the functions of the program that are running, and the package of the innermost one."""
    names: list[str] = []
    package = package_of(frame.f_code.co_filename) if frame else ""
    while frame:
        if frame.f_code.co_filename.startswith(_IMPORT_SYSTEM):
            names, package = [IMPORTS], IMPORTS
            break
        module = str(frame.f_globals.get("__name__", ""))
        if module.startswith(_OWN):
            names.append(f"{module.removeprefix(_OWN)}.{frame.f_code.co_qualname}")
        frame = frame.f_back
    _total.update(set(names))
    _own.update(names[:1])
    _packages[package] += 1


def package_of(file: str) -> str:
    """Return the package of a source file."""
    if file.endswith(".j2"):
        return "templates of pages"
    for folder in ("site-packages/", "/scripts/"):
        if folder in file:
            return file.rpartition(folder)[2].partition("/")[0].removesuffix(".py")
    return "standard library"


def main(file: str, *words: str) -> None:
    """Run a command of `curator` and write the counts."""
    os.cpu_count = lambda: 1  # the samples are those of one process
    signal.signal(signal.SIGPROF, record)
    signal.setitimer(signal.ITIMER_PROF, INTERVAL, INTERVAL)
    from curator.cli import main as curator  # noqa: PLC0415 - its import is part of the measurement

    try:
        curator(words, standalone_mode=False)
    except SystemExit as end:
        if end.code:
            raise
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    own, others = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    found = {
        "seconds": own.ru_utime + own.ru_stime,
        "others": others.ru_utime + others.ru_stime,
        "total": _total,
        "own": _own,
        "packages": _packages,
    }
    Path(file).write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
