"""An issue as GitHub hands it over, and the answers that its text holds: all of it untrusted, none of it able to raise."""

import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from curator.contribute.issues.questions import Form, Question

LONGEST = 70_000
"""Characters of an issue's text that are read; GitHub allows 65,536."""
_HEADING = re.compile(r"^### (.*)$", re.MULTILINE)
_NOTHING = frozenset({"", "_No response_", "*No response*", "None"})
"""What stands where nothing was answered."""
_URL = re.compile(r"https://[A-Za-z0-9./_-]+/issues/\d+")
_HANDLE = re.compile(r"[A-Za-z0-9](?:-?[A-Za-z0-9]){0,38}(?:\[bot\])?")


@dataclass(frozen=True)
class Issue:
    """What an issue says, by whom and when; what is not known is empty or 0."""

    body: str
    author: str = ""
    author_id: int = 0
    number: int = 0
    url: str = ""
    day: str = ""

    @property
    def trailer(self) -> str:
        """The line that names the author in a commit; empty where the author is not known."""
        name = f"{self.author_id}+{self.author}" if self.author_id else self.author
        return f"Co-authored-by: {self.author} <{name}@users.noreply.github.com>" if self.author else ""


def read(content: bytes, author: str = "", number: int = 0, today: str = "") -> Issue:
    """An issue from the text of its body, or from JSON: an event of GitHub, or the issue alone."""
    text = content.decode("utf-8", errors="replace")
    try:
        value = json.loads(text) if text.lstrip().startswith("{") else None
    except (ValueError, RecursionError):
        value = None
    found = _from_json(value) if isinstance(value, dict) else Issue(text)
    known = author or found.author
    return replace(
        found,
        body=found.body.replace("\r\n", "\n").replace("\r", "\n"),
        author=known if _HANDLE.fullmatch(known) else "",
        author_id=found.author_id if known == found.author else 0,
        number=number or found.number,
        day=found.day or today,
    )


def _from_json(value: dict[str, Any]) -> Issue:
    """An issue from JSON; whatever is not of its kind counts as not there."""
    issue = value["issue"] if isinstance(value.get("issue"), dict) else value
    user = issue["user"] if isinstance(issue.get("user"), dict) else {}

    def text(holder: dict[str, Any], name: str) -> str:
        return holder[name] if isinstance(holder.get(name), str) else ""

    def whole(holder: dict[str, Any], name: str) -> int:
        given = holder.get(name)
        return given if isinstance(given, int) and not isinstance(given, bool) and 0 < given < 10**12 else 0

    day, url = (text(issue, "updated_at") or text(issue, "created_at"))[:10], text(issue, "html_url")
    return Issue(text(issue, "body"), text(user, "login"), whole(user, "id"), whole(issue, "number"), url if _URL.fullmatch(url) else "", _day(day))


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return ""


def recognised(issue: Issue, forms: Iterable[Form]) -> Form | None:
    """The form that an issue's text was made with: the one most of whose headings it has; None where it has hardly any."""
    there = {match[1].strip() for match in _HEADING.finditer(issue.body[:LONGEST])}
    shares = {form.file: sum(question.label in there for question in form.questions) / len(form.questions) for form in forms}
    best = max(forms, key=lambda form: shares[form.file])
    return best if shares[best.file] > 0.5 else None


def answers(issue: Issue, form: Form) -> dict[str, str]:
    """What was answered, by the question's id, without characters that steer what is shown; empty answers are left out.

    A heading counts once and in the form's order, so that one within an answer belongs to that answer.
    """
    body = issue.body[:LONGEST]
    positions = {question.label: position for position, question in enumerate(form.questions)}
    starts: list[tuple[Question, int, int]] = []
    for match in _HEADING.finditer(body):
        position = positions.get(match[1].strip(), -1)
        if position > (positions[starts[-1][0].label] if starts else -1):
            starts.append((form.questions[position], match.start(), match.end()))
    ends = [start for _, start, _ in starts[1:]] + [len(body)]
    found = {question.id: _plain(body[start:end]) for (question, _, start), end in zip(starts, ends, strict=True)}
    return {id_: text for id_, text in found.items() if text not in _NOTHING}


def _plain(text: str) -> str:
    """Text in one spelling of its letters, without white space at its ends and without characters that are not seen."""
    normal = unicodedata.normalize("NFC", text)
    return "".join(it for it in normal if it == "\n" or unicodedata.category(it) not in {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"} or it == "\t").strip()
