"""Further information about a new dataset: the YAML of a record, or lines that begin with the name of a field."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from curator.contribute.issues.field_synonyms import named_path
from curator.contribute.issues.parse_answer import AnswerError
from curator.contribute.issues.question import Form
from curator.records import yaml_source
from curator.records.model import Dataset
from curator.records.vocabulary import Vocabularies

MAX_LINE = 200
"""Characters of a line in which the name of a field is searched."""
_FENCE = re.compile(r"^[ \t]*(`{3,}|~{3,})[ \t]*\w*[ \t]*$", re.MULTILINE)
_YAML = re.compile(r"^(#[ \t]*yaml-language-server|[a-z_]+:[ \t]*([\[{]|>-?$)|[a-z_]+:[ \t]*\n[ \t]+(- |[\w.-]+:))", re.MULTILINE)
"""Lines that only the YAML of a record has."""
_NAMED = re.compile(r"[ \t]*(?:[-*•][ \t]+)?(?:\*\*)?(?P<name>[^:*\n]{1,60}?)(?:\*\*)?[ \t]*:(?!//)(?:\*\*)?[ \t]*(?P<rest>.*)")
"""A line that begins with a name and a colon."""


@dataclass(frozen=True)
class Further:
    """The values of a record by field, answers by the ids of their questions, and the text that is neither."""

    values: Mapping[str, Any] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    errors: tuple[str, ...] = ()


def further(text: str, form: Form, vocabularies: Vocabularies) -> Further:
    """Return what an answer says about further fields."""
    plain = _FENCE.sub("", text).strip("\n")
    if not _YAML.search(plain):
        return _lines(plain, form, vocabularies)
    source = yaml_source.read("", plain.encode("utf-8", errors="replace"))
    problems = tuple(f"{problem.message} (line {problem.line}): {problem.fix}." for problem in source.problems)
    if not isinstance(source.value, dict):
        return Further(errors=problems or ("The YAML contains no fields: copy all of it from the page New record.",))
    return _fields(source.value, form, problems)


def _fields(found: Mapping[str, Any], form: Form, problems: tuple[str, ...]) -> Further:
    """Return the fields of YAML. Plain text for a field with several parts is an answer."""
    ids = {question.id for question in form.questions}
    values: dict[str, Any] = {}
    answers: dict[str, str] = {}
    for name, value in found.items():
        if name not in Dataset.model_fields:
            problems = (*problems, f"`{name}` is not a field of a record: remove it, or correct its name.")
        elif isinstance(value, (str, int, float)) and name in ids:
            answers[name] = str(value)
        elif value is not None:
            values[name] = value
    return Further(values, answers, problems)


def _lines(text: str, form: Form, vocabularies: Vocabularies) -> Further:
    """Return the answers of lines that begin with the name of a field. Other lines continue the answer before them."""
    names = {name.casefold(): question.id for question in form.questions for name in (question.id, question.label)}
    found: dict[str, list[str]] = {}
    rest: list[str] = []
    current = rest
    for line in text.split("\n"):
        named = _NAMED.fullmatch(line[:MAX_LINE])
        id_, before = _question(named["name"], names, vocabularies) if named else ("", "")
        if named and id_:
            current = found.setdefault(id_, [])
            current.append(f"{before}{line[named.start('rest') :]}")
        else:
            current.append(line)
    errors = (f"Not processed; a reviewer reads it: {' '.join(' '.join(rest).split())}",) if "".join(rest).strip() else ()
    return Further(answers={id_: text for id_, parts in found.items() if (text := "\n".join(parts).strip())}, errors=errors)


def _question(name: str, names: Mapping[str, str], vocabularies: Vocabularies) -> tuple[str, str]:
    """Return the id of the question that a label or a synonym names, and for a unit the text before its number; empty if there is none."""
    known = " ".join(name.casefold().split())
    if known in names:
        return names[known], ""
    try:
        head, _, unit = named_path(known, {"image": 0}, vocabularies).partition(".")
    except AnswerError:
        return "", ""
    if head == "counts" and unit:
        return "counts", f"{unit}: "
    by_path = {"licence": "licence", "access": {"homepage": "homepage", "routes": "download"}.get(unit, ""), "citations": "doi"}
    id_ = by_path.get(head, head if not unit else "")
    return (id_, "") if id_ in names.values() else ("", "")
