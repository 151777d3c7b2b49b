"""Words for made records: names, lines and sentences put together from the lists in words.yaml."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import yaml

from curator.records.rules.numbers import MAX_WORDS, MIN_WORDS

LISTS: Mapping[str, Sequence[str]] = yaml.safe_load(Path(__file__).with_name("words.yaml").read_text(encoding="utf-8"))
"""Words by kind, and the sentences with gaps that they fill."""
SINGLE = tuple(word for kind in ("structure", "finding", "method", "quality", "thing") for word in LISTS[kind] if word.isalpha())
"""Words that can stand for another in an example."""
_GAP = re.compile(r"\{(\w+)\}")
_LONG = re.compile(r"\b[A-Za-z][a-z]{4,}\b")
_NEXT = 25
"""Words that the longest sentence may add to a summary."""


@dataclass(frozen=True)
class Wording:
    """Draws words and puts them together."""

    random: Random

    def word(self, kind: str) -> str:
        """A word of a kind."""
        return self.random.choice(LISTS[kind])

    def filled(self, pattern: str) -> str:
        """A pattern with a word in each gap, beginning with a capital."""
        text = _GAP.sub(lambda gap: self.word(gap[1]), pattern)
        return text[0].upper() + text[1:]

    def sentence(self) -> str:
        """A sentence that a page about medical images could hold."""
        return self.filled(self.word("sentences"))

    def prose(self, most: int = 3) -> str:
        """A few sentences."""
        return " ".join(self.sentence() for _ in range(self.random.randint(1, most)))

    def summary(self) -> str:
        """Sentences with as many words as a summary has."""
        wanted = self.random.randint(MIN_WORDS, MAX_WORDS - _NEXT)
        text = self.sentence()
        while len(text.split()) < wanted:
            text += f" {self.sentence()}"
        return text

    def phrase(self) -> str:
        """A few words without a verb."""
        return " ".join(self.word(kind) for kind in ("quality", "structure", "thing"))

    def varied(self, example: str) -> str:
        """An example with most of its longer words replaced, so that it keeps the form that the field takes."""
        return _LONG.sub(lambda found: self._other(found[0]), example)

    def _other(self, word: str) -> str:
        """Another word, with a capital where the word has one, or the same."""
        if self.random.random() < 0.3:
            return word
        other = self.random.choice(SINGLE)
        return other.capitalize() if word[0].isupper() else other

    def slug(self) -> str:
        """Two words as an id has them."""
        return f"{self.word('host')}-{self.word('stem').lower()}"

    def name(self) -> str:
        """A name as datasets have them: of an organ and a purpose, or of syllables; often with a year."""
        if self.random.random() < 0.6:
            name = self.word("stem") + self.word("ending")
        else:
            name = "".join(self.word("syllable") for _ in range(self.random.randint(2, 4))).upper()
        year = self.random.choices(("", "-", " "), (40, 35, 25))[0]
        return f"{name}{year}{self.random.randint(1995, 2026)}" if year else name
