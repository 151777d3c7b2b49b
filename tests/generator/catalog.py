"""A catalog that grows by generated records."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

from curator.records.catalog import Catalog
from curator.records.normalise import normal_name
from curator.records.vocabulary import Vocabularies
from generator import works
from generator.text import Wording

Record = dict[str, Any]


@dataclass(frozen=True)
class Growing:
    """The existing names without case and punctuation, ids, and works by key, which new records must not repeat and may refer to.

    A work is an entry to add to the bibliography, or empty if the bibliography contains it.
    """

    wording: Wording
    vocabularies: Vocabularies
    names: set[str]
    ids: list[str]
    works: dict[str, str]

    @property
    def random(self) -> Random:
        """The source of all random choices."""
        return self.wording.random

    def new_name(self) -> str:
        """Return a new name whose id is new too."""
        return self._new(self.wording.name)

    def new_full_name(self) -> str:
        """Return a new full name."""
        return self._new(self.wording.full_name)

    def _new(self, draw: Callable[[], str]) -> str:
        while normal_name(name := draw()) in self.names:
            pass
        self.names.add(normal_name(name))
        return name

    def new_work(self, year: int, kind: str = "article") -> str:
        """Return the key of a new work."""
        key, entry = works.work(self.wording, year, self.works, kind)
        self.works[key] = entry
        return key

    def some(self, choices: list[str]) -> list[str]:
        """Return one or more of several choices."""
        return self.random.sample(choices, min(len(choices), self.random.randint(1, 3)))


def growing(catalog: Catalog, random: Random) -> Growing:
    """Return a growing catalog that starts with an existing one."""
    names = {*catalog.by_similar_name, *map(normal_name, (*catalog.by_name, *catalog.by_former_id))}
    return Growing(Wording(random), catalog.vocabularies, names, sorted(catalog.records), dict.fromkeys(sorted(catalog.keys), ""))
