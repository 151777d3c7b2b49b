"""Rules about how an address is written, wherever it stands: whole, without what tracks visitors, and for good.

A version is told only where the address without it is known to lead to the newest: at arXiv and figshare. The DOIs of other
repositories, such as Zenodo's, do not say whether they stand for one version or for all. The sources of a record may name a version:
they say what was read, and the next version may say something else.
"""

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from pydantic_core import PydanticCustomError

from curator.records import bibliography
from curator.records.bibliography import Reference
from curator.records.catalog import Catalog, entrances
from curator.records.model import Dataset
from curator.records.model.text import address
from curator.records.problem import Finding, Path, Problem

SHORTENERS = frozenset(
    "adf.ly aka.ms amzn.to bit.ly bitly.com bl.ink buff.ly cutt.ly db.tt dlvr.it fb.me forms.gle git.io goo.gl j.mp kutt.it lnkd.in maps.app.goo.gl ow.ly "  # noqa: SIM905
    "qr.ae rb.gy rebrand.ly s.id shorturl.at t.co t.ly tiny.cc tinyurl.com trib.al v.gd wp.me is.gd youtu.be".split()
)
"""Hosts whose addresses only stand for longer ones."""
_TRACKING = re.compile(
    r"utm_.+|(fb|g|d|ms|y|tw|tt)clid|gclsrc|[gw]braid|igsh(id)?|mc_[ce]id|_ga|_gl|_hs(enc|mi)|mkt_tok|li_fat_id|vero_id|spm|ref_(src|url)|guccounter|guce_referrer(_sig)?",
    re.IGNORECASE,
)
"""Parameters that say where a visitor came from, and nothing of the page."""
_ARXIV = r"([0-9]{4}\.[0-9]{4,5}|[a-z-]+(\.[A-Za-z]{2})?/[0-9]{7})"
_VERSIONS = (
    re.compile(rf"(?P<kept>://([a-z]+\.)?arxiv\.org/[a-z]+/{_ARXIV})v[0-9]+(?=(\.pdf)?([/?#]|$))", re.IGNORECASE),
    re.compile(rf"(?P<kept>\b10\.48550/arxiv\.{_ARXIV})v[0-9]+$", re.IGNORECASE),
    re.compile(r"(?P<kept>\b10\.[0-9]{4,9}/[^\s?#]*figshare\.[a-z0-9.]*[0-9]+)\.v[0-9]+$", re.IGNORECASE),
    re.compile(r"(?P<kept>://([a-z0-9-]+\.)*figshare\.com/articles/([^/?#]+/){1,2}[0-9]{5,})/[0-9]+/?$", re.IGNORECASE),
)
"""Addresses and DOIs that name a version, and what of them leads to the newest."""
_EPRINT = re.compile(rf"(?P<kept>{_ARXIV})v[0-9]+")


def tidy(url: str, *, versioned: bool = False) -> str:
    """An address without what tracks visitors and, unless it may name one, without the version."""
    url = _untracked(url)
    return url if versioned else unversioned(url)


def _untracked(url: str) -> str:
    before, question, rest = url.partition("?")
    query, hash_, fragment = rest.partition("#")
    if "#" in before or not question:
        return url
    kept = [part for part in query.split("&") if not _TRACKING.fullmatch(unquote(part.partition("=")[0]).removeprefix("amp;"))]
    return url if len(kept) == query.count("&") + 1 else before + (question if kept else "") + "&".join(kept) + hash_ + fragment


def unversioned(text: str) -> str:
    """An address or DOI that leads to the newest version, where one is known; else the same."""
    for form in _VERSIONS:
        text = form.sub(r"\g<kept>", text)
    return text


def shortened(url: str) -> bool:
    """Whether an address only stands for a longer one."""
    return (urlsplit(url).hostname or "").removeprefix("www.").removesuffix(".") in SHORTENERS


def _faults(url: str, *, versioned: bool = False) -> Iterator[tuple[str, str, str]]:
    """Code, message and fix of each fault in how an address is written."""
    fix = f"write `{tidy(url, versioned=versioned)}`"
    if _untracked(url) != url:
        yield "tracking-parameter", f"`{url}` says where a visitor came from", fix
    if not versioned and unversioned(url) != url:
        yield "versioned-address", f"`{url}` stays at one version when there is a newer one", fix
    if shortened(url):
        yield "short-address", f"`{url}` hides where it leads", "follow it, and write the whole address that it leads to"


def addresses(record: Dataset) -> Iterator[tuple[Path, str]]:
    """Every address of a record but those of its sources, with its place."""
    yield from entrances(record)
    further: dict[Path, list[str | None]] = {
        ("access", "links", "url"): [link.url for link in record.access.links],
        ("licence", "terms"): [licence.terms for licence in record.licence],
        ("relations", "url"): [relation.url for relation in record.relations],
        ("loaders", "url"): [loader.url for loader in record.loaders],
    }
    for (*field, name), urls in further.items():
        yield from (((*field, position, name), url) for position, url in enumerate(urls) if url)


def addresses_are_tidy(_id: str, record: Dataset, _catalog: Catalog) -> Iterator[Finding]:
    """No address of a record tracks visitors, is shortened, or names a version that the next one overtakes; sources may name a version."""
    for path, url in addresses(record):
        yield from (Finding(path, *fault) for fault in _faults(url))
    for name, source in record.sources.items():
        yield from (Finding(("sources", name, "url"), *fault) for fault in _faults(source.url, versioned=True))


def resources_are_tidy(catalog: Catalog) -> Iterator[Problem]:
    """The same of every address of a resource."""
    for position, resource in enumerate(catalog.resources):
        found = [Finding(("resources", position, "url"), *fault) for fault in _faults(resource.url)]
        for name, source in resource.sources.items():
            found += [Finding(("resources", position, "sources", name, "url"), *fault) for fault in _faults(source.url, versioned=True)]
        yield from map(catalog.files["resources"].problem, found)


def works_are_tidy(catalog: Catalog) -> Iterator[Problem]:
    """The same of the addresses in the bibliography, which are whole besides; a work with the field `version` is cited in that version."""
    for reference in catalog.references.values():
        versioned = "version" in reference.fields
        found = [*_work_faults(reference, versioned=versioned)]
        yield from (Problem(bibliography.FILE, reference.line, 1, *fault) for fault in found)


def _work_faults(reference: Reference, *, versioned: bool) -> Iterator[tuple[str, str, str]]:
    if url := reference.fields.get("url"):
        try:
            address(url)
        except PydanticCustomError as error:
            told = error.context or {}
            yield error.type, f"{told['message']}, in {reference.key}", str(told["fix"])
        else:
            yield from _faults(url, versioned=versioned)
    for field, right in (("doi", unversioned(reference.doi)), ("eprint", _EPRINT.sub(r"\g<kept>", reference.get("eprint")))):
        if right != reference.get(field) and not versioned:
            fix = f"write `{field} = {{{right}}},`, or add `version` where just this one is meant"
            yield "versioned-address", f"`{field}` of {reference.key} names a version", fix


RULES = (addresses_are_tidy,)
WHOLE = (resources_are_tidy, works_are_tidy)
