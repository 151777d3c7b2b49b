"""What the metadata of a DOI say of a work: its BibTeX entry, and the fields of a record that they settle."""

import html
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from curator.records.doi import doi_url
from curator.records.normalise import latin
from curator.records.reference import FIELD_FORMATS
from curator.records.reference_checks import OTHERS
from curator.records.vocabulary import LicenceEntry, Vocabulary

DEPOSIT = "deposit"
"""The name in a record of the page that its DOI leads to."""
LONGEST = 1000
"""Characters of a text that are read; titles have a fifth of it."""
_KINDS = {
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
_SMALL = frozenset("a an and are as at by data dataset for from in is of on or the to towards using via with".split())  # noqa: SIM905
_NOT_TEXT = str.maketrans("~", " ", "{}\\<>$")
"""Without what BibTeX and LaTeX read as their own."""
_COMMONS = re.compile(
    r"(?:the )?creative commons attribution([- ]non[- ]?commercial)?([- ]share[- ]?alike|[- ]no[- ]?deriv(?:ative)?s?)? (\d\.\d)"
    r"(?: (?:international|unported|generic))?(?: (?:public )?licen[cs]e)?(?: \(cc[^()]*\))?",
    re.IGNORECASE,
)
"""The whole name of a licence: one with a word more is another, and is not guessed."""


def is_data(csl: Mapping[str, Any]) -> bool:
    """Whether the work is the data themselves."""
    return kind(csl) == "dataset"


def kind(csl: Mapping[str, Any]) -> str:
    """What BibTeX calls such a work; one that needs a journal or proceedings and names none is of no kind in particular."""
    found = _KINDS.get(str(csl.get("type")), "misc")
    return found if found not in _CONTAINERS or _container(csl) else "misc"


def _container(csl: Mapping[str, Any]) -> str:
    """What the work appeared in; of a report who published it."""
    return text(csl.get("publisher" if csl.get("type") == "report" else "container-title"))


def key(csl: Mapping[str, Any], taken: Collection[str]) -> str:
    """A key of the house's form, author-year-word, that no other work has; empty where the metadata lack one of the three."""
    author = next(iter(_family_names(csl)), "")
    start = re.sub("[^a-z]", "", _ascii(author)) + year(csl)
    words = list(_words(text(csl.get("title"))))
    if not re.fullmatch("[a-z]+[0-9]{4}", start) or not words:
        return ""
    keys = [start + word for word in words] + [f"{start}{words[0]}{letter}" for letter in "bcdefghijklmnopqrstuvwxyz"]
    return next((found for found in keys if found not in taken), "")


def entry(csl: Mapping[str, Any], name: str, doi: str) -> str:
    """The work's entry for the bibliography."""
    container = _CONTAINERS.get(kind(csl), "")
    fields = {
        "author": _listed(csl),
        "title": _guarded(text(csl.get("title"))),
        container: _guarded(_container(csl)),
        "volume": text(csl.get("volume")),
        "number": text(csl.get("issue")),
        "pages": re.sub(r"\s*[-–]+\s*", "--", text(csl.get("page"))),
        "year": year(csl),
        "publisher": text(csl.get("publisher")),
        "doi": doi,
    }
    if preprint := re.fullmatch(r"10\.48550/arxiv\.([a-z0-9./-]+)", doi):
        fields |= {"publisher": "", "eprint": preprint[1], "archiveprefix": "arXiv"}
    fits = {
        field: value for field, value in fields.items() if field and value and (field not in FIELD_FORMATS or FIELD_FORMATS[field].pattern.fullmatch(value))
    }
    lines = [f"  {field} = {{{value}}}," for field, value in fits.items()]
    return "\n".join([f"@{kind(csl)}{{{name},", *lines, "}"]) + "\n"


def values(csl: Mapping[str, Any], name: str, doi: str, licences: Vocabulary[LicenceEntry]) -> dict[str, Any]:
    """The fields of a record that the metadata settle, and where they rest; of a paper only that it is to be cited."""
    if not is_data(csl):
        return {"citations": {"paper": [name]}} if name else {}
    title, publisher, since = text(csl.get("title")), text(csl.get("publisher")), year(csl)
    short = title.partition(":")[0].strip()
    named = {"name": short, "full_name": title} if short != title and len(short) <= 30 else {"name": title}
    found: dict[str, Any] = {**named, "year": int(since) if since else None, "provider": publisher}
    found |= {"access": {"homepage": doi_url(doi)}, "citations": {"data": [name]} if name else None}
    if licence := licence_id(csl, licences):
        found["licence"] = [{"covers": "all", "id": licence, "source": [DEPOSIT]}]
    found["sources"] = {DEPOSIT: {"url": doi_url(doi), "what": f"page and metadata of the deposit{f' at {publisher}' if publisher else ''}"}}
    found["evidence"] = {field: [DEPOSIT] for field in ("year", "provider", "access") if found[field]}
    return {field: value for field, value in found.items() if value}


def licence_id(csl: Mapping[str, Any], licences: Vocabulary[LicenceEntry]) -> str:
    """The licence of the vocabulary that the metadata state; empty where they state none, several or another."""
    stated = [csl.get("copyright"), *(one.get("URL") for one in csl.get("license") or () if isinstance(one, dict))]
    known = {word.casefold(): id_ for id_, one in licences.entries.items() for word in (id_, one.label, *one.aliases, _place(one.url))}
    found = {known.get(word.casefold()) for said in map(text, stated) if said for word in (said, _place(said), _commons(said))} - {None}
    return str(found.pop()) if len(found) == 1 else ""


def year(csl: Mapping[str, Any]) -> str:
    """The year in which it came out; empty where that is not told."""
    try:
        found = str((csl.get("issued") or {})["date-parts"][0][0])
    except (KeyError, IndexError, TypeError):
        return ""
    return found if re.fullmatch("[12][0-9]{3}", found) else ""


def text(value: Any) -> str:
    """A text of the metadata on one line, without markup, and without what BibTeX would read as its own."""
    first = value[0] if isinstance(value, list) and value else value
    if not isinstance(first, (str, int)):
        return ""
    plain = re.sub(r"<[^<>]*>|\^+(?=\^)", "", html.unescape(html.unescape(str(first)[:LONGEST])))
    return " ".join("".join(letter for letter in plain if letter.isprintable() or letter.isspace()).translate(_NOT_TEXT).split())


def _people(csl: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Family names, with a suffix after a comma, and given names; an organisation has no given one."""
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


def _authors(csl: Mapping[str, Any]) -> Iterator[str]:
    people = list(_people(csl)) or [(publisher, "") for publisher in [text(csl.get("publisher"))] if publisher]
    for family, given in people:
        yield f"{family}, {given}" if given else f"{{{family}}}"


def _listed(csl: Mapping[str, Any]) -> str:
    """The authors as BibTeX joins them; words for further ones are no name."""
    names = list(_authors(csl))
    named = [name for name in names if not OTHERS.search(name.strip("{}"))]
    return " and ".join(named + ["others"] * (len(named) < len(names)))


def _words(title: str) -> Iterator[str]:
    """The words of a title that tell something, as they stand in keys; of two joined ones the first, of joined capitals both."""
    for word in re.split(r"[\s/–—]+", title):
        joined = word if word.isupper() else word.split("-")[0]
        plain = re.sub("[^a-z0-9]", "", _ascii(joined))
        if plain[:1].isalpha() and len(plain) > 1 and plain not in _SMALL:
            yield plain


def _ascii(word: str) -> str:
    return latin(word).encode("ascii", "ignore").decode()


def _guarded(title: str) -> str:
    """A title in which braces keep the capitals of names like MRI and CheXpert."""
    return re.sub(r"\w+", lambda word: f"{{{word[0]}}}" if any(letter.isupper() for letter in word[0][1:]) else word[0], title)


def _place(url: str) -> str:
    """An address without what differs between spellings of the same one."""
    return re.sub(r"^https?://(www\.)?|(/(legalcode|deed))?(\.\w\w)?/?$", "", url)


def _commons(said: str) -> str:
    """The id of a Creative Commons licence that is written out; empty for another text."""
    if not (found := _COMMONS.fullmatch(said)):
        return ""
    second = (found[2] or "").lower()
    return f"CC-BY{'-NC' if found[1] else ''}{'-SA' if 'share' in second else '-ND' if second else ''}-{found[3]}"
