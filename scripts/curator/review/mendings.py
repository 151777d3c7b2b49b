"""What a program would write otherwise in the files of a change, line by line: the canonical form, and problems that it can mend."""

from collections.abc import Callable, Iterator
from difflib import SequenceMatcher

from curator.review.shape import Mending

Mend = Callable[[str], str]
"""The text of a file as it should be."""


def mendings(files: dict[str, bytes], mend: Mend) -> Iterator[Mending]:
    """The lines that `mend` would write otherwise, by file; of files that are no text nothing."""
    for file, content in sorted(files.items()):
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError:
            continue
        old, new = text.splitlines(), mend(text).splitlines()
        for kind, first, last, new_first, new_last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if kind != "equal":
                # lines that are only added are told at the line after which they stand
                lines = (first + 1, last) if first < last else (max(first, 1), max(first, 1))
                yield Mending(file=file, first=lines[0], last=lines[1], before=tuple(old[first:last]), after=tuple(new[new_first:new_last]))
