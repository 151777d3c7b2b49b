"""Metadata in the Croissant format 1.1 with its Responsible AI extension, see https://docs.mlcommons.org/croissant/docs/croissant-spec-1.1.html.

Only files with a known checksum are listed, and no record sets, because the data were not downloaded for this catalog.
"""

from typing import Any

from curator.records.catalog import Catalog
from curator.site.exports import jsonld, responsible_ai
from curator.site.exports.citation_formats import BIBTEX, works_to_cite
from curator.site.views.data_access_metadata import DataFile, files

VERSION = "http://mlcommons.org/croissant/1.1"
_TERMS = (
    "arrayShape citeAs column containedIn extract field fileObject fileProperty fileSet format includes isArray isLiveDataset jsonPath key md5 parentField path recordSet "
    "references regex repeated replace samplingRate separator source subField transform equivalentProperty"
)
CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "description": {"@container": "@language"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "name": {"@container": "@language"},
} | {term: f"cr:{term}" for term in _TERMS.split()}
"""The context recommended by the specification, included so that programs need not download it."""


_ELSEWHERE = frozenset(
    (
        "@type",
        "distribution",
        "citation",
        "conditionsOfAccess",
        "includedInDataCatalog",
        "measurementTechnique",
        "size",
        "spatialCoverage",
        "temporalCoverage",
        "variableMeasured",
    )
)
"""Properties that Croissant expresses in another way or does not recommend; the JSON-LD of the page has them."""


def croissant_json(id_: str, catalog: Catalog, described: dict[str, Any]) -> str:
    """Return the Croissant metadata of a dataset, made from its schema.org metadata. The papers are in `citeAs`."""
    value: dict[str, Any] = {"@context": CONTEXT, "@type": "sc:Dataset", "conformsTo": [VERSION, responsible_ai.VERSION]}
    value |= {key: inner for key, inner in described.items() if key not in _ELSEWHERE}
    if "creator" in value:
        value["creator"] = _names(value["creator"])
    value |= responsible_ai.responsible_ai(id_, catalog)
    if works := works_to_cite(id_, catalog):
        value["citeAs"] = BIBTEX.bibliography(works)
    if summed := [_file(file) for file in files(catalog.records[id_]) if file.md5 or file.sha256]:
        value["distribution"] = summed
    return jsonld.as_text(value)


def _names(creators: Any) -> Any:
    """Return one or several creators without given and family names, which the JSON-LD of the page has."""
    return list(map(_names, creators)) if isinstance(creators, list) else {key: creators[key] for key in ("@type", "name")}


def _file(file: DataFile) -> dict[str, str]:
    # one checksum only, as readers expect
    sums = {"sha256": file.sha256} if file.sha256 else {"md5": file.md5}
    return {"@type": "cr:FileObject", "@id": file.name, "name": file.name, "contentUrl": file.url, "encodingFormat": file.media_type} | sums
