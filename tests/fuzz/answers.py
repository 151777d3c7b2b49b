"""Issues as GitHub creates them from the forms, and mutations of their answers."""

import json
import re
from collections.abc import Mapping, Sequence
from random import Random

from curator.contribute.issue_urls import ADD, CORRECT, DEAD_LINK
from curator.contribute.issues.questions import forms
from curator.records.catalog import Catalog
from fuzz import hostile
from issue_answers import PIER, body

_CORRECTION = {"id": "good", "field": "year", "right": "2020", "present": "2020", "where": "https://example.org/pier/"}
_LINK = {"id": "good", "address": "https://example.org/harbour/", "what": "moved", "new": "https://example.org/pier/"}
_ANSWERS: Mapping[str, Mapping[str, str]] = {ADD: PIER, CORRECT: _CORRECTION, DEAD_LINK: _LINK}
"""Valid answers of each form."""
_WRITTEN = (
    "1,024 x 1,536", "train 210 / test 90", "images: 5; patients: 3", "image: 1.000", "about 5k", "12-15", "12 to 15 pixels", "512×512×(30–60)", "official: 10/20/30",
    "- a\n- b\n- c", "a; b, c / d", "1.2 GB", "2,5 GB", "yes", "none", "see paper", "https://example.org/ and https://example.net/", "10.1000/xyz", "fovea (new)",
    "{image: 5}", "[a, b]", "image: 99999999999999999999", "train 1, train 2", "x" * 5_000, "1 2 3\n" * 500, "http://[::1", "https://example.org:99999/", "MIT", "CC BY 4.0",
)  # fmt: skip


def seeds(catalog: Catalog) -> list[bytes]:
    """Return an issue of each form: with valid answers, with the examples of the form, and as a GitHub event."""
    found = []
    for form in forms(catalog.vocabularies):
        text = body(form, _ANSWERS[form.file])
        user = {"login": "octo-cat", "id": 583231}
        event = {"body": text, "number": 12, "user": user, "html_url": "https://github.com/a/b/issues/12", "updated_at": "2026-11-27T00:00:00Z"}
        examples = body(form, {} if form.file == ADD else {"id": "good"}, examples=True)
        found += [text.encode(), examples.encode(), json.dumps({"issue": event}).encode()]
    return found


def mutated(content: bytes, random: Random, other: bytes) -> bytes:
    """Return the issue after one to four mutations, some with sections of another issue."""
    text = content.decode("utf-8", "replace")
    event = json.loads(text) if text.startswith("{") else None
    sections = re.split(r"(?m)^(?=### )", event["issue"]["body"] if event else text)
    others = re.split(r"(?m)^(?=### )", other.decode("utf-8", "replace"))
    for _ in range(random.choice((1, 1, 2, 4))):
        _change(sections, others, random)
    body = "".join(sections)
    if not event:
        return body.encode("utf-8", "replace")
    event["issue"]["body"] = body
    if random.random() < 0.2:
        event["issue"][random.choice(list(event["issue"]))] = random.choice((None, 5, {}, [], "x", {"login": hostile.text(random), "id": -1}))
    return json.dumps(event).encode()


def _change(sections: list[str], others: Sequence[str], random: Random) -> None:
    place = random.randrange(len(sections))
    heading, _, rest = sections[place].partition("\n\n")
    match random.randrange(8):
        case 0 | 1:
            sections[place] = f"{heading}\n\n{random.choice(_WRITTEN)}\n\n"
        case 2:
            sections[place] = f"{heading}\n\n{hostile.value(random)}\n\n"
        case 3:
            sections[place] = (
                f"{heading}\n\n{rest.rstrip()}{random.choice((' ', ', ', chr(10), '; '))}{random.choice((random.choice(_WRITTEN), hostile.value(random)))}\n\n"
            )
        case 4:
            sections[place] = re.sub(r"\d+", random.choice(("0", "7", "1,5", "1.000", "9" * 400, "٣")), sections[place])
        case 5:
            sections[place] = random.choice(others)
        case 6:
            sections.insert(place, sections[random.randrange(len(sections))])
        case _:
            sections[place] = ""
