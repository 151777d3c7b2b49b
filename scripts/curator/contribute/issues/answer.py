"""From an issue to what becomes of it."""

from collections.abc import Callable

from curator.contribute.issue_urls import ADD, CORRECT
from curator.contribute.issues.add_dataset import added
from curator.contribute.issues.correct import corrected
from curator.contribute.issues.dead_link import mended
from curator.contribute.issues.issue import LONGEST, Issue, answers, recognised
from curator.contribute.issues.outcome import Outcome, Remark
from curator.contribute.issues.present_value import FactsOf
from curator.contribute.issues.questions import forms
from curator.contribute.issues.refused_answers import RefusedError
from curator.records.catalog import Catalog


def answered(issue: Issue, catalog: Catalog, text_of: Callable[[str], str], facts_of: FactsOf) -> Outcome:
    """What an issue leads to; `text_of` gives the text of a record by its id, `facts_of` the facts that its page shows."""
    known = forms(catalog.vocabularies)
    if len(issue.body) > LONGEST:
        return Outcome("", remarks=(Remark("The text is too long", f"It has more than {LONGEST} characters: a record describes, it does not list."),))
    form = recognised(issue, known)
    if form is None:
        names = ", ".join(f"`{form.name}`" for form in known)
        told = f"Open a new issue with one of the forms {names}, and leave its headings as they are. People read this one all the same."
        return Outcome("", remarks=(Remark("This is not one of the forms", told),))
    given = answers(issue, form)
    try:
        if form.file == ADD:
            return added(given, form, issue, catalog)
        return corrected(given, issue, catalog, text_of, facts_of) if form.file == CORRECT else mended(given, issue, catalog, text_of)
    except RefusedError as error:
        return Outcome(form.name, remarks=(Remark(error.head, str(error)),))
