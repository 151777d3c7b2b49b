"""A catalog that grows by made records."""

from dataclasses import dataclass
from random import Random
from typing import Any

from curator.records.catalog import Catalog
from curator.records.ids import record_id
from curator.records.vocabulary import Vocabularies
from made import works
from made.text import Wording

Record = dict[str, Any]


@dataclass(frozen=True)
class Growing:
    """What a new record has to differ from, and what it can point to: names in lower case, ids, works by key.

    A work is the entry to add to the bibliography, empty where that has it already.
    """

    wording: Wording
    vocabularies: Vocabularies
    names: set[str]
    ids: list[str]
    works: dict[str, str]

    @property
    def random(self) -> Random:
        """What all choices come from."""
        return self.wording.random

    def new_name(self) -> str:
        """A name that no name or id is equal to, and whose id none is equal to."""
        while (name := self.wording.name()).casefold() in self.names or record_id(name) in self.names:
            pass
        self.names.update((name.casefold(), record_id(name)))
        return name

    def new_work(self, year: int, kind: str = "article") -> str:
        """The key of a new work."""
        key, entry = works.work(self.wording, year, self.works, kind)
        self.works[key] = entry
        return key

    def some(self, choices: list[str], most: int = 3) -> list[str]:
        """One or more of several choices."""
        return self.random.sample(choices, min(len(choices), self.random.randint(1, most)))


def growing(catalog: Catalog, random: Random) -> Growing:
    """A catalog as it stands, ready to grow."""
    names = {*catalog.holders, *catalog.formerly}
    return Growing(Wording(random), catalog.vocabularies, names, sorted(catalog.records), dict.fromkeys(sorted(catalog.keys), ""))
