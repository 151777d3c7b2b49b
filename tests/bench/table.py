"""The whole table: every address of the bench, how it answers, and what a check of it must find."""

from collections.abc import Mapping

from bench import awkward, failures, fine, gates, moves, pretences, private, refusals, registry, tongues
from bench.case import Case
from bench.exchange import Answer

_PARTS = (fine, moves, gates, pretences, tongues, refusals, failures, awkward, private, registry)
ANSWERS: Mapping[str, Answer] = {url: answer for part in _PARTS for url, answer in part.ANSWERS.items()}
"""How each made-up address answers, written without its query; `*` for every other address of a host."""
CASES: tuple[Case, ...] = tuple(case for part in _PARTS for case in part.CASES)
"""Every case."""
