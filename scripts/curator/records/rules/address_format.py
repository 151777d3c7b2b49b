"""Rules about the format of addresses: complete, without tracking parameters, and not version-specific.

The sources of a record may name a version: they state what was read, and the next version may state something else.
"""

from collections.abc import Iterator

from pydantic_core import PydanticCustomError

from curator.records import bibliography
from curator.records.address_text import shortened, tidy, untracked, unversioned, unversioned_eprint
from curator.records.bibliography import Reference
from curator.records.catalog import Catalog
from curator.records.edit import Edit
from curator.records.link_history import Seen
from curator.records.model import Dataset
from curator.records.model.text import address
from curator.records.problem import Finding, Problem
from curator.records.record_parts import addresses, all_addresses
from curator.records.rule import catalog_rule, rule

FORMER_HOME = "former-home"
"""The kind of a link whose address is itself the fact, so that a redirect does not change it."""


@rule
def addresses_are_tidy(_id: str, record: Dataset, _catalog: Catalog) -> Iterator[Finding]:
    """No address has tracking parameters, is shortened, or leads to one version; sources may name a version."""
    for path, url in all_addresses(record):
        versioned = path[0] == "sources"
        right = tidy(url, versioned=versioned)
        if right != url or shortened(url):
            edit = Edit(path, right) if right != url else None
            yield from (Finding(path, *parts, edit=None if parts[0] == "short-address" else edit) for parts in _faults(url, versioned=versioned))


@rule
def addresses_are_current(_id: str, record: Dataset, catalog: Catalog) -> Iterator[Finding]:
    """No address redirects permanently; a former home keeps its address."""
    moved = [(path, url, to) for path, url in addresses(record) if (seen := catalog.history.links.get(url)) and (to := _target(url, seen))]
    former = {("access", "links", position, "url") for position, link in enumerate(record.access.links) if link.kind == FORMER_HOME} if moved else set()
    for path, url, to in moved:
        if path not in former:
            yield Finding(path, "moved-address", f"`{url}` has moved permanently", f"write `{to}`", edit=Edit(path, to))


@rule
def addresses_have_one_scheme(_id: str, record: Dataset, _catalog: Catalog) -> Iterator[Finding]:
    """No address is written with http and with https in one record."""
    insecure = [(path, url) for path, url in all_addresses(record) if url.startswith("http://")]
    secure = {url for _, url in all_addresses(record)} if insecure else set()
    for path, url in insecure:
        right = f"https://{url.removeprefix('http://')}"
        if right in secure:
            yield Finding(path, "http-and-https", f"this record also has `{url}` with https", f"write `{right}`", edit=Edit(path, right))


@catalog_rule
def resources_are_tidy(catalog: Catalog) -> Iterator[Problem]:
    """No address of a resource has tracking parameters, is shortened, or leads to one version; sources may name a version."""
    for position, resource in enumerate(catalog.resources):
        found = [Finding(("resources", position, "url"), *parts) for parts in _faults(resource.url)]
        for name, source in resource.sources.items():
            found += [Finding(("resources", position, "sources", name, "url"), *parts) for parts in _faults(source.url, versioned=True)]
        yield from map(catalog.files["resources"].problem, found)


@catalog_rule
def works_are_tidy(catalog: Catalog) -> Iterator[Problem]:
    """Addresses in the bibliography are complete and tidy; a work with the field `version` is cited in that version."""
    for reference in catalog.references.values():
        faults = _work_faults(reference, versioned="version" in reference.fields)
        yield from (Problem(bibliography.FILE, reference.line, 1, *parts) for parts in faults)


def _faults(url: str, *, versioned: bool = False) -> Iterator[tuple[str, str, str]]:
    """Yield the code, message and fix of each problem in the format of an address."""
    fix = f"write `{tidy(url, versioned=versioned)}`"
    if untracked(url) != url:
        yield "tracking-parameter", f"`{url}` has tracking parameters", fix
    if not versioned and unversioned(url) != url:
        yield "versioned-address", f"`{url}` points to one version, even if a newer one exists", fix
    if shortened(url):
        yield "short-address", f"`{url}` is a shortened URL", "open it, and write the URL to which it redirects"


def _work_faults(reference: Reference, *, versioned: bool) -> Iterator[tuple[str, str, str]]:
    if url := reference.fields.get("url"):
        try:
            address(url)
        except PydanticCustomError as error:
            context = error.context or {}
            yield error.type, f"{context['message']}, in {reference.key}", str(context["fix"])
        else:
            yield from _faults(url, versioned=versioned)
    for field, right in (("doi", unversioned(reference.doi)), ("eprint", unversioned_eprint(reference.get("eprint")))):
        if right != reference.get(field) and not versioned:
            fix = f"write `{field} = {{{right}}},`, or add `version` if you mean this version"
            yield "versioned-address", f"`{field}` of {reference.key} identifies one version", fix


def _target(url: str, seen: Seen) -> str:
    """Return the address to which one has moved, if it is valid and no less secure; else nothing."""
    to = seen.to if seen.state == "moved" else None
    if not to:
        return ""
    try:
        safe = address(to) and not (url.startswith("https://") and to.startswith("http://"))
    except ValueError:
        return ""
    return to if safe and to != url else ""
