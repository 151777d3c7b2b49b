"""A run: each URL is checked, and what failed is checked a second time."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from urllib.parse import urljoin, urlsplit

from curator.links.addresses import Address
from curator.links.classify import Result, classify, without_shared_targets
from curator.links.doi_client import registration
from curator.links.fetch import Fetcher
from curator.links.network import Network, NoHostError, RefusedAddressError
from curator.links.redirects import Chain, follow, nonexistent_sibling
from curator.links.run_journal import Journal
from curator.records.doi import RESOLVER
from curator.records.link_history import State

RETRIED: frozenset[State] = frozenset({"failing", "flaky", "unregistered"})
"""States that are confirmed by a second check at the end of the run."""


class NoNetworkError(Exception):
    """The DOI registry cannot be resolved, so there seems to be no network."""


@dataclass
class Progress:
    """The progress of a run: the number of URLs, the number of results by state, and the number of URLs to check a second time."""

    total: int
    results: Counter[State] = field(default_factory=Counter)
    to_retry: int = 0


@dataclass(frozen=True)
class RunOptions:
    """The options of a run; `watch` is called after each check."""

    network: Network
    today: date
    watch: Callable[[Progress], None] = field(default=lambda _: None)


def run(addresses: Iterable[Address], journal: Journal, options: RunOptions) -> dict[str, Result]:
    """Return the result of each address by URL. Addresses with a result in the journal are not checked again.

    Raises NoNetworkError.
    """
    _require_network(options.network)
    every = list(addresses)
    asyncio.run(_Run(journal, options).check([address for address in every if address.url not in journal.results]))
    return without_shared_targets({address.url: journal.results[address.url] for address in every})


def _require_network(network: Network) -> None:
    """Raise NoNetworkError if the DOI registry cannot be resolved: without a network, every link would seem to be dead."""
    try:
        network.public_address(f"{RESOLVER}/")
    except (NoHostError, RefusedAddressError) as error:
        raise NoNetworkError(f"there seems to be no network: {error}; no link was checked and catalog/links.json is unchanged") from error


class _Run:
    """The state that the tasks of a run share."""

    def __init__(self, journal: Journal, options: RunOptions) -> None:
        self._journal, self._options = journal, options
        self._siblings: dict[str, Chain] = {}

    async def check(self, addresses: list[Address]) -> None:
        """Check all addresses, then check a second time those that failed, and write each final result into the journal."""
        progress = Progress(len(addresses))
        failed: list[Address] = []

        def keep(result: Result) -> None:
            self._journal.add(result)
            progress.results[result.state] += 1
            self._options.watch(progress)

        async def first(address: Address) -> None:
            result = await self._result(fetcher, address)
            if result.state not in RETRIED:
                keep(result)
                return
            failed.append(address)
            progress.to_retry += 1
            self._options.watch(progress)

        async def second(address: Address) -> None:
            result = await self._result(fetcher, address)
            progress.to_retry -= 1
            keep(result)

        async with Fetcher(self._options.network) as fetcher:
            await _for_each(addresses, first, fetcher.network.hosts_at_once)
            await _for_each(failed, second, fetcher.network.hosts_at_once)

    async def _result(self, fetcher: Fetcher, address: Address) -> Result:
        return await (registration(fetcher, address) if address.doi else self._page_result(fetcher, address.url))

    async def _page_result(self, fetcher: Fetcher, url: str) -> Result:
        """Return the result of a URL. If it returns a page, a nonexistent URL in the same folder, or in the folder of the page, must not return the same page."""
        chain = await follow(fetcher, url)
        result = classify(url, chain)
        if result.state not in ("ok", "moved"):
            return result
        if chain.redirects and (beside := nonexistent_sibling(url)) and _end(await self._sibling(fetcher, beside)) == _end(chain):
            return classify(url, replace(chain, same_target_for_any=True))
        if chain.page and (beside := nonexistent_sibling(chain.url)):
            other = await self._sibling(fetcher, beside)
            if other.page and other.status == chain.status and chain.page.same_as(other.page):
                return classify(url, replace(chain, same_for_any=True))
        return result

    async def _sibling(self, fetcher: Fetcher, url: str) -> Chain:
        """Return the redirect chain of a nonexistent URL, which is requested once per folder of a site."""
        folder = urljoin(url, ".." if url.endswith("/") else ".")
        if folder not in self._siblings:
            self._siblings[folder] = await follow(fetcher, url)
        return self._siblings[folder]


def _end(chain: Chain) -> tuple[str, int]:
    """Return the last URL of a chain without query and fragment, and its status."""
    return urlsplit(chain.url)._replace(query="", fragment="").geturl(), chain.status


async def _for_each(addresses: Iterable[Address], check: Callable[[Address], Awaitable[None]], hosts_at_once: int) -> None:
    """Check addresses: several hosts at once, the addresses of a host one after the other. Hosts with many addresses begin first."""
    hosts: defaultdict[str, list[Address]] = defaultdict(list)
    for address in addresses:
        hosts[address.host].append(address)
    limit = asyncio.Semaphore(hosts_at_once)

    async def check_host(group: list[Address]) -> None:
        async with limit:
            for address in group:
                await check(address)

    async with asyncio.TaskGroup() as tasks:
        for group in sorted(hosts.values(), key=len, reverse=True):
            tasks.create_task(check_host(group))
