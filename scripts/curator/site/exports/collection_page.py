"""schema.org metadata of a browse page as JSON-LD: a collection page with the list of its datasets."""

from typing import Any

from curator.records.record_addresses import page_url
from curator.records.settings import Settings
from curator.site.exports.jsonld import as_text, catalog_of
from curator.site.views.term_page import TermView


def collection_page(view: TermView, description: str, settings: Settings) -> str:
    """Return the JSON-LD of the page of a term, with the datasets that its table lists."""
    url = settings.address(view.group.path)
    return as_text(
        {
            "@context": "https://schema.org",
            "@type": "CollectionPage",
            "@id": url,
            "url": url,
            "name": view.group.title,
            "description": description,
            "inLanguage": "en",
            "dateModified": view.changed,
            "isPartOf": catalog_of(settings),
            "about": _term(view),
            "mainEntity": {
                "@type": "ItemList",
                "numberOfItems": len(view.rows),
                "itemListOrder": "https://schema.org/ItemListOrderAscending",
                "itemListElement": [
                    {"@type": "ListItem", "position": position, "name": row.name, "url": page_url(row.id, settings)}
                    for position, row in enumerate(view.rows, 1)
                ],
            },
        }
    )


def _term(view: TermView) -> dict[str, Any]:
    """Return the term with its definition, and its code in each standard."""
    codes = [{"@type": "PropertyValue", "propertyID": it.system, "value": it.code} for it in view.codes]
    return {"@type": "DefinedTerm", "name": view.group.label, "description": view.definition} | ({"identifier": codes} if codes else {})
