"""What the author of an issue reads, and the text of the pull request; whatever may quote anybody stands in a fence that it cannot leave."""

import textwrap

from curator.contribute.issues.issue import Issue
from curator.contribute.issues.outcome import Outcome, Remark
from curator.records.markdown_text import fenced_block
from curator.records.problem import printable

WIDTH = 100
MOST = 40
"""Remarks in a comment; a host takes 65,536 characters."""
LONGEST_REMARK, LONGEST_REPORT = 1_000, 10_000
"""Characters of a remark, and of the report of the checks."""


def comment(outcome: Outcome, report: str) -> str:
    """The comment for an issue, as Markdown: what was made of it, what is still missing, and what the checks report."""
    parts = [f"### {outcome.title or 'Nothing was changed'}"]
    if outcome.text:
        parts.append("\n".join(f"- {sentence}" for sentence in outcome.done))
    elif outcome.title:
        parts.append("Nothing was changed yet.")
    if outcome.remarks:
        parts += ["**What is still to be said or looked at**", *map(_remark, outcome.remarks[:MOST])]
    if outcome.text:
        parts += [] if outcome.remarks else ["Nothing is missing from your answers. People look the change over before it is published."]
        parts += ["**What `curator check` reports**", _fenced(report[:LONGEST_REPORT])]
    return "\n\n".join([*parts, "To change an answer, edit the issue: it is then read again, and this comment renewed."]) + "\n"


def proposal(outcome: Outcome, issue: Issue) -> str:
    """The text of the pull request and of its commit: a title, an empty line, and the rest, in words of our own."""
    made = f"Made by `curator from-issue` of issue #{issue.number}, and checked there." if issue.number else "Made by `curator from-issue`."
    closing = f"Closes #{issue.number}" if issue.number else ""
    parts = [outcome.title, "\n".join(f"- {sentence}" for sentence in outcome.done), made, closing, issue.trailer]
    return "\n\n".join(filter(None, parts)) + "\n"


def _remark(remark: Remark) -> str:
    text = remark.text if len(remark.text) <= LONGEST_REMARK else f"{remark.text[:LONGEST_REMARK]} …"
    return f"{remark.head}:\n\n{_fenced(textwrap.fill(printable(text), WIDTH, break_on_hyphens=False))}"


def _fenced(text: str) -> str:
    """Return text as a fenced code block, without control characters."""
    return fenced_block("\n".join(map(printable, text.rstrip("\n").split("\n"))), "text")
