"""Tests for the metadata: they agree with the record and the page, and are valid for the programs that read them."""

import codecs
import json
import re
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import latexcodec  # noqa: F401 - registers the codec `ulatex`
import pytest
import rdflib
from lxml import html
from rdflib import namespace
from signposting import LinkRel, Signposting
from signposting.htmllinks import HTML, _parse_html
from signposting.signpost import AbsoluteURI

from conftest import ROOT
from curator.records.catalog import Catalog
from curator.records.settings import read
from curator.site.exports import jsonld
from curator.site.exports.citation_formats import works_to_cite
from curator.site.exports.published_files import BULK_FILES, files_beside
from curator.site.views import head_tags
from curator.site.views.dataset_metadata import Creator, certain
from zotero_reading import page_creators

SETTINGS = read(ROOT)
CONTEXT = {"@vocab": "https://schema.org/"} | {
    name: {"@type": "@id"} for name in ("url", "license", "sdLicense", "sameAs", "isPartOf", "hasPart", "isBasedOn", "contentUrl")
}
"""The part of the context of schema.org that is needed here, because no parser may download it."""
SHAPES = ROOT / "tests" / "shapes" / "catalog.ttl"
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
ADDRESS = re.compile(r"https?://\S+")


class NetworkError(Exception):
    """A test tried to use the network."""


@pytest.fixture(scope="module", autouse=True)
def no_network() -> Iterator[None]:
    """Refuse every network connection in these tests."""

    def refuse(*_: object) -> None:
        raise NetworkError

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", refuse)
        patch.setattr(socket, "getaddrinfo", refuse)
        yield


@pytest.fixture(scope="module")
def pages(site: Path, catalog: Catalog) -> dict[str, Any]:
    """The page of each record, parsed."""
    return {id_: html.fromstring((site / "datasets" / id_ / "index.html").read_text(encoding="utf-8")) for id_ in catalog.records}


@pytest.fixture(scope="module")
def described(pages: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The JSON-LD in each page."""
    return {id_: json.loads(page.xpath("string(/html/head/script[@type='application/ld+json'])")) for id_, page in pages.items()}


@pytest.fixture(scope="module")
def graph(site: Path) -> rdflib.Graph:
    """The graph of the whole catalog."""
    return rdflib.Graph().parse(site / "data" / "catalog.jsonld")


@pytest.fixture(scope="module")
def shapes() -> rdflib.Graph:
    """The shapes that the graphs must have."""
    return rdflib.Graph().parse(SHAPES)


def _faults(graph: rdflib.Graph, shapes: rdflib.Graph) -> str | None:
    """Return what does not fit the shapes, if anything."""
    import pyshacl  # noqa: PLC0415 - slow to import, which every process of the tests would do

    conforms, _, report = pyshacl.validate(graph, shacl_graph=shapes)
    return None if conforms else str(report)


@pytest.fixture(scope="module")
def croissants(site: Path, catalog: Catalog) -> dict[str, Any]:
    """The Croissant metadata of each dataset, as read by mlcroissant; an error in one of them fails here."""
    import mlcroissant  # noqa: PLC0415 - slow to import, which every process of the tests would do

    return {id_: mlcroissant.Dataset(jsonld=_croissant(site, id_)).metadata for id_ in catalog.records}


def _croissant(site: Path, id_: str) -> dict[str, Any]:
    value: dict[str, Any] = json.loads((site / "datasets" / id_ / "croissant.json").read_text(encoding="utf-8"))
    return value


@pytest.fixture(scope="module")
def signposts(site: Path, catalog: Catalog) -> dict[str, Signposting]:
    """The signposts in the head of each page."""
    return {id_: _signposts((site / "datasets" / id_ / "index.html").read_text(encoding="utf-8"), id_) for id_ in catalog.records}


def _signposts(text: str, id_: str) -> Signposting:
    address = AbsoluteURI(SETTINGS.address(f"datasets/{id_}/"))
    return _parse_html(HTML(text, "text/html", address, address))


def _contents(page: Any, name: str) -> list[str]:
    """Return the contents of the tags with a Dublin Core name; a Highwire tag has this name as a property."""
    both = name.replace("DC.", "dc:")
    return [str(content) for content in page.xpath("/html/head/meta[@name=$name or @property=$both]/@content", name=name, both=both)]


def _texts(value: Any, key: str = "") -> Iterator[str]:
    """Yield every text in JSON-LD that readers should see, the name of a person in parts."""
    if isinstance(value, dict):
        unsaid = {"@type", "@context", "encodingFormat", "sdLicense"} | ({"name"} if value["@type"] == "Person" else set())
        for name, inner in value.items():
            if name not in unsaid:
                yield from _texts(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner, key)
    elif isinstance(value, str):
        yield from (re.split(r": |, ", value) if key == "conditionsOfAccess" else value.split("/") if key == "temporalCoverage" else [value])


def _seen(page: Any, id_: str) -> tuple[str, set[str]]:
    """Return the visible text of a page, including decoded BibTeX, and the targets of its links."""
    text = " ".join("".join(page.xpath("//body//text()[not(ancestor::script or ancestor::style)]")).split())
    decode = codecs.lookup("ulatex").decode
    decoded = [str(decode(pre.text_content())[0]) for pre in page.xpath("//pre")]
    links = {str(link) for link in page.xpath("//body//a/@href")}
    here = SETTINGS.address(f"datasets/{id_}/")
    ours = {SETTINGS.address(""), here, f"{here}#licence"} | {SETTINGS.address(f"datasets/{link.strip('./')}/") for link in links if link.startswith("../")}
    return re.sub(r"[{}]", "", " ".join([text, *decoded])).casefold(), links | ours


@pytest.fixture(scope="module")
def seen(pages: dict[str, Any]) -> dict[str, tuple[str, set[str]]]:
    """The visible text of each page, and the targets of its links."""
    return {id_: _seen(page, id_) for id_, page in pages.items()}


def _hidden(texts: Iterator[str], visible: str, links: set[str]) -> list[str]:
    """Return the texts that are not visible on a page."""
    dois = {link.rpartition("doi.org/")[2].casefold() for link in links if "doi.org/" in link}
    return [
        text
        for text in texts
        if text.casefold() not in visible and text not in links and text.removeprefix("https://doi.org/") not in dois | set(re.findall(r"10\.\d+/\S+", visible))
    ]


def test_the_network_is_unavailable() -> None:
    """A parser that uses the network fails in these tests."""
    with pytest.raises(NetworkError):
        rdflib.Graph().parse(data='{"@context": "https://schema.org", "name": "x"}', format="json-ld")


def test_dublin_core_is_complete(pages: dict[str, Any], catalog: Catalog) -> None:
    """The Dublin Core of every page has title, type, year, rights, description, language and a URL, as often as the record has them."""
    for id_, page in pages.items():
        record = catalog.records[id_]
        assert page.xpath("/html/head/link[@rel='schema.DC']/@href") == ["http://purl.org/dc/elements/1.1/"]
        assert (_contents(page, "DC.title"), _contents(page, "DC.type"), _contents(page, "DC.language")) == ([record.name], ["dataset"], ["en"])
        assert _contents(page, "description") == [" ".join(record.summary.split())]
        deposits = [catalog.references[key] for key in record.citations.data]
        dated = certain(record, "year") or any(work.year and "year" not in (work.unverified or ()) for work in deposits)
        assert [bool(re.fullmatch(r"[12]\d{3}", year)) for year in _contents(page, "DC.date")] == [True] * dated, id_
        assert len(_contents(page, "DC.rights")) == 2
        assert ADDRESS.fullmatch(_contents(page, "DC.rights")[-1])
        assert _contents(page, "DC.identifier")[-1] == SETTINGS.address(f"datasets/{id_}/")
        assert _contents(page, "DC.creator"), id_
        assert _contents(page, "DC.subject"), id_


@pytest.mark.parametrize(
    ("id_", "name", "contents"),
    [
        ("chaos-ct", "DC.creator", ["Kavur, Ali Emre", "Selver, M. Alper", "Dicle, Oğuz", "Barış, Mustafa", "Gezer, N. Sinem"]),
        ("chaos-ct", "DC.identifier", ["10.5281/zenodo.3362844", SETTINGS.address("datasets/chaos-ct/")]),
        ("chaos-ct", "DC.publisher", ["Zenodo"]),
        ("chaos-ct", "DC.rights", ["CC BY-NC-SA 4.0", "https://creativecommons.org/licenses/by-nc-sa/4.0/"]),
        ("chaos-ct", "citation_doi", ["10.5281/zenodo.3362844"]),
        ("promise12", "DC.date", ["2023"]),
        ("drive", "DC.creator", ["Image Sciences Institute, University Medical Center Utrecht"]),
        ("drive", "DC.date", ["2004"]),
        ("drive", "citation_doi", []),
        ("mura", "DC.creator", ["Stanford AIMI"]),
        ("mura", "citation_doi", ["10.71718/cwh3-0p32"]),
        ("cifar-100", "DC.rights", ["License not known", SETTINGS.address("datasets/cifar-100/#licence")]),
        (
            "nci-isbi-2013-prostate",
            "DC.rights",
            ["CC BY 3.0 (images); CC BY 3.0 (labels), not verified", SETTINGS.address("datasets/nci-isbi-2013-prostate/#licence")],
        ),
    ],
)
def test_tags_follow_the_record(id_: str, name: str, contents: list[str], pages: dict[str, Any]) -> None:
    """Creators are the authors of the data, else the provider, else the authors of the paper; year and DOI are of the deposit; nothing is unverified."""
    assert _contents(pages[id_], name) == contents


def test_authors_are_read_separately(pages: dict[str, Any]) -> None:
    """Zotero reads the same authors from Highwire tags as Dublin Core has, and all are shown on the page; dashes replace the commas of an organization."""
    for id_, page in pages.items():
        tags = _contents(page, "citation_author")
        authors = [author for content in tags for author in page_creators(content, only=len(tags) == 1)]
        people = page.xpath("//article//tr[starts-with(th, 'Creators')]/td")[0].text_content()
        named = _contents(page, "DC.creator")
        organisation = "Creators (same as provider)" in page.text_content()
        # Zotero leaves out the suffix of a name
        assert authors == [name.replace(", ", " – ") if organisation else ", ".join(name.split(", ")[:2]) for name in named], id_
        assert all(part in people for author in authors for part in re.split(", | – ", author)), id_


@pytest.mark.parametrize("name", ["Gonzalez Ballester, Miguel Angel", "de Kaste, Michael M. J.", "Stanford AIMI"])
def test_names_that_zotero_would_split(name: str) -> None:
    """Zotero would split a name of several words on both sides of the comma, and the name of an organization."""
    assert [*page_creators(name, only=True)] != [name]


@pytest.mark.parametrize(
    ("creator", "text"),
    [(Creator("Staal", "Joes"), "Staal, Joes"), (Creator("King", "Martin", "Jr."), "King, Martin, Jr."), (Creator("Stanford AIMI"), "Stanford AIMI")],
)
def test_names_are_listed(creator: Creator, text: str) -> None:
    """People are listed with the family name first, organizations by their name."""
    assert head_tags.listed(creator) == text


def test_no_tag_changes_the_type(pages: dict[str, Any]) -> None:
    """No page has a journal title or an OpenGraph type, with which Zotero would not save a dataset."""
    for id_, page in pages.items():
        assert page.xpath("//meta[@name='citation_journal_title'] | //meta[@property='og:type'] | //meta[starts-with(@name, 'og:')]") == [], id_
        assert _contents(page, "citation_title") == _contents(page, "DC.title")
        assert _contents(page, "citation_publication_date") == _contents(page, "DC.date")


def test_every_page_has_open_graph_tags(site: Path, catalog: Catalog) -> None:
    """Every page that can be shared has title, description, URL and site in Open Graph; those of a dataset are its name, summary and canonical URL."""
    for path in site.rglob("*.html"):
        page = html.fromstring(path.read_bytes())
        graph = {tag.get("property")[3:]: tag.get("content") for tag in page.xpath("/html/head/meta[starts-with(@property, 'og:')]")}
        canonical = page.xpath("/html/head/link[@rel='canonical']/@href")
        described = _contents(page, "description")
        if canonical and described:
            assert (graph["url"], graph["description"], graph["site_name"]) == (*canonical, *described, SETTINGS.name), path
            assert graph["title"]
            assert path.parent.name not in catalog.records or graph["title"] == catalog.records[path.parent.name].name


def test_the_home_page_describes_the_catalog(site: Path) -> None:
    """The home page has the catalog as a DataCatalog with name, description, license, version and URL."""
    [text] = html.fromstring((site / "index.html").read_bytes()).xpath("//script[@type='application/ld+json']/text()")
    described = json.loads(text)
    assert (described["@type"], described["name"], described["url"]) == ("DataCatalog", SETTINGS.name, SETTINGS.address(""))
    assert (described["license"], described["version"], bool(described["description"])) == (jsonld.TEXT_LICENSE, SETTINGS.version, True)


def test_tags_contain_only_visible_text(pages: dict[str, Any], seen: dict[str, tuple[str, set[str]]]) -> None:
    """The content of every tag is visible on the page or the target of one of its links."""
    assert {id_: hidden for id_, page in pages.items() if (hidden := _hidden(_tag_texts(page), *seen[id_]))} == {}


def _tag_texts(page: Any) -> Iterator[str]:
    """Yield the content of the tags of a page for readers: names in parts, licenses without their scope."""
    for tag in page.xpath("/html/head/meta[starts-with(@name, 'DC.') or starts-with(@name, 'citation_')]"):
        name, content = tag.get("name"), tag.get("content").replace("\xa0", " ")
        if name in ("DC.creator", "citation_author"):
            yield from re.split(", | – ", content.rstrip(","))
        elif name == "DC.rights":
            yield from (re.sub(r"( \(.+\))?(, not verified)?$", "", part) for part in content.split("; "))
        elif name not in ("DC.language", "DC.type", "citation_language"):
            yield content


def test_jsonld_is_in_the_page(site: Path, described: dict[str, dict[str, Any]]) -> None:
    """The library extruct finds one JSON-LD description in a page."""
    import extruct  # noqa: PLC0415 - slow to import, which every process of the tests would do

    for id_, value in described.items():
        page = (site / "datasets" / id_ / "index.html").read_text(encoding="utf-8")
        assert extruct.extract(page, syntaxes=["json-ld"])["json-ld"] == [value], id_


def test_jsonld_stays_in_its_script() -> None:
    """Text that would end a script element, or a line of it, is escaped and read back unchanged."""
    text = jsonld.as_text({"name": "</script><!-- & \u2028\u2029 é"})
    assert not set("<>&\u2028\u2029") & set(text)
    assert "é" in text
    assert json.loads(text) == {"name": "</script><!-- & \u2028\u2029 é"}


def test_jsonld_contains_only_visible_text(seen: dict[str, tuple[str, set[str]]], described: dict[str, dict[str, Any]]) -> None:
    """Every text in the JSON-LD is visible on the page, and every URL is the target of one of its links."""
    assert {id_: hidden for id_, value in described.items() if (hidden := _hidden(_texts(value), *seen[id_]))} == {}


def test_jsonld_fits_its_shape(described: dict[str, dict[str, Any]], shapes: rdflib.Graph) -> None:
    """The JSON-LD of every page has the properties that Google requires, with URLs, ISO dates, plain text and a description of 50 to 5,000 characters."""
    found = rdflib.Graph()
    for value in described.values():
        assert value["@context"] == "https://schema.org"
        found.parse(data=json.dumps(value | {"@context": CONTEXT}), format="json-ld")
    assert len(list(found.subjects(rdflib.RDF.type, namespace.SDO.Dataset))) == len(described)
    assert _faults(found, shapes) is None


@pytest.mark.parametrize(
    ("id_", "key", "value"),
    [
        ("drive", "license", "https://www.isi.uu.nl/Research/Databases/DRIVE/"),
        ("drive", "sameAs", "https://drive.grand-challenge.org/"),
        ("drive", "conditionsOfAccess", "images and training labels: free account, challenge registration, download"),
        ("drive", "isAccessibleForFree", True),
        ("drive", "distribution", None),
        ("drive", "spatialCoverage", {"@type": "Place", "name": "Netherlands"}),
        ("busi", "temporalCoverage", "2018"),
        ("luna16", "license", "https://creativecommons.org/licenses/by/4.0/"),
        ("luna16", "isPartOf", [SETTINGS.address(f"datasets/{id_}/") for id_ in ("sa-med2d-20m", "lidc-idri")]),
        ("busi", "license", SETTINGS.address("datasets/busi/#licence")),
        (
            "busi",
            "distribution",
            {
                "@type": "DataDownload",
                "name": "images, labels and masks",
                "contentUrl": "https://scholar.cu.edu.eg/Dataset_BUSI.zip",
                "encodingFormat": "application/zip",
            },
        ),
        ("ade20k", "license", SETTINGS.address("datasets/ade20k/#licence")),
        ("pascal-voc", "license", "https://www.robots.ox.ac.uk/~vgg/projects/pascal/VOC/voc2012/#rights"),
        ("rim-one-r3", "distribution", None),
        ("promise12", "identifier", "https://doi.org/10.5281/zenodo.8026660"),
        ("promise12", "datePublished", "2012"),
        ("chaos-ct", "identifier", None),
        ("chaos-ct", "sameAs", None),
        (
            "chaos-ct",
            "isPartOf",
            [
                "https://chaos.grand-challenge.org/",
                "https://doi.org/10.5281/zenodo.3362844",
                "https://doi.org/10.5281/zenodo.3431873",
                SETTINGS.address("datasets/abdomenatlas/"),
            ],
        ),
        ("chaos-ct", "version", "1.03"),
        ("refuge", "identifier", "https://doi.org/10.21227/tz6e-r977"),
        ("bc-2015", "sameAs", None),
        ("glas", "distribution", None),
    ],
)
def test_jsonld_follows_the_record(id_: str, key: str, value: Any, described: dict[str, dict[str, Any]]) -> None:
    """The license is the URL of the standard license, else of the owner's terms, else of the page's section; uncertain values are omitted."""
    assert described[id_].get(key) == value


def test_the_licence_of_our_texts_is_the_catalogs() -> None:
    """The metadata have the license of LICENSE-DATA."""
    assert jsonld.TEXT_LICENSE in (ROOT / "LICENSE-DATA").read_text(encoding="utf-8")


def test_croissant_is_valid(croissants: dict[str, Any], catalog: Catalog) -> None:
    """The library mlcroissant reads the Croissant metadata of every dataset without errors.

    It warns about unknown versions, unverified years and missing works only, and about versions that the owners do not number in three parts.
    """
    for id_, metadata in croissants.items():
        assert metadata.ctx.issues.errors == set()
        dated = certain(catalog.records[id_], "year")
        known = [*([] if dated else ["datePublished"]), *([] if works_to_cite(id_, catalog) else ["citeAs"])]
        known.append("MAJOR.MINOR.PATCH" if metadata.version else "https://schema.org/version")
        assert [warning for warning in metadata.ctx.issues.warnings if not any(name in warning for name in known)] == [], id_
        assert (metadata.name, metadata.ctx.conforms_to.value) == (catalog.records[id_].name, "http://mlcommons.org/croissant/1.1")
        assert all((metadata.description, metadata.license, metadata.url, metadata.creators, metadata.date_published or not dated)), id_


def test_croissant_lists_only_files_with_checksums(croissants: dict[str, Any], site: Path) -> None:
    """Croissant metadata have files with a checksum only; mlcroissant refuses a file without one."""
    import mlcroissant  # noqa: PLC0415 - slow to import, which every process of the tests would do

    listed = {id_: metadata.file_objects for id_, metadata in croissants.items() if metadata.distribution}
    assert all(file.md5 or file.sha256 for files in listed.values() for file in files)
    assert {id_: [(file.content_url, file.md5) for file in listed[id_]] for id_ in ("cifar-100", "pascal-voc")} == {
        "cifar-100": [("https://www.cs.toronto.edu/~kriz/cifar-100-python.tar.gz", "eb9058c3a382ffc7106e4002c42a8d85")],
        "pascal-voc": [
            ("https://thor.robots.ox.ac.uk/pascal/VOC/voc2012/VOCtrainval_11-May-2012.tar", "6cd6e144f989b92b3379bac3b3de84fd"),
            ("https://thor.robots.ox.ac.uk/pascal/VOC/voc2007/VOCtrainval_06-Nov-2007.tar", "c52e279531787c972589f7e41ab4ae64"),
        ],
    }
    broken = _croissant(site, "cifar-100")
    del broken["distribution"][0]["md5"]
    with pytest.raises(mlcroissant.ValidationError):
        mlcroissant.Dataset(jsonld=broken)


def test_signposts_have_the_right_targets(signposts: dict[str, Signposting], catalog: Catalog, described: dict[str, dict[str, Any]]) -> None:
    """The signposts have the type and license of the page, each file that describes the data, and each data file."""
    for id_, found in signposts.items():
        assert {str(post.target) for post in found.types} == {"https://schema.org/Dataset", "https://schema.org/AboutPage"}
        assert [str(post.target) for post in found.signposts if post.rel == LinkRel.license] == [described[id_]["license"]]
        files = {str(post.target).removeprefix(SETTINGS.address(f"datasets/{id_}/")): str(post.type) for post in found.describedBy}
        assert files == {file.name: file.media_type for file in files_beside(id_, catalog) if file.relation == "describedby"}
        downloads = described[id_].get("distribution", [])
        downloads = [downloads] if isinstance(downloads, dict) else downloads
        assert {(str(post.target), str(post.type)) for post in found.items} == {(file["contentUrl"], file["encodingFormat"]) for file in downloads}


def test_the_page_claims_no_identifier_or_author(signposts: dict[str, Signposting], pages: dict[str, Any], catalog: Catalog) -> None:
    """The page claims no identifier and no author; the owner's DOI is related, if it is verified."""
    for id_, found in signposts.items():
        assert (found.citeAs, found.authors) == (None, set())
        works = [catalog.references[key] for key in catalog.records[id_].citations.data[:1]]
        dois = [f"https://doi.org/{work.doi}" for work in works if work.doi and "doi" not in work.unverified]
        assert pages[id_].xpath("/html/head/link[@rel='related']/@href") == dois


def test_the_catalogs_graph_fits_its_shapes(graph: rdflib.Graph, shapes: rdflib.Graph, catalog: Catalog) -> None:
    """The graph has every dataset in terms of DCAT, with the properties that its shape requires."""
    pages = {rdflib.URIRef(SETTINGS.address(f"datasets/{id_}/")) for id_ in catalog.records}
    assert set(graph.subjects(rdflib.RDF.type, namespace.DCAT.Dataset)) == pages
    assert set(graph.objects(rdflib.URIRef(SETTINGS.address("")), namespace.DCAT.dataset)) == pages
    assert _faults(graph, shapes) is None


@pytest.mark.parametrize(
    "broken",
    [
        namespace.DCTERMS.title,
        namespace.DCTERMS.license,
        namespace.DCAT.dataset,
        namespace.DCAT.downloadURL,
        namespace.FOAF.name,
        namespace.DCTERMS.identifier,
        namespace.DCAT.mediaType,
    ],
)
def test_a_broken_graph_does_not_fit(broken: rdflib.URIRef, graph: rdflib.Graph, shapes: rdflib.Graph) -> None:
    """A graph with a missing statement does not conform; the graph of the catalog and one dataset is enough to see it."""
    lacking = _with_one_dataset(graph, rdflib.URIRef(SETTINGS.address("datasets/chaos-ct/")))
    assert _faults(lacking, shapes) is None
    lacking.remove(min(lacking.triples((None, broken, None))))
    assert _faults(lacking, shapes) is not None


def _with_one_dataset(graph: rdflib.Graph, dataset: rdflib.URIRef) -> rdflib.Graph:
    """Return the statements about the catalog, one dataset, and what they refer to except other datasets."""
    others = set(graph.subjects(rdflib.RDF.type, namespace.DCAT.Dataset)) - {dataset}
    found, seen = rdflib.Graph(), set[rdflib.term.Node]()
    waiting: list[rdflib.term.Node] = [rdflib.URIRef(SETTINGS.address(""))]
    while waiting:
        node = waiting.pop()
        seen.add(node)
        for _, predicate, value in graph.triples((node, None, None)):
            if value not in others:
                found.add((node, predicate, value))
                waiting += [value] if isinstance(value, rdflib.URIRef | rdflib.BNode) and value not in seen else []
    return found


def test_the_catalogs_graph_lists_its_files(graph: rdflib.Graph, site: Path) -> None:
    """The graph has all bulk files, with URLs at which they exist."""
    own = graph.objects(rdflib.URIRef(SETTINGS.address("")), namespace.DCAT.distribution)
    named = {str(url).removeprefix(SETTINGS.address("")) for file in own for url in graph.objects(file, namespace.DCAT.downloadURL)}
    assert named == {file.path for file in BULK_FILES}
    assert [path for path in named if not (site / path).is_file()] == []


RESPONSIBLE_AI = ("dataCollection", "dataAnnotationProtocol", "dataBiases", "dataLimitations", "dataUseCases", "dataReleaseMaintenancePlan")


def test_croissant_describes_collection_annotation_and_limits(site: Path, catalog: Catalog) -> None:
    """The metadata of at least one dataset have each property of the Responsible AI extension, and all its texts are on the page."""
    found: set[str] = set()
    for id_ in catalog.records:
        shown = " ".join(html.fromstring((site / "datasets" / id_ / "index.html").read_text(encoding="utf-8")).text_content().split()).casefold()
        for name, value in _croissant(site, id_).items():
            if name.startswith("rai:"):
                found.add(name.removeprefix("rai:"))
                pieces = re.split(r"[;:.](?: |$)", " ; ".join([value] if isinstance(value, str) else value))
                assert [piece for piece in pieces if piece.strip().casefold() not in shown] == [], (id_, name)
    assert found >= set(RESPONSIBLE_AI)
