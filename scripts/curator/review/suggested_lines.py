"""What a program would write otherwise in the files of a change, line by line: the canonical form, and problems that it can mend."""

from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from pathlib import Path

from curator.records import load as catalogs
from curator.review.data import Mending, Review

Mend = Callable[[str, str], str]
"""The text of a file, by its name and its present text, as it should be."""


def mendings(files: dict[str, bytes], mend: Mend) -> Iterator[Mending]:
    """The lines that `mend` would write otherwise, by file; of files that are no text nothing."""
    for file, content in sorted(files.items()):
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError:
            continue
        old, new = text.splitlines(), mend(file, text).splitlines()
        for kind, first, last, new_first, new_last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if kind != "equal":
                # lines that are only added are told at the line after which they stand
                lines = (first + 1, last) if first < last else (max(first, 1), max(first, 1))
                yield Mending(file=file, first=lines[0], last=lines[1], before=tuple(old[first:last]), after=tuple(new[new_first:new_last]))


def offered(review: Review, before: Path, after: Path, head: Callable[[str], bytes | None]) -> Review:
    """The review with the mendings marked that a click can apply: those of lines that the change wrote, in files that are the same at its head."""
    was = {f"{catalogs.DATASETS}/{it.id}.yaml": f"{catalogs.DATASETS}/{it.was}.yaml" for it in review.records if it.was}
    lines = dict[str, frozenset[int]]()
    for file in {it.file for it in review.mendings}:
        content, old = (after / file).read_bytes(), before / was.get(file, file)
        if head(file) == content:
            lines[file] = _written(old.read_bytes() if old.is_file() else b"", content)
    marked = (it.model_copy(update={"offered": _applies(it, lines.get(it.file, frozenset()))}) for it in review.mendings)
    return review.model_copy(update={"mendings": tuple(marked)})


def _written(before: bytes, after: bytes) -> frozenset[int]:
    """The numbers of the lines that a change added or edited; none where lines end otherwise than git counts them."""
    old, text = before.decode("utf-8", errors="replace").splitlines(), after.decode("utf-8")
    new = text.splitlines()
    if new != text.removesuffix("\n").split("\n"):
        return frozenset()
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return frozenset(number for kind, _, _, first, last in steps if kind != "equal" for number in range(first + 1, last + 1))


def _applies(it: Mending, lines: frozenset[int]) -> bool:
    """Whether a click can do it: it replaces or deletes lines that the change wrote, and leaves more than blank lines, or none."""
    return bool(it.before) and lines.issuperset(range(it.first, it.last + 1)) and (not it.after or any(map(str.strip, it.after)))
