"""Reads the index of NCI's Imaging Data Commons, which the package idc-index-data contains as Parquet files."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

PACKAGE = "idc-index-data"
INSTALL = "run `make registries`, which installs requirements-registries.lock (a download of about 100 MB)"
_SERIES = """
    SELECT collection_id, PatientID, Modality, source_DOI, license_short_name, series_size_MB,
        coalesce(PatientAge, ''), coalesce(PatientSex, ''), coalesce(Manufacturer, '')
    FROM read_parquet(?) WHERE analysis_result_id IS NULL AND collection_id IN (SELECT unnest(?))
"""
"""The original series of some collections: the id of the collection, then the fields of `Series`."""


class MissingIndexError(Exception):
    """The package with the index is not installed, or does not have the expected content."""


@dataclass(frozen=True)
class Series:
    """A DICOM series, with attributes as the index contains them; an unknown attribute is empty."""

    patient: str
    modality: str
    doi: str
    licence: str
    megabytes: float
    age: str = ""
    sex: str = ""
    manufacturer: str = ""


@dataclass(frozen=True)
class RegistryIndex:
    """The content of a registry: the ids of all collections, and the original series of those that were requested.

    Series of analysis results, which others derived from a collection, are not included.
    """

    version: str
    collections: frozenset[str]
    series: Mapping[str, tuple[Series, ...]] = field(default_factory=dict)


Reader = Callable[[Collection[str]], RegistryIndex]
"""Function that reads the series of the collections with these ids."""


def read_index(ids: Collection[str]) -> RegistryIndex:
    """Return the index of the installed package, with the series of the collections with these ids."""
    try:
        package, duckdb = import_module("idc_index_data"), import_module("duckdb")
    except ImportError as error:
        raise MissingIndexError(f"the Python package {error.name or PACKAGE} is not installed: {INSTALL}") from error
    try:
        return _index(package, duckdb, ids)
    except (duckdb.Error, AttributeError, KeyError, TypeError) as error:
        reason = next(iter(str(error).splitlines()), type(error).__name__)
        raise MissingIndexError(f"{PACKAGE} does not have the expected files and columns ({reason}): {INSTALL}") from error


def _index(package: Any, duckdb: Any, ids: Collection[str]) -> RegistryIndex:
    names = duckdb.execute("SELECT collection_id FROM read_parquet(?)", [_file(package, "collections_index")]).fetchall()
    rows = duckdb.execute(_SERIES, [_file(package, "idc_index"), sorted(ids)]).fetchall()
    series: dict[str, list[Series]] = {}
    for id_, *values in rows:
        series.setdefault(id_, []).append(Series(*values))
    return RegistryIndex(package.__version__, frozenset(name for (name,) in names), {id_: tuple(found) for id_, found in series.items()})


def _file(package: Any, name: str) -> str:
    return str(package.INDEX_METADATA[name]["parquet_filepath"])
