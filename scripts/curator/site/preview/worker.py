"""Work in the background that follows changes of files."""

import time
from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Condition, Thread

Paths = frozenset[Path]
QUIET = 0.04
"""Seconds after a change in which further changes are awaited: editors save a file in several steps."""


class Worker:
    """Works in a thread whenever it is asked to, with the paths it was asked for; what is asked before it begins or while it works follows next."""

    def __init__(self, failed: Callable[[Exception], None], quiet: float = QUIET) -> None:
        self._failed, self._quiet = failed, quiet
        self._asked: set[Path] = set()
        self._condition = Condition()

    def ask(self, paths: Iterable[Path]) -> None:
        """Ask for the work that changes of files require."""
        with self._condition:
            self._asked.update(paths)
            self._condition.notify_all()

    def begin(self, work: Callable[[Paths], None]) -> None:
        """Begin to work, until the program ends."""
        Thread(target=self._run, args=(work,), daemon=True).start()

    def _run(self, work: Callable[[Paths], None]) -> None:
        while True:
            with self._condition:
                self._condition.wait_for(lambda: self._asked)
            time.sleep(self._quiet)
            with self._condition:
                paths, self._asked = frozenset(self._asked), set()
            try:
                work(paths)
            except Exception as error:  # noqa: BLE001 - whatever an edited file causes, the preview goes on
                self._failed(error)
