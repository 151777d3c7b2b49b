"""Metadata of the whole catalog as one graph in the terms of DCAT 3 (https://www.w3.org/TR/vocab-dcat-3/) and HealthDCAT-AP; the catalog itself also in those of schema.org."""

from collections.abc import Iterable
from typing import Any

from curator.records.catalog import Catalog
from curator.records.per_record import name_of, per_record_text
from curator.records.record_addresses import page_url
from curator.records.settings import CONTRIBUTORS, Settings
from curator.site.exports import health_dcat, jsonld, lines_of_records
from curator.site.exports.export_file import CatalogSource, ExportFile
from curator.site.exports.json_text import compact
from curator.site.exports.last_file import LastFile
from curator.site.exports.lines_of_records import Lines
from curator.site.views import data_access_metadata
from curator.site.views.dataset_metadata import certain

Files = Iterable[ExportFile[CatalogSource]]
_IRIS = ("url", "license", "contentUrl")
_OWN_IRIS = (
    *("dct:publisher", "dct:isReferencedBy", "dct:isPartOf", "dct:hasPart", "dct:source"),
    *("dcat:dataset", "dcat:distribution", "dcat:accessURL", "dcat:downloadURL"),
)
CONTEXT: dict[str, Any] = {
    "@vocab": "https://schema.org/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    **health_dcat.CONTEXT,
} | {term: {"@type": "@id"} for term in (*_IRIS, *_OWN_IRIS)}
"""The context, included so that programs need not download it."""
ENGLISH = {
    "@id": "http://publications.europa.eu/resource/authority/language/ENG",
    "@type": "dct:LinguisticSystem",
    "skos:inScheme": {"@id": "http://publications.europa.eu/resource/authority/language"},
}
"""The language of the catalog, in the vocabulary that DCAT-AP requires."""
DESCRIPTION = "Catalog of medical imaging datasets for AI research, with a source for every fact and a unit for every number."


def catalog_jsonld(catalog: Catalog, settings: Settings, files: Files, earlier: LastFile | None = None) -> bytes:
    """Return the graph: the catalog with its files, then every dataset, one node per line."""
    between = ",\n" if catalog.records else ""

    def opening() -> str:
        return f'{{"@context":{compact(CONTEXT)},\n"@graph":[\n{compact(_catalog(catalog, settings, tuple(files)))}{between}'

    lines = Lines(name_of(node_line))
    return b"".join(lines_of_records.written(opening, list(catalog.records), lambda id_: node_line(id_, catalog, settings), lines, earlier))


def _catalog(catalog: Catalog, settings: Settings, files: Files) -> dict[str, Any]:
    site = settings.address("")
    pages = [page_url(id_, settings) for id_ in catalog.records]
    makers = {"@id": f"{site}#contributors", **_agent({"@type": "Organization", "name": CONTRIBUTORS})}
    node = {
        "@id": site,
        "@type": ["DataCatalog", "dcat:Catalog"],
        "url": site,
        "name": settings.name,
        "description": DESCRIPTION,
        "license": jsonld.TEXT_LICENSE,
        "version": settings.version,
        "dateModified": max((it.checked for it in catalog.summaries.values()), default=""),
        "inLanguage": "en",
        "publisher": makers,
        "encoding": [_own_file(file, settings) for file in files],
        "foaf:homepage": _typed(site, "foaf:Document"),
        "dcat:version": settings.version,
        "dct:publisher": f"{site}#contributors",
        "dct:language": ENGLISH,
        "dcat:dataset": pages,
        "dcat:distribution": [settings.address(file.path) for file in files],
    }
    return jsonld.without_unknown(
        _with_dublin_core(node) | {"dct:modified": {"@value": node["dateModified"], "@type": "xsd:date"} if node["dateModified"] else ""}
    )


def _own_file(file: ExportFile[CatalogSource], settings: Settings) -> dict[str, Any]:
    url = settings.address(file.path)
    return _with_dublin_core({"@id": url, "name": file.name, "description": file.meaning, "license": jsonld.TEXT_LICENSE} | _download(url, file.media_type))


def _download(url: str, media_type: str) -> dict[str, Any]:
    return {"contentUrl": url, "encodingFormat": media_type} | _distribution(url, media_type) | {"@type": ["DataDownload", "dcat:Distribution"]}


def _distribution(url: str, media_type: str) -> dict[str, Any]:
    return {
        "@type": "dcat:Distribution",
        "dcat:accessURL": url,
        "dcat:downloadURL": url,
        "dcat:mediaType": _typed(f"https://www.iana.org/assignments/media-types/{media_type}", "dct:MediaType"),
    }


@per_record_text
def node_line(id_: str, catalog: Catalog, settings: Settings) -> str:
    """Return the line of a dataset."""
    return compact(_dataset(id_, catalog, settings))


def _dataset(id_: str, catalog: Catalog, settings: Settings) -> dict[str, Any]:
    """Return a dataset in terms of DCAT; its page and its Croissant file describe it in those of schema.org."""
    record, node = catalog.records[id_], jsonld.dataset(id_, catalog, settings)
    licence = _typed(node["license"], "dct:LicenseDocument")
    files = [
        {"@id": f"{node['@id']}#{file.name}", "dct:title": file.what or file.name, "dct:license": licence} | _distribution(file.url, file.media_type)
        for file in data_access_metadata.files(record)
    ]
    own = {
        "@id": node["@id"],
        "@type": "dcat:Dataset",
        "dct:title": node["name"],
        "dct:alternative": node.get("alternateName", ""),
        "dct:description": node["description"],
        "dct:creator": [_named(creator) for creator in _listed(node, "creator")],
        "dct:publisher": [_named(publisher) for publisher in _listed(node, "publisher")],
        "dct:license": licence,
        "dct:accessRights": [{"@type": "dct:RightsStatement", "rdfs:label": text} for text in _listed(node, "conditionsOfAccess")],
        "dct:identifier": node.get("identifier", node["@id"]),
        "dct:issued": {"@value": node["datePublished"], "@type": "xsd:gYear"} if "datePublished" in node else "",
        "dcat:version": node.get("version", ""),
        "dcat:keyword": node.get("keywords", ""),
        "dcat:landingPage": _typed(record.access.homepage, "foaf:Document") if certain(record, "access.homepage") else "",
        "dct:spatial": [{"@type": "dct:Location", "rdfs:label": place["name"]} for place in _listed(node, "spatialCoverage")],
        "dct:temporal": [_period(text) for text in _listed(node, "temporalCoverage")],
        "dct:isReferencedBy": [work["url"] for work in _listed(node, "citation") if "url" in work],
        "dct:isPartOf": [_related(data) for data in _listed(node, "isPartOf")],
        "dct:hasPart": [_related(data) for data in _listed(node, "hasPart")],
        "dct:source": [_related(data) for data in _listed(node, "isBasedOn")],
        "dcat:distribution": files,
    }
    return jsonld.without_unknown(own | health_dcat.health_properties(id_, catalog))


def _listed(node: dict[str, Any], key: str) -> list[Any]:
    """Return the values of a property, which is a list only if there are several."""
    found = node.get(key, [])
    return found if isinstance(found, list) else [found]


def _related(data: str | dict[str, str]) -> str | dict[str, str]:
    """Return the URL of related data, or their name if they have none."""
    return data if isinstance(data, str) else data.get("@id") or {"dct:title": data["name"]}


def _named(node: dict[str, Any]) -> dict[str, Any]:
    """Return a person or an organization of a dataset."""
    return {"@type": ["foaf:Agent", f"foaf:{node['@type']}"], "foaf:name": node["name"]}


def _period(text: str) -> dict[str, Any]:
    """Return the years from the first to the last one of a text such as 2010/2012."""
    first, _, last = text.partition("/")
    start, end = ({"@value": it, "@type": "xsd:gYear"} for it in (first, last or first))
    return {"@type": "dct:PeriodOfTime", "dcat:startDate": start, "dcat:endDate": end}


def _agent(node: dict[str, Any]) -> dict[str, Any]:
    """Return a person or an organization in both vocabularies."""
    return node | {"@type": [node["@type"], "foaf:Agent"], "foaf:name": node["name"]}


def _typed(url: str, kind: str) -> dict[str, str]:
    """Return a URL with the class that DCAT-AP requires of its target."""
    return {"@id": url, "@type": kind}


def _with_dublin_core(node: dict[str, Any]) -> dict[str, Any]:
    """Return a node with its name, description and license also in Dublin Core terms."""
    words = {"name": "dct:title", "description": "dct:description"}
    licence = {"dct:license": _typed(node["license"], "dct:LicenseDocument")} if "license" in node else {}
    return node | {other: node[word] for word, other in words.items() if word in node} | licence
