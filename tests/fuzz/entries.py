"""Mutations of entries and fields in BibTeX."""

import re
from collections.abc import Callable, Sequence
from random import Random

from fuzz import hostile

_FIELD = re.compile(r"^(?P<name>\s*\w+\s*=\s*)(?P<value>.*?)(?P<end>,?)$", re.MULTILINE)
_ENTRY = re.compile(r"^@\w+\{.*?^\}", re.MULTILINE | re.DOTALL)
_NAMES = (
    "title",
    "author",
    "doi",
    "url",
    "year",
    "pages",
    "volume",
    "number",
    "printed",
    "unverified",
    "eprint",
    "archiveprefix",
    "date",
    "month",
    "crossref",
    "x",
)
_VALUES = (
    "{}", "{{}}", '""', "{Nguyễn, Văn and Staal, Joes}", "{others}", "{A and others and B}", "{, , }", "{and and and}", "{{Group} and X, Y, Z, W}", "2004", "{20045}",
    "{5, 24}", "{99999999999999999999}", "{1, 2, 3, x}", "{1--2}", "{10.1000/x}", "{10.1000/X Y}", "{doi, author}", "{a} # {b}", "jan # 5", "undefined", "{\\'{\\i}}",
    "{\\v{}}", "{{\\i}}", "{$x$ \\alpha \\undefined{x} \\}", "{a, b and c, d and}", "{1^^5cinput{/etc/hostname}}", "{" * 200 + "}" * 200, "{" + "1" * 5_000 + "}",
)  # fmt: skip
_BOMB = '@string{a = "x"}\n' + "\n".join(f"@string{{{chr(98 + n)} = {chr(97 + n)} # {chr(97 + n)}}}" for n in range(25)) + "\n"


def _value(random: Random) -> str:
    if random.random() < 0.5:
        return random.choice(_VALUES)
    return f"{{{hostile.value(random)}}}"


def _replace(text: str, random: Random, _: str) -> str:
    fields = list(_FIELD.finditer(text))
    if not fields:
        return text + _value(random)
    found = random.choice(fields)
    return text[: found.start("value")] + _value(random) + text[found.end("value") :]


def _letters(text: str, random: Random, _: str) -> str:
    """Replace characters in the middle of a value, which most fields accept."""
    words = list(re.finditer(r"(?<=[{ ])[A-Za-z]{4,}(?=[ },])", text))
    if not words:
        return text
    found = random.choice(words)
    return text[: found.start()] + random.choice(hostile.LETTERS) + text[found.end() :]


def _add(text: str, random: Random, _: str) -> str:
    fields = list(_FIELD.finditer(text))
    place = random.choice(fields).start() if fields else len(text)
    return f"{text[:place]}  {random.choice(_NAMES)} = {_value(random)},\n{text[place:]}"


def _remove(text: str, random: Random, _: str) -> str:
    fields = list(_FIELD.finditer(text))
    if not fields:
        return text
    found = random.choice(fields)
    return text[: found.start()] + text[found.end() + 1 :]


def _entry(text: str, random: Random, other: str) -> str:
    """Repeat an entry, or insert one of another file."""
    entries = _ENTRY.findall(random.choice((text, other))) or ["@misc{x}"]
    return f"{text}\n{random.choice(entries)}\n" * random.choice((1, 1, 1, 2))


def _syntax(text: str, random: Random, _: str) -> str:
    place = random.randrange(len(text) + 1)
    return (
        text[:place] + random.choice(("{", "}", '"', ",", "@", "@comment{", "@preamble{", "@string{x = 1}", "=", "#", "\\", "(", "%", "\n")) + text[place + 1 :]
    )


def _head(text: str, random: Random, _: str) -> str:
    head = random.choice(("@article{", "@dataset{,", "@x{a b,", "@article{staal2004ridge,", "@Article {Á2004x,", "@{", "@article(x2004y,"))
    return re.sub(r"@\w+\{[^,\n]*,?", lambda _: head, text, count=1)


def _strings(text: str, random: Random, _: str) -> str:
    return _BOMB + text.replace("title = {", f"title = {random.choice('abz')} # {{", 1)


WAYS: Sequence[Callable[[str, Random, str], str]] = (*(_replace,) * 5, _letters, _add, _add, _remove, _entry, _syntax, _syntax, _head, _strings)


def mutated(content: bytes, random: Random, other: bytes) -> bytes:
    """Return the content after one to three mutations, which may insert entries of another input."""
    text, others = (it.decode("utf-8", "replace") for it in (content, other))
    ways = (_letters,) if random.random() < 0.05 else WAYS
    for _ in range(random.choice((1, 1, 2, 3))):
        text = random.choice(ways)(text, random, others)
    return text.encode("utf-8", "replace")
