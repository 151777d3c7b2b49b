"""Addresses without tracking parameters and versions, and addresses of shortening services.

A version is removed only where the address without it is known to lead to the newest one: at arXiv and figshare. The DOIs of other
repositories, such as Zenodo's, do not show whether they identify one version or all.
"""

import re
from urllib.parse import unquote, urlsplit

SHORTENERS = frozenset(
    "adf.ly aka.ms amzn.to bit.ly bitly.com bl.ink buff.ly cutt.ly db.tt dlvr.it fb.me forms.gle git.io goo.gl j.mp kutt.it lnkd.in maps.app.goo.gl ow.ly "  # noqa: SIM905
    "qr.ae rb.gy rebrand.ly s.id shorturl.at t.co t.ly tiny.cc tinyurl.com trib.al v.gd wp.me is.gd youtu.be".split()
)
"""Hosts whose addresses redirect to longer ones."""
_TRACKING = re.compile(
    r"utm_.+|(fb|g|d|ms|y|tw|tt)clid|gclsrc|[gw]braid|igsh(id)?|mc_[ce]id|_ga|_gl|_hs(enc|mi)|mkt_tok|li_fat_id|vero_id|spm|ref_(src|url)|guccounter|guce_referrer(_sig)?",
    re.IGNORECASE,
)
"""Parameters that identify where a visitor came from, and do not change the page."""
_SIMPLE_HOST = re.compile(r"https?://([A-Za-z0-9.-]+)(?:[/?#]|\Z)")
_ARXIV = r"([0-9]{4}\.[0-9]{4,5}|[a-z-]+(\.[A-Za-z]{2})?/[0-9]{7})"
_VERSIONS = (
    re.compile(rf"(?P<kept>://([a-z]+\.)?arxiv\.org/[a-z]+/{_ARXIV})v[0-9]+(?=(\.pdf)?([/?#]|$))", re.IGNORECASE),
    re.compile(rf"(?P<kept>\b10\.48550/arxiv\.{_ARXIV})v[0-9]+$", re.IGNORECASE),
    re.compile(r"(?P<kept>\b10\.[0-9]{4,9}/[^\s?#]*figshare\.[a-z0-9.]*[0-9]+)\.v[0-9]+$", re.IGNORECASE),
    re.compile(r"(?P<kept>://([a-z0-9-]+\.)*figshare\.com/articles/([^/?#]+/){1,2}[0-9]{5,})/[0-9]+/?$", re.IGNORECASE),
)
"""Addresses and DOIs of one version; the named part leads to the newest."""
_EPRINT = re.compile(rf"(?P<kept>{_ARXIV})v[0-9]+")


def tidy(url: str, *, versioned: bool = False) -> str:
    """Return an address without tracking parameters and, unless `versioned`, without the version."""
    url = untracked(url)
    return url if versioned else unversioned(url)


def untracked(url: str) -> str:
    """Return an address without tracking parameters."""
    before, question, rest = url.partition("?")
    query, hash_, fragment = rest.partition("#")
    if "#" in before or not question:
        return url
    kept = [part for part in query.split("&") if not _TRACKING.fullmatch(unquote(part.partition("=")[0]).removeprefix("amp;"))]
    return url if len(kept) == query.count("&") + 1 else before + (question if kept else "") + "&".join(kept) + hash_ + fragment


def unversioned(text: str) -> str:
    """Return the address or DOI of the newest version, or the text itself if none is known."""
    lower = text.lower()
    if text.isascii() and "arxiv" not in lower and "figshare" not in lower:
        return text
    for form in _VERSIONS:
        text = form.sub(r"\g<kept>", text)
    return text


def unversioned_eprint(text: str) -> str:
    """Return the number of a preprint without its version."""
    return _EPRINT.sub(r"\g<kept>", text)


def shortened(url: str) -> bool:
    """Return whether an address is that of a shortening service."""
    simple = _SIMPLE_HOST.match(url)
    host = simple[1].lower() if simple else urlsplit(url).hostname or ""
    return host.removeprefix("www.").removesuffix(".") in SHORTENERS
