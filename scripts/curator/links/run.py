"""A run: the first pass by lychee, DOIs at their registry, and a second pass over what is doubtful."""

import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sized
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from itertools import zip_longest
from math import ceil

from curator.links import lychee
from curator.links.addresses import Address
from curator.links.classify import Found, without_crowds
from curator.links.fetch import Fetcher
from curator.links.journal import Journal
from curator.links.network import Network, NoHostError, RefusedError
from curator.links.progress import Tally, Watch
from curator.links.second_pass import Looks
from curator.records.doi import RESOLVER

HOSTS_AT_ONCE = 50
ROTATION = 26
"""Weeks within which every page that answers outright is read once; those that visitors are sent to first are read each time."""
SHARD = 2_000
"""Addresses that one machine asks within an hour, at a host's pace."""
OK = 200


class NoNetworkError(Exception):
    """Not even the registry of DOIs can be found; the text says so."""


@dataclass(frozen=True)
class Manner:
    """How a run is made: by which way to the network, on which day, whether every page is read, and who hears of its progress."""

    network: Network
    today: date
    thorough: bool = False
    watch: Watch = field(default=lambda _: None)


def run(addresses: Iterable[Address], journal: Journal, manner: Manner) -> dict[str, Found]:
    """What is found at each address, by URL; what the journal knows already is not asked again.

    Raises NoLycheeError, and NoNetworkError.
    """
    _refuse_offline(manner.network)
    every = list(addresses)
    todo = [address for address in every if address.url not in journal.found]
    tally = Tally(len(todo), manner.watch)
    fetcher = Fetcher(manner.network)
    looks = Looks(fetcher, journal, tally)
    pool = ThreadPoolExecutor(HOSTS_AT_ONCE, thread_name_prefix="host")
    turn = {address.url for address in todo if manner.thorough or its_week(address.url, manner.today)}
    try:
        registry = pool.submit(looks.at_dois, [address for address in todo if address.doi], turn)
        hosts = _by_host(address for address in todo if not address.doi)
        allowed = _in_turn(pool.map(looks.allowed, hosts.values()))
        _first_pass([address.url for address in allowed], manner.network, journal, tally)
        doubtful = {address.url for address in allowed if journal.statuses.get(address.url) != OK or address.entrance or address.url in turn}
        looks.settle(Found(address.url, "ok") for address in allowed if address.url not in doubtful)
        second: list[Future[None]] = [pool.submit(looks.at, group) for group in _by_host(it for it in allowed if it.url in doubtful).values()]
        for future in (registry, *second):
            future.result()
    finally:
        looks.stop()
        pool.shutdown(cancel_futures=True)
        fetcher.release()
    return without_crowds({address.url: journal.found[address.url] for address in every})


def _refuse_offline(network: Network) -> None:
    """Without a network every address would seem to be gone."""
    try:
        network.vetted(f"{RESOLVER}/")
    except (NoHostError, RefusedError) as error:
        raise NoNetworkError(f"there seems to be no network: {error}; nothing was asked, and catalog/links.json stays as it was") from error


def _first_pass(urls: list[str], network: Network, journal: Journal, tally: Tally) -> None:
    """Let lychee ask what the journal does not know from it yet."""

    def told(url: str, status: int) -> None:
        journal.note_status(url, status)
        tally.asked_one()

    open_ = [url for url in urls if url not in journal.statuses]
    tally.begins(len(urls), len(urls) - len(open_))
    journal.statuses |= lychee.asked(open_, network, told)


def its_week(url: str, today: date) -> bool:
    """Whether a day is in the week in which the page at an address is read, though it answers outright."""
    return zlib.crc32(url.encode()) % ROTATION == today.isocalendar().week % ROTATION


def _in_turn(groups: Iterable[list[Address]]) -> list[Address]:
    """The addresses of several hosts, one of each in turn: lychee takes them in order, and waits where a host comes twice."""
    return [address for row in zip_longest(*groups) for address in row if address]


def _by_host(addresses: Iterable[Address]) -> dict[str, list[Address]]:
    found: defaultdict[str, list[Address]] = defaultdict(list)
    for address in addresses:
        found[address.host].append(address)
    return found


def plan(addresses: Sized) -> list[str]:
    """The shards of a catalog, as `curator links --shard` takes them."""
    of = max(1, ceil(len(addresses) / SHARD))
    return [f"{number}/{of}" for number in range(1, of + 1)]


def in_shard(addresses: Mapping[str, Address], number: int, of: int) -> list[Address]:
    """The addresses of one of several shards, counted from 1; a host is in one of them only, so that it is asked by one machine."""
    return [address for address in addresses.values() if zlib.crc32(address.host.encode()) % of == number - 1]
