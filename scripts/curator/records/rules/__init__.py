"""What no single field can say: each rule is a small generator with a name, and adding one is adding a function."""

from collections.abc import Callable, Iterator

from curator.records.catalog import Catalog
from curator.records.model import Dataset
from curator.records.problem import Finding, Problem
from curator.records.rules import address_format, availability, between_records, corrections, evidence, numbers
from curator.records.rules.catalog_wide import WHOLE

Rule = Callable[[str, Dataset, Catalog], Iterator[Finding]]

RULES: tuple[Rule, ...] = (*numbers.RULES, *evidence.RULES, *availability.RULES, *address_format.RULES, *corrections.RULES, *between_records.RULES)
"""Every rule about one record."""


def problems(catalog: Catalog) -> Iterator[Problem]:
    """Everything that the rules find, in no order."""
    for id_, record in catalog.records.items():
        source = catalog.sources[id_]
        for rule in RULES:
            for finding in rule(id_, record, catalog):
                yield source.problem(finding)
    for whole in (*WHOLE, *address_format.WHOLE):
        yield from whole(catalog)


__all__ = ["RULES", "WHOLE", "Rule", "problems"]
