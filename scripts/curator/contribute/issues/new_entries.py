"""New entries of lists from the form for corrections: known issues, links, loaders, relations, and further splits and label sets."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from curator.contribute.issues.counts import splits
from curator.contribute.issues.labels import label_sets
from curator.contribute.issues.parse_answer import AnswerError, ParsedAnswer, line, lines, parse_each
from curator.contribute.issues.sources import urls
from curator.records.catalog import Catalog
from curator.records.normalise import plain
from curator.records.problem import Path
from curator.records.vocabulary import Vocabularies

_URL = re.compile(
    r"[\s,;(<]*\b(?:(?:see|cf|source|from|at|per|via|according to|reported (?:at|in))\b[.:]?\s*(?:also\s*)?)?<?https?://[^\s<>]+?(?=[.,;:)>]*(?:\s|$))[>)]*",
    re.IGNORECASE,
)
"""A URL in a sentence, with the words that introduce it."""
_LINK = re.compile(r"\[([^\]]*)\]\(\s*https?://[^)\s]*\)")


@dataclass(frozen=True)
class NewEntry:
    """A new entry of a list, the URLs that support it, and the required field that the answer lacks."""

    value: dict[str, Any]
    urls: tuple[str, ...] = ()
    missing: str = ""


Parser = Callable[[str, Catalog], NewEntry]


def new_entries(text: str, at: Path, present: Any, catalog: Catalog) -> ParsedAnswer[list[NewEntry]] | None:
    """Return the entries that an answer adds to the list at a path, one per line; None if answers do not add to this list."""
    if at in _PARSERS:
        return parse_each(lines(text), lambda text_line: _PARSERS[at](text_line, catalog))
    if at in _DETAILED and present:
        found = _DETAILED[at](text, catalog.vocabularies)
        return ParsedAnswer([NewEntry(item) for item in found.value], found.errors) if found.value and not _known(found.value, present) else None
    return None


def _known(found: list[dict[str, Any]], present: list[dict[str, Any]]) -> bool:
    """Whether the list has a split or a label set of the same name or task already, which an answer would change."""
    names = {(item.get("name", ""), item.get("task", "")) for item in present}
    return any((item.get("name", ""), item.get("task", "")) in names for item in found)


def _kind(text: str, vocabulary: str, vocabularies: Vocabularies) -> tuple[str, str]:
    """Return the kind of an entry, which is written before a colon, and the rest of the text; the kind is empty if it is not a term."""
    head, colon, rest = text.partition(":")
    if not colon or rest.startswith("//"):
        return "", text
    known = {word.casefold(): name for name, entry in vocabularies[vocabulary].entries.items() for word in (name, entry.label, *entry.aliases)}
    kind = known.get(line(head).casefold(), "")
    return (kind, rest.strip()) if kind else ("", text)


def _sentence(text: str) -> str:
    """Return a text without its URLs, as a sentence."""
    words = line(_URL.sub("", _LINK.sub(r"\1", text))).strip(" ,;:-")
    return words if not words or words.endswith((".", "!", "?")) else f"{words}."


def _with_kind(kind: str, vocabulary: str, vocabularies: Vocabularies, value: dict[str, Any], pages: tuple[str, ...]) -> NewEntry:
    """Return an entry; without a kind it asks for one."""
    if kind:
        return NewEntry({"kind": kind} | value, pages)
    terms = ", ".join(vocabularies[vocabulary].entries)
    return NewEntry(value, pages, f"Which kind is it? Write the kind and a colon before the text. Kinds: {terms}.")


def _issue(text: str, catalog: Catalog) -> NewEntry:
    kind, rest = _kind(text, "issue", catalog.vocabularies)
    if len(plain(_sentence(rest)).split()) < 3:
        raise AnswerError(f"`{text}` is not a description of an issue: write a sentence, and the URL of a page about it.")
    return _with_kind(kind, "issue", catalog.vocabularies, {"text": _sentence(rest)}, tuple(url for _, url in urls(rest)))


def _link(text: str, catalog: Catalog) -> NewEntry:
    kind, rest = _kind(text, "link", catalog.vocabularies)
    pages = tuple(url for _, url in urls(rest))
    if len(pages) != 1:
        raise AnswerError(f"`{text}` is not a link: write its kind and one URL, e.g. documentation: https://example.org/data/readme/.")
    note = _sentence(rest)
    return _with_kind(kind, "link", catalog.vocabularies, {"url": pages[0]} | ({"note": note} if note else {}), pages)


def _loader(text: str, _: Catalog) -> NewEntry:
    head, colon, rest = text.partition(":")
    pages = tuple(url for _, url in urls(rest if colon else text))
    if not colon or rest.startswith("//") or not head.strip():
        raise AnswerError(
            f"`{text}` is not a loader: write the package, a colon, the name in the package and a URL, e.g. torch_em: drive https://example.org/."
        )
    name = _sentence(rest).removesuffix(".")
    return NewEntry({"library": line(head)} | ({"name": name} if name else {}) | ({"url": pages[0]} if pages else {}), pages)


def _relation(text: str, catalog: Catalog) -> NewEntry:
    kind, rest = _kind(text, "relation", catalog.vocabularies)
    pages = tuple(url for _, url in urls(rest))
    name = _sentence(rest).removesuffix(".")
    known = catalog.by_name.get(name.casefold(), [])
    if not name or (len(known) != 1 and not pages):
        raise AnswerError(f"`{text}` is not a relation: write its kind, a colon, and the id of a record, or the name and URL of another dataset.")
    other = {"to": known[0]} if len(known) == 1 else {"name": name, "url": pages[0]}
    return _with_kind(kind, "relation", catalog.vocabularies, other, pages)


_PARSERS: Mapping[Path, Parser] = {("known_issues",): _issue, ("access", "links"): _link, ("loaders",): _loader, ("relations",): _relation}
"""Lists to which answers add entries."""
_DETAILED: Mapping[Path, Callable[[str, Vocabularies], ParsedAnswer[list[dict[str, Any]]]]] = {
    ("splits",): lambda text, vocabularies: splits(text, vocabularies, "image"),
    ("classes",): label_sets,
}
"""Lists to which answers add entries with another name, if their entries have details that replacing them would lose."""
