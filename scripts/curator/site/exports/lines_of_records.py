"""Files with one line for each record. Only the lines of changed records are written again if the last site has the others."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from mmap import mmap

from curator.site.exports.last_file import LastFile
from curator.site.tracked_reads import noted

LineOf = Callable[[str], str]
Pieces = Iterator[bytes | memoryview]
"""The content of a file in pieces, which are written without holding all of them."""


@dataclass(frozen=True)
class Lines:
    """The name of the value that is the line of a record, the text between two lines, and the text after the last one."""

    value: str
    between: str = ",\n"
    end: str = "\n]}\n"


def written(opening: Callable[[], str], ids: Sequence[str], line: LineOf, lines: Lines, earlier: LastFile | None = None) -> Pieces:
    """Yield an opening, which ends with a line break, and a line for each record, in UTF-8.

    The order of the records must not depend on what is read for the opening.
    """
    with noted() as reads:
        start = opening()
    changed = earlier.changed({lines.value, *reads}) if earlier else None
    content = earlier.content() if earlier and changed is not None else None
    places = _places(content, start.count("\n"), len(ids), lines) if content else None
    if content is None or places is None or changed is None:
        yield from _encoded(start, map(line, ids), lines)
    else:
        at = {id_: at for at, id_ in enumerate(ids)}
        yield from _replaced(content, start, places, {at[id_]: line(id_) for id_ in changed}, lines)


def _encoded(start: str, found: "map[str]", lines: Lines) -> Pieces:
    """Yield all lines, each encoded separately: as one text, a single rare character would take four times the memory."""
    yield start.encode()
    for number, line in enumerate(found):
        yield f"{lines.between}{line}".encode() if number else line.encode()
    yield lines.end.encode()


def _places(content: mmap, breaks: int, number: int, lines: Lines) -> list[int] | None:
    """Return the offsets at which the lines begin, and the one at which a further line would begin; None if the number of lines is different."""
    between, end = lines.between.encode(), len(content) - len(lines.end.encode())
    places, place = [], 0
    content.seek(0)
    for at in range(breaks + number - 1):
        place += len(content.readline())
        if place > end or (at >= breaks and content[place - len(between) : place] != between):
            return None
        places.append(place)
    if content[end:] != lines.end.encode() or content.find(b"\n", place, end) != -1:
        return None
    return [*places[breaks - 1 :], end + len(between)]


def _replaced(content: mmap, start: str, places: list[int], changed: dict[int, str], lines: Lines) -> Pieces:
    """Yield a content in which the opening and some lines are replaced."""
    yield start.encode()
    place, between, kept = places[0], len(lines.between.encode()), memoryview(content)
    for at, line in sorted(changed.items()):
        yield kept[place : places[at]]
        yield line.encode()
        place = places[at + 1] - between
    yield kept[place:]
