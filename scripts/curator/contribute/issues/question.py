"""Questions of issue forms, and the terms that they offer."""

from collections import Counter
from dataclasses import dataclass
from typing import Literal

from curator.records.vocabulary import Vocabularies

MAX_OPTIONS = 60
"""Terms in a dropdown list. For a longer vocabulary, contributors type the terms."""
ANOTHER_TERM = "another term: write it below Other terms"
"""The option for a term that the vocabulary lacks."""
CUSTOM_LICENSE, NO_LICENSE = "custom license", "none: I read the owner's pages, and they state no license"


@dataclass(frozen=True)
class Question:
    """A question of a form. A URL can fill in the answer by the id; the label is the heading above the answer in the issue.

    A question that is not `asked` is answered below the heading `Further information`, by a line that begins with its label.
    """

    id: str
    label: str
    kind: Literal["input", "textarea", "dropdown"] = "input"
    help: str = ""
    example: str = ""
    required: bool = False
    options: tuple[str, ...] = ()
    multiple: bool = False
    asked: bool = True


@dataclass(frozen=True)
class Form:
    """An issue form: its file, its texts and its questions."""

    file: str
    name: str
    description: str
    title: str
    intro: str
    questions: tuple[Question, ...]

    @property
    def label(self) -> str:
        """The label of the issues created with the form."""
        return self.file.removesuffix(".yml")


def options(name: str, vocabularies: Vocabularies) -> dict[str, str]:
    """Return the terms of a vocabulary by their text in a dropdown list: the label, with the term if the label is not unique."""
    entries = vocabularies[name].entries
    labels = Counter(entry.label for entry in entries.values())
    return {entry.label if labels[entry.label] == 1 else f"{entry.label} ({term})": term for term, entry in entries.items()}
