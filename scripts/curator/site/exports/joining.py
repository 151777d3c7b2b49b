"""How pieces become one text, said once for the exporters here and for the page that joins a visitor's choice."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Joining:
    """What stands before the pieces, between them, and after them."""

    head: str = ""
    between: str = ""
    foot: str = ""

    def of(self, pieces: Iterable[str]) -> str:
        """The pieces as one text."""
        return f"{self.head}{self.between.join(pieces)}{self.foot}"
