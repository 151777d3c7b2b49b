"""Ratings of values that decide whether a person can use the data: `good`, `fair` or `bad`. Pages show them as colors beside the words."""

from curator.records.vocabulary import Vocabularies
from curator.site.views.access_routes import access_level
from curator.site.views.licenses import ANSWER_LABELS, UNVERIFIED, unmarked

_EASY, _HARD = ("download", "account"), ("institution-signature", "ethics-approval", "application", "payment", "unavailable")
"""The steps of access that anyone can take at once, and those that depend on the decision of another person or on a payment."""
_PERMISSION = {"allowed": "good", f"allowed{UNVERIFIED}": "fair", "unstated": "fair", "forbidden": "bad"}
TEST_LABELS = {"public": "good", "withheld": "fair"}


def access_rating(step: str) -> str:
    """The rating of an access level by its most restrictive step."""
    return "good" if step in _EASY else "bad" if step in _HARD else "fair"


def access_ratings(words: Vocabularies) -> dict[str, str]:
    """The rating of each access level by its name."""
    return {access_level(step, words): access_rating(step) for step in words["access"].entries}


def permission_rating(answer: str) -> str:
    """The rating of an answer to a permission, which is never `good` if the license is not verified."""
    return _PERMISSION.get(answer) or _PERMISSION.get(unmarked(answer), "")


def permission_ratings(_words: Vocabularies) -> dict[str, str]:
    """The rating of each answer to a permission by its label."""
    return {label: rating for answer, label in ANSWER_LABELS.items() if (rating := permission_rating(answer))}
