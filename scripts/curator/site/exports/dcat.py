"""Metadata of the whole catalog as one graph in the terms of schema.org, DCAT 3 (https://www.w3.org/TR/vocab-dcat-3/) and HealthDCAT-AP."""

from collections.abc import Iterable
from itertools import chain
from typing import Any

from curator.records.catalog import Catalog
from curator.records.per_record import per_record_text
from curator.records.record_addresses import page_url
from curator.records.settings import Settings
from curator.site.exports import health_dcat, jsonld
from curator.site.exports.export_file import CatalogSource, ExportFile
from curator.site.exports.json_text import compact, encoded_lines
from curator.site.views import data_access_metadata
from curator.site.views.dataset_metadata import certain

Files = Iterable[ExportFile[CatalogSource]]
_IRIS = ("url", "sameAs", "license", "sdLicense", "isPartOf", "hasPart", "isBasedOn", "contentUrl", "includedInDataCatalog", "dataset")
_OWN_IRIS = ("dct:creator", "dct:publisher", "dcat:dataset", "dcat:distribution", "dcat:accessURL", "dcat:downloadURL")
CONTEXT: dict[str, Any] = {
    "@vocab": "https://schema.org/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
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


def catalog_jsonld(catalog: Catalog, settings: Settings, files: Files) -> bytes:
    """Return the graph: the catalog with its files, then every dataset, one node per line."""
    whole = compact(_catalog(catalog, settings, tuple(files)))
    nodes = (node_lines(id_, catalog, settings) for id_ in catalog.records)
    return encoded_lines(f'{{"@context":{compact(CONTEXT)},\n"@graph":[\n', chain([whole], nodes), "\n]}\n")


def _catalog(catalog: Catalog, settings: Settings, files: Files) -> dict[str, Any]:
    site = settings.address("")
    pages = [page_url(id_, settings) for id_ in catalog.records]
    makers = {"@id": f"{site}#contributors", **_agent({"@type": "Organization", "name": "The catalog's contributors"})}
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
        "dataset": pages,
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
    return {
        "@type": ["DataDownload", "dcat:Distribution"],
        "contentUrl": url,
        "encodingFormat": media_type,
        "dcat:accessURL": url,
        "dcat:downloadURL": url,
        "dcat:mediaType": _typed(f"https://www.iana.org/assignments/media-types/{media_type}", "dct:MediaType"),
    }


@per_record_text
def node_lines(id_: str, catalog: Catalog, settings: Settings) -> str:
    """Return the nodes of a dataset and of its creators, one per line."""
    nodes = _dataset(id_, catalog, settings, jsonld.dataset(id_, catalog, settings))
    return ",\n".join(compact(node) for node in nodes)


def _dataset(id_: str, catalog: Catalog, settings: Settings, node: dict[str, Any]) -> Iterable[dict[str, Any]]:
    """Yield a dataset with the metadata of its page in both vocabularies, then its creators, to whom both refer."""
    record = catalog.records[id_]
    creators = node.get("creator", [])
    agents = [agent | {"@id": f"{node['@id']}#creator-{at}"} for at, agent in enumerate([creators] if isinstance(creators, dict) else creators, 1)]
    named = [{"@id": agent["@id"]} for agent in agents]
    files = [
        _download(file.url, file.media_type) | {"@id": f"{node['@id']}#{file.name}", "name": file.what or file.name, "license": node["license"]}
        for file in data_access_metadata.files(record)
    ]
    publisher = [_agent(node["publisher"]) | {"@id": f"{node['@id']}#publisher"}] if "publisher" in node else []
    own = {
        "@type": ["Dataset", "dcat:Dataset"],
        "includedInDataCatalog": settings.address(""),
        "creator": named,
        "dct:creator": named,
        "publisher": publisher,
        "dct:publisher": [{"@id": it["@id"]} for it in publisher],
        "distribution": [_with_dublin_core(file) for file in files],
        "dcat:distribution": [file["@id"] for file in files],
        "dcat:landingPage": _typed(record.access.homepage, "foaf:Document") if certain(record, "access.homepage") else "",
        "dcat:keyword": node.get("keywords", ""),
        "dct:issued": {"@value": node["datePublished"], "@type": "xsd:gYear"} if "datePublished" in node else "",
        "dct:identifier": node.get("identifier", node["@id"]),
    } | health_dcat.health_properties(id_, catalog)
    yield jsonld.without_unknown(_with_dublin_core(node | own))
    for agent in agents:
        yield _agent(agent)


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
