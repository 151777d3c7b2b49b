"""The forms for people without git: what each asks, from the model and the vocabularies."""

from dataclasses import dataclass
from typing import Any, Literal

from curator.contribute.issue_urls import ADD, CORRECT, DEAD_LINK
from curator.records.model import Dataset
from curator.records.vocabulary import Vocabularies, vocabulary_of

MOST = 60
"""Terms that a list in a form may have; of more, people write the ones they mean."""
OWN_TERMS, NONE_STATED = "the owner's own terms", "none: I read the owner's pages, and they state no licence"
GONE, MOVED, OTHER, LOGIN = VERDICTS = ("gone", "moved", "other content", "needs a login")
"""What may have become of an address."""


@dataclass(frozen=True)
class Question:
    """What a form asks: its id is the name by which an address fills it in, its label the heading above the answer."""

    id: str
    label: str
    kind: Literal["input", "textarea", "dropdown"] = "input"
    help: str = ""
    example: str = ""
    needed: bool = False
    options: tuple[str, ...] = ()
    several: bool = False


@dataclass(frozen=True)
class Form:
    """A form: its file, what people see, the label of its issues, and what it asks."""

    file: str
    name: str
    about: str
    title: str
    intro: str
    questions: tuple[Question, ...]

    @property
    def label(self) -> str:
        """The label of the issues that it makes."""
        return self.file.removesuffix(".yml")


def forms(words: Vocabularies) -> tuple[Form, ...]:
    """Every form, in the order in which people see them."""
    return (
        Form(
            ADD,
            "Add a dataset",
            "You know a dataset that the catalog does not have.",
            "Add: ",
            "Leave out whatever you do not know. A program turns your answers into a record, proposes it, and tells you here what is still missing; "
            "people look it over before it is published. To change an answer, edit this issue.",
            _of_a_dataset(words),
        ),
        Form(
            CORRECT,
            "Correct a fact",
            "A record says something wrong, or lacks what you know.",
            "Correct: ",
            "A program changes the record as you say and proposes the change; people look it over before it is published.",
            _OF_A_FACT,
        ),
        Form(
            DEAD_LINK,
            "Report a dead link",
            "An address in a record leads nowhere, or somewhere else.",
            "Dead link: ",
            "An address that moved is replaced. One that is gone stays in the record, with a remark.",
            _OF_A_LINK,
        ),
    )


def options(name: str, words: Vocabularies) -> dict[str, str]:
    """The terms of a vocabulary by what a form calls them."""
    entries = words[name].entries
    labels = [entry.label for entry in entries.values()]
    return {entry.label if labels.count(entry.label) == 1 else f"{entry.label} ({term})": term for term, entry in entries.items()}


def _field(name: str, label: str, **more: Any) -> Question:
    """A question whose answer is a field of the record, explained as the model explains it."""
    field = Dataset.model_fields[name]
    example = field.examples[0] if field.examples and isinstance(field.examples[0], (str, int)) else ""
    return Question(**{"id": name, "label": label, "help": field.description or "", "example": str(example)} | more)


def _chosen(name: str, label: str, words: Vocabularies, *, needed: bool = False) -> Question:
    """A question that terms of a vocabulary answer: a list to choose from, or lines to write where it is too long for one."""
    help_, terms = Dataset.model_fields[name].description or "", tuple(options(vocabulary_of(name), words))
    if len(terms) > MOST:
        return Question(name, label, "textarea", f"{help_} One term a line, as in the vocabulary.", terms[0], needed)
    return Question(name, label, "dropdown", f"{help_} Several may be chosen.", "", needed, terms, several=True)


def _of_a_dataset(words: Vocabularies) -> tuple[Question, ...]:
    """What a record needs, and what the table shows."""
    licences = (*options("licence", words), OWN_TERMS, NONE_STATED)
    return (
        _field("name", "Name", needed=True),
        Question("id", "Short name for the address", help="Lower-case letters, digits and hyphens; made from the name if left out.", example="drive"),
        _field("full_name", "Name written out"),
        _field("summary", "Summary", kind="textarea", needed=True),
        Question("kind", "Kind", "dropdown", Dataset.model_fields["kind"].description or "", "", True, ("medical", "natural")),
        _field("year", "Year", needed=True),
        _field("provider", "Provider"),
        Question("homepage", "Homepage", help="The owners' page about the data, today.", example="https://drive.grand-challenge.org/", needed=True),
        Question("download", "Where the download begins", help="Its address, where that is not the homepage."),
        Question("steps", "Steps to the data", "dropdown", "All that one has to do.", "", True, tuple(options("access", words)), several=True),
        Question("doi", "DOI", help="Of the paper that presents the data, or of the data.", example="10.1109/TMI.2004.825627"),
        _chosen("modality", "Modality", words, needed=True),
        _chosen("body_part", "Body part", words),
        _chosen("target", "Target", words),
        _chosen("tasks", "Tasks", words, needed=True),
        _chosen("dimensions", "Dimensions", words, needed=True),
        Question(
            "counts", "How much there is", "textarea", "One unit a line; write `about` before a number that its source rounds.", "image: 40\npatient: about 38"
        ),
        Question(
            "frame_size",
            "Size of the images",
            "textarea",
            "Width × height in pixels, one size a line; for volumes × slices.",
            "565 × 584\n512 × 512 × 95 to 764",
        ),
        Question("splits", "Splits", "textarea", "One a line: its name, what it counts, and the number in each part.", "official, image: train 20, test 20"),
        Question("classes", "Labels", "textarea", "One task a line, with every label, or only their number.", "segmentation: background, vessel"),
        _field("annotation", "Who made the labels", kind="textarea"),
        Question("licence", "Licence", "dropdown", "Leave it out if nobody has read the owner's terms.", "", False, licences),
        Question("terms", "Where the terms can be read", example="https://example.org/data/terms/"),
        Question(
            "permissions",
            "What the owner's own terms say",
            "textarea",
            "Only for the owner's own terms: allowed, forbidden or unstated; of attribution required, asked or unstated.",
            "commercial_use: forbidden\nredistribution: forbidden\nderivatives: unstated\nattribution: required",
        ),
        Question(
            "where",
            "Where you saw it",
            "textarea",
            "The address of the page that says so, one a line; before it the fields that it is about, where there are several pages.",
            "https://example.org/data/\ncounts, splits: https://example.org/paper/",
            needed=True,
        ),
    )


_ID = Question("id", "Dataset", help="The last part of its page's address.", example="drive", needed=True)
_OF_A_FACT = (
    _ID,
    Question("field", "Field", help="Its name in the record, with dots before its parts; a position counts from 0.", example="counts.image", needed=True),
    Question("present", "What the record says now", "textarea"),
    Question("right", "What is right", "textarea", "A term, a number, an address or a text, as the field takes it; of several, one a line.", "40", needed=True),
    Question("where", "Where you saw it", help="The address of the page that says so.", example="https://example.org/data/"),
    Question(
        "who",
        "Are you the owner of the data?",
        help="Then say what your part in it is; this stands in the record, so leave out your name. Your word counts as a source, with this issue as its address.",
        example="curator of the data",
    ),
)
_OF_A_LINK = (
    _ID,
    Question("address", "Address", help="As it stands on the page.", example="https://example.org/data/", needed=True),
    Question("what", "What became of it", "dropdown", "", "", True, VERDICTS),
    Question("new", "New address", help="Where it moved to.", example="https://example.org/new/data/"),
    Question("where", "Where you saw it", help="A page that tells of the move, if there is one."),
)
