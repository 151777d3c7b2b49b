"""Licenses of a dataset: their names and permissions, and the most restrictive answer of several licenses."""

from collections.abc import Iterator
from dataclasses import dataclass

from curator.records.catalog import Catalog
from curator.records.model import Dataset, Licence
from curator.records.rules.availability import NO_TERMS, OWED, OWN_TERMS, PERMISSIONS
from curator.records.vocabulary import Vocabularies
from curator.site.views.dataset_metadata import certain
from curator.site.views.evidence_notes import Backing, Evidence
from curator.site.views.link_state import LinkState, further_state

PERMISSION_LABELS = {
    "commercial_use": "Commercial use",
    "redistribution": "Redistribution",
    "derivatives": "Derivatives",
    "attribution": "Attribution",
    "trained_models": "Trained models",
}
"""The label of each permission; the scripts of the site read it from the data of the table."""
NOT_KNOWN = "not-known"
"""The answer if no one has read the terms."""
ANSWER_LABELS = {
    "allowed": "allowed",
    "unstated": "not stated",
    "asked": "requested",
    NOT_KNOWN: "not known",
    "required": "required",
    "forbidden": "forbidden",
}
"""The label of each answer to a permission, from the most permissive to the strictest; the scripts of the site read it from the data of the table."""
OTHER_NAMES = {"custom": "custom license", "custom-non-commercial": "custom license, non-commercial", NO_TERMS: "none stated"}
"""The name of each kind of license that is not a standard license."""
NOT_VERIFIED = ", not verified"
"""The doubt after the name of a license that was not read on a page of the owner."""
UNVERIFIED = "-unverified"
"""The end of the filter's term for such a license."""
_STRICTNESS = {answer: position for position, answer in enumerate(ANSWER_LABELS)}


@dataclass(frozen=True)
class Permission:
    """One permission of a license: its label, the answer, and the label of the answer."""

    label: str
    answer: str
    answer_label: str


@dataclass(frozen=True)
class LicenseView:
    """A license as the page shows it. `url` is the owner's page about the terms, `standard` the text of a standard license."""

    covers: str
    label: str
    spdx: str
    url: str
    standard: str
    permissions: tuple[Permission, ...]
    conditions: tuple[str, ...]
    note: str
    backing: Backing
    link: LinkState | None


def terms(record: Dataset, evidence: Evidence, catalog: Catalog) -> tuple[LicenseView, ...]:
    """The licenses of a record, each with its permissions."""
    found = []
    for licence, backing in evidence.items(record.licence, "licence"):
        label, url = licence_words(licence, catalog.vocabularies)
        answers = permitted(licence, catalog.vocabularies)
        permissions = tuple(Permission(PERMISSION_LABELS[name], answer, ANSWER_LABELS[answer]) for name, answer in answers.items())
        state = further_state(licence.terms, record, catalog.history)
        conditions = tuple(catalog.vocabularies["condition"].label(term) for term in licence.conditions or ())
        found.append(LicenseView(licence.covers, label, licence.id, licence.terms or url, url, permissions, conditions, licence.note or "", backing, state))
    return tuple(found)


def licence_words(licence: Licence, words: Vocabularies) -> tuple[str, str]:
    """The name of a license, and the URL of its text if it is a standard license."""
    if licence.id in words.licence:
        return words.licence.label(licence.id), words.licence[licence.id].url
    return OTHER_NAMES.get(_kind(licence), licence.id), ""


def _kind(licence: Licence) -> str:
    """The kind of a license that is not a standard license."""
    if licence.id.startswith(OWN_TERMS):
        return "custom-non-commercial" if licence.commercial_use == "forbidden" else "custom"
    return licence.id


def licence_names(record: Dataset, words: Vocabularies) -> tuple[str, ...]:
    """The names of a record's licenses, without repetition; empty if no one has read the terms."""
    return tuple(dict.fromkeys(licence_words(licence, words)[0] for licence in record.licence))


def unverified(record: Dataset) -> tuple[bool, ...]:
    """Whether each license of a record was not read on a page of the owner."""
    return tuple(bool(licence.unverified) or not certain(record, "licence") for licence in record.licence)


def licence_terms(record: Dataset, words: Vocabularies) -> Iterator[str]:
    """The terms of a record's licenses in the filter: SPDX identifiers or kinds, different if not verified; `not-known` if no one has read the terms."""
    for licence, doubtful in zip(record.licence, unverified(record), strict=True):
        term = licence.id if licence.id in words.licence else _kind(licence)
        known = term in words.licence or term in OTHER_NAMES
        yield f"{term}{UNVERIFIED}" if known and doubtful else term if known else NOT_KNOWN
    if not record.licence:
        yield NOT_KNOWN


def licence_labels(words: Vocabularies) -> dict[str, str]:
    """The labels of the filter's terms: each license, and after it the same license if not verified."""
    names = {id_: words.licence.label(id_) for id_ in words.licence.entries} | OTHER_NAMES
    pairs = ({term: name, f"{term}{UNVERIFIED}": f"{name}{NOT_VERIFIED}"} for term, name in names.items())
    return {term: label for pair in pairs for term, label in pair.items()} | {NOT_KNOWN: ANSWER_LABELS[NOT_KNOWN]}


def permitted(licence: Licence, words: Vocabularies) -> dict[str, str]:
    """The answer of a license to each permission."""
    source = words.licence.entries.get(licence.id, licence)
    return {name: getattr(source, name) or (NOT_KNOWN if name not in OWED and source is licence else "unstated") for name in PERMISSIONS}


def strictest(record: Dataset, words: Vocabularies) -> dict[str, str]:
    """For each permission the most restrictive answer of a record's licenses; `not-known` if it has none."""
    licences = [permitted(licence, words) for licence in record.licence]
    return {name: max((answers[name] for answers in licences), key=_STRICTNESS.__getitem__, default=NOT_KNOWN) for name in PERMISSIONS}


def share_alike(record: Dataset, words: Vocabularies) -> tuple[str, ...]:
    """The names of a record's share-alike licenses, without repetition."""
    entries = [words.licence.entries[licence.id] for licence in record.licence if licence.id in words.licence.entries]
    return tuple(dict.fromkeys(entry.label for entry in entries if entry.share_alike))
