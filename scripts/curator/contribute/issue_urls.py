"""Addresses of the repository's issue forms, with what a reader had in view filled in."""

from urllib.parse import urlencode

ADD, CORRECT, DEAD_LINK = FORMS = ("add-dataset.yml", "correct-a-fact.yml", "dead-link.yml")
"""The files of the forms."""
LONGEST = 300
"""Characters of a value that are filled in: enough to see which one is meant; hosts refuse addresses of more than 8,000 bytes."""


def correction(repository: str, id_: str, field: str = "", present: str = "") -> str:
    """The address of the form that corrects a fact of a record, with its id, field and present value filled in."""
    title = f"Correct: {id_}, {field}" if field else f"Correct: {id_}"
    return _address(repository, CORRECT, {"title": title, "id": id_, "field": field, "present": present})


def dead_link(repository: str, id_: str, address: str = "", new: str = "") -> str:
    """The address of the form that tells of a dead link of a record, with id, address and, where it is known, the new address filled in."""
    return _address(repository, DEAD_LINK, {"title": f"Dead link: {id_}", "id": id_, "address": address, "new": new})


def addition(repository: str) -> str:
    """The address of the form that adds a dataset."""
    return _address(repository, ADD, {})


def _address(repository: str, form: str, answers: dict[str, str]) -> str:
    given = {name: text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…" for name, text in answers.items() if text}
    return f"{repository}/issues/new?{urlencode({'template': form} | given)}"
