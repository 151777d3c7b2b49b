"""Rules that involve several fields, records or files; each is a function with a decorator of `curator.records.rule`."""

from collections.abc import Iterator
from datetime import date
from importlib import import_module
from pkgutil import iter_modules

from curator.records.catalog import Catalog
from curator.records.kept_results import KeptResults, hashed, program
from curator.records.problem import TODAY_ONLY, Finding, Problem
from curator.records.result_keys import Links, keys_of
from curator.records.rule import CATALOG_RULES, DATED_RULES, RECORD_RULES
from curator.records.surroundings import checked_with, common


def register() -> None:
    """Import every module of this package, which registers its rules."""
    for module in iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")


def findings(id_: str, catalog: Catalog) -> Iterator[Finding]:
    """Yield everything that the rules find in one record."""
    record = catalog.records[id_]
    for rule in RECORD_RULES:
        yield from rule(id_, record, catalog)


def problems(catalog: Catalog, kept: KeptResults | None = None) -> Iterator[Problem]:
    """Yield everything that the rules find in the catalog, regardless of the date.

    `kept` remembers the records in which they find nothing.
    """
    yield from (problem for problem in _of_records(catalog, kept) if problem.code not in TODAY_ONLY)
    for rule in CATALOG_RULES:
        yield from rule(catalog)


def problems_today(catalog: Catalog, today: date) -> Iterator[Problem]:
    """Yield the problems that depend on today's date: stale records, expired exceptions, moved links."""
    yield from (problem for problem in _of_records(catalog) if problem.code in TODAY_ONLY)
    for rule in DATED_RULES:
        yield from rule(catalog, today)


def _of_records(catalog: Catalog, kept: KeptResults | None = None) -> Iterator[Problem]:
    keys = _keys(catalog, kept) if kept else {}
    for id_ in reversed([*catalog.records]):  # those that were read last are still in memory
        if kept and kept.get(keys[id_]):
            continue
        if kept and next(findings(id_, checked_with(id_, catalog).reduced()), None) is None:
            kept.put(keys[id_], b"nothing found")
        else:
            yield from map(catalog.sources[id_].problem, findings(id_, catalog))


def _keys(catalog: Catalog, kept: KeptResults) -> dict[str, str]:
    """Return, for each record, a hash of everything that the rules compare with it."""
    of_all = (program(), common(catalog))
    links = Links(catalog.linked_digests, lambda id_: checked_with(id_, catalog).others - {id_})
    return keys_of(catalog, kept, hashed(of_all), links, lambda id_: hashed((*of_all, *checked_with(id_, catalog).parts())))


register()
