"""A bench for link checks: a server on this machine's loopback that shows every fault a link can have, and a table of what must be found."""

from bench.case import Case, Refused
from bench.private import REFUSED
from bench.start import running
from bench.state import Bench, Request
from bench.table import CASES

__all__ = ["CASES", "REFUSED", "Bench", "Case", "Refused", "Request", "running"]
