"""The head of a dataset page: tags for reference managers, and Signposting links for programs.

Zotero takes the type of an item from `DC.type`. It takes a page with a journal title or an `og:type` for something other than a dataset.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from curator.records.authors import without_separators
from curator.records.catalog import Catalog
from curator.records.doi import doi_url
from curator.records.model import Dataset
from curator.records.record_addresses import page_url
from curator.records.settings import Settings
from curator.site.views import data_access_metadata, dataset_metadata
from curator.site.views.dataset_metadata import Creator
from curator.site.views.licenses import NOT_VERIFIED, names_and_doubts

_SAME = {
    "citation_title": "title",
    "citation_author": "creator",
    "citation_publication_date": "date",
    "citation_doi": "identifier",
    "citation_abstract_html_url": "identifier",
    "citation_publisher": "publisher",
    "citation_language": "language",
}
"""The names of Highwire tags, and those of Dublin Core with the same meaning."""


@dataclass(frozen=True)
class HeadLink:
    """A link of the head; the media type is empty if the target is not a file."""

    rel: str
    href: str
    type: str = ""


@dataclass(frozen=True)
class MetaTag:
    """A `meta` tag. A Highwire tag may also have a Dublin Core property, as RDFa."""

    name: str
    content: str
    property: str = ""


def tags(id_: str, catalog: Catalog, settings: Settings) -> tuple[MetaTag, ...]:
    """The Highwire tags, and the Dublin Core tags whose content no Highwire tag has."""
    core, highwire = tuple(_dublin_core(id_, catalog, settings)), tuple(_highwire(id_, catalog, settings))
    both = {(_SAME[name], content) for name, content in highwire}.intersection(core)
    if any(it not in both for it in core if it[0] == "creator"):
        both = {it for it in both if it[0] != "creator"}  # all authors in one list keep their order
    return (
        *(MetaTag(f"DC.{name}", content) for name, content in core if (name, content) not in both),
        *(MetaTag(name, content, f"dc:{_SAME[name]}" if (_SAME[name], content) in both else "") for name, content in highwire),
    )


def _dublin_core(id_: str, catalog: Catalog, settings: Settings) -> Iterator[tuple[str, str]]:
    record, words = catalog.records[id_], catalog.vocabularies
    yield "title", record.name
    yield "type", "dataset"
    for creator in dataset_metadata.creators(record, catalog).creators:
        yield "creator", listed(creator)
    if date := year(record, catalog):
        yield "date", date
    if doi := dataset_metadata.doi(record, catalog):
        yield "identifier", doi
    yield "identifier", page_url(id_, settings)
    if publisher := dataset_metadata.publisher(record, catalog):
        yield "publisher", publisher
    # Zotero reads only the first of several
    yield "rights", "; ".join(rights(record, catalog)) or "License not known"
    yield "rights", dataset_metadata.licence_address(record, words) or page_url(id_, settings, "licence")
    yield from (("subject", word) for word in data_access_metadata.keywords(record, words))
    yield from (("format", words["format"].label(term)) for at, term in enumerate(record.formats) if dataset_metadata.certain(record, f"formats.{at}"))
    for relation in data_access_metadata.relations(id_, catalog):
        if url := page_url(relation.id, settings) if relation.id else relation.url:
            yield "relation", url
    yield "language", "en"


def _highwire(id_: str, catalog: Catalog, settings: Settings) -> Iterator[tuple[str, str]]:
    record = catalog.records[id_]
    yield "citation_title", record.name
    for creator in dataset_metadata.creators(record, catalog).creators:
        yield "citation_author", _highwire_author(creator)
    if date := year(record, catalog):
        yield "citation_publication_date", date
    if doi := dataset_metadata.doi(record, catalog):
        yield "citation_doi", doi
    if publisher := dataset_metadata.publisher(record, catalog):
        yield "citation_publisher", publisher
    yield "citation_abstract_html_url", page_url(id_, settings)
    yield "citation_language", "en"


def plain(text: str) -> str:
    """Text on one line."""
    return " ".join(text.split())


def listed(creator: Creator) -> str:
    """A person with the family name first, as in lists of authors; an organization by its name."""
    given = ", ".join(filter(None, (creator.given, creator.suffix)))
    return f"{creator.family}, {given}" if given else creator.family


def _highwire_author(creator: Creator) -> str:
    """A creator in a Highwire tag, as Zotero reads it.

    Zotero takes the words before the last space for the given name unless a comma follows the family name, and whatever is
    between the first and the second comma for the given name. It takes a comma between names of several words for one between
    two authors unless no-break spaces join the given names.
    """
    if not creator.given:
        return f"{without_separators(creator.family)},"
    return listed(creator) if " " not in creator.family else f"{creator.family}, {creator.given.replace(' ', chr(0xA0))}"


def year(record: Dataset, catalog: Catalog) -> str:
    """The year to cite: that of the deposit, else that of the first release."""
    data = dataset_metadata.deposit(record, catalog)
    deposited = dataset_metadata.known(data, "year") if data else ""
    return deposited or (str(record.year) if dataset_metadata.certain(record, "year") else "")


def rights(record: Dataset, catalog: Catalog) -> Iterator[str]:
    """The names of the licenses, with the part that each covers, and a note if it is not verified."""
    for licence, (name, doubtful) in zip(record.licence, names_and_doubts(record, catalog.vocabularies), strict=True):
        covers = "" if licence.covers == "all" else f" ({licence.covers})"
        yield f"{name}{covers}{NOT_VERIFIED if doubtful else ''}"


def links(id_: str, catalog: Catalog, files: Iterable[HeadLink]) -> tuple[HeadLink, ...]:
    """The links of the FAIR Signposting Profile, https://signposting.org/FAIR/, including those to the files beside the page.

    There is no `cite-as` link: it requires a preferred identifier that leads to this page (RFC 8574). The owner's DOI leads to
    the owner and is `related`.
    """
    record = catalog.records[id_]
    doi = dataset_metadata.doi(record, catalog)
    return (
        HeadLink("type", "https://schema.org/Dataset"),
        HeadLink("type", "https://schema.org/AboutPage"),
        HeadLink("license", dataset_metadata.licence_address(record, catalog.vocabularies) or "#licence"),
        *files,
        *(HeadLink("item", file.url, file.media_type) for file in data_access_metadata.files(record)),
        *((HeadLink("related", doi_url(doi)),) if doi else ()),
    )
