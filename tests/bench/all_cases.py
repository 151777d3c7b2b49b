"""The table of cases: the addresses of the test server, their responses, and the expected results."""

from collections.abc import Mapping

from bench import difficult_bodies, doi_registry, failures, languages, login_pages, ok_pages, private_hosts, redirect_cases, refusals, soft_404s
from bench.http_exchange import Answer
from bench.link_case import Case

_PARTS = (ok_pages, redirect_cases, login_pages, soft_404s, languages, refusals, failures, difficult_bodies, private_hosts, doi_registry)
ANSWERS: Mapping[str, Answer] = {url: answer for part in _PARTS for url, answer in part.ANSWERS.items()}
"""The responses by invented URL without query; `*` for all other URLs of a host."""
CASES: tuple[Case, ...] = tuple(case for part in _PARTS for case in part.CASES)
"""All cases."""
