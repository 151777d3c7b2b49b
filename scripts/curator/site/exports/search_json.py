"""Data of the search for the site's scripts: the texts of the datasets, their badges, and the sections of the other pages."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from curator.records.catalog import Catalog
from curator.records.per_record import name_of, per_record, per_record_text
from curator.records.vocabulary import vocabulary_of
from curator.records.vocabulary_entries import Entry
from curator.site.exports.citation_formats import works_to_cite
from curator.site.exports.coded_lists import CodedList, coded, compact_json, with_items
from curator.site.exports.last_file import LastFile
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
_NO_BADGE = ("", "")
Text = Callable[[str, Catalog], str]
WordsOf = Callable[[Entry], Iterable[str]]


def datasets(catalog: Catalog, earlier: LastFile | None = None) -> str:
    """Return ids, badges and searched texts of the datasets in the order of the table; `weight` is what a word in a text counts."""
    known = earlier.value({name_of(shown_badges), name_of(searched_texts)}) if earlier else None
    return compact_json(_with_changes(*known, catalog) if known else _of_all(catalog))


def _with_changes(known: dict[str, Any], changed: Iterable[str], catalog: Catalog) -> dict[str, Any]:
    """Return the content of the last file, in which the badges and texts of changed records are replaced."""
    places = {id_: at for at, id_ in enumerate(known["ids"])}
    badges = {places[id_]: shown_badges(id_, catalog) for id_ in changed}
    texts = {places[id_]: searched_texts(id_, catalog) for id_ in changed}
    return known | {
        "badges": [with_items(it, {at: found.get(it["label"], _NO_BADGE) for at, found in badges.items()}) for it in known["badges"]],
        "texts": [it | _written(it["key"], with_items(_read(it), {at: found[it["key"]] for at, found in texts.items()}), catalog) for it in known["texts"]],
    }


def _of_all(catalog: Catalog) -> dict[str, Any]:
    held: dict[str, CodedList[tuple[str, str]]] = {label: CodedList() for label in BADGES}
    texts: dict[str, CodedList[str]] = {key: CodedList() for key in TEXTS}
    for id_ in catalog.printed_order:
        shown, searched = shown_badges(id_, catalog), searched_texts(id_, catalog)
        for label, badge in held.items():
            badge.add(shown.get(label, _NO_BADGE))
        for key, text in texts.items():
            text.add(searched[key])
    return {
        "ids": catalog.printed_order,
        "kinds": coded(catalog.summaries[id_].kind for id_ in catalog.printed_order),
        "badges": [{"label": label, **badge.as_dict()} for label, badge in held.items()],
        "texts": [
            {"key": key, "label": label, "weight": weight, "names": key in NAMES, "fallback": key in FALLBACK, **_written(key, texts[key].as_dict(), catalog)}
            for key, (label, weight, _) in TEXTS.items()
        ],
    }


def _written(key: str, texts: dict[str, Any], catalog: Catalog) -> dict[str, Any]:
    """Return the texts of a field. If they consist of the words of terms, `words` has the words of each term once, and each text is a list of positions in it."""
    if key not in OF_TERMS:
        return texts
    terms = {term: at for at, term in enumerate(dict.fromkeys(term for text in texts["values"] for term in text.split()))}
    words = {it: BETWEEN.join(OF_TERMS[key][1](catalog.vocabularies[vocabulary][term])) for it in terms for vocabulary, _, term in [it.partition("/")]}
    return {"words": words, **texts, "values": [[terms[term] for term in text.split()] for text in texts["values"]]}


def _read(texts: dict[str, Any]) -> dict[str, Any]:
    """Return the texts of a field that `_written` made, with the ids of terms in place of their positions."""
    if "words" not in texts:
        return texts
    terms = list(texts["words"])
    return texts | {"values": [" ".join([terms[at] for at in text]) for text in texts["values"]]}


@per_record
def shown_badges(id_: str, catalog: Catalog) -> dict[str, tuple[str, str]]:
    """Return text and rating of the badges of a dataset by label."""
    return {badge.label: (_shown(badge), badge.rating) for badge in badges(catalog.records[id_], catalog.vocabularies)}


@per_record_text
def searched_texts(id_: str, catalog: Catalog) -> dict[str, str]:
    """Return the searched texts of a dataset by field; those of a field in `OF_TERMS` are the terms whose words are searched."""
    return {key: text(id_, catalog) for key, (_, _, text) in TEXTS.items()}


def _shown(badge: Badge) -> str:
    """Return the text of a badge, which has no visible label: that no license is stated or known must say so."""
    if badge.label == "License" and badge.text.startswith("not "):
        return f"license {badge.text}"
    return badge.text.replace("none stated", "no license stated") if badge.label == "License" else badge.text


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


def _terms(key: str, id_: str, catalog: Catalog) -> str:
    """Return the terms of a record that have words for a field, as VOCABULARY/TERM, separated by spaces."""
    fields, words_of = OF_TERMS[key]
    named = ((vocabulary_of(field), term) for field in fields for term in getattr(catalog.records[id_], field))
    return " ".join(f"{vocabulary}/{term}" for vocabulary, term in named if any(words_of(catalog.vocabularies[vocabulary][term])))


OF_TERMS: dict[str, tuple[tuple[str, ...], WordsOf]] = {
    "terms": (KEYWORDS, table_rows.spellings),
    "narrower": (tuple(field for field in KEYWORDS if field not in BROAD), lambda entry: entry.narrower),
    "narrower_of_broad": (BROAD, lambda entry: entry.narrower),
}
"""The searched texts that consist of the words of terms: the fields of records that have the terms, and a function that returns the words of a term."""
TEXTS: dict[str, tuple[str, float, Text]] = {
    "name": ("name", 8, lambda id_, it: it.records[id_].name),
    "full_name": ("full name", 4, lambda id_, it: it.records[id_].full_name or ""),
    "aliases": ("other names", 6, lambda id_, it: BETWEEN.join(it.records[id_].aliases)),
    "terms": ("terms", 4, partial(_terms, "terms")),
    "labels": ("labels and provider", 2, lambda id_, it: BETWEEN.join(_labels(id_, it))),
    "licence": ("license", 1, lambda id_, it: BETWEEN.join(_licences(id_, it))),
    "formats": ("file formats", 1, lambda id_, it: BETWEEN.join(_formats(id_, it))),
    "authors": ("authors", 1, lambda id_, it: ", ".join(_authors(id_, it))),
    "summary": ("summary", 1, lambda id_, it: it.records[id_].summary),
    "narrower": ("narrower words of its terms", 2, partial(_terms, "narrower")),
    "narrower_of_broad": ("narrower words of its body parts and tasks", 1, partial(_terms, "narrower_of_broad")),
    "addresses": ("addresses", 1, lambda id_, it: " ".join(_addresses(id_, it))),
}
"""The label, the weight and the text of each searched field by its key."""


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
