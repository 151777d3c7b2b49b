"""Does what `curator fix` does: everything that a check reports and that needs no person."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from curator.editing import template_comments
from curator.editing.canonical_format import formatted
from curator.editing.edit import Edit, EditError, edited
from curator.editing.fixable import RULES, Known, Rule, addresses
from curator.records import yaml_source
from curator.records.doi import canonical_doi
from curator.records.rules.address_format import tidy

_FIELD = re.compile(r'(?im)^(?P<before>\s*(?P<name>doi|url)\s*=\s*[{"])(?P<text>[^{}"\n]*)(?=[}"])')


def tidied_addresses(record: Any, _known: Known) -> Iterator[Edit]:
    """Addresses without what tracks visitors, and at the newest version; sources may name the version that was read."""
    for path, url in addresses(record):
        if (right := tidy(url, versioned=path[0] == "sources")) != url:
            yield Edit(path, right)


def spelled_licences(record: Any, known: Known) -> Iterator[Edit]:
    """Ids of licences in the capitals of the vocabulary."""
    right = {id_.casefold(): id_ for id_ in known.licences}
    licences = record.get("licence") if isinstance(record, dict) else None
    for position, licence in enumerate(licences if isinstance(licences, list) else ()):
        id_ = licence.get("id") if isinstance(licence, dict) else None
        if isinstance(id_, str) and right.get(id_.casefold(), id_) != id_:
            yield Edit(("licence", position, "id"), right[id_.casefold()])


Edits = Callable[[Any, Known], Iterator[Edit]]
FURTHER: tuple[Edits, ...] = (tidied_addresses, spelled_licences)
"""Mends of what rules of the catalog tell."""


def fixed(text: str, known: Known) -> str:
    """A record's text with all mends, without the remarks of a new record, and in the one form; one that cannot be read comes back as it was."""
    for edits in (*map(_edits, RULES), *FURTHER):
        found = list(edits(yaml_source.read("", text.encode()).value, known))
        try:
            text = edited(text, found) if found else text
        except EditError:
            return text
    return formatted(template_comments.without(text, known.remarks))


def fixed_bibliography(text: str) -> str:
    """The bibliography's text with every DOI in lower case and without an address before it, and no address that tracks visitors."""
    return _FIELD.sub(lambda found: found["before"] + _fixed_value(found["name"].lower(), found["text"]), text)


def _fixed_value(name: str, text: str) -> str:
    return canonical_doi(text) or text if name == "doi" else tidy(text, versioned=True)


def _edits(rule: Rule) -> Edits:
    return lambda record, known: (mend.edit for mend in rule(record, known))
