"""BibTeX entries from CSL metadata, and their insertion into the bibliography."""

import html
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from curator.records import bibliography as references
from curator.records.normalise import latin
from curator.records.reference import FIELD_FORMATS
from curator.records.reference_checks import OTHERS

MAX_TEXT = 1000
"""Characters of a text of the metadata that are read; titles have a fifth of that."""
_ENTRY = re.compile(r"^@\w+\{([^,\s]+),", re.MULTILINE)
_TYPES = {
    "dataset": "dataset",
    "article-journal": "article",
    "journal-article": "article",
    "paper-conference": "inproceedings",
    "proceedings-article": "inproceedings",
    "chapter": "incollection",
    "book-chapter": "incollection",
    "report": "techreport",
}
_CONTAINERS = {"article": "journal", "inproceedings": "booktitle", "incollection": "booktitle", "techreport": "institution"}
_STOP_WORDS = frozenset("a an and are as at by data dataset for from in is of on or the to towards using via with".split())  # noqa: SIM905
_NOT_TEXT = str.maketrans("~", " ", "{}\\<>$")
"""Removes the special characters of BibTeX and LaTeX."""


class EntryError(Exception):
    """An entry that the bibliography does not accept; the message is the reason."""


def added(bibliography: str, entry: str) -> str:
    """Return the bibliography, which is sorted by key, with one more entry; every other byte is kept. Raises EntryError."""
    problems = references.read(entry.encode()).problems
    reasons = [problem.message for problem in problems if problem.code != "printed-number"]
    head = _ENTRY.match(entry)
    if reasons or not head:
        raise EntryError("; ".join(reasons) or "it is not BibTeX")
    after = next((found for found in _ENTRY.finditer(bibliography) if found[1] > head[1]), None)
    if after is None:
        return f"{bibliography.rstrip()}\n\n{entry}" if bibliography.strip() else entry
    return f"{bibliography[: after.start()]}{entry}\n{bibliography[after.start() :]}"


def entry_type(csl: Mapping[str, Any]) -> str:
    """Return the BibTeX type of a work; `misc` if a required journal, book or institution is missing."""
    found = _TYPES.get(str(csl.get("type")), "misc")
    return found if found not in _CONTAINERS or _container(csl) else "misc"


def key(csl: Mapping[str, Any], taken: Collection[str]) -> str:
    """Return a key of the format author-year-word that no other work has; empty if the metadata lack one of the three."""
    author = next(iter(_family_names(csl)), "")
    start = re.sub("[^a-z]", "", _ascii(author)) + (year(csl) or ("nd" if csl.get("undated") else ""))
    words = list(_key_words(text(csl.get("title"))))
    if not re.fullmatch("[a-z]+([0-9]{4}|nd)", start) or not words:
        return ""
    keys = [start + word for word in words] + [f"{start}{words[0]}{letter}" for letter in "bcdefghijklmnopqrstuvwxyz"]
    return next((found for found in keys if found not in taken), "")


def entry(csl: Mapping[str, Any], name: str, doi: str) -> str:
    """Return the BibTeX entry of a work, with a key. Raises EntryError without a key."""
    if not name:
        raise EntryError("the metadata lack an author, a year or a title")
    container = _CONTAINERS.get(entry_type(csl), "")
    fields = {
        "author": _author_field(csl),
        "title": _protected(text(csl.get("title"))),
        container: _protected(_container(csl)),
        "volume": text(csl.get("volume")),
        "number": text(csl.get("issue")),
        "pages": re.sub(r"\s*[-–]+\s*", "--", text(csl.get("page"))),
        "year": year(csl),
        "publisher": text(csl.get("publisher")),
        "doi": doi,
    }
    if preprint := re.fullmatch(r"10\.48550/arxiv\.([a-z0-9./-]+)", doi):
        fields |= {"publisher": "", "eprint": preprint[1], "archiveprefix": "arXiv"}
    lines = [f"  {field} = {{{value}}}," for field, value in fields.items() if field and value and _is_valid(field, value)]
    return "\n".join([f"@{entry_type(csl)}{{{name},", *lines, "}"]) + "\n"


def year(csl: Mapping[str, Any]) -> str:
    """Return the year of publication; empty if the metadata do not give it."""
    try:
        found = str((csl.get("issued") or {})["date-parts"][0][0])
    except (KeyError, IndexError, TypeError):
        return ""
    return found if re.fullmatch("[12][0-9]{3}", found) else ""


def text(value: Any) -> str:
    """Return a text of the metadata on one line, without markup and special characters of BibTeX."""
    first = value[0] if isinstance(value, list) and value else value
    if not isinstance(first, (str, int)):
        return ""
    plain = re.sub(r"<[^<>]*>|\^+(?=\^)", "", html.unescape(html.unescape(str(first)[:MAX_TEXT])))
    return " ".join("".join(letter for letter in plain if letter.isprintable() or letter.isspace()).translate(_NOT_TEXT).split())


def _is_valid(field: str, value: str) -> bool:
    return field not in FIELD_FORMATS or bool(FIELD_FORMATS[field].pattern.fullmatch(value))


def _container(csl: Mapping[str, Any]) -> str:
    """Return the journal, proceedings or book of a work; for a report its publisher."""
    return text(csl.get("publisher" if csl.get("type") == "report" else "container-title"))


def _people(csl: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield family names, with a suffix after a comma, and given names; organizations have no given name."""
    authors = csl.get("author")
    for person in authors if isinstance(authors, list) else ():
        if isinstance(person, dict) and (family := text(person.get("family")) or text(person.get("literal")) or text(person.get("name"))):
            particle = text(person.get("non-dropping-particle"))
            suffix = text(person.get("suffix")).replace(",", "")
            name = f"{particle} {family}".strip()
            given = text(person.get("given"))
            yield f"{name}, {suffix}" if suffix and given else name, given


def _family_names(csl: Mapping[str, Any]) -> list[str]:
    return [family if given else family.split()[0] for family, given in _people(csl)] or text(csl.get("publisher")).split()[:1]


def _author_field(csl: Mapping[str, Any]) -> str:
    """Return the authors, or else the publisher, in BibTeX format; "et al." becomes `others`."""
    people = list(_people(csl)) or [(publisher, "") for publisher in [text(csl.get("publisher"))] if publisher]
    names = [f"{family}, {given}" if given else f"{{{family}}}" for family, given in people]
    named = [name for name in names if not OTHERS.search(name.strip("{}"))]
    return " and ".join(named + ["others"] * (len(named) < len(names)))


def _key_words(title: str) -> Iterator[str]:
    """Yield the words of a title that may be part of a key: of hyphenated words the first part, of hyphenated capitals all."""
    for word in re.split(r"[\s/–—]+", title):
        joined = word if word.isupper() else word.split("-")[0]
        plain = re.sub("[^a-z0-9]", "", _ascii(joined))
        if plain[:1].isalpha() and len(plain) > 1 and plain not in _STOP_WORDS:
            yield plain


def _ascii(word: str) -> str:
    return latin(word).encode("ascii", "ignore").decode()


def _protected(title: str) -> str:
    """Return a title with braces around words with inner capitals, such as MRI and CheXpert."""
    return re.sub(r"\w+", lambda word: f"{{{word[0]}}}" if any(letter.isupper() for letter in word[0][1:]) else word[0], title)
