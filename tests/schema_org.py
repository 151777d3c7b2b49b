"""The vocabulary of schema.org, as the package pyshacl contains it, and Google's rules for datasets; functions yield the faults of JSON-LD."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

_HEAD = re.compile(r"(?:schema:|<http://schema\.org/)([^\s>]+)>?")
_PROPERTY = re.compile(r"  sh:property (?:schema:|<http://schema\.org/)[^-]+-([^\s>]+)>? ;")
_SUPER = re.compile(r"  rdfs:subClassOf (?:schema:|<http://schema\.org/)([^\s>]+)>? ;")
_TYPED = "@type"
URL = re.compile(r"https?://[^\s<>\"]+")
_TIMES = re.compile(r"[12]\d{3}(-\d\d(-\d\d)?)?(/([12]\d{3}(-\d\d(-\d\d)?)?|\.\.))?")
_SHORTEST, _LONGEST = 50, 5000
"""Limits of the description of a dataset, in characters."""


@cache
def _vocabulary() -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Return the properties and the direct superclasses of each class."""
    properties, supers, head = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set), ""
    for line in (files("pyshacl") / "assets" / "schema.ttl").read_text(encoding="utf-8").splitlines():
        if named := _HEAD.fullmatch(line):
            head = named[1]
        elif found := _PROPERTY.fullmatch(line):
            properties[head].add(found[1])
        elif found := _SUPER.fullmatch(line):
            supers[head].add(found[1])
    return properties, supers


@cache
def properties_of(kind: str) -> frozenset[str]:
    """Return all properties of a class, including those of its superclasses; none of an unknown class."""
    properties, supers = _vocabulary()
    return frozenset(properties.get(kind, ())).union(*map(properties_of, supers.get(kind, ())))


def vocabulary_faults(node: Any) -> Iterator[str]:
    """Yield the classes that do not exist, and the properties that the class of a node does not have, of a node and all nodes within it."""
    if isinstance(node, list):
        for inner in node:
            yield from vocabulary_faults(inner)
    if isinstance(node, dict):
        kinds = [it.removeprefix("sc:") for it in _list(node.get(_TYPED)) if ":" not in it.removeprefix("sc:")]
        yield from (f"unknown class {kind}" for kind in kinds if not properties_of(kind))
        known = frozenset().union(*map(properties_of, kinds))
        yield from (f"{key} of {' and '.join(kinds)}" for key in node if kinds and not re.search("^@|:", key) and key not in known)
        for inner in node.values():
            yield from vocabulary_faults(inner)


def google_faults(node: dict[str, Any]) -> Iterator[str]:
    """Yield what Google's documentation of structured data for datasets does not allow in a dataset."""
    description = node.get("description", "")
    if not (isinstance(description, str) and _SHORTEST <= len(description) <= _LONGEST) or "<" in description:
        yield f"description of {len(description)} characters"
    if not (isinstance(node.get("name"), str) and node["name"].strip()):
        yield "no name"
    for key in ("url", "sameAs", "license", "isPartOf", "isBasedOn", "identifier"):
        yield from (f"{key} {it}" for it in _list(node.get(key)) if isinstance(it, str) and not URL.fullmatch(it))
    for key in ("alternateName", "keywords", "measurementTechnique", "conditionsOfAccess"):
        yield from (f"{key} {it}" for it in _list(node.get(key)) if not (isinstance(it, str) and it.strip()))
    yield from (f"creator {it}" for it in _list(node.get("creator")) if it.get(_TYPED) not in ("Person", "Organization") or not it.get("name"))
    yield from (f"person {it}" for it in _list(node.get("creator")) if it[_TYPED] == "Person" and not (it.get("givenName") and it.get("familyName")))
    yield from (f"part {it}" for it in _list(node.get("hasPart")) if not isinstance(it, dict))
    yield from (
        f"file {it}" for it in _list(node.get("distribution")) if not URL.fullmatch(it.get("contentUrl", "")) or "/" not in it.get("encodingFormat", "")
    )
    if not isinstance(node.get("isAccessibleForFree", True), bool):
        yield "isAccessibleForFree"
    for key in ("temporalCoverage", "datePublished", "sdDatePublished"):
        yield from (f"{key} {it}" for it in _list(node.get(key)) if not _TIMES.fullmatch(str(it)))
    if node.get("includedInDataCatalog", {}).get(_TYPED) != "DataCatalog":
        yield "no catalog"


RECOMMENDED = ("creator", "license", "url", "keywords", "includedInDataCatalog")
"""Recommended properties that every dataset of the catalog can have."""


def _list(value: Any) -> list[Any]:
    return [] if value is None else value if isinstance(value, list) else [value]
