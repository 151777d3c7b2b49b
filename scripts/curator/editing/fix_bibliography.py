"""Automatic fixes for the bibliography: DOIs, URLs, LaTeX, wrongly decoded words, keys, and their order."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from curator.editing import bibtex_entry
from curator.editing.latex_text import decoded
from curator.records import bibliography, bibtex_source, mojibake
from curator.records.address_text import tidy
from curator.records.bibtex_source import MAX_ENTRY
from curator.records.doi import canonical_doi
from curator.records.reference import DOI_FIELDS, TEXT_FIELDS, Reference

_ENTRY = re.compile(r"^[ \t]*@\w+[ \t]*[{(]", re.MULTILINE)
_FIELD = re.compile(r"(?<!\w)(?P<name>[A-Za-z]+)[ \t]*=[ \t]*(?P<open>[{\"])")
_DECODED = TEXT_FIELDS | {"author"}
_LISTS = frozenset({"source", "paper", "data", "further", "citations"})
"""Fields of a record whose lists may contain keys."""
_MAPPINGS = frozenset({"evidence", "not_reported"})
"""Fields of a record that map paths to lists of keys."""


def fixed_bibliography(text: str) -> str:
    """Return the text of the bibliography with the values of its fields fixed; other bytes, and keys, are kept."""
    found: list[str] = []
    end = 0
    for name, first, last in _values(text):
        found += [text[end:first], _fixed_value(name, text[first:last])]
        end = last
    return mojibake.corrected("".join([*found, text[end:]]))


def new_keys(text: str) -> dict[str, str]:
    """Return keys of the format author-year-word for the entries of a bibliography that have another key but are complete."""
    read = bibliography.read(text.encode("utf-8", "replace"))
    taken = set(read.keys)
    found: dict[str, str] = {}
    for key, work in read.works.items():
        if not bibliography.KEY.fullmatch(key) and (new := bibtex_entry.key(_csl(work), taken)):
            found[key] = new
            taken.add(new)
    return found


def with_keys(text: str, keys: Mapping[str, str]) -> str:
    """Return the text of the bibliography with other keys."""
    return re.sub(r"^([ \t]*@\w+[ \t]*[{(][ \t]*)([^,\s]+)(?=[ \t]*,)", lambda head: head[1] + keys.get(head[2], head[2]), text, flags=re.MULTILINE)


def in_order(text: str) -> str:
    """Return the text of the bibliography with its entries sorted by key; unchanged if it has syntax errors, or text outside the entries."""
    keys = bibtex_source.keys(text)
    starts = [found.start() for found in _ENTRY.finditer(text)]
    entries = [text[start:end].rstrip() for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
    if keys == sorted(keys) or len(keys) != len(entries) or not all(entry.endswith(("}", ")")) for entry in entries):
        return text
    parsed = bibtex_source.parse(text, bibliography.FILE)
    if parsed.problems or len(parsed.entries) != len(keys):
        return text
    by_key = sorted(zip(keys, entries, strict=True))
    return text[: starts[0]] + "\n\n".join(entry for _, entry in by_key) + "\n"


def with_new_words(text: str, keys: Mapping[str, str]) -> str:
    """Return the text of a YAML file with other keys of the bibliography, where each is a whole word; layout and comments are kept."""
    return re.sub(r"[^\s,\[\]{}]+", lambda word: keys.get(word[0], word[0]), text)


def with_new_uses(value: Any, keys: Mapping[str, str], field: str = "") -> Any:
    """Return the value of a YAML file with other keys of the bibliography where it cites works."""
    if isinstance(value, dict):
        inside = "source" if field in _MAPPINGS else ""
        return {name: with_new_uses(item, keys, inside or name) for name, item in value.items()}
    if isinstance(value, list):
        return [keys.get(item, item) if field in _LISTS and isinstance(item, str) else with_new_uses(item, keys) for item in value]
    return value


def _csl(work: Reference) -> dict[str, Any]:
    """Return the fields of a work that its key is made of."""
    authors = [{"family": name.family, "given": name.given} if name.given else {"literal": name.family} for name in work.authors]
    return {"author": authors, "title": work.title, "issued": {"date-parts": [[work.year]]} if work.year else {}, "undated": not work.year}


def _values(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the name of each field in the bibliography, and where its value begins and ends, without its delimiters."""
    starts = [found.end() for found in _ENTRY.finditer(text)]
    for start, limit in zip(starts, [*starts[1:], len(text)], strict=True):
        position = start
        while (found := _FIELD.search(text, position, min(limit, start + MAX_ENTRY))) and (end := _end(text, found, limit)):
            yield found["name"].lower(), found.end(), end
            position = end + 1


def _end(text: str, opening: re.Match[str], limit: int) -> int:
    """Return the end of a value; 0 if it is not closed."""
    depth = 0
    for position in range(opening.end(), min(limit, opening.end() + MAX_ENTRY)):
        character = text[position]
        if character in "{}" and text[position - 1] != "\\":
            depth += 1 if character == "{" else -1
        if depth < 0 or (depth == 0 and character == opening["open"] == '"' and text[position - 1] != "\\"):
            return position
    return 0


def _fixed_value(name: str, text: str) -> str:
    if name in DOI_FIELDS:
        return canonical_doi(text) or text
    if name == "url":
        return tidy(re.sub(r"^\\url\{(.*)\}$", r"\1", text).replace("\\_", "_").replace("\\%", "%").replace("\\&", "&").replace("\\#", "#"), versioned=True)
    return decoded(text) if name in _DECODED else text
