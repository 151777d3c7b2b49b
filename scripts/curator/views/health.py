"""How the addresses of the catalog stand by the link checks: counted by state, and those that somebody should look at."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from curator.contents import Catalog, named_works
from curator.history import STATES
from curator.rules.addresses import addresses
from curator.views.forms import dead_link
from curator.views.links import LinkState, link_state

WORST_FIRST = ("dead", "unregistered", "failing", "tls", "suspicious", "retitled", "moved")
"""States of which somebody should do something. Of `blocked` and `flaky` nothing can be said: they are counted, not listed."""
NOT_CHECKED = "not checked"


@dataclass(frozen=True)
class Place:
    """A field of a record in which an address stands."""

    id: str
    name: str
    field: str


@dataclass(frozen=True)
class Counted:
    """How many addresses are in a state, and what the state means."""

    state: str
    meaning: str
    number: int
    percent: int


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


def standing(catalog: Catalog) -> dict[str, set[tuple[str, str]]]:
    """Every address of the records, their sources and the works that they name, with the ids and fields in which it stands."""
    found: dict[str, set[tuple[str, str]]] = {}
    for id_ in catalog.records:
        for field, url in _addresses(id_, catalog):
            found.setdefault(url, set()).add((id_, field))
    return found


def _addresses(id_: str, catalog: Catalog) -> Iterator[tuple[str, str]]:
    record = catalog.records[id_]
    yield from ((".".join(map(str, path)), url) for path, url in addresses(record))
    yield from ((f"sources.{name}", source.url) for name, source in record.sources.items())
    works = (catalog.references[key] for key in named_works(record) if key in catalog.references)
    yield from (("citations", work.address) for work in works if work.address)


def _places(fields: set[tuple[str, str]], catalog: Catalog) -> tuple[Place, ...]:
    return tuple(Place(id_, catalog.records[id_].name, field) for id_, field in sorted(fields))


def health(catalog: Catalog, repository: str) -> Health:
    """How the addresses of the catalog stand."""
    told, where = catalog.history, standing(catalog)
    states = {url: told.links[url].state if url in told.links else NOT_CHECKED for url in where}
    numbers = Counter(states.values())
    meanings = [*STATES.items(), (NOT_CHECKED, "No check has asked it yet.")]
    counts = (Counted(state, meaning, numbers[state], round(100 * numbers[state] / len(where))) for state, meaning in meanings if numbers[state])
    listed = sorted((url for url in where if states[url] in WORST_FIRST), key=lambda url: (WORST_FIRST.index(states[url]), url))
    concerns = (
        Concern(url, states[url], link_state(url, told), _places(where[url], catalog), dead_link(repository, min(where[url])[0], url)) for url in listed
    )
    last = max((told.links[url].seen for url in where if url in told.links), default="")
    return Health(last, len(told.runs), len(where), tuple(counts), tuple(concerns))
