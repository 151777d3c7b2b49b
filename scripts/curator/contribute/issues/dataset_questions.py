"""The questions about a new dataset: six, other terms, and further information, which answers those that are not asked."""

from typing import Any

from curator.contribute.issues.question import ANOTHER_TERM, CUSTOM_LICENSE, MAX_OPTIONS, NO_LICENSE, Question, options
from curator.records.model import Dataset
from curator.records.vocabulary import GROWING, Vocabularies, vocabulary_of


def _field(name: str, label: str, **more: Any) -> Question:
    """Return a question for a field of the record, with the description and example of the model."""
    field = Dataset.model_fields[name]
    example = field.examples[0] if field.examples and isinstance(field.examples[0], (str, int)) else ""
    return Question(**{"id": name, "label": label, "help": field.description or "", "example": str(example)} | more)


def _terms(name: str, label: str, vocabularies: Vocabularies, *, required: bool = False, asked: bool = True) -> Question:
    """Return a question for terms: a dropdown list with an option for another term, or a text area if the vocabulary is long."""
    help_, terms = Dataset.model_fields[name].description or "", tuple(options(vocabulary_of(name), vocabularies))
    if len(terms) > MAX_OPTIONS:
        return Question(name, label, "textarea", f"{help_} Write one term of the vocabulary per line, or another term.", terms[0], required, asked=asked)
    return Question(
        name,
        label,
        "dropdown",
        f"{help_} Multiple answers are allowed.",
        "",
        required,
        (*terms, *((ANOTHER_TERM,) if vocabulary_of(name) in GROWING else ())),
        multiple=True,
        asked=asked,
    )


def dataset_questions(vocabularies: Vocabularies) -> tuple[Question, ...]:
    """Return the questions about a dataset: six, other terms, and further information, which answers those that are not asked."""
    return (
        _field("name", "Name", required=True),
        Question("homepage", "Homepage", help="Current web page of the dataset.", example="https://drive.grand-challenge.org/", required=True),
        Question("doi", "DOI", help="DOI of the dataset, or of the paper that describes it, or both.", example="10.1109/TMI.2004.825627"),
        _terms("modality", "Modality", vocabularies, required=True),
        _terms("tasks", "Tasks", vocabularies, required=True),
        Question(
            "where",
            "Sources",
            "textarea",
            "URLs of the pages with this information, one per line. If there are several pages, write the fields before each URL.",
            "https://example.org/data/\ncounts, splits: https://example.org/paper/",
            required=True,
        ),
        Question(
            "terms_wanted",
            "Other terms",
            "textarea",
            "A modality, a task or another term that the lists lack, each with a sentence that explains it. A reviewer reads it and adds the term.",
            "laparoscopy: video of the abdomen through an endoscope",
        ),
        Question(
            "further",
            "Further information",
            "textarea",
            "The record from the page New record of the site, as YAML, or lines that begin with the name of a field. Fields: "
            f"{', '.join(question.label for question in _unasked_questions(vocabularies))}.",
            "Counts: 40 images of 38 patients\nSplits: 20 train / 20 test\nLicense: CC BY 4.0",
        ),
        *_unasked_questions(vocabularies),
    )


def _unasked_questions(vocabularies: Vocabularies) -> tuple[Question, ...]:
    """Return the questions that are answered below `Further information`."""
    licenses = (*options("licence", vocabularies), CUSTOM_LICENSE, NO_LICENSE)
    return (
        Question("id", "Id", help="Lowercase letters, digits and hyphens, for the URL. Generated from the name if empty.", example="drive", asked=False),
        _field("full_name", "Full name", asked=False),
        _field("summary", "Summary", kind="textarea", required=True, asked=False),
        Question("kind", "Kind", "dropdown", Dataset.model_fields["kind"].description or "", "", True, ("medical", "natural"), asked=False),
        _field("year", "Year", required=True, asked=False),
        _field("provider", "Provider", asked=False),
        Question("download", "Download page", help="URL where the download starts, if it is not the homepage.", asked=False),
        Question(
            "steps",
            "Access steps",
            "dropdown",
            "All steps required to get the data.",
            "",
            True,
            tuple(options("access", vocabularies)),
            multiple=True,
            asked=False,
        ),
        _terms("body_part", "Body part", vocabularies, asked=False),
        _terms("target", "Target", vocabularies, asked=False),
        _terms("dimensions", "Dimensions", vocabularies, required=True, asked=False),
        Question("counts", "Counts", "textarea", "One unit per line. Write `about` before a rounded number.", "image: 40\npatient: about 38", asked=False),
        Question(
            "frame_size",
            "Image size",
            "textarea",
            "Width × height in pixels, one size per line. For volumes, add × slices.",
            "565 × 584\n512 × 512 × 95 to 764",
            asked=False,
        ),
        Question(
            "splits", "Splits", "textarea", "One split per line: name, unit, and the number in each part.", "official, image: train 20, test 20", asked=False
        ),
        Question("classes", "Labels", "textarea", "One task per line, with all labels or their number.", "segmentation: background, vessel", asked=False),
        _field("annotation", "Annotation", kind="textarea", asked=False),
        Question("licence", "License", "dropdown", "Leave empty if you have not read the terms of use.", "", False, licenses, asked=False),
        Question("terms", "Terms of use", help="URL of the license or the terms of use.", example="https://example.org/data/terms/", asked=False),
        Question(
            "permissions",
            "Permissions of a custom license",
            "textarea",
            "Write allowed, forbidden or unstated; for attribution, required, asked or unstated.",
            "commercial_use: forbidden\nredistribution: forbidden\nderivatives: unstated\nattribution: required",
            asked=False,
        ),
    )
