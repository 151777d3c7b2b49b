"""Parsing of sources: URLs in answers, and the sources and evidence of a record."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from curator.contribute.issues.parse_answer import AnswerError, line, lines, parse_each, unwrapped
from curator.records.edit import REMOVED, Edit
from curator.records.ids import record_id
from curator.records.paths import evidence_path, exists, value_at
from curator.records.problem import Path
from curator.records.rules.evidence import EXEMPT

_BARE = re.compile(r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,8}[A-Za-z]{2,24}(?:/[^\s<>|]*)?")
"""A URL without https://."""
MAX_PATH = 120
_URL = re.compile(r"https?://[^\s<>|]+", re.IGNORECASE)
_PAGE_WORDS = frozenset(
    "the a data dataset paper article publication preprint homepage home website web site page project official owner owners' readme documentation docs "  # noqa: SIM905
    "source link url doi repository github challenge download description website license licence terms challenge's paper's supplement and of".split()
)
"""Words that describe a page, and are not fields."""


@dataclass(frozen=True)
class ListedPage:
    """A page named as a source: its URL, its description, and the fields that it supports."""

    url: str
    what: str = ""
    fields: tuple[str, ...] = ()


def add_sources(record: dict[str, Any], where: str, labels: Mapping[str, str]) -> list[str]:
    """Add sources and evidence to a new record, and return an error message for each line that could not be parsed.

    A field is supported by the pages named for it, or else by the pages named for no field; fields that have evidence or a doubt already are kept.
    `labels` are the names of fields by their labels in the form.
    """
    found = parse_each(lines(where), lambda text: _pages(text, record, labels))
    present: dict[str, Any] = record.get("sources") or {}
    sources: dict[str, Any] = {}
    named: dict[str, list[str]] = {}
    general: list[str] = []
    for page in (page for pages in found.value for page in pages):
        name = source_name(page.url, present | sources, _homepage(record))
        if name not in present:
            sources.setdefault(name, {"url": page.url} | ({"what": page.what} if page.what else {}))
        for field in page.fields:
            named.setdefault(field, []).append(name)
        general += [] if page.fields else [name]
    evidence = {field: general for field in record if field not in EXEMPT and general and not _explained(field, record)} | named
    if evidence:
        used = {name for names in evidence.values() for name in names}
        record["sources"] = present | {name: page for name, page in sources.items() if name in used}
        record["evidence"] = (record.get("evidence") or {}) | evidence
    return list(found.errors)


def _explained(field: str, record: Mapping[str, Any]) -> bool:
    """Whether a record has evidence for a field or for parts of it, or says why it has none."""
    paths = [path for holder in ("evidence", "unverified") for path in record.get(holder) or ()]
    items = record[field] if isinstance(record[field], list) else []
    sourced = bool(items) and all(isinstance(item, dict) and {"source", "unverified"} & set(item) for item in items)
    return sourced or any(path.partition(".")[0] == field for path in paths)


def source_edits(record: Any, at: Path, name: str) -> Iterator[Edit]:
    """Yield the edits that name a source for the value at a path: in its list item if that names sources, or else under `evidence`."""
    for length in range(len(at), 0, -1):
        item = value_at(record, at[:length])
        if isinstance(item, dict) and {"source", "unverified"} & set(item):
            yield Edit((*at[:length], "source"), list(dict.fromkeys([name, *item.get("source", ())])))
            yield Edit((*at[:length], "unverified"), REMOVED)
            return
    path = evidence_path(record, at)
    yield Edit(("evidence", path), list(dict.fromkeys([name, *record.get("evidence", {}).get(path, ())])))
    if path in record.get("unverified", {}):
        yield Edit(("unverified", path), REMOVED)


def _pages(text: str, record: Mapping[str, Any], labels: Mapping[str, str]) -> list[ListedPage]:
    """Return the pages of a line. The words before a URL are fields of the record or a description. Raise AnswerError."""
    given = urls(text)
    if not given:
        raise AnswerError(f"`{text}` contains no URL: write the full URL of a page, e.g. https://example.org/data/.")
    return [_page(before, url, record, labels) for before, url in given]


def _page(before: str, url: str, record: Mapping[str, Any], labels: Mapping[str, str]) -> ListedPage:
    names = [name for it in re.split(r"[,:;&]|\band\b", before) if (name := it.strip())]
    fields = [labels.get(name.casefold(), name.replace(" ", "_")) for name in names]
    unknown = [
        name for name, field in zip(names, fields, strict=True) if len(field) > MAX_PATH or not exists(record, field) or field.partition(".")[0] in EXEMPT
    ]
    if not unknown:
        return ListedPage(url, fields=tuple(dict.fromkeys(fields)))
    if len(unknown) == len(names) and set(before.casefold().replace(":", " ").replace("-", " ").split()) <= _PAGE_WORDS:
        return ListedPage(url, what=line(before.strip(" :,;-")))
    raise AnswerError(f"`{unknown[0]}` is not a field of this record: write field names, e.g. counts, or only the URL.")


def _homepage(record: Mapping[str, Any]) -> str:
    return str(record.get("access", {}).get("homepage", ""))


def source_name(url: str, known: Mapping[str, Any], homepage: str = "", default: str = "") -> str:
    """Return the name of the source with this URL: an existing one, or a new one made from the host; `owner` for the host of the homepage."""
    for name, source in known.items():
        if source.get("url") == url:
            return name
    host = _host(url)
    base = default or ("owner" if host and host == _host(homepage) else record_id(host.removeprefix("www.")) or "page")
    return _unused(base, known)


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def _unused(base: str, names: Iterable[str]) -> str:
    """Return the name, with a number if it is already used."""
    used = set(names)
    return base if base not in used else next(name for number in range(2, len(used) + 3) if (name := f"{base}-{number}") not in used)


def urls(text: str) -> list[tuple[str, str]]:
    """Return each URL of a text without the punctuation around it, with the words before it."""
    found = []
    start = 0
    for match in _URL.finditer(text):
        before = re.sub(r"\[[^\]]*\]\($|[<(\[\s`\"']+$", "", text[start : match.start()]).lstrip(" )>]`\"',;.")
        found.append((re.sub(r"^(?:and|or|&)\s+", "", before).strip(), _without_punctuation(match[0])))
        start = match.end()
    return found


def _without_punctuation(url: str) -> str:
    """Return a URL without trailing punctuation and brackets."""
    url = re.split(r"[>\]`\"]|\)[(\[]", url, maxsplit=1)[0]
    while url and (url[-1] in ".,;:!?'*_" or (url[-1] == ")" and url.count(")") > url.count("("))):
        url = url[:-1]
    return url


def first_url(text: str) -> str:
    """Return the first URL of a text; empty if there is none."""
    return next((url for _, url in urls(line(text))), "")


def only_url(text: str) -> str:
    """Return the URL if the answer is a single URL, which may lack https://, without the punctuation around it; otherwise return the answer."""
    answer = unwrapped(text)
    found = urls(answer)
    if len(found) == 1 and not found[0][0]:
        return found[0][1]
    bare = answer.rstrip(".")
    return f"https://{bare}" if _BARE.fullmatch(bare) else answer
