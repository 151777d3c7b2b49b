"""Answers to the issue forms, and issues as GitHub creates them."""

from collections.abc import Mapping

from curator.contribute.issues.question import Form
from curator.contribute.issues.questions import forms
from curator.records.vocabulary import Vocabularies

PIER = {
    "name": "Pier 39 Fundus",
    "summary": "Thirty photographs of the retina that nobody took. " * 9,
    "kind": "medical",
    "year": "2021",
    "homepage": "https://example.org/pier/",
    "steps": "download, account",
    "modality": "fundus photography, optical coherence tomography",
    "target": "retinal vessel",
    "tasks": "segmentation",
    "dimensions": "2D",
    "counts": "image: 1,200\n- 40 patients\nvolume: about 30",
    "frame_size": "565 × 584\n512x512x95 to 764 pixels",
    "splits": "official: train 1,000, test 200",
    "classes": "segmentation: background, vessel",
    "where": "https://example.org/pier/about/\ncounts, splits: https://example.net/paper/",
}
"""Valid answers of the form for new datasets."""


def form_of(file: str, vocabularies: Vocabularies) -> Form:
    """Return the form defined in a file."""
    return next(form for form in forms(vocabularies) if form.file == file)


def body(form: Form, answers: Mapping[str, str], *, examples: bool = False) -> str:
    """Return the text of an issue with the answers of a form, with examples for missing answers if wanted."""
    assert set(answers) <= {question.id for question in form.questions}
    given = {question.id: question.example for question in form.questions if examples and question.example} | dict(answers)
    return "\n\n".join(f"### {question.label}\n\n{given.get(question.id, '_No response_')}" for question in form.questions)
