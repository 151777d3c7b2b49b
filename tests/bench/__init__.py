"""A test server for link checks, on loopback addresses: it serves each kind of broken link, with the expected results in a table of cases."""

from bench.all_cases import CASES
from bench.bench_state import Bench, Request
from bench.link_case import Case, Refused
from bench.private_hosts import REFUSED
from bench.start_bench import running

__all__ = ["CASES", "REFUSED", "Bench", "Case", "Refused", "Request", "running"]
