"""Reads records; those without problems are kept between runs, because parsing YAML takes most of the time of a check."""

import pickle
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from typing import Any, TypeVar

from curator.records import mojibake, yaml_source
from curator.records.kept_results import KeptResults, hashed, program
from curator.records.model import Dataset, FrozenModel
from curator.records.problem import Place, Problem
from curator.records.validate import validated
from curator.records.vocabulary import Vocabularies
from curator.records.yaml_source import Source

T = TypeVar("T")
Contents = tuple[tuple[bytes, tuple[Problem, ...]], ...]
"""The contents of files, each with the problem that it cannot be read."""
Read = tuple[Source, Dataset | None, tuple[Problem, ...]]
"""A record: its source, its value, and its problems."""
_MOST = 2_000
"""Number of records that are also kept in memory."""
_recent: dict[str, Read] = {}


class RecordReader:
    """Reads records with given vocabularies."""

    def __init__(self, words: Contents, vocabularies: Vocabularies, kept: KeptResults) -> None:
        self._context = {"vocabularies": vocabularies}
        self._common = hashed((program(), repr(words)))
        self._kept = kept

    def read(self, file: str, content: bytes, unreadable: tuple[Problem, ...]) -> Read:
        """Return a record from the content of its file, or from what was kept of it."""
        key = hashed((self._common, file, content.hex(), repr(unreadable)))
        self._kept.keep(key)
        found = _recent.get(key) or self._kept_record(key, file, content) or self._parsed(key, file, content, unreadable)
        if len(_recent) >= _MOST:
            _recent.clear()
        _recent[key] = found
        return found

    def _kept_record(self, key: str, file: str, content: bytes) -> Read | None:
        """Return a record without problems from its kept values."""
        result = self._kept.get(key)
        if result is None:
            return None
        try:
            value, comments, dataset = ModelUnpickler(BytesIO(result)).load()
        except pickle.UnpicklingError:
            return None
        return yaml_source.reread(file, content.decode("utf-8"), value, comments), dataset, ()

    def _parsed(self, key: str, file: str, content: bytes, unreadable: tuple[Problem, ...]) -> Read:
        source, problems = parsed(file, content, unreadable), list[Problem]()
        dataset = valid(source, Dataset, problems, self._context)
        if dataset and not problems:
            self._kept.put(key, pickle.dumps((source.value, source.comments, dataset)))
        return source, dataset, tuple(problems)


class ModelUnpickler(pickle.Unpickler):
    """Reads a kept record; a file that someone else wrote can contain nothing but values of the model."""

    def find_class(self, module: str, name: str) -> Any:
        """Return a class of the model; refuse everything else."""
        found = super().find_class(module, name) if module.startswith("curator.records.") else None
        if isinstance(found, type) and issubclass(found, (FrozenModel, Place)):
            return found
        raise pickle.UnpicklingError(f"{module}.{name} is not a part of a record")


def parsed(file: str, content: bytes, problems: tuple[Problem, ...]) -> Source:
    """Return the source of a YAML file from its content, or the problems that it cannot be read."""
    if problems:
        return Source(file, text_problems=problems)
    found = yaml_source.read(file, content)
    return replace(found, text_problems=(*found.text_problems, *mojibake.problems(file, found.text)))


def valid(source: Source, model: type[T], problems: list[Problem], context: Mapping[str, Any] | None = None) -> T | None:
    """Return the value of a file as the model, or None if it is invalid; its problems are added to the list."""
    value, findings = validated(source, model, context)
    problems += source.located(findings)
    return value
