"""Notice of changed files: records, hand-written pages, templates, settings and the program."""

import os
from collections.abc import Callable
from pathlib import Path

from watchdog import events
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingObserver

INTERVAL = 0.5
"""Seconds between two looks at all files, if the operating system does not report changes."""
_CHANGES: list[type[events.FileSystemEvent]] = [
    events.FileCreatedEvent,
    events.FileModifiedEvent,
    events.FileMovedEvent,
    events.FileDeletedEvent,
    events.DirMovedEvent,
    events.DirDeletedEvent,
]
"""Events that change a file: reading one, for example, is not."""


class _ChangeHandler(events.FileSystemEventHandler):
    """Passes on the paths of changed files, without the temporary files of editors."""

    def __init__(self, changed: Callable[[Path], None]) -> None:
        self._changed = changed

    def on_any_event(self, event: events.FileSystemEvent) -> None:
        """Pass on the old and the new path of a changed file."""
        for path in (Path(os.fsdecode(it)) for it in (event.src_path, event.dest_path) if it):
            if not (path.name.startswith(".") or path.name.endswith(("~", ".swp", ".pyc"))):
                self._changed(path)


def watch(folders: dict[Path, bool], changed: Callable[[Path], None], *, poll: bool = False) -> None:
    """Call a function with the path of each changed file in folders, each with or without those below it, until the program ends.

    If the operating system cannot watch them, e.g. because there are too many, all files are looked at regularly.
    """
    handler = _ChangeHandler(changed)
    try:
        _start(PollingObserver(timeout=INTERVAL) if poll else Observer(), folders, handler)
    except OSError:
        if poll:
            raise
        _start(PollingObserver(timeout=INTERVAL), folders, handler)


def _start(observer: BaseObserver, folders: dict[Path, bool], handler: _ChangeHandler) -> None:
    for folder, below in folders.items():
        if folder.is_dir():
            observer.schedule(handler, str(folder), recursive=below, event_filter=_CHANGES)
    observer.start()
