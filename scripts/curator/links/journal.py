"""What a run has found so far, kept line by line, so that one that is ended in the middle is taken up again."""

import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict
from datetime import date, timedelta
from pathlib import Path
from typing import IO, Any, Self

from pydantic import TypeAdapter

from curator.links.classes import Found

KEPT = timedelta(days=1)
"""How long a result counts as of the same run: one that began before midnight goes on after it."""
_FOUND: TypeAdapter[Found] = TypeAdapter(Found)


class Journal:
    """A file of results, one a line; `found` are the final ones by URL, `statuses` those of the first pass only. It is closed by a `with`."""

    def __init__(self, path: Path, today: date) -> None:
        self.path, self.today = path, today
        self.found, self.statuses = read(path, today)
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file: IO[str] = path.open("a", encoding="utf-8")
        # a line that was cut off by the end of the last run is closed, so that the next one stands alone
        self._write("")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def note_status(self, url: str, status: int) -> None:
        """Keep what the first pass said."""
        self.statuses[url] = status
        self._write(json.dumps({"url": url, "status": status, "day": self.today.isoformat()}, ensure_ascii=False))

    def note(self, found: Found) -> None:
        """Keep a result."""
        self.found[found.url] = found
        self._write(line(found, self.today))

    def _write(self, text: str) -> None:
        self._file.write(f"{text}\n")
        self._file.flush()

    def done(self) -> None:
        """The run is complete, and its results are kept elsewhere."""
        self._file.close()
        self.path.unlink(missing_ok=True)


def read(path: Path, today: date) -> tuple[dict[str, Found], dict[str, int]]:
    """The results in a file, and the statuses of the first pass; lines that are cut off or old are passed over."""
    found: dict[str, Found] = {}
    statuses: dict[str, int] = {}
    for line_ in path.read_text(encoding="utf-8", errors="replace").splitlines() if path.is_file() else ():
        with suppress(ValueError, KeyError, TypeError, AttributeError):
            entry = json.loads(line_)
            if today - date.fromisoformat(entry.pop("day")) > KEPT:
                continue
            if "status" in entry:
                statuses[str(entry["url"])] = int(entry["status"])
            else:
                found[str(entry["url"])] = _FOUND.validate_python(entry)
    return found, statuses


def line(found: Found, day: date) -> str:
    """A result as one line of JSON."""
    told: dict[str, Any] = {name: value for name, value in asdict(found).items() if value}
    return json.dumps(told | {"day": day.isoformat()}, ensure_ascii=False)


def written(results: Iterable[Found], day: date) -> str:
    """Results as the lines of a file that another run can take."""
    return "".join(f"{line(found, day)}\n" for found in sorted(results, key=lambda it: it.url))
