"""Decorators that register rules: every decorated function runs as a rule."""

from collections.abc import Callable, Iterator
from datetime import date

from curator.records.catalog import Catalog
from curator.records.model import Dataset
from curator.records.problem import Finding, Problem

RecordRule = Callable[[str, Dataset, Catalog], Iterator[Finding]]
CatalogRule = Callable[[Catalog], Iterator[Problem]]
DatedRule = Callable[[Catalog, date], Iterator[Problem]]

RECORD_RULES: list[RecordRule] = []
CATALOG_RULES: list[CatalogRule] = []
DATED_RULES: list[DatedRule] = []


def rule(function: RecordRule) -> RecordRule:
    """Register a rule about one record."""
    RECORD_RULES.append(function)
    return function


def catalog_rule(function: CatalogRule) -> CatalogRule:
    """Register a rule about the catalog as a whole."""
    CATALOG_RULES.append(function)
    return function


def dated_rule(function: DatedRule) -> DatedRule:
    """Register a rule whose result depends on today's date."""
    DATED_RULES.append(function)
    return function
