"""The journal of a run: one result per line, from which an interrupted run resumes."""

import json
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import IO, Self

from pydantic import TypeAdapter

from curator.links.classify import Result

MAX_AGE = timedelta(days=1)
"""Age up to which results belong to the same run, so that a run may continue after midnight."""
_RESULT: TypeAdapter[Result] = TypeAdapter(Result)


class Journal:
    """A file of results, opened with `with`: `results` by URL, and `day`, on which the run began."""

    def __init__(self, path: Path, today: date) -> None:
        self.path, self.today = path, today
        self.results: dict[str, Result] = {}
        self.day = today
        self._read()
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file: IO[str] = path.open("a", encoding="utf-8")
        self._write("")  # ends a line that the end of the previous run cut off

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def _read(self) -> None:
        """Read the results in the file; incomplete and old lines are ignored."""
        for line in self.path.read_text(encoding="utf-8", errors="replace").splitlines() if self.path.is_file() else ():
            with suppress(ValueError, KeyError, TypeError, AttributeError):
                entry = json.loads(line)
                day = date.fromisoformat(entry.pop("day"))
                result = _RESULT.validate_python(entry)
                if self.today - day <= MAX_AGE:
                    self.results[result.url] = result
                    self.day = min(self.day, day)

    def add(self, result: Result) -> None:
        """Write a result."""
        self.results[result.url] = result
        values = {name: value for name, value in vars(result).items() if value}
        self._write(json.dumps(values | {"day": self.today.isoformat()}, ensure_ascii=False))

    def _write(self, line: str) -> None:
        self._file.write(f"{line}\n")
        self._file.flush()

    def delete(self) -> None:
        """Delete the file after its results have been saved elsewhere."""
        self._file.close()
        self.path.unlink(missing_ok=True)
