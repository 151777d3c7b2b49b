"""schema.org metadata of a dataset as JSON-LD, see https://developers.google.com/search/docs/appearance/structured-data/dataset."""

import re
from collections.abc import Iterable
from typing import Any

from curator.records.bibliography import Reference
from curator.records.catalog import Catalog
from curator.records.doi import doi_url
from curator.records.per_record import once
from curator.records.record_addresses import page_url
from curator.records.settings import Settings
from curator.site.exports.citation_formats import works_to_cite
from curator.site.exports.json_text import as_lines
from curator.site.views import data_access_metadata, dataset_metadata
from curator.site.views.country import country
from curator.site.views.dataset_metadata import Creator, contributors
from curator.site.views.head_tags import plain
from curator.site.views.population import MeasuredProperty, measured_properties

TEXT_LICENSE = "https://creativecommons.org/licenses/by-nc/4.0/"
"""The license of the catalog's text, see LICENSE-DATA."""
_RISKY = re.compile("[<>&\u2028\u2029]")
"""Characters that could end a script element or a line of a script."""


def dataset_jsonld(described: dict[str, Any]) -> str:
    """Return the JSON-LD of a dataset, as in its page."""
    return as_text({"@context": "https://schema.org"} | described)


def catalog_of(settings: Settings) -> dict[str, str]:
    """Return the catalog, as the datasets and pages that are part of it name it."""
    return {"@type": "DataCatalog", "name": settings.name, "url": settings.address("")}


def home(settings: Settings, description: str, changed: str) -> str:
    """Return the JSON-LD of the home page: the catalog."""
    site = settings.address("")
    about = {"description": description, "license": TEXT_LICENSE, "version": settings.version, "dateModified": changed, "inLanguage": "en"}
    return as_text({"@context": "https://schema.org", "@id": site} | catalog_of(settings) | about)


def as_text(value: dict[str, Any]) -> str:
    """Return JSON that is safe inside a script element, one key per line."""
    return _RISKY.sub(lambda match: f"\\u{ord(match[0]):04x}", as_lines(value))


@once
def dataset(id_: str, catalog: Catalog, settings: Settings) -> dict[str, Any]:
    """Return a dataset as a node without context, omitting everything unknown or unverified."""
    record, words = catalog.records[id_], catalog.vocabularies
    page = page_url(id_, settings)
    own, _ = dataset_metadata.addresses(id_, catalog)
    return without_unknown(
        {
            "@type": "Dataset",
            "@id": page,
            "url": page,
            "name": record.name,
            "alternateName": [*filter(None, [record.full_name]), *record.aliases],
            "description": plain(record.summary),
            "creator": [agent(creator) for creator in dataset_metadata.creators(record, catalog).creators],
            "publisher": _organisation(dataset_metadata.publisher(record, catalog)),
            "license": dataset_metadata.licence_address(record, words) or f"{page}#licence",
            "isAccessibleForFree": data_access_metadata.free(record, words),
            "conditionsOfAccess": list(data_access_metadata.conditions(record, words)),
            "identifier": [url for url in own if url.startswith("https://doi.org/")],
            "sameAs": list(own),
            "datePublished": str(record.year) if dataset_metadata.certain(record, "year") else "",
        }
        | _contents(id_, catalog)
        | _relations(id_, catalog, settings)
        | _about(id_, catalog, settings)
    )


def _contents(id_: str, catalog: Catalog) -> dict[str, Any]:
    """Return the properties that describe the data."""
    record, words = catalog.records[id_], catalog.vocabularies
    made = record.acquisition
    countries = made.countries if made and made.countries and dataset_metadata.certain(record, "acquisition.countries") else ()
    data = dataset_metadata.deposit(record, catalog)
    return {
        "version": dataset_metadata.known(data, "version") if data else "",
        "keywords": list(data_access_metadata.keywords(record, words)),
        "measurementTechnique": data_access_metadata.labels(record, "modality", words),
        "variableMeasured": [*data_access_metadata.labels(record, "target", words), *map(_property, measured_properties(record))],
        "size": list(data_access_metadata.sizes(record, words)),
        "temporalCoverage": data_access_metadata.years(record),
        "spatialCoverage": [{"@type": "Place", "name": country(code)} for code in countries],
        "distribution": [
            {"@type": "DataDownload", "name": file.what or file.name, "contentUrl": file.url, "encodingFormat": file.media_type}
            for file in (*data_access_metadata.files(record), *data_access_metadata.ftp_files(record))
        ],
    }


def _property(it: MeasuredProperty) -> dict[str, Any]:
    """Return a range of numbers with its unit."""
    return {"@type": "PropertyValue", "name": it.name, "minValue": it.smallest, "maxValue": it.largest, "unitText": it.unit}


def _relations(id_: str, catalog: Catalog, settings: Settings) -> dict[str, Any]:
    """Return the data that the dataset is part of, contains or is based on; a deposit of several datasets is what each of them is part of."""
    found: dict[str, list[Any]] = {"isPartOf": list(dataset_metadata.addresses(id_, catalog)[1]), "hasPart": [], "isBasedOn": []}
    for relation in data_access_metadata.relations(id_, catalog):
        if relation.word:
            url = page_url(relation.id, settings) if relation.id else relation.url
            found[relation.word].append(_related(relation.word, url) if url else {"@type": "CreativeWork", "name": relation.name})
    return found


def _related(word: str, url: str) -> str | dict[str, str]:
    """Return related data: `hasPart` is no URL in schema.org, so that programs would read one as text.

    The part is a creative work, because Google requires a description of each dataset.
    """
    return {"@type": "CreativeWork", "@id": url} if word == "hasPart" else url


def _about(id_: str, catalog: Catalog, settings: Settings) -> dict[str, Any]:
    """Return the papers, the catalog, and the metadata of the description itself."""
    record = catalog.records[id_]
    return {
        "citation": [work(reference) for reference in works_to_cite(id_, catalog) if reference.key in record.citations.paper],
        "includedInDataCatalog": catalog_of(settings),
        "sdDatePublished": max((change.date for change in record.changes), default=record.checked),
        "sdLicense": TEXT_LICENSE,
        "mainEntityOfPage": _page(id_, catalog, settings),
    }


def _page(id_: str, catalog: Catalog, settings: Settings) -> dict[str, Any] | None:
    """Return the page about the data with the contributors to its record, if there are any.

    They belong to the page: as `contributor`, `maintainer` or `editor` of the dataset they would have worked on the data.
    """
    url = page_url(id_, settings)
    people = [
        without_unknown({"@type": "Person", "@id": it.orcid, "name": it.name, "sameAs": [link.url for link in it.links if link.url != it.orcid]})
        for it in contributors(catalog.records[id_])
    ]
    return without_unknown({"@type": "WebPage", "@id": f"{url}#page", "url": url, "contributor": people}) if people else None


def work(reference: Reference) -> dict[str, Any]:
    """Return a paper without its authors, who are in its citations on the page and in the files beside it."""
    doi = dataset_metadata.known(reference, "doi")
    return without_unknown(
        {
            "@type": "ScholarlyArticle",
            "name": reference.title,
            "datePublished": dataset_metadata.known(reference, "year"),
            "url": doi_url(doi) if doi else "" if reference.doi else reference.address,
        }
    )


def agent(creator: Creator) -> dict[str, Any]:
    """Return a person or an organization."""
    if not creator.given:
        return {"@type": "Organization", "name": creator.family}
    return {"@type": "Person", "name": creator.name, "givenName": creator.given, "familyName": creator.family}


def _organisation(name: str) -> dict[str, str] | None:
    return {"@type": "Organization", "name": name} if name else None


def without_unknown(values: dict[str, Any]) -> dict[str, Any]:
    """Return values without the empty ones, and a list of one item as that item."""
    found = {key: value[0] if isinstance(value, list) and len(value) == 1 else value for key, value in values.items()}
    return {key: value for key, value in found.items() if not _empty(value)}


def _empty(value: Any) -> bool:
    return value is None or (isinstance(value, str | Iterable) and not value)
