"""Issues as input, and the outcome of processing them. The text of an issue is untrusted; reading it never raises an exception."""

import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from curator.contribute.issues.question import Form, Question

MAX_BODY = 70_000
"""Characters read of an issue's text. GitHub allows 65,536."""
OWNER_CLAIM = "The author claims to be an owner of the data: verify this before merging."
"""A sentence for the reviewer, if the author of an issue gives a role among the owners in place of a source."""
_HEADING = re.compile(r"^### (.*)$", re.MULTILINE)
_EMPTY = frozenset({"", "_No response_", "*No response*", "None"})
"""Texts of questions without an answer."""
_URL = re.compile(r"https://[A-Za-z0-9./_-]+/issues/\d+")
_HANDLE = re.compile(r"[A-Za-z0-9](?:-?[A-Za-z0-9]){0,38}(?:\[bot\])?")


@dataclass(frozen=True)
class GitHubIssue:
    """The text, author and date of an issue. Unknown values are empty or 0."""

    body: str
    author: str = ""
    author_id: int = 0
    number: int = 0
    url: str = ""
    day: str = ""

    @property
    def trailer(self) -> str:
        """The commit trailer that credits the author; empty if the author is unknown."""
        name = f"{self.author_id}+{self.author}" if self.author_id else self.author
        return f"Co-authored-by: {self.author} <{name}@users.noreply.github.com>" if self.author else ""


@dataclass(frozen=True)
class AnswerNote:
    """A message to the author of an issue. The heading is our own text; the text may quote the issue."""

    heading: str
    text: str


@dataclass(frozen=True)
class Outcome:
    """The result of processing an issue. Without `text`, no file is written; `bibliography` is the changed bibliography, if works were added.

    `title` and `done` contain nothing from the issue except ids and paths that were checked.
    """

    title: str
    done: tuple[str, ...] = ()
    notes: tuple[AnswerNote, ...] = ()
    file: str = ""
    text: str = ""
    bibliography: str = ""


def read(content: bytes, author: str = "", number: int = 0, today: str = "") -> GitHubIssue:
    """Return the issue from the text of its body, or from the JSON of a GitHub event or an issue."""
    text = content.decode("utf-8", errors="replace")
    try:
        value = json.loads(text) if text.lstrip().startswith("{") else None
    except (ValueError, RecursionError):
        value = None
    found = _from_json(value) if isinstance(value, dict) else GitHubIssue(text)
    known = author or found.author
    return replace(
        found,
        body=found.body.replace("\r\n", "\n").replace("\r", "\n"),
        author=known if _HANDLE.fullmatch(known) else "",
        author_id=found.author_id if known == found.author else 0,
        number=number or found.number,
        day=found.day or today,
    )


def _from_json(value: dict[str, Any]) -> GitHubIssue:
    """Return the issue from JSON. Values of an unexpected type are ignored."""
    issue = value["issue"] if isinstance(value.get("issue"), dict) else value
    user = issue["user"] if isinstance(issue.get("user"), dict) else {}

    def text(holder: dict[str, Any], name: str) -> str:
        return holder[name] if isinstance(holder.get(name), str) else ""

    def integer(holder: dict[str, Any], name: str) -> int:
        given = holder.get(name)
        return given if isinstance(given, int) and not isinstance(given, bool) and 0 < given < 10**12 else 0

    day, url = (text(issue, "updated_at") or text(issue, "created_at"))[:10], text(issue, "html_url")
    return GitHubIssue(text(issue, "body"), text(user, "login"), integer(user, "id"), integer(issue, "number"), url if _URL.fullmatch(url) else "", _day(day))


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return ""


def form_of(issue: GitHubIssue, forms: Iterable[Form]) -> Form | None:
    """Return the form with the largest share of its headings in the issue; None if no form has more than half of them."""
    present = {match[1].strip() for match in _HEADING.finditer(issue.body[:MAX_BODY])}
    asked = {form.file: [question.label for question in form.questions if question.asked] for form in forms}
    shares = {file: sum(label in present for label in labels) / len(labels) for file, labels in asked.items()}
    best = max(forms, key=lambda form: shares[form.file])
    return best if shares[best.file] > 0.5 else None


def answers(issue: GitHubIssue, form: Form) -> dict[str, str]:
    """Return the non-empty answers by question id, without control and formatting characters.

    A heading counts once and in the order of the form, so a heading within an answer is part of that answer.
    """
    body = issue.body[:MAX_BODY]
    positions = {question.label: position for position, question in enumerate(form.questions)}
    starts: list[tuple[Question, int, int]] = []
    for match in _HEADING.finditer(body):
        position = positions.get(match[1].strip(), -1)
        if position > (positions[starts[-1][0].label] if starts else -1):
            starts.append((form.questions[position], match.start(), match.end()))
    ends = [start for _, start, _ in starts[1:]] + [len(body)]
    found = {question.id: _plain(body[start:end]) for (question, _, start), end in zip(starts, ends, strict=True)}
    return {id_: text for id_, text in found.items() if text not in _EMPTY}


def _plain(text: str) -> str:
    """Return the text in Unicode normal form C, stripped and without invisible characters."""
    normal = unicodedata.normalize("NFC", text)
    return "".join(it for it in normal if it == "\n" or unicodedata.category(it) not in {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"} or it == "\t").strip()
