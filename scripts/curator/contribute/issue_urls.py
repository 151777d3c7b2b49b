"""URLs of the issue forms, with prefilled answers."""

from urllib.parse import urlencode

from curator.records.record_addresses import in_repository

ADD, CORRECT, DEAD_LINK = FORMS = ("add-dataset.yml", "correct-a-fact.yml", "dead-link.yml")
"""Files of the forms."""
NEW_ISSUE = "issues/new"
MAX_ANSWER = 300
"""Characters of a prefilled answer. Hosts reject URLs of more than 8,000 bytes."""


def new_issue(repository: str) -> str:
    """Return the URL of a new issue."""
    return in_repository(repository, NEW_ISSUE)


def addition(repository: str) -> str:
    """Return the URL of the form for new datasets."""
    return _url(repository, ADD, {})


def correction(repository: str, id_: str, field: str = "", present: str = "") -> str:
    """Return the URL of the form for corrections, with id, field and present value."""
    title = f"Correct: {id_}, {field}" if field else f"Correct: {id_}"
    return _url(repository, CORRECT, {"title": title, "id": id_, "field": field, "present": present})


def dead_link(repository: str, id_: str, address: str = "", new: str = "") -> str:
    """Return the URL of the form for dead links, with id, URL and, if known, the new URL."""
    return _url(repository, DEAD_LINK, {"title": f"Dead link: {id_}", "id": id_, "address": address, "new": new})


def _url(repository: str, form: str, answers: dict[str, str]) -> str:
    given = {name: text if len(text) <= MAX_ANSWER else f"{text[: MAX_ANSWER - 1]}…" for name, text in answers.items() if text}
    return in_repository(repository, f"{NEW_ISSUE}?{urlencode({'template': form} | given)}")
