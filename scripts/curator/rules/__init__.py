"""What no single field can say: each rule is a small generator with a name, and adding one is adding a function."""

from collections.abc import Callable, Iterator

from curator.contents import Catalog
from curator.model import Dataset
from curator.problem import Finding, Problem
from curator.rules import access, across, addresses, evidence, figures, print_
from curator.rules.whole import WHOLE

Rule = Callable[[str, Dataset, Catalog], Iterator[Finding]]

RULES: tuple[Rule, ...] = (*figures.RULES, *evidence.RULES, *access.RULES, *addresses.RULES, *print_.RULES, *across.RULES)
"""Every rule about one record."""


def problems(catalog: Catalog) -> Iterator[Problem]:
    """Everything that the rules find, in no order."""
    for id_, record in catalog.records.items():
        source = catalog.sources[id_]
        for rule in RULES:
            for finding in rule(id_, record, catalog):
                yield source.problem(finding)
    for whole in (*WHOLE, *addresses.WHOLE):
        yield from whole(catalog)


__all__ = ["RULES", "WHOLE", "Rule", "problems"]
