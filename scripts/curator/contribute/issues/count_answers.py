"""How much there is, and how it is divided: lines of an answer as counts and splits."""

from collections.abc import Sequence
from typing import Any

from curator.contribute.issues.number_words import Entry, entries, in_parts, part_of, parts, unit_in
from curator.contribute.issues.refused_answers import Listed, RefusedError, each
from curator.contribute.issues.tokens import Number, Tokens, Word, readings, resolved
from curator.contribute.issues.value_answers import line, lines, unit
from curator.records.vocabulary import Vocabularies

Count = int | dict[str, int]


def counts(text: str, words: Vocabularies) -> Listed[dict[str, Any]]:
    """How much there is, by unit: on each line numbers and what they count, in any order."""
    found: dict[str, Any] = {}

    def read(each_: str) -> None:
        new = resolved(each_, lambda tokens: _counted(entries(tokens, each_), each_, words), _shown)
        twice = set(new) & set(found)
        if twice:
            raise RefusedError(f"`{each_}` counts {', '.join(sorted(twice))} a second time: write each unit once.")
        found.update(new)

    return Listed(found, each(lines(text), read).refused)


def count(text: str, name: str, words: Vocabularies) -> Count:
    """What is counted of one unit: a number, a rounded one, or one for each part. Raises RefusedError."""
    said = line(text)

    def read(tokens: Tokens) -> dict[str, Count]:
        return _counted(entries(tokens, said), said, words, name)

    found = resolved(said, read, _shown)
    if set(found) != {name}:
        raise RefusedError(f"`{said}` counts {', '.join(found)}, where {name} is to be corrected: write its number alone.")
    return found[name]


def _shown(found: dict[str, Any]) -> str:
    """Counts in a sentence."""
    return ", ".join(f"{name} {number}" for name, number in found.items())


def _counted(given: Sequence[Entry], text: str, words: Vocabularies, usual: str = "") -> dict[str, Count]:
    """Numbers by the units beside them; one that has none is of the part that it names, of the unit before it."""
    if not given:
        raise RefusedError(f"`{text}` is not a unit and its number: write e.g. image: 40.")
    found: dict[str, list[tuple[str, Entry]]] = {}
    now = usual
    for entry in given:
        name, left = unit_in(entry.words, words)
        part = part_of([word for word in left if word not in _WHOLE])
        if not name and not part and (entry.words or not now):
            raise RefusedError(_unknown(entry, text, words))
        now = name or now
        if not now:
            raise RefusedError(f"`{text}` does not say what it counts: write e.g. image: train 20, test 20.")
        found.setdefault(now, []).append((part, entry))
    return {name: _of_one(name, its, text) for name, its in found.items()}


_WHOLE = frozenset({"total", "overall", "all"})


def _of_one(name: str, given: Sequence[tuple[str, Entry]], text: str) -> Count:
    """The count of a unit from its total and its parts. Raises RefusedError."""
    by_part = [(part, entry) for part, entry in given if part]
    totals = [entry for part, entry in given if not part]
    if len(totals) > 1 or len({part for part, _ in by_part}) < len(by_part):
        raise RefusedError(f"`{text}` has two numbers of the same {name}: write one, and each part once.")
    if not by_part:
        return {"about": totals[0].number} if totals[0].rounded else totals[0].number
    found = {part: entry.number for part, entry in by_part}
    if any(entry.rounded for _, entry in given):
        raise RefusedError(f"`{text}` rounds a part: write exact numbers, or the rounded number alone.")
    if totals and totals[0].number != sum(found.values()):
        raise RefusedError(f"`{text}` names {totals[0].number} in all, but its parts sum to {sum(found.values())}: write the right numbers.")
    return in_parts(found)[0]


def _unknown(entry: Entry, text: str, words: Vocabularies) -> str:
    """What to write where no unit, or more than one, is among the words beside a number."""
    said = " ".join(entry.words)
    if not said:
        return f"`{text}` is not a unit and its number: write e.g. image: 40."
    try:
        unit(said, words)
    except RefusedError as error:
        return f"`{text}` is not read: {error}"
    return f"`{text}` may count more than one unit: write e.g. image: 40, a line for each."


def splits(text: str, words: Vocabularies, usual: str) -> Listed[list[dict[str, Any]]]:
    """Splits, one a line: a name and the unit where it is not the usual one, a colon, and the parts with their numbers."""
    return each(lines(text), lambda said: _split(said, words, usual))


def _split(said: str, words: Vocabularies, usual: str) -> dict[str, Any]:
    """A split from a line; without a name it is the official one."""
    head, _, rest = said.partition(":")
    named = bool(rest.strip()) and not _of_a_part(head)
    name, comma, counted = head.rpartition(",") if named else ("official", "", "")
    text = rest if named else said
    if not any(isinstance(token, Number) for tokens in readings(text)[:1] for token in tokens):
        raise RefusedError(f"`{said}` is not a split: write e.g. official, image: train 20, test 20.")
    given, counting = resolved(text, lambda tokens: parts(entries(tokens, said), said, words), lambda found: _shown(found[0]))
    usual_parts, further = in_parts(given)
    what = unit(counted, words) if comma else counting or usual
    return {"name": line(name if comma or not named else head), "unit": what} | usual_parts | ({"further": further} if further else {})


def _of_a_part(head: str) -> bool:
    """Whether the words before a colon name a part, or hold numbers of parts, and so are no name of a split."""
    first = next(iter(readings(head)), ())
    said = [token.low for token in first if isinstance(token, Word)]
    numbered = any(isinstance(token, Number) for token in first)
    return bool(part_of(said)) or (numbered and any(part_of([word]) for word in said))
