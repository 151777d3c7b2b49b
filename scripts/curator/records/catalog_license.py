"""The license of the catalog, a setting that names a term of the vocabulary."""

from curator.records import load as catalogs
from curator.records.catalog import Catalog
from curator.records.problem import Problem
from curator.records.settings import FILE, Settings
from curator.records.settings_error import SettingsError


def check_license(settings: Settings, catalog: Catalog, problems: tuple[Problem, ...]) -> None:
    """Raise SettingsError if the license of the catalog is not in its vocabulary."""
    if settings.licence not in catalog.vocabularies.licence and not catalogs.within(problems, [catalogs.VOCABULARY]):
        fix = "write the id of a term of catalog/vocabulary/licence.yaml, e.g. CC-BY-4.0"
        raise SettingsError((Problem(FILE, 1, 1, "unknown-term", f"`extra.licence` is `{settings.licence}`, which is not in the vocabulary", fix),))
