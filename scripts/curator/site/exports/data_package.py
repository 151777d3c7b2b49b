"""The bulk files as a Data Package: path, meaning, media type, size and hash of each, with version and license of the catalog."""

import json
from collections.abc import Iterable
from typing import Any

from curator.records.catalog import Catalog
from curator.records.settings import Settings
from curator.site.exports.export_file import CatalogSource, ExportFile
from curator.site.exports.made_files import FileFacts, MadeFiles
from curator.site.exports.spreadsheets import csv_columns

_TYPES = {"text": "string", "number": "number"}


def datapackage(contents: MadeFiles, catalog: Catalog, settings: Settings, files: Iterable[ExportFile[CatalogSource]]) -> str:
    """Return files as a Data Package of version 1, see https://specs.frictionlessdata.io/data-package/."""
    licence = catalog.vocabularies.licence[settings.licence]
    package = {
        "profile": "data-package",
        "name": "medical-imaging-dataset-catalog",
        "title": settings.name,
        "description": settings.description,
        "homepage": settings.url,
        "version": settings.version,
        "licenses": [{"name": settings.licence, "path": licence.url, "title": licence.label}],
        "resources": [_resource(file, contents.facts(file.path)) for file in files],
    }
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def _resource(file: ExportFile[CatalogSource], facts: FileFacts) -> dict[str, Any]:
    resource: dict[str, Any] = {
        "name": file.name.replace(".", "-"),
        "path": file.name,
        "description": file.meaning,
        "mediatype": file.media_type,
        "bytes": facts.size,
        "hash": f"sha256:{facts.sha256}",
    }
    if file.name.endswith(".json"):
        # without a type Frictionless guesses from the keys and mistakes catalog.json for a catalog of packages; version 2 allows only "table"
        resource["type"] = "json"
    if not file.name.endswith(".sqlite"):
        resource["encoding"] = "utf-8"
    if file.path == "data/catalog.csv":
        fields = [{"name": it.name, "type": _TYPES[it.type], "description": f"{it.meaning} ({it.unit})" if it.unit else it.meaning} for it in csv_columns()]
        resource["schema"] = {"fields": fields, "primaryKey": ["id"]}
    return resource
