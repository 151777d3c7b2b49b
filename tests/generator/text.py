"""Text of generated records: names, lines and sentences from the lists in words.yaml."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import yaml

from curator.records.rules.numbers import MAX_WORDS, MIN_WORDS

LISTS: Mapping[str, Sequence[str]] = yaml.safe_load(Path(__file__).with_name("words.yaml").read_text(encoding="utf-8"))
"""Words by kind, and sentence patterns."""
SINGLE = tuple(word for kind in ("structure", "finding", "method", "quality", "thing") for word in LISTS[kind] if word.isalpha())
"""Words that can replace another in an example."""
_GAP = re.compile(r"\{(\w+)\}")
_LONG = re.compile(r"\b[A-Za-z][a-z]{4,}\b")
_NEXT = 25
"""Number of words that the longest sentence can add to a summary."""


@dataclass(frozen=True)
class Wording:
    """Combines random words."""

    random: Random

    def word(self, kind: str) -> str:
        """Return a word of a kind."""
        return self.random.choice(LISTS[kind])

    def filled(self, pattern: str) -> str:
        """Fill in a pattern and capitalize its first letter."""
        text = _GAP.sub(lambda gap: self.word(gap[1]), pattern)
        return text[0].upper() + text[1:]

    def sentence(self) -> str:
        """Return a sentence about medical images."""
        return self.filled(self.word("sentences"))

    def prose(self) -> str:
        """Return a few sentences."""
        return " ".join(self.sentence() for _ in range(self.random.randint(1, 3)))

    def summary(self) -> str:
        """Return sentences with the number of words of a summary."""
        wanted = self.random.randint(MIN_WORDS, MAX_WORDS - _NEXT)
        text = self.sentence()
        while len(text.split()) < wanted:
            text += f" {self.sentence()}"
        return text

    def phrase(self) -> str:
        """Return a few words without a verb."""
        return " ".join(self.word(kind) for kind in ("quality", "structure", "thing"))

    def varied(self, example: str) -> str:
        """Replace most of the longer words in an example, so that it remains valid for its field."""
        return _LONG.sub(lambda found: self._other(found[0]), example)

    def _other(self, word: str) -> str:
        """Return another word with the same capitalization, or the same word."""
        if self.random.random() < 0.3:
            return word
        other = self.random.choice(SINGLE)
        return other.capitalize() if word[0].isupper() else other

    def slug(self) -> str:
        """Return two words as in an id."""
        return f"{self.word('host')}-{self.word('stem').lower()}"

    def name(self) -> str:
        """Return a dataset name: an organ and a purpose, or syllables, often with a year."""
        if self.random.random() < 0.6:
            name = self.word("stem") + self.word("ending")
        else:
            name = "".join(self.word("syllable") for _ in range(self.random.randint(2, 4))).upper()
        year = self.random.choices(("", "-", " "), (40, 35, 25))[0]
        return f"{name}{year}{self.random.randint(1995, 2026)}" if year else name

    def full_name(self) -> str:
        """Return a full name: what the images show, and their purpose."""
        return self.filled("{quality} {thing} of the {structure} for {purpose}").title()
