"""Licenses that are not named by their id: other spellings, Creative Commons without a version, and descriptions."""

import re
from dataclasses import dataclass, field

from curator.records.normalise import nearest, plain
from curator.records.rules.availability import PERMISSIONS
from curator.records.vocabulary import Vocabularies

_FULL_NAMES = {"creative commons": "cc", "attribution": "by", "non commercial": "nc", "noncommercial": "nc", "share alike": "sa", "sharealike": "sa"} | {
    "no derivatives": "nd",
    "noderivatives": "nd",
    "noderivs": "nd",
    "public license": "",
    "license": "",
    "licence": "",
    "international": "",
    "zero": "0",
}
_FAMILY = re.compile(r"cc(by(?:nc)?(?:sa|nd)?)")
_NO_ANSWER = re.compile(
    r"(please )?(see|check|refer to|cf\.?|as (stated|described) (on|in)) (the )?(web ?site|web ?page|home ?page|page|link|url|terms|readme|paper|above|below)"
    r"|(i )?(do not|don.?t) know|not (sure|known|clear|specified|stated)|unknown|unclear|unspecified|\?+",
)
"""Answers that do not say which license it is."""


@dataclass(frozen=True)
class Stated:
    """A license as a person described it: its id, or else its permissions and a note; `question` asks for what is missing."""

    id: str = ""
    permissions: dict[str, str] = field(default_factory=dict)
    note: str = ""
    question: str = ""


def spelled(text: str, vocabularies: Vocabularies) -> str:
    """Return the id of a license in another spelling, such as `Apache 2.0`; empty if it is not in the vocabulary."""
    names = {_compact(name): id_ for id_, entry in vocabularies.licence.entries.items() for name in (id_, entry.label, *entry.aliases)}
    wanted = _compact(text)
    return names.get(wanted, "") or ("CC0-1.0" if wanted in {"cc0", "cc01.0", "ccpublicdomaindedication"} and "CC0-1.0" in vocabularies.licence else "")


def described(text: str, vocabularies: Vocabularies) -> Stated | None:
    """Return a license that is described in words; None for a single word that is no description, and for a typing error."""
    if id_ := spelled(text, vocabularies):
        return Stated(id_)
    words = plain(text).strip(" .!")
    if _NO_ANSWER.fullmatch(words):
        return Stated(
            question=f"`{text}` names no license, so that it is recorded as not known. Write the license, or the URL of the terms below `Terms of use`."
        )
    if family := _FAMILY.fullmatch(_compact(text)):
        return _without_version(text, family[1], vocabularies)
    known = [name for id_, entry in vocabularies.licence.entries.items() for name in (id_, entry.label)]
    if nearest(text, known) or len(words.split()) < 2:
        return None
    return Stated(note=f"The license is described as: {text.rstrip('.')}.", question=f"`{text}` is not a known license, and was kept as a note.")


def _without_version(text: str, family: str, vocabularies: Vocabularies) -> Stated | None:
    """Return a Creative Commons license without a version. Its permissions are the same in all versions."""
    versions = [id_ for id_ in vocabularies.licence.entries if re.fullmatch(rf"{family}\d\.\d", _compact(id_).removeprefix("cc"))]
    if not versions:
        return None
    entry = vocabularies.licence[versions[-1]]
    permissions = {name: str(value) for name in PERMISSIONS if (value := getattr(entry, name, None))}
    question = f"`{text}` has no version: which one does the owner's page state, e.g. {' or '.join(versions)}?"
    return Stated(permissions=permissions, note=f"The license is stated as {text}, without a version.", question=question)


def _compact(text: str) -> str:
    """Return a name without case, spaces and hyphens, with the abbreviations of Creative Commons."""
    words = re.sub(r"[-_]+", " ", plain(text))
    for name, short in _FULL_NAMES.items():
        words = words.replace(name, short)
    return re.sub(r"[^a-z0-9.]", "", re.sub(r"\bv(?:ersion)?\.? ?(?=\d)", "", words))
