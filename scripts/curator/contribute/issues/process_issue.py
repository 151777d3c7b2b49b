"""Processing of issues: the outcome, the comment for the author, and the text of the pull request."""

import textwrap
from collections.abc import Callable
from dataclasses import replace

from curator.contribute.issue_urls import ADD, CORRECT
from curator.contribute.issues.add_dataset import new_record
from curator.contribute.issues.correct import FactsOf, Page, corrected
from curator.contribute.issues.dead_link import with_reported_link
from curator.contribute.issues.issue import MAX_BODY, AnswerNote, GitHubIssue, Outcome, answers, form_of
from curator.contribute.issues.parse_answer import AnswerError
from curator.contribute.issues.questions import forms
from curator.contribute.issues.works import Works
from curator.records.catalog import Catalog
from curator.records.markdown_text import fenced_block
from curator.records.problem import printable

WIDTH = 100
MAX_NOTES = 40
"""Notes in a comment. GitHub allows 65,536 characters."""
MAX_NOTE, MAX_REPORT = 1_000, 10_000
"""Characters of a note, and of the report of the checks."""


def processed(issue: GitHubIssue, catalog: Catalog, text_of: Callable[[str], str], facts_of: FactsOf, works: Works | None = None) -> Outcome:
    """Return the outcome of an issue. `text_of` returns the file of a record by its id, `facts_of` the facts shown on its page; `works` looks up DOIs."""
    works = works or Works(catalog)
    known = forms(catalog.vocabularies)
    if len(issue.body) > MAX_BODY:
        return Outcome("", notes=(AnswerNote("Text too long", f"The issue has more than {MAX_BODY} characters. Shorten the answers."),))
    form = form_of(issue, known)
    if form is None:
        names = ", ".join(f"`{form.name}`" for form in known)
        text = f"Open a new issue with one of the forms {names} and keep its headings. This issue is not processed automatically; a maintainer reads it."
        return Outcome("", notes=(AnswerNote("Form not recognized", text),))
    given = answers(issue, form)
    try:
        if form.file == ADD:
            outcome = new_record(given, form, issue, catalog, works)
        elif form.file == CORRECT:
            outcome = corrected(given, issue, catalog, text_of, Page(facts_of, works))
        else:
            outcome = with_reported_link(given, issue, catalog, text_of)
    except AnswerError as error:
        return Outcome(form.name, notes=(AnswerNote(error.heading, str(error)),))
    if not (outcome.text and works.new):
        return outcome
    return replace(outcome, done=(*outcome.done, *works.sentences()), bibliography=works.text)


def comment(outcome: Outcome, report: str) -> str:
    """Return the comment on an issue as Markdown: the change, what is missing, and the report of the checks."""
    parts = [f"### {outcome.title or 'No change'}"]
    if outcome.text:
        parts.append("\n".join(f"- {sentence}" for sentence in outcome.done))
    elif outcome.title:
        parts.append("Nothing was changed yet.")
    if outcome.notes:
        parts += ["**Still missing or to be confirmed**", *map(_note, outcome.notes[:MAX_NOTES])]
    if outcome.text:
        parts += [] if outcome.notes else ["Your answers are complete. A reviewer checks the change before it is published."]
        parts += ["**Report of `curator check`**", _fenced(report[:MAX_REPORT])]
    return "\n\n".join([*parts, "To change an answer, edit the issue. The change and this comment are then updated."]) + "\n"


def proposal(outcome: Outcome, issue: GitHubIssue) -> str:
    """Return the text of the commit and the pull request: a title, an empty line and the body, without text from the issue."""
    made = f"Created by `curator from-issue` from issue #{issue.number}." if issue.number else "Created by `curator from-issue`."
    closing = f"Closes #{issue.number}" if issue.number else ""
    parts = [outcome.title, "\n".join(f"- {sentence}" for sentence in outcome.done), made, closing, issue.trailer]
    return "\n\n".join(filter(None, parts)) + "\n"


def _note(note: AnswerNote) -> str:
    text = note.text if len(note.text) <= MAX_NOTE else f"{note.text[:MAX_NOTE]} …"
    return f"{note.heading}\n\n{_fenced(textwrap.fill(printable(text), WIDTH, break_on_hyphens=False))}"


def _fenced(text: str) -> str:
    """Return the text as a fenced code block, without control characters."""
    return fenced_block("\n".join(map(printable, text.rstrip("\n").split("\n"))), "text")
