"""Where an author saw the facts, as sources and evidence of a record."""

import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from curator.forms.values import line, lines
from curator.ids import id_of
from curator.paths import reach
from curator.rules.evidence import EXEMPT

LONGEST = 120
"""Characters of a path to a field."""
_ADDRESS = re.compile(r"https?://\S+")


def backed(record: dict[str, Any], where: str, refused: dict[str, str]) -> None:
    """Give a new record its sources and evidence: every field rests on the pages named for it, else on those named for none."""
    sources: dict[str, dict[str, str]] = {}
    named: dict[str, list[str]] = {}
    general: list[str] = []
    for each in lines(where):
        found = _ADDRESS.search(each)
        if not found:
            refused["where"] = f"`{each}` holds no address: write the whole address of a page, e.g. https://example.org/data/."
            continue
        name = source_name(found[0], sources, _homepage(record))
        sources.setdefault(name, {"url": found[0]})
        fields = [field.strip().replace(" ", "_") for field in re.split(r"[,:]", each[: found.start()]) if field.strip()]
        unknown = [field for field in fields if len(field) > LONGEST or not reach(record, field) or field.partition(".")[0] in EXEMPT]
        if unknown:
            refused["where"] = f"`{unknown[0]}` is not a field that this record has: write the name of a field, e.g. counts, or only the address."
        for field in set(fields) - set(unknown):
            named.setdefault(field, []).append(name)
        general += [] if fields else [name]
    evidence = {field: general for field in record if field not in EXEMPT and general} | named
    if sources and evidence:
        used = {name for names in evidence.values() for name in names}
        record |= {"sources": {name: page for name, page in sources.items() if name in used}, "evidence": evidence}


def _homepage(record: Mapping[str, Any]) -> str:
    return str(record.get("access", {}).get("homepage", ""))


def source_name(url: str, known: Mapping[str, Any], homepage: str = "", called: str = "") -> str:
    """The name of the source at an address: the one that it has, or a new one; `owner` for pages of the homepage's host, else that of its own host."""
    for name, source in known.items():
        if source.get("url") == url:
            return name
    host = _host(url)
    base = called or ("owner" if host and host == _host(homepage) else id_of(host.removeprefix("www.")) or "page")
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


def address_in(text: str) -> str:
    """The first address in a text; empty where there is none."""
    found = _ADDRESS.search(line(text))
    return found[0] if found else ""
