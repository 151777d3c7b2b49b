"""What a run has found so far, kept line by line, so that one that is ended in the middle is taken up again."""

import json
import threading
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import IO, Any, Self

from pydantic import TypeAdapter

from curator.links.classify import Found

KEPT = timedelta(days=1)
"""How long a result counts as of the same run: one that began before midnight goes on after it."""
_FOUND: TypeAdapter[Found] = TypeAdapter(Found)


@dataclass
class Known:
    """What a run found so far: `found` are the final results by URL, `statuses` those of the first pass only, `day` is when the first of them came."""

    day: date
    found: dict[str, Found] = field(default_factory=dict)
    statuses: dict[str, int] = field(default_factory=dict)


class Journal:
    """A file of results, one a line, into which the threads of a run write; `day` is the one on which the run began. It is closed by a `with`."""

    def __init__(self, path: Path, today: date) -> None:
        self.path, self.today = path, today
        known = read(path, today)
        self.day, self.found, self.statuses = known.day, known.found, known.statuses
        self._lock = threading.Lock()
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
        with self._lock:
            self._file.write(f"{text}\n")
            self._file.flush()

    def done(self) -> None:
        """The run is complete, and its results are kept elsewhere."""
        self._file.close()
        self.path.unlink(missing_ok=True)


def read(path: Path, today: date) -> Known:
    """The results in a file; lines that are cut off or old are passed over."""
    known = Known(today)
    for line_ in path.read_text(encoding="utf-8", errors="replace").splitlines() if path.is_file() else ():
        with suppress(ValueError, KeyError, TypeError, AttributeError):
            entry = json.loads(line_)
            day = date.fromisoformat(entry.pop("day"))
            if today - day > KEPT:
                continue
            if "status" in entry:
                known.statuses[str(entry["url"])] = int(entry["status"])
            else:
                known.found[str(entry["url"])] = _FOUND.validate_python(entry)
            known.day = min(known.day, day)
    return known


def line(found: Found, day: date) -> str:
    """A result as one line of JSON."""
    told: dict[str, Any] = {name: value for name, value in asdict(found).items() if value}
    return json.dumps(told | {"day": day.isoformat()}, ensure_ascii=False)


def written(results: Iterable[Found], day: date) -> str:
    """Results as the lines of a file that another run can take."""
    return "".join(f"{line(found, day)}\n" for found in sorted(results, key=lambda it: it.url))
