"""Data of the search for the site's scripts: the texts of the datasets, their badges, and the sections of the other pages."""

from collections.abc import Callable, Iterable

from curator.records.catalog import Catalog
from curator.records.vocabulary import vocabulary_of
from curator.site.exports.citation_formats import works_to_cite
from curator.site.exports.coded_lists import coded, compact_json
from curator.site.page_sections import Section
from curator.site.views import table_rows
from curator.site.views.badges import Badge, badges
from curator.site.views.data_access_metadata import KEYWORDS
from curator.site.views.licenses import licence_names

BADGES = ("Modality", "Body part", "License", "Access")
"""The badges of a dataset in the results."""
BETWEEN = " · "
"""The separator of the names in a text; a search for one of them finds the dataset before others."""
NAMES = ("name", "aliases")
"""The texts that consist of names."""
BROAD = ("body_part", "tasks")
"""The fields with terms of many datasets. A narrower word of such a term, e.g. polyp segmentation, applies to few of them."""
FALLBACK = ("narrower_of_broad",)
"""The texts that count only if a search finds nothing in the others."""
INITIALS = range(3, 6)
"""The numbers of initials by which a provider is found too."""
Text = Callable[[str], str]


def datasets(catalog: Catalog) -> str:
    """Return ids, badges and searched texts of the datasets in the order of the table; `weight` is what a word in a text counts."""
    ids, records = catalog.printed_order, catalog.records
    found = {id_: {badge.label: (_shown(badge), badge.rating) for badge in badges(records[id_], catalog.vocabularies)} for id_ in ids}
    return compact_json(
        {
            "ids": ids,
            "kinds": coded([records[id_].kind for id_ in ids]),
            "badges": [{"label": label, **coded([found[id_].get(label, ("", "")) for id_ in ids])} for label in BADGES],
            "texts": [
                {"key": key, "label": label, "weight": weight, "names": key in NAMES, "fallback": key in FALLBACK, **coded([text(id_) for id_ in ids])}
                for key, (label, weight, text) in _texts(catalog).items()
            ],
        }
    )


def _shown(badge: Badge) -> str:
    """Return the text of a badge, which has no visible label: that a license is not known must say so."""
    return f"license {badge.text}" if badge.label == "License" and badge.text.startswith(("none", "not ")) else badge.text


def _texts(catalog: Catalog) -> dict[str, tuple[str, float, Text]]:
    """Return the label, weight and text of each searched field by its key."""
    records = catalog.records
    specific = tuple(field for field in KEYWORDS if field not in BROAD)
    return {
        "name": ("name", 8, lambda id_: records[id_].name),
        "full_name": ("full name", 4, lambda id_: records[id_].full_name or ""),
        "aliases": ("other names", 6, lambda id_: BETWEEN.join(records[id_].aliases)),
        "terms": ("terms", 4, lambda id_: BETWEEN.join(table_rows.terms(id_, catalog))),
        "labels": ("labels and provider", 2, lambda id_: BETWEEN.join(_labels(id_, catalog))),
        "licence": ("license", 1, lambda id_: BETWEEN.join(_licences(id_, catalog))),
        "formats": ("file formats", 1, lambda id_: BETWEEN.join(_formats(id_, catalog))),
        "authors": ("authors", 1, lambda id_: ", ".join(_authors(id_, catalog))),
        "summary": ("summary", 1, lambda id_: records[id_].summary),
        "narrower": ("narrower words of its terms", 2, lambda id_: BETWEEN.join(table_rows.narrower(id_, catalog, specific))),
        "narrower_of_broad": ("narrower words of its body parts and tasks", 1, lambda id_: BETWEEN.join(table_rows.narrower(id_, catalog, BROAD))),
        "addresses": ("addresses", 1, lambda id_: " ".join(_addresses(id_, catalog))),
    }


def _labels(id_: str, catalog: Catalog) -> Iterable[str]:
    """Return the labels of a record and its provider, with the initials of a long name, such as TCIA."""
    provider = catalog.records[id_].provider or ""
    initials = "".join(word[0] for word in provider.split() if word[0].isupper())
    abbreviated = f"{provider} ({initials})" if len(initials) in INITIALS else provider
    return (abbreviated if text == provider else text for text in table_rows.labels(id_, catalog))


def _licences(id_: str, catalog: Catalog) -> Iterable[str]:
    """Return the names and identifiers of the licenses of a record."""
    record = catalog.records[id_]
    return dict.fromkeys((*licence_names(record, catalog.vocabularies), *(it.id for it in record.licence if not it.id.startswith("LicenseRef-"))))


def _formats(id_: str, catalog: Catalog) -> Iterable[str]:
    """Return the file formats of a record."""
    words = catalog.vocabularies[vocabulary_of("formats")]
    return dict.fromkeys(words.label(term) for term in catalog.records[id_].formats)


def _authors(id_: str, catalog: Catalog) -> Iterable[str]:
    """Return the authors of the works to cite, without repetitions."""
    return dict.fromkeys(f"{author.given} {author.family}".strip() for work in works_to_cite(id_, catalog) for author in work.authors)


def _addresses(id_: str, catalog: Catalog) -> Iterable[str]:
    """Return the URLs of the homepage and of the works to cite, by which the search finds a dataset too."""
    return dict.fromkeys(filter(None, (catalog.records[id_].access.homepage, *(work.address for work in works_to_cite(id_, catalog)))))


def pages(sections: Iterable[Section]) -> str:
    """Return the sections of the pages that are not datasets: paths, and searched texts with their weights."""
    found = list(sections)
    texts: dict[str, tuple[float, Callable[[Section], str]]] = {
        "heading": (8, lambda it: it.heading),
        "names": (6, lambda it: BETWEEN.join(it.names)),
        "page": (2, lambda it: it.page),
        "narrower": (4, lambda it: BETWEEN.join(it.narrower)),
        "description": (3, lambda it: it.description),
        "text": (1, lambda it: it.text),
    }
    return compact_json(
        {
            "paths": [it.path for it in found],
            "texts": [
                {"key": key, "label": key, "weight": weight, "names": key in ("heading", "names"), **coded([text(it) for it in found])}
                for key, (weight, text) in texts.items()
            ],
        }
    )
