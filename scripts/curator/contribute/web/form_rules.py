"""What the page's script knows of the catalog and of the rules, so that it says what the checks would say."""

from typing import Any

from curator.contribute.web.form_fields import fields, term_fields
from curator.contribute.web.form_page import whole
from curator.records import ids
from curator.records.canonical_format import GROUPS
from curator.records.catalog import COLLECTION, Catalog
from curator.records.field_order import LISTINGS
from curator.records.messages import MESSAGES, PHRASES
from curator.records.model import PARTS
from curator.records.model.private_hosts import LOCAL_NAMES
from curator.records.model.provenance import GITHUB, MAX_HANDLE, ORCID
from curator.records.model.text import FORMS, MARKUP, NOT_IN_ADDRESS, PLACEHOLDER
from curator.records.rules import availability, evidence, numbers
from curator.records.vocabulary import FEW, GROWING

CHECKS_ALONE = frozenset({"alike-name", "file-extension", "hidden", "no-file", "release-count"})
"""Wordings of what only the checks look for."""


def known(catalog: Catalog) -> dict[str, Any]:
    """Everything that the script reads, a key for each of its concerns."""
    return {
        "fields": [field.plain() for field in fields()],
        "term": [field.plain() for field in term_fields()],
        "words": {name: [wording.code, wording.message, wording.fix] for name, wording in MESSAGES.items() if name not in CHECKS_ALONE},
        "phrases": PHRASES,
        "patterns": {
            "markup": MARKUP.pattern,
            "placeholder": PLACEHOLDER.pattern,
            "address": NOT_IN_ADDRESS.pattern,
            "forms": FORMS | {"orcid": ORCID, "github": GITHUB},
        },
        "form": {"groups": [group[0] for group in GROUPS], "listings": sorted(LISTINGS)},
        "rules": _rules(catalog),
        "taken": _taken(catalog),
    }


def _rules(catalog: Catalog) -> dict[str, Any]:
    """Constants of the rules."""
    return {
        "summary": [numbers.MIN_WORDS, numbers.MAX_WORDS],
        "few": FEW,
        "growing": sorted(GROWING),
        "parts": PARTS,
        "exempt": sorted(evidence.EXEMPT),
        "bookkeeping": sorted(evidence.BOOKKEEPING),
        "collection": COLLECTION,
        "permissions": availability.PERMISSIONS,
        "own": availability.OWN_TERMS,
        "none": availability.NO_TERMS,
        "statuses": availability.STATUS_OF_STEP,
        "exceptions": [exception.prefix for exception in catalog.exceptions],
        "sections": list(catalog.printed.sections),
        "reserved": sorted(ids.RESERVED),
        "addresses": sorted(ids.SITE),
        "local": LOCAL_NAMES,
        "handle": MAX_HANDLE,
    }


def _taken(catalog: Catalog) -> dict[str, Any]:
    """Names, ids and addresses that other records have; of a large catalog none, for the page has to stay small."""
    if not whole(catalog):
        return {"whole": False, "ids": [], "names": {}, "addresses": {}, "dois": {}}
    return {
        "whole": True,
        "ids": sorted({*catalog.sources, *catalog.formerly}),
        "names": {name: min(ids) for name, ids in sorted(catalog.holders.items())},
        "addresses": {url: sorted(ids) for url, ids in sorted(catalog.at_address.items())},
        "dois": _dois(catalog),
    }


def _dois(catalog: Catalog) -> dict[str, list[str]]:
    """For each DOI of data or of the paper about them the ids of the records that cite it."""
    found: dict[str, list[str]] = {}
    for id_, record in sorted(catalog.records.items()):
        for key in (*record.citations.data, *record.citations.paper):
            if key in catalog.references and (doi := catalog.references[key].doi):
                found.setdefault(doi, []).append(id_)
    return dict(sorted(found.items()))
