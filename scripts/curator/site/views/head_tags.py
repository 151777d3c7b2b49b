"""The head of a dataset's page: tags for reference managers, and links for programs that follow Signposting.

Zotero takes the type of an item from `DC.type`, and a page with a journal's title or with `og:type` for something else than a dataset.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from curator.records.catalog import Catalog
from curator.records.doi import doi_url
from curator.records.model import Dataset
from curator.records.record_addresses import page_url
from curator.records.settings import Settings
from curator.site.views import data_access_metadata, identity
from curator.site.views.get_the_data import licence_words
from curator.site.views.identity import Creator


@dataclass(frozen=True)
class Link:
    """A link of the head; the media type is empty where the target is no file."""

    rel: str
    href: str
    type: str = ""


def tags(id_: str, catalog: Catalog, settings: Settings) -> tuple[tuple[str, str], ...]:
    """Names and contents of the `meta` tags: Dublin Core in full, then Highwire's."""
    return (*_dublin_core(id_, catalog, settings), *_highwire(id_, catalog, settings))


def _dublin_core(id_: str, catalog: Catalog, settings: Settings) -> Iterator[tuple[str, str]]:
    record, words = catalog.records[id_], catalog.vocabularies
    yield "DC.title", record.name
    yield "DC.type", "dataset"
    for creator in identity.makers(record, catalog).creators:
        yield "DC.creator", listed(creator)
    if date := year(record, catalog):
        yield "DC.date", date
    if doi := identity.doi(record, catalog):
        yield "DC.identifier", doi
    yield "DC.identifier", page_url(id_, settings)
    if publisher := identity.publisher(record, catalog):
        yield "DC.publisher", publisher
    for text in rights(record, catalog):
        yield "DC.rights", text
    yield "DC.rights", identity.licence_address(record, words) or page_url(id_, settings, "licence")
    yield "DC.description", plain(record.summary)
    yield from (("DC.subject", word) for word in data_access_metadata.keywords(record, words))
    yield from (("DC.format", words["format"].label(term)) for at, term in enumerate(record.formats) if identity.certain(record, f"formats.{at}"))
    for relation in data_access_metadata.relations(id_, catalog):
        if url := page_url(relation.id, settings) if relation.id else relation.url:
            yield "DC.relation", url
    yield "DC.language", "en"


def _highwire(id_: str, catalog: Catalog, settings: Settings) -> Iterator[tuple[str, str]]:
    record = catalog.records[id_]
    yield "citation_title", record.name
    for creator in identity.makers(record, catalog).creators:
        yield "citation_author", _whole(creator)
    if date := year(record, catalog):
        yield "citation_publication_date", date
    if doi := identity.doi(record, catalog):
        yield "citation_doi", doi
    if publisher := identity.publisher(record, catalog):
        yield "citation_publisher", publisher
    yield "citation_abstract_html_url", page_url(id_, settings)
    yield "citation_language", "en"


def plain(text: str) -> str:
    """Text on one line."""
    return " ".join(text.split())


def listed(creator: Creator) -> str:
    """A person as lists of authors have them, family name first; an organisation by its name."""
    given = ", ".join(filter(None, (creator.given, creator.suffix)))
    return f"{creator.family}, {given}" if given else creator.family


def _whole(creator: Creator) -> str:
    """A creator as Zotero reads one from Highwire's tags.

    It takes the words before the last space for a given name unless a comma ends the family name, and a comma between
    names of several words each for one between two authors unless the given names hang together.
    """
    if not creator.given:
        return f"{creator.family.partition(',')[0]},"
    return listed(creator) if " " not in creator.family else f"{creator.family}, {creator.given.replace(' ', chr(0xA0))}"


def year(record: Dataset, catalog: Catalog) -> str:
    """The year to cite: that of the deposit, which its DOI belongs to, else that of the first release."""
    data = identity.deposit(record, catalog)
    deposited = identity.known(data, "year") if data else ""
    return deposited or (str(record.year) if identity.certain(record, "year") else "")


def rights(record: Dataset, catalog: Catalog) -> Iterator[str]:
    """What the licences are called, with what each covers, and whether that is doubtful."""
    for licence in record.licence:
        covers = "" if licence.covers == "all" else f" ({licence.covers})"
        doubtful = bool(licence.unverified) or not identity.certain(record, "licence")
        yield f"{licence_words(licence, catalog.vocabularies)[0]}{covers}{', not verified' if doubtful else ''}"


def links(id_: str, catalog: Catalog, files: Iterable[Link]) -> tuple[Link, ...]:
    """Return the links of the FAIR Signposting Profile, https://signposting.org/FAIR/, among them those to the files beside the page.

    No `cite-as`: it names an address that is preferred to the page's own (RFC 8574), and there is none that leads to this
    page. The owner's DOI leads to the owner, so that it is `related`.
    """
    record = catalog.records[id_]
    doi = identity.doi(record, catalog)
    return (
        Link("type", "https://schema.org/Dataset"),
        Link("type", "https://schema.org/AboutPage"),
        Link("license", identity.licence_address(record, catalog.vocabularies) or "#licence"),
        *files,
        *(Link("item", file.url, file.media_type) for file in data_access_metadata.files(record)),
        *((Link("related", doi_url(doi)),) if doi else ()),
    )
