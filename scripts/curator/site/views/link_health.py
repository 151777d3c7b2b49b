"""How the addresses of the catalog stand by the link checks: counted by state, and those that somebody should look at."""

from collections import Counter
from dataclasses import dataclass

from curator.contribute.issue_urls import dead_link
from curator.links.addresses import Address, addresses
from curator.records.catalog import Catalog
from curator.records.link_history import STATES
from curator.site.views.link_state import LinkState, link_state

WORST_FIRST = ("dead", "unregistered", "failing", "tls", "suspicious", "retitled", "moved")
"""States of which somebody should do something. Of `blocked` and `flaky` nothing can be said: they are counted, not listed."""
NOT_CHECKED = "not checked"
NAMES = {"tls": "faulty certificate", "retitled": "other title"}
"""States whose own name says little to a reader, in words."""


@dataclass(frozen=True)
class Place:
    """A field of a record in which an address stands."""

    id: str
    name: str
    field: str


@dataclass(frozen=True)
class Counted:
    """How many addresses are in a state, in figures and words, and what the state means."""

    state: str
    name: str
    meaning: str
    number: int
    percent: int
    share: str


@dataclass(frozen=True)
class Concern:
    """An address that somebody should look at, where it stands, and the form that tells of it."""

    url: str
    state: str
    told: LinkState
    places: tuple[Place, ...]
    form: str


@dataclass(frozen=True)
class Health:
    """The addresses of the catalog as the link checks found them; `last` is the newest day of a check, empty before any."""

    last: str
    runs: int
    addresses: int
    counts: tuple[Counted, ...]
    concerns: tuple[Concern, ...]


def _places(address: Address, catalog: Catalog) -> tuple[Place, ...]:
    return tuple(Place(use.record, catalog.records[use.record].name, use.field) for use in address.uses if use.record in catalog.records)


def health(catalog: Catalog, repository: str) -> Health:
    """How the addresses of the catalog stand."""
    told, where = catalog.history, {url: it for url, it in addresses(catalog).items() if _places(it, catalog)}
    states = {url: told.links[url].state if url in told.links else NOT_CHECKED for url in where}
    numbers = Counter(states.values())
    meanings = [*STATES.items(), (NOT_CHECKED, "No check has asked it yet.")]
    counts = (_counted(state, meaning, numbers[state], len(where)) for state, meaning in meanings if numbers[state])
    listed = sorted((url for url in where if states[url] in WORST_FIRST), key=lambda url: (WORST_FIRST.index(states[url]), url))
    concerns = (
        Concern(
            url, states[url], found := link_state(url, told), places := _places(where[url], catalog), _form(repository, places[0].id, url, states[url], found)
        )
        for url in listed
    )
    last = max((told.links[url].seen for url in where if url in told.links), default="")
    return Health(last, len(told.runs), len(where), tuple(counts), tuple(concerns))


def _counted(state: str, meaning: str, number: int, all_: int) -> Counted:
    percent = round(100 * number / all_)
    return Counted(state, NAMES.get(state, state), meaning, number, percent, f"{percent}%" if percent else "<1%")


def _form(repository: str, id_: str, url: str, state: str, told: LinkState) -> str:
    """The form that tells a better address; of what moved for good it is known, while other addresses lead somewhere else."""
    return dead_link(repository, id_, url, told.to if state == "moved" else "")
