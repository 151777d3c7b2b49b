"""Works as BibTeX, with accents as LaTeX commands that every version of BibTeX reads."""

import codecs
import re
import unicodedata
from functools import cache

from curator.records.bibliography import Name, Reference
from curator.records.reference import DOI_FIELDS, FIELD_FORMATS
from curator.records.reference_kind import DATA

_KINDS = {"online": "misc", "dataset": "misc"}
"""Replacements for entry types that classic styles do not know. Zotero discards entries of type `@dataset`."""
_SPECIAL = {
    "{": "{",
    "}": "}",
    "\\": r"{\textbackslash}",
    "^": r"{\textasciicircum}",
    "~": r"{\textasciitilde}",
    "<": r"{\textless}",
    ">": r"{\textgreater}",
    "|": r"{\textbar}",
    "$": r"\$",
    "å": r"{\r a}",
    "Å": r"{\r A}",
    "¢": r"{\textcent}",
    "¥": r"{\textyen}",
    "¬": r"{\textlnot}",
}
"""Characters that the codec does not convert, or converts to a command that absorbs the next letter, needs math, or is unknown to citation-js."""
_ORDINARY = re.compile(r"[A-Za-z0-9 .,:;/()'-]*")
"""Text without characters that the codec converts."""
_INNER_PARTICLE = re.compile(r"-[a-z]")
"""A small letter after a hyphen, before which citation-js would end a prefix such as *van*."""


def entry(reference: Reference) -> str:
    """Return a work as a BibTeX entry, with fields in the order of the bibliography."""
    names = [_name(author) for author in reference.authors] + (["others"] if reference.others else [])
    fields = {"author": " and ".join(names)} | {name: _text(name, value) for name, value in reference.fields.items() if name not in DOI_FIELDS[1:]}
    if reference.archive:
        # Zotero and biblatex read the archive of a preprint from this field, classic styles from `archiveprefix`
        fields.setdefault("archiveprefix", _text("archiveprefix", reference.archive))
        fields.setdefault("eprinttype", _text("eprinttype", reference.archive.lower()))
    kind = _KINDS.get(reference.kind, reference.kind)
    if kind == "misc":
        fields |= _printed(reference)
    elif reference.note:
        fields["note"] = latex(reference.note)
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items()]
    return f"@{kind}{{{reference.key},\n{''.join(lines)}}}\n"


def _printed(reference: Reference) -> dict[str, str]:
    """Return where a work is found as the fields that classic styles print of `@misc`; they print no publisher, number of a preprint, DOI or URL."""
    if reference.kind == "misc" and reference.archive.lower() == "arxiv":
        number, url = reference.get("eprint"), reference.fields.get("url") or reference.address
        # APA prints a note or the URL, but not how a preprint was published; Zotero imports each note as a note of its own
        return {"howpublished" if number in url else "note": latex(f"arXiv:{number}"), "url": _text("url", url)}
    place = reference.get("publisher") or reference.get("organization")
    identifier = f"doi:{reference.doi}" if reference.doi else reference.address
    source = ", ".join(filter(None, (place, identifier)))
    note = "; ".join(filter(None, (source, reference.note)))
    return ({"howpublished": DATA} if reference.kind == "dataset" else {}) | ({"note": latex(note)} if note else {})


def latex(text: str) -> str:
    """Return text with accents and special characters as LaTeX commands; braces are kept."""
    return text if _ORDINARY.fullmatch(text) else "".join(_character(character) for character in text)


def _name(name: Name) -> str:
    if not name.given:
        return f"{{{latex(name.family)}}}"
    given, _, suffix = name.given.partition(", ")
    family = f"{{{name.family}}}" if _INNER_PARTICLE.search(name.family) else name.family
    parts = [family, suffix, given] if suffix else [family, given]
    return ", ".join(latex(part) for part in parts)


def _text(name: str, value: str) -> str:
    """Return the value of a field; identifiers and URLs are kept if they have the characters of their field only."""
    return value if name in FIELD_FORMATS and FIELD_FORMATS[name].pattern.fullmatch(value) else latex(value)


@cache
def _character(character: str) -> str:
    if character in _SPECIAL:
        return _SPECIAL[character]
    if _ORDINARY.fullmatch(character):
        return character
    import latexcodec  # noqa: F401, PLC0415 - registers the codec `ulatex`, which most builds do not need

    try:
        command = str(codecs.encode(character, "ulatex"))
    except UnicodeEncodeError:
        return character  # no command is known, and current versions of biber and BibTeX read UTF-8
    if unicodedata.normalize("NFD", character)[0] in "ij" and not command.startswith((r"\i", r"\j")):
        command = _dotted(command)
    # BibTeX treats an accented letter as one letter only inside braces
    return command if character.isascii() or command == character else f"{{{command.strip()}}}"


def _dotted(command: str) -> str:
    """Return an accent command over i or j without the command for a dotless letter, to which biblatex adds a second accent."""
    return re.sub(r"(?<=[^a-z])\\(?=[ij]$)", "", re.sub(r"(?<=[a-z])\\([ij])$", r"{\1}", command))
