"""From an issue to what becomes of it."""

from collections.abc import Callable

from curator.contents import Catalog
from curator.forms.adding import added
from curator.forms.correcting import corrected
from curator.forms.dead_links import mended
from curator.forms.issue import LONGEST, Issue, answers, recognised
from curator.forms.outcome import Outcome, Remark
from curator.forms.questions import forms
from curator.forms.refusal import RefusedError
from curator.views.forms import ADD, CORRECT


def answered(issue: Issue, catalog: Catalog, text_of: Callable[[str], str]) -> Outcome:
    """What an issue leads to; `text_of` gives the text of a record by its id."""
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
        return corrected(given, issue, catalog, text_of) if form.file == CORRECT else mended(given, issue, catalog, text_of)
    except RefusedError as error:
        return Outcome(form.name, remarks=(Remark(error.head, str(error)),))
