"""Catalogs in which a trial build found nothing: an unchanged one is not tried again, and the modules that render it are not imported."""

from importlib import import_module
from pathlib import Path

from curator.records.catalog import Catalog
from curator.records.kept_results import FILE, KeptResults, hashed
from curator.records.problem import Problem
from curator.records.settings import read as settings_of
from curator.records.settings_error import SettingsError
from curator.site.kept_outputs import common_of


def unrendered(root: Path, catalog: Catalog) -> tuple[Problem, ...]:
    """Return the problems that a build of a catalog without other problems would have, in the files that cause them."""
    try:
        common = common_of(catalog, settings_of(root))
    except SettingsError as error:
        return error.problems
    kept, key = KeptResults("tried", root / FILE), hashed((common, *map(catalog.digest, catalog.records)))
    if kept.get(key):
        return ()
    found: tuple[Problem, ...] = import_module("curator.site.trial_build").unrendered(root, catalog)
    if not found:
        kept.put(key, b"rendered")
        kept.save()
    return found
