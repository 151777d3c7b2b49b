"""Results of the link checks for all URLs of the catalog: counts by state, and links that need attention."""

from collections import Counter
from dataclasses import dataclass

from curator.contribute.issue_urls import dead_link
from curator.links.addresses import fields_of_records
from curator.records.catalog import Catalog
from curator.records.link_history import STATES
from curator.site.views.link_state import LinkState, link_state

WORST_FIRST = ("dead", "unregistered", "failing", "tls", "suspicious", "retitled", "moved")
"""States that need attention, the worst first. `blocked` and `flaky` are uncertain: they are counted, not listed."""
NOT_CHECKED = "not checked"
NAMES = {"tls": "invalid certificate", "retitled": "different title"}
"""Labels of states whose name is not self-explanatory."""


@dataclass(frozen=True)
class FieldPlace:
    """A field of a record that contains a URL."""

    id: str
    name: str
    field: str


@dataclass(frozen=True)
class StateCount:
    """The number of URLs in a state, as number, percentage and text, and the meaning of the state."""

    state: str
    name: str
    meaning: str
    number: int
    percent: int
    share: str


@dataclass(frozen=True)
class Concern:
    """A link that needs attention, the fields that contain it, and the URL of the form to report it."""

    url: str
    state: str
    link: LinkState
    places: tuple[FieldPlace, ...]
    form: str


@dataclass(frozen=True)
class Health:
    """The results of the link checks; `last` is the date of the latest check, empty before the first one."""

    last: str
    runs: int
    addresses: int
    counts: tuple[StateCount, ...]
    concerns: tuple[Concern, ...]


def health(catalog: Catalog, repository: str) -> Health:
    """The results of the link checks."""
    history, where = catalog.history, fields_of_records(catalog)
    states = {url: history.links[url].state if url in history.links else NOT_CHECKED for url in where}
    numbers = Counter(states.values())
    meanings = [*STATES.items(), (NOT_CHECKED, "Not checked yet.")]
    counts = (_counted(state, meaning, numbers[state], len(where)) for state, meaning in meanings if numbers[state])
    listed = sorted((url for url in where if states[url] in WORST_FIRST), key=lambda url: (WORST_FIRST.index(states[url]), url))
    concerns = (
        Concern(
            url,
            states[url],
            found := link_state(url, history),
            places := tuple(FieldPlace(id_, catalog.summaries[id_].name, field) for id_, field in where[url]),
            _form(repository, places[0].id, url, states[url], found),
        )
        for url in listed
    )
    last = max((history.links[url].seen for url in where if url in history.links), default="")
    return Health(last, len(history.runs), len(where), tuple(counts), tuple(concerns))


def _counted(state: str, meaning: str, number: int, all_: int) -> StateCount:
    percent = round(100 * number / all_)
    return StateCount(state, NAMES.get(state, state), meaning, number, percent, f"{percent} %" if percent else "<1 %")


def _form(repository: str, id_: str, url: str, state: str, link: LinkState) -> str:
    """The form to suggest another URL. It is filled in if the page has moved permanently."""
    return dead_link(repository, id_, url, link.to if state == "moved" else "")
