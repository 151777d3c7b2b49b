"""Answers that cannot be taken, and lists of which some lines can."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

Item = TypeVar("Item")
Value = TypeVar("Value")


class RefusedError(Exception):
    """An answer that cannot be taken; the text says what to write, the head what is the matter."""

    def __init__(self, text: str, head: str = "What is right could not be taken") -> None:
        super().__init__(text)
        self.head = head


@dataclass(frozen=True)
class Listed(Generic[Value]):
    """What could be read of an answer of several lines, and a sentence for each line that could not."""

    value: Value
    refused: tuple[str, ...] = ()

    def whole(self) -> Value:
        """The value where every line could be read. Raises RefusedError."""
        if self.refused:
            raise RefusedError(" ".join(self.refused))
        return self.value


def each(items: list[str], read: Callable[[str], Item]) -> Listed[list[Item]]:
    """What is read of each item; those that are refused are listed, and cost none of the others."""
    found: list[Item] = []
    refused: list[str] = []
    for item in items:
        try:
            found.append(read(item))
        except RefusedError as error:
            refused.append(str(error))
    return Listed(found, tuple(refused))
