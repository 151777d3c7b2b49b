"""schema.org/Dataset as JSON-LD: what Google asks for and we know, see https://developers.google.com/search/docs/appearance/structured-data/dataset."""

import json
import re
from collections.abc import Iterable
from typing import Any

from curator.records.bibliography import Reference
from curator.records.catalog import Catalog
from curator.records.doi import doi_url
from curator.records.record_addresses import page_url
from curator.records.settings import Settings
from curator.site.exports.citation_formats import works_to_cite
from curator.site.views import data_access_metadata, identity
from curator.site.views.facts import country
from curator.site.views.head_tags import plain
from curator.site.views.identity import Creator, contributors

TEXTS = "https://creativecommons.org/licenses/by-nc/4.0/"
"""The licence of the catalog's own texts, see LICENSE-DATA."""
_RISKY = re.compile("[<>&\u2028\u2029]")
"""Characters that would end a script, or a line of one; the file has them as the page does, so that both are one text."""


def dataset_jsonld(described: dict[str, Any]) -> str:
    """The JSON-LD of a page, as it stands in the page and beside it."""
    return as_text({"@context": "https://schema.org"} | described)


def as_text(value: dict[str, Any]) -> str:
    """JSON that may stand inside a script, a key a line."""
    # an indent would cost several times what the lines do, because json then writes every level in Python
    lines = ",\n".join(f"{json.dumps(key)}: {json.dumps(inner, ensure_ascii=False)}" for key, inner in value.items())
    return _RISKY.sub(lambda match: f"\\u{ord(match[0]):04x}", f"{{\n{lines}\n}}\n")


def dataset(id_: str, catalog: Catalog, settings: Settings) -> dict[str, Any]:
    """A dataset, without context; what is not known, or doubted, is left out."""
    record, words = catalog.records[id_], catalog.vocabularies
    page = page_url(id_, settings)
    own, _ = identity.addresses(id_, catalog)
    return told(
        {
            "@type": "Dataset",
            "@id": page,
            "url": page,
            "name": record.name,
            "alternateName": [*filter(None, [record.full_name]), *record.aliases],
            "description": plain(record.summary),
            "creator": [agent(creator) for creator in identity.creators(record, catalog).creators],
            "publisher": _organisation(identity.publisher(record, catalog)),
            "license": identity.licence_address(record, words) or f"{page}#licence",
            "isAccessibleForFree": data_access_metadata.free(record, words),
            "conditionsOfAccess": list(data_access_metadata.conditions(record, words)),
            "identifier": [url for url in own if url.startswith("https://doi.org/")],
            "sameAs": list(own),
            "datePublished": str(record.year) if identity.certain(record, "year") else "",
        }
        | _contents(id_, catalog)
        | _relations(id_, catalog, settings)
        | _about(id_, catalog, settings)
    )


def _contents(id_: str, catalog: Catalog) -> dict[str, Any]:
    """What the data are."""
    record, words = catalog.records[id_], catalog.vocabularies
    made = record.acquisition
    countries = made.countries if made and made.countries and identity.certain(record, "acquisition.countries") else ()
    data = identity.deposit(record, catalog)
    return {
        "version": identity.known(data, "version") if data else "",
        "keywords": list(data_access_metadata.keywords(record, words)),
        "measurementTechnique": data_access_metadata.labels(record, "modality", words),
        "variableMeasured": data_access_metadata.labels(record, "target", words),
        "size": list(data_access_metadata.sizes(record, words)),
        "temporalCoverage": data_access_metadata.years(record),
        "spatialCoverage": [{"@type": "Place", "name": country(code)} for code in countries],
        "distribution": [
            {"@type": "DataDownload", "name": file.what or file.name, "contentUrl": file.url, "encodingFormat": file.media_type}
            for file in (*data_access_metadata.files(record), *data_access_metadata.ftp_files(record))
        ],
    }


def _relations(id_: str, catalog: Catalog, settings: Settings) -> dict[str, Any]:
    """What the data belong to, hold, or were made from; a deposit of several datasets is what each of them is part of."""
    found: dict[str, list[Any]] = {"isPartOf": list(identity.addresses(id_, catalog)[1]), "hasPart": [], "isBasedOn": []}
    for relation in data_access_metadata.relations(id_, catalog):
        if relation.word:
            url = page_url(relation.id, settings) if relation.id else relation.url
            found[relation.word].append(url or {"@type": "CreativeWork", "name": relation.name})
    return found


def _about(id_: str, catalog: Catalog, settings: Settings) -> dict[str, Any]:
    """The works about the data, the catalog, and what this description itself is."""
    record = catalog.records[id_]
    return {
        "citation": [work(reference) for reference in works_to_cite(id_, catalog) if reference.key in record.citations.paper],
        "includedInDataCatalog": {"@type": "DataCatalog", "name": settings.name, "url": settings.address("")},
        "sdDatePublished": max((change.date for change in record.changes), default=record.checked),
        "sdLicense": TEXTS,
        "mainEntityOfPage": _page(id_, catalog, settings),
    }


def _page(id_: str, catalog: Catalog, settings: Settings) -> dict[str, Any] | None:
    """The page about the data and who looks after its record.

    They stand at the page, because `contributor`, `maintainer` and `editor` of the dataset would say that they worked on the data.
    """
    url = page_url(id_, settings)
    people = [
        told({"@type": "Person", "@id": it.orcid, "name": it.name, "sameAs": [link.url for link in it.links if link.url != it.orcid]})
        for it in contributors(catalog.records[id_])
    ]
    return told({"@type": "WebPage", "@id": f"{url}#page", "url": url, "contributor": people}) if people else None


def work(reference: Reference) -> dict[str, Any]:
    """A work about the data."""
    doi = identity.known(reference, "doi")
    doubted = "author" in reference.unverified
    return told(
        {
            "@type": "ScholarlyArticle",
            "name": reference.title,
            "author": [] if doubted else [agent(identity.creator(author)) for author in reference.authors],
            "datePublished": identity.known(reference, "year"),
            "identifier": doi_url(doi) if doi else "",
            "url": doi_url(doi) if doi else "" if reference.doi else reference.address,
        }
    )


def agent(creator: Creator) -> dict[str, Any]:
    """A person, or an organisation."""
    if not creator.given:
        return {"@type": "Organization", "name": creator.family}
    return {"@type": "Person", "name": creator.name, "givenName": creator.given, "familyName": creator.family}


def _organisation(name: str) -> dict[str, str] | None:
    return {"@type": "Organization", "name": name} if name else None


def told(values: dict[str, Any]) -> dict[str, Any]:
    """What is known; a list of one as its only item."""
    found = {key: value[0] if isinstance(value, list) and len(value) == 1 else value for key, value in values.items()}
    return {key: value for key, value in found.items() if not _empty(value)}


def _empty(value: Any) -> bool:
    return value is None or (isinstance(value, str | Iterable) and not value)
