"""Reads records; those without problems are kept between runs, because parsing YAML takes most of the time of a check."""

import pickle
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from threading import RLock
from typing import Any, NamedTuple, TypeVar

from curator.records import canonical_source, mojibake, yaml_source
from curator.records.kept_records import KeptRecords
from curator.records.kept_results import KeptResults, hashed, program
from curator.records.kept_summaries import KeptSummaries, KeptSummary, with_hashes
from curator.records.lazy_mapping import LazyMapping
from curator.records.model import Dataset
from curator.records.problem import Problem
from curator.records.read_file import FileContent
from curator.records.summary import summary
from curator.records.unpickler import unpickled_parts
from curator.records.validate import validated
from curator.records.vocabulary import Vocabularies
from curator.records.yaml_source import Source

T = TypeVar("T")
Contents = tuple[tuple[bytes, tuple[Problem, ...]], ...]
"""The contents of files, each with the problem that it cannot be read."""
Seen = Callable[[str, Source], None]
"""Receives each valid record that had to be read: the hash of its content, and its source."""
_MOST = 1_000
"""Number of records that are also kept in memory."""


@dataclass(frozen=True)
class Read:
    """A record as it was read: its source, its value unless it is invalid, and its problems."""

    source: Source
    dataset: Dataset | None
    problems: tuple[Problem, ...]


_recent: OrderedDict[str, Read] = OrderedDict()
_lock = RLock()
"""Held while a record is read: the preview reads records in several threads."""


class RecordFile(NamedTuple):
    """The file of a record: its name, its content or the problem that it cannot be read, and a hash of everything that its value depends on."""

    name: str
    content: FileContent
    unreadable: tuple[Problem, ...]
    digest: str


def ignored(_digest: str, _source: Source) -> None:
    """Receive a record that had to be read, and do nothing."""


class RecordReader:
    """Reads the records of some files with given vocabularies. A record whose summary is cached is not read."""

    def __init__(self, words: Contents, vocabularies: Vocabularies, kept: KeptResults, summaries: KeptSummaries, seen: Seen = ignored) -> None:
        self._context = {"vocabularies": vocabularies}
        self._common = hashed((program(), repr(words)))
        self._kept, self._summaries, self._seen = kept, summaries, seen
        self._files: dict[str, RecordFile] = {}
        self._invalid: dict[str, tuple[Problem, ...]] = {}
        self._known: dict[str, KeptSummary] = {}

    def add(self, id_: str, file: str, content: FileContent, unreadable: tuple[Problem, ...]) -> None:
        """Add the file of a record, and find out whether the record is valid."""
        digest = hashed((self._common, file, content.sha256, repr(unreadable)))
        self._files[id_] = RecordFile(file, content, unreadable, digest)
        self._kept.use((digest,))
        known = self._summaries.get(digest)
        if known is None:
            read = self.read(id_, kept=False)
            if read.dataset is None:
                self._invalid[id_] = read.problems
                return
            known = with_hashes(summary(read.dataset))
            self._summaries.put(digest, known)
        self._known[id_] = known

    def records(self) -> KeptRecords:
        """Return the valid records."""
        hashes = ({id_: it.named for id_, it in self._known.items()}, {id_: it.linked for id_, it in self._known.items()})
        summaries = {id_: it.summary for id_, it in self._known.items()}
        return KeptRecords(self._dataset, summaries, {id_: self._files[id_].digest for id_ in self._known}, hashes)

    def sources(self) -> Mapping[str, Source]:
        """Return the sources of all records."""
        return LazyMapping(self._files, lambda id_: self.read(id_).source)

    @property
    def problems(self) -> list[Problem]:
        """The problems of invalid records."""
        return [problem for problems in self._invalid.values() for problem in problems]

    def read(self, id_: str, *, kept: bool = True) -> Read:
        """Return a record from memory, from the cache unless `kept` is false, or from the content of its file."""
        file = self._files[id_]
        with _lock:
            found = _recent.get(file.digest) or (self._kept_record(file) if kept else None) or self._parsed(file)
            _recent[file.digest] = found
            _recent.move_to_end(file.digest)
            if len(_recent) > _MOST:
                _recent.popitem(last=False)
        return found

    def _dataset(self, id_: str) -> Dataset:
        found = self.read(id_).dataset
        if found is None:
            raise KeyError(id_)
        return found

    def _kept_record(self, file: RecordFile) -> Read | None:
        """Return a record without problems from its kept values."""
        found = unpickled_parts(self._kept.get(file.digest), object, tuple, Dataset)
        if found is None:
            return None
        value, comments, dataset = found
        return Read(yaml_source.reread(file.name, file.content.read().decode("utf-8"), value, comments), dataset, ())

    def _parsed(self, file: RecordFile) -> Read:
        source, problems = parsed(file.name, file.content.read(), file.unreadable), list[Problem]()
        dataset = valid(source, Dataset, problems, self._context)
        if dataset:
            self._kept.put(file.digest, pickle.dumps((source.value, source.comments, dataset)))
            self._seen(file.digest, source)
        return Read(source, dataset, tuple(problems))


def forget() -> None:
    """Release the records in memory; a record that is needed later is read again."""
    with _lock:
        _recent.clear()


def parsed(file: str, content: bytes, problems: tuple[Problem, ...]) -> Source:
    """Return the source of a YAML file from its content, or the problems that it cannot be read."""
    if problems:
        return Source(file, text_problems=problems)
    found = canonical_source.read(file, content)
    wrong = tuple(mojibake.problems(file, found.text))
    return replace(found, text_problems=(*found.text_problems, *wrong)) if wrong else found


def valid(source: Source, model: type[T], problems: list[Problem], context: Mapping[str, Any] | None = None) -> T | None:
    """Return the value of a file as the model, or None if it is invalid; its problems are added to the list."""
    value, findings = validated(source, model, context)
    problems += source.located(findings)
    return value
