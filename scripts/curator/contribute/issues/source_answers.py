"""Where an author saw the facts, as sources and evidence of a record."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from curator.contribute.issues.refused_answers import RefusedError, each
from curator.contribute.issues.value_answers import line, lines
from curator.records.ids import record_id
from curator.records.paths import exists
from curator.records.rules.evidence import EXEMPT

LONGEST = 120
"""Characters of a path to a field."""
_ADDRESS = re.compile(r"https?://[^\s<>|]+", re.IGNORECASE)
_WHAT = frozenset(
    "the a data dataset paper article publication preprint homepage home website web site page project official owner owners' readme documentation docs "  # noqa: SIM905
    "source link url doi repository github challenge download description website license licence terms challenge's paper's supplement and of".split()
)
"""Words that say what a page is."""


def backed(record: dict[str, Any], where: str, labels: Mapping[str, str]) -> list[str]:
    """Give a new record its sources and evidence: every field rests on the pages named for it, else on those named for none.

    `labels` are the names of fields by what the form calls them. Gives a sentence for each line that could not be read.
    """
    found = each(lines(where), lambda said: _pages(said, record, labels))
    sources: dict[str, dict[str, str]] = {}
    named: dict[str, list[str]] = {}
    general: list[str] = []
    for page in (page for pages in found.value for page in pages):
        name = source_name(page.url, sources, _homepage(record))
        sources.setdefault(name, {"url": page.url} | ({"what": page.what} if page.what else {}))
        for field in page.fields:
            named.setdefault(field, []).append(name)
        general += [] if page.fields else [name]
    evidence = {field: general for field in record if field not in EXEMPT and general} | named
    if sources and evidence:
        used = {name for names in evidence.values() for name in names}
        record |= {"sources": {name: page for name, page in sources.items() if name in used}, "evidence": evidence}
    return list(found.refused)


@dataclass(frozen=True)
class Page:
    """An address where facts were seen, what is there, and the fields that it is about."""

    url: str
    what: str = ""
    fields: tuple[str, ...] = ()


def _pages(said: str, record: Mapping[str, Any], labels: Mapping[str, str]) -> list[Page]:
    """Every address of a line, each with the words before it: fields of the record, or what the page is. Raises RefusedError."""
    given = addresses(said)
    if not given:
        raise RefusedError(f"`{said}` holds no address: write the whole address of a page, e.g. https://example.org/data/.")
    return [_page(before, url, record, labels) for before, url in given]


def _page(before: str, url: str, record: Mapping[str, Any], labels: Mapping[str, str]) -> Page:
    names = [name for it in re.split(r"[,:;&]|\band\b", before) if (name := it.strip())]
    fields = [labels.get(name.casefold(), name.replace(" ", "_")) for name in names]
    unknown = [
        name for name, field in zip(names, fields, strict=True) if len(field) > LONGEST or not exists(record, field) or field.partition(".")[0] in EXEMPT
    ]
    if not unknown:
        return Page(url, fields=tuple(dict.fromkeys(fields)))
    if len(unknown) == len(names) and set(before.casefold().replace(":", " ").replace("-", " ").split()) <= _WHAT:
        return Page(url, what=line(before.strip(" :,;-")))
    raise RefusedError(f"`{unknown[0]}` is not a field that this record has: write the name of a field, e.g. counts, or only the address.")


def _homepage(record: Mapping[str, Any]) -> str:
    return str(record.get("access", {}).get("homepage", ""))


def source_name(url: str, known: Mapping[str, Any], homepage: str = "", called: str = "") -> str:
    """The name of the source at an address: the one that it has, or a new one; `owner` for pages of the homepage's host, else that of its own host."""
    for name, source in known.items():
        if source.get("url") == url:
            return name
    host = _host(url)
    base = called or ("owner" if host and host == _host(homepage) else record_id(host.removeprefix("www.")) or "page")
    return _free(base, known)


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def _free(base: str, taken: Iterable[str]) -> str:
    """A name that nothing has yet."""
    names = set(taken)
    return base if base not in names else next(name for number in range(2, len(names) + 3) if (name := f"{base}-{number}") not in names)


def addresses(text: str) -> list[tuple[str, str]]:
    """Every address in a text without the marks around it, each with the words before it."""
    found = []
    start = 0
    for match in _ADDRESS.finditer(text):
        before = re.sub(r"\[[^\]]*\]\($|[<(\[\s`\"']+$", "", text[start : match.start()]).lstrip(" )>]`\"',;.")
        found.append((re.sub(r"^(?:and|or|&)\s+", "", before).strip(), bare(match[0])))
        start = match.end()
    return found


def bare(url: str) -> str:
    """An address without the punctuation and the brackets behind it."""
    url = re.split(r"[>\]`\"]|\)[(\[]", url, maxsplit=1)[0]
    while url and (url[-1] in ".,;:!?'*_" or (url[-1] == ")" and url.count(")") > url.count("("))):
        url = url[:-1]
    return url


def address_in(text: str) -> str:
    """The first address in a text; empty where there is none."""
    return next((url for _, url in addresses(line(text))), "")


def only_address(text: str) -> str:
    """The address that an answer consists of, without marks around it; the answer itself where it is none, or has words beside one."""
    found = addresses(line(text))
    return found[0][1] if len(found) == 1 and not found[0][0] else line(text)
