"""Data for the script of the form: fields, lists of suggestions, messages, constants of the rules, and names used by other records."""

import json
from typing import Any

from curator.contribute.web.form_fields import Field, fields, term_fields
from curator.contribute.web.form_page import field_data, lists
from curator.records import ids
from curator.records.canonical_format import GROUPS
from curator.records.catalog import Catalog
from curator.records.field_order import LISTINGS
from curator.records.messages import MESSAGES, PHRASES
from curator.records.model.private_hosts import LOCAL_NAMES
from curator.records.model.provenance import GITHUB, MAX_HANDLE, ORCID
from curator.records.model.text import FORMS, MARKUP, NOT_IN_ADDRESS, PLACEHOLDER
from curator.records.record_parts import COLLECTION
from curator.records.rules import availability, evidence, numbers
from curator.records.vocabulary import FEW, GROWING

FORM_MESSAGES = frozenset(
    """missing no-value repeated-key kind too-few too-much range descending-range unpaired empty-count markup placeholder line-break white-space several-lines not-in-an-address no-address
    incomplete-address location-as-address user-in-an-address private-address orcid-form orcid-check github invalid-date future-date id country licence-id md5 sha256 location doi term
    file-id file-long file-reserved file-device repeated-id summary-long summary-short permission-missing permission-implied licence-spelling unknown-work
    no-evidence unknown-source unprinted-source unused-source unknown-path sourced-and-unverified
    not-reportable reported""".split()  # noqa: SIM905 - fifty short names
)
"""Messages of the checks that the form uses."""
FORM_PHRASES = frozenset(
    """write if-meant one-of or-new a-term text number fraction whole-number separators like shape spdx orcid handle ge gt le add-source name-source a-source
    a-key add-work a-field reportable another-record""".split()  # noqa: SIM905
)
"""Parts of these messages."""


def form_data(catalog: Catalog) -> dict[str, Any]:
    """Return all data for the script."""
    nodes: dict[str, int] = {}
    places = {name: [_node(field, nodes) for field in tree] for name, tree in (("fields", fields()), ("term", term_fields()))}
    return {
        "nodes": [json.loads(node) for node in nodes],
        **places,
        "lists": lists(catalog),
        "words": {name: [message.code, message.message, message.fix] for name, message in MESSAGES.items() if name in FORM_MESSAGES},
        "phrases": {name: phrase for name, phrase in PHRASES.items() if name in FORM_PHRASES},
        "patterns": {
            "markup": MARKUP.pattern,
            "placeholder": PLACEHOLDER.pattern,
            "address": NOT_IN_ADDRESS.pattern,
            "forms": FORMS | {"orcid": ORCID, "github": GITHUB},
        },
        "form": {"groups": [group[0] for group in GROUPS], "listings": sorted(LISTINGS)},
        "rules": _RULES,
        "taken": _taken(catalog),
    }


def _node(field: Field, nodes: dict[str, int], *, in_label: bool = False) -> int:
    """Add a field, and the fields inside it, to the nodes. Return its position; equal fields are added once, which keeps the page small."""
    data = field_data(field, in_label=in_label)
    if field.inside:
        data["inside"] = [_node(child, nodes, in_label=field.kind == "label") for child in field.inside]
    return nodes.setdefault(json.dumps(data), len(nodes))


_RULES: dict[str, Any] = {
    "summary": [numbers.MIN_WORDS, numbers.MAX_WORDS],
    "few": FEW,
    "growing": sorted(GROWING),
    "exempt": sorted(evidence.EXEMPT),
    "bookkeeping": sorted(evidence.BOOKKEEPING),
    "collection": COLLECTION,
    "permissions": availability.PERMISSIONS,
    "owed": availability.OWED,
    "reportable": evidence.REPORTABLE,
    "own": availability.OWN_TERMS,
    "none": availability.NO_TERMS,
    "reserved": sorted(ids.RESERVED),
    "addresses": sorted(ids.SITE),
    "local": LOCAL_NAMES,
    "handle": MAX_HANDLE,
}
"""Constants of the rules."""


def _taken(catalog: Catalog) -> dict[str, Any]:
    """Return ids, names, URLs and DOIs of other records, to find duplicates. They are empty for a large catalog, which keeps the page small."""
    if catalog.is_large:
        return {"whole": False, "ids": [], "names": {}, "addresses": {}, "dois": {}}
    return {
        "whole": True,
        "ids": sorted({*catalog.sources, *catalog.by_former_id}),
        "names": {name: min(ids) for name, ids in sorted(catalog.by_name.items())},
        "addresses": {url: sorted(ids) for url, ids in sorted(catalog.at_address.items())},
        "dois": _dois(catalog),
    }


def _dois(catalog: Catalog) -> dict[str, list[str]]:
    """Return the ids of the records that cite each DOI of a dataset or its paper."""
    found: dict[str, list[str]] = {}
    for id_, own in sorted(catalog.summaries.items()):
        for key in (*own.data_works, *own.papers):
            if key in catalog.references and (doi := catalog.references[key].doi):
                found.setdefault(doi, []).append(id_)
    return dict(sorted(found.items()))
