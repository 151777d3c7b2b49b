"""Licenses of a dataset: their names and permissions, and the most restrictive answer of several licenses."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from curator.records.catalog import Catalog
from curator.records.model import Dataset, Licence
from curator.records.per_record import per_record
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
NOT_VERIFIED = ", not verified"
"""The doubt after the name of a license that was not read on a page of the owner, and after its answers."""
UNVERIFIED = "-unverified"
"""The end of the term of such a license or answer."""
_ANSWERS = {
    "allowed": "allowed",
    "unstated": "not stated",
    "asked": "requested",
    NOT_KNOWN: "not known",
    "required": "required",
    "forbidden": "forbidden",
}
_FINAL = ("required", "forbidden")
"""The answers that no other answer exceeds."""


def _with_doubts(labels: Mapping[str, str]) -> dict[str, str]:
    """The labels of terms, each followed by that of the same term if it is not verified."""
    pairs = ({term: label} | ({f"{term}{UNVERIFIED}": f"{label}{NOT_VERIFIED}"} if term != NOT_KNOWN else {}) for term, label in labels.items())
    return {term: label for pair in pairs for term, label in pair.items()}


ANSWER_LABELS = _with_doubts(_ANSWERS)
"""The label of each answer to a permission, from the most permissive to the strictest; the scripts of the site read it from the data of the table."""
OTHER_NAMES = {"custom": "custom license", "custom-non-commercial": "custom license, non-commercial", NO_TERMS: "none stated"}
"""The name of each kind of license that is not a standard license."""
_STRICTNESS = {answer: position for position, answer in enumerate(_ANSWERS)}


@dataclass(frozen=True)
class Permission:
    """One permission of a license: its label, the answer, and the label of the answer."""

    label: str
    answer: str
    answer_label: str


@dataclass(frozen=True)
class LicenseView:
    """A license as the page shows it. `url` is the owner's page about the terms, `standard` the text of a standard license.

    `doubt` follows the name.
    """

    covers: str
    label: str
    doubt: str
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
    for (licence, backing), doubtful in zip(evidence.items(record.licence, "licence"), unverified(record), strict=True):
        label, url = licence_words(licence, catalog.vocabularies)
        doubt = NOT_VERIFIED if doubtful else ""
        answers = {name: marked(answer, doubtful=doubtful) for name, answer in permitted(licence, catalog.vocabularies).items()}
        permissions = tuple(Permission(PERMISSION_LABELS[name], answer, ANSWER_LABELS[answer]) for name, answer in answers.items())
        state = further_state(licence.terms, record, catalog.history)
        conditions = tuple(catalog.vocabularies["condition"].label(term) for term in licence.conditions or ())
        found.append(
            LicenseView(licence.covers, label, doubt, licence.id, licence.terms or url, url, permissions, conditions, licence.note or "", backing, state)
        )
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
    """The names of a record's licenses, each with its doubt, without repetition; empty if no one has read the terms."""
    return tuple(dict.fromkeys(f"{name}{NOT_VERIFIED if doubtful else ''}" for name, doubtful in names_and_doubts(record, words)))


def licence_text(record: Dataset, words: Vocabularies) -> str:
    """The names of a record's licenses in a cell or badge."""
    return " / ".join(licence_names(record, words)) or ANSWER_LABELS[NOT_KNOWN]


def names_and_doubts(record: Dataset, words: Vocabularies) -> Iterator[tuple[str, bool]]:
    """The name of each license of a record, and whether it is not verified."""
    return ((licence_words(licence, words)[0], doubtful) for licence, doubtful in zip(record.licence, unverified(record), strict=True))


def unverified(record: Dataset) -> tuple[bool, ...]:
    """Whether each license of a record was not read on a page of the owner."""
    return tuple(bool(licence.unverified) or not certain(record, "licence") for licence in record.licence)


def marked(term: str, *, doubtful: bool) -> str:
    """The term of a license or an answer, different if it is not verified. *Not known* has no doubt of its own."""
    return f"{term}{UNVERIFIED}" if doubtful and term != NOT_KNOWN else term


def unmarked(term: str) -> str:
    """The same term without a doubt."""
    return term.removesuffix(UNVERIFIED)


def licence_terms(record: Dataset, words: Vocabularies) -> Iterator[str]:
    """The terms of a record's licenses in the filter: SPDX identifiers or kinds, different if not verified; `not-known` if no one has read the terms."""
    for licence, doubtful in zip(record.licence, unverified(record), strict=True):
        term = licence.id if licence.id in words.licence else _kind(licence)
        known = term in words.licence or term in OTHER_NAMES
        yield marked(term if known else NOT_KNOWN, doubtful=doubtful)
    if not record.licence:
        yield NOT_KNOWN


def licence_labels(words: Vocabularies) -> dict[str, str]:
    """The labels of the filter's terms: each license, and after it the same license if not verified."""
    names = {id_: words.licence.label(id_) for id_ in words.licence.entries} | OTHER_NAMES
    return _with_doubts(names | {NOT_KNOWN: ANSWER_LABELS[NOT_KNOWN]})


def permitted(licence: Licence, words: Vocabularies) -> dict[str, str]:
    """The answer of a license to each permission, whether or not the license is verified."""
    source = words.licence.entries.get(licence.id, licence)
    return {name: getattr(source, name) or (NOT_KNOWN if name not in OWED and source is licence else "unstated") for name in PERMISSIONS}


def strictest(record: Dataset, words: Vocabularies) -> dict[str, str]:
    """For each permission the most restrictive answer of a record's licenses; `not-known` if it has none."""
    licences = [(permitted(licence, words), doubtful) for licence, doubtful in zip(record.licence, unverified(record), strict=True)]
    return {name: _strictest([(answers[name], doubtful) for answers, doubtful in licences]) for name in PERMISSIONS}


def _strictest(given: Sequence[tuple[str, bool]]) -> str:
    """The most restrictive answer. It is not verified if any license is not verified, unless a verified license already gives the strictest of all answers."""
    answer = max((each for each, _ in given), key=_STRICTNESS.__getitem__, default=NOT_KNOWN)
    settled = answer in _FINAL and (answer, False) in given
    return marked(answer, doubtful=any(doubtful for _, doubtful in given) and not settled)


def share_alike(record: Dataset, words: Vocabularies) -> tuple[str, ...]:
    """The names of a record's share-alike licenses, each with its doubt, without repetition."""
    entries = ((words.licence.entries.get(licence.id), doubtful) for licence, doubtful in zip(record.licence, unverified(record), strict=True))
    return tuple(dict.fromkeys(f"{entry.label}{NOT_VERIFIED if doubtful else ''}" for entry, doubtful in entries if entry and entry.share_alike))


@per_record
def held_licenses(id_: str, catalog: Catalog) -> list[tuple[str, bool]]:
    """The licenses of a dataset, and whether they are not verified."""
    return list(names_and_doubts(catalog.records[id_], catalog.vocabularies))
