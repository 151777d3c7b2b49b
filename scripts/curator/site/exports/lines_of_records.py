"""Files with one line for each record. Only the lines of changed records are written again if the last site has the others."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO

from curator.site.exports.earlier_file import EarlierFile
from curator.site.reads import noted

LineOf = Callable[[str], str]


@dataclass(frozen=True)
class Lines:
    """The name of the value that is the line of a record, the text between two lines, and the text after the last one."""

    value: str
    between: str = ",\n"
    end: str = "\n]}\n"


def written(opening: Callable[[], str], ids: Sequence[str], line: LineOf, lines: Lines, earlier: EarlierFile | None = None) -> bytes:
    """Return an opening, which ends with a line break, and a line for each record, in UTF-8.

    The order of the records must not depend on what is read for the opening.
    """
    with noted() as reads:
        start = opening()
    changed = earlier.changed({lines.value, *reads}) if earlier else None
    content = earlier.content() if earlier and changed is not None else None
    places = _places(content, start.count("\n"), len(ids), lines) if content else None
    if content is None or places is None or changed is None:
        return _encoded(start, map(line, ids), lines)
    return _replaced(content, start, places, {at: line(id_) for at, id_ in enumerate(ids) if id_ in {*changed}}, lines)


def _encoded(start: str, found: "map[str]", lines: Lines) -> bytes:
    """Return all lines, each encoded separately: as one text, a single rare character would take four times the memory."""
    content = BytesIO()
    content.write(start.encode())
    for number, line in enumerate(found):
        content.write(f"{lines.between}{line}".encode() if number else line.encode())
    content.write(lines.end.encode())
    return content.getvalue()


def _places(content: bytes, breaks: int, number: int, lines: Lines) -> list[int] | None:
    """Return the offsets at which the lines begin, and the one at which a further line would begin; None if the number of lines is different."""
    between, end = lines.between.encode(), len(content) - len(lines.end.encode())
    places, place = [], 0
    for at in range(breaks + number - 1):
        place = content.find(b"\n", place, end) + 1
        if not place or (at >= breaks and content[place - len(between) : place] != between):
            return None
        places.append(place)
    if content[end:] != lines.end.encode() or content.find(b"\n", place, end) != -1:
        return None
    return [*places[breaks - 1 :], end + len(between)]


def _replaced(content: bytes, start: str, places: list[int], changed: dict[int, str], lines: Lines) -> bytes:
    """Return a content in which the opening and some lines are replaced."""
    parts: list[bytes | memoryview] = [start.encode()]
    place, between, kept = places[0], len(lines.between.encode()), memoryview(content)
    for at, line in sorted(changed.items()):
        parts += [kept[place : places[at]], line.encode()]
        place = places[at + 1] - between
    return b"".join([*parts, kept[place:]])
