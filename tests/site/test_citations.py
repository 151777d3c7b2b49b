"""Tests for citations: all parsers read the same from every work, and every page offers all styles, separated by role."""

import dataclasses
import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import bibtexparser
import pytest
import rispy
import yaml
from bibtexparser.middlewares import LatexDecodingMiddleware, SeparateCoAuthors, SplitNameParts
from citeproc.source.json import CiteProcJSON
from lxml import html
from pybtex.database import parse_string
from pybtex.richtext import Text
from pylatexenc.latex2text import LatexNodes2Text

from conftest import PUBLISHED, ROOT
from curator.records import catalog as catalogs
from curator.records.bibliography import Name, Reference
from curator.records.catalog import Catalog
from curator.records.kept_results import FILE
from curator.records.link_history import History
from curator.records.settings import read
from curator.records.summary import changed
from curator.site import citations, how_to_cite, jinja
from curator.site.citations import STYLES, CitationTexts
from curator.site.exports import bibtex, csl, ris
from curator.site.exports.citation_formats import BIBTEX, CSL_JSON, FORMATS, RIS, CitationFormat
from curator.site.jinja import linked
from curator.site.views import dataset_page as dataset

SETTINGS = read(ROOT)
HARD = (
    "Abràmoff",
    "Decencière",
    "García-Feijoó",
    "Barış",
    "Özkan",
    "Bozdağı Akar",
    "Kuş",
    "Øster & Søn",
    "van Ginneken",
    "Nguyễn",
    "Đặng",
    "Wiśniewska",
    "Иванов",
    "王",
    "عمر",
    "García‑Feijoó",
    "Institució 1º",
)
"""Names that parsers misread if their letters are not encoded as expected."""


class Properties(NamedTuple):
    """The properties of a work that a parser reads."""

    authors: list[str]
    title: str
    year: str
    doi: str


def _pybtex(works: list[Reference]) -> dict[str, Properties]:
    def name(parts: list[str]) -> str:
        return str(Text.from_latex(" ".join(parts)))

    found = {}
    for key, entry in parse_string(BIBTEX.bibliography(works), "bibtex").entries.items():
        people = [(name(it.prelast_names + it.last_names), name(it.first_names + it.middle_names), name(it.lineage_names)) for it in entry.persons["author"]]
        authors = [", ".join(filter(None, parts)) for parts in people]
        found[key] = Properties(authors, str(Text.from_latex(entry.fields["title"])), entry.fields["year"], entry.fields.get("doi", ""))
    return found


def _bibtexparser(works: list[Reference]) -> dict[str, Properties]:
    layers = [SeparateCoAuthors(), SplitNameParts(), LatexDecodingMiddleware()]
    decoded = cache(LatexNodes2Text().latex_to_text)  # the layer that decodes leaves lists of names as they are
    library = bibtexparser.parse_string(BIBTEX.bibliography(works), append_middleware=layers)
    assert library.failed_blocks == []
    found = {}
    for entry in library.entries:
        people = [(" ".join(it.von + it.last), " ".join(it.first), " ".join(it.jr)) for it in entry["author"]]
        fields = entry.fields_dict
        authors = [decoded(", ".join(filter(None, parts))) for parts in people]
        found[entry.key] = Properties(authors, entry["title"], entry["year"], fields["doi"].value if "doi" in fields else "")
    return found


def _rispy(works: list[Reference]) -> dict[str, Properties]:
    found = rispy.loads(RIS.bibliography(works))
    assert [entry["id"] for entry in found if "unknown_tag" in entry] == []
    return {
        entry["id"]: Properties([name.removesuffix(",") for name in entry["authors"]], entry["title"], entry["year"], entry.get("doi", "")) for entry in found
    }


def _citeproc(works: list[Reference]) -> dict[str, Properties]:
    def name(it: Any) -> str:
        return ", ".join(filter(None, map(it.get, ("literal", "family", "given", "suffix"))))

    found = CiteProcJSON(json.loads(CSL_JSON.bibliography(works)))
    return {
        key: Properties([name(it) for it in entry.author], str(entry.title), str(entry.issued.year), str(entry.get("DOI", ""))) for key, entry in found.items()
    }


PARSERS: dict[str, Callable[[list[Reference]], dict[str, Properties]]] = {
    "pybtex": _pybtex,
    "bibtexparser": _bibtexparser,
    "rispy": _rispy,
    "citeproc": _citeproc,
}


def _properties(work: Reference, parser: str) -> Properties:
    """Return the properties of a work in the bibliography; only BibTeX can express that there are more authors."""
    others = ["others"] * (work.others and parser in ("pybtex", "bibtexparser"))
    names = [", ".join(filter(None, (name.family, name.given))) for name in work.authors] + others
    return Properties(names, work.title, work.year, work.doi)


def _pages(catalog: Catalog) -> list[Reference]:
    """Return the pages of the catalog as works."""
    return [how_to_cite.record_page_work(id_, record, SETTINGS) for id_, record in catalog.records.items()]


@pytest.mark.parametrize("parser", PARSERS)
def test_every_parser_reads_the_same_values(parser: str, catalog: Catalog) -> None:
    """Every parser reads the same key, authors, title, year and DOI from every work, page and the catalog itself."""
    works = [*catalog.references.values(), *_pages(catalog), how_to_cite.catalog_work(SETTINGS)]
    assert PARSERS[parser](works) == {work.key: _properties(work, parser) for work in works}


@pytest.mark.parametrize("name", HARD)
@pytest.mark.parametrize("parser", PARSERS)
def test_every_parser_reads_every_letter(parser: str, name: str) -> None:
    """Every parser reads accented letters in names and titles unchanged."""
    work = Reference("key2000word", "article", (Name(name, "Žofia É."),), others=False, fields={"title": f"Über {name}: 50 %", "year": "2000"})
    assert PARSERS[parser]([work]) == {"key2000word": _properties(work, parser)}


# Styles


@pytest.fixture(scope="module")
def texts(catalog: Catalog) -> how_to_cite.Texts:
    """Every citation in every style, formatted without a cache."""
    return how_to_cite.texts(catalog, SETTINGS, CitationTexts())


def test_every_style_names_the_work(catalog: Catalog, texts: how_to_cite.Texts) -> None:
    """In every style a citation starts with its first author, without a number, and contains title and year."""
    assert list(texts) == list(STYLES)
    for style, by_key in texts.items():
        for key, work in catalog.references.items():
            text = by_key[key]
            assert re.match(r"[^\W\d]", text), (style, text)
            assert work.authors[0].family.casefold() in text.partition(work.title[:8])[0].casefold(), (style, text)
            # IEEE gives no year for a page without a date of access
            assert work.year in text or (style, csl.item(work)["type"]) == ("ieee", "webpage"), (style, text)
            assert not re.search(r"\?\.|\.\.|”[,.](?!”)|\s\s", text), (style, text)


ET_AL = {
    "apa": ("Fu, H., et al. (2019). ", "Fu, H., Li, F., et al. (2019). "),
    "vancouver-nlm": ("Fu H, et al. Words", "Fu H, Li F, et al. Words"),
    "ieee": ("H. Fu et al., “Words", "H. Fu, F. Li et al., “Words"),
    "nature": ("Fu, H. et al. Words", "Fu, H., Li, F. et al. Words"),
}
"""The start of a citation in each style with one and with two named authors."""


@pytest.mark.parametrize("style", STYLES)
def test_authors_that_are_not_named_are_et_al(style: str) -> None:
    """A work with unnamed authors has et al. in every style; CSL-JSON and RIS list the named authors."""
    for number, start in enumerate(ET_AL[style], start=1):
        names = (Name("Fu", "Huazhu"), Name("Li", "Fei"))[:number]
        work = Reference("fu2019words", "dataset", names, others=True, fields={"title": "Words", "year": "2019", "publisher": "IEEE DataPort"})
        assert CitationTexts().of([work], style)["fu2019words"].startswith(start)
        assert [name["family"] for name in csl.item(work)["author"]] == ["Fu", "Li"][:number]
        assert ris.entry(work).count("AU  - ") == number
        assert bibtex.entry(work).split("\n")[1].endswith(" and others},")


@pytest.mark.parametrize(
    ("given", "apa", "vancouver"),
    [("Jean-Luc", "J.-L.", "JL"), ("Chih-ying", "C.-y.", "CY"), ("Ja'far", "J.", "J"), ("J.-P.", "J.-P.", "JP"), ("Chih-ying A.", "C.-y. A.", "CYA")],
)
def test_every_part_of_a_given_name_is_an_initial(given: str, apa: str, vancouver: str) -> None:
    """Given names are abbreviated part by part, also after a hyphen and in lower case; the number of a preprint begins with arXiv."""
    work = Reference(
        "deng2020words", "misc", (Name("Deng", given),), others=False, fields={"title": "Words", "year": "2020", "eprint": "2001.00001", "eprinttype": "arxiv"}
    )
    assert CitationTexts().of([work], "apa")["deng2020words"].startswith(f"Deng, {apa} (2020). Words (arXiv:2001.00001).")
    assert CitationTexts().of([work], "vancouver-nlm")["deng2020words"].startswith(f"Deng {vancouver}. Words ")


def test_no_author_is_called_others(site: Path) -> None:
    """No page and no file has an author called others, except BibTeX, where it means et al."""
    found = re.compile(r"AU  - others|\"(?:literal|family|name)\": \"others\"|(?:&amp;|&) others\b")
    files = [file for pattern in ("**/*.ris", "**/*.json", "**/*.jsonld", "datasets/**/*.html", "references/*.html", "**/*.md") for file in site.glob(pattern)]
    assert files
    texts = {file: re.sub(r"<pre>.*?</pre>", "", file.read_text(encoding="utf-8"), flags=re.DOTALL) for file in files if file.name != "croissant.json"}
    assert [(file.name, found.findall(text)) for file, text in texts.items() if found.search(text)] == []


def test_page_citations_equal_those_of_citeproc(catalog: Catalog, texts: how_to_cite.Texts) -> None:
    """The citation of a page, made from a placeholder, is the one that citeproc formats for the page."""
    for style in STYLES:
        direct = CitationTexts().of(_pages(catalog)[:8], style)
        for id_, work in list(zip(catalog.records, _pages(catalog), strict=True))[:8]:
            [made] = [piece.text for piece in how_to_cite.page_cited(dataset.view(id_, catalog), SETTINGS, texts).styled if piece.id == style]
            assert made == direct[work.key]


def test_names_of_texts_are_kept_for_the_same_works(catalog: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Citations of works that are the same as in the last build are found without making an item of each; if they are not, or if something is damaged, all are made again."""
    works, file = [*catalog.references.values()][:2], tmp_path / FILE
    first = CitationTexts.cached_in(file)
    found = first.in_styles(works, ["apa"], "both works")
    first.save()
    kept = CitationTexts.cached_in(file).known
    names = next(name for name in kept if name.endswith("both works"))
    damaged = [
        kept | {names: "other names"},
        kept | {names: kept[names].split()[0]},
        {name: text for name, text in kept.items() if name not in kept[names].split()[:1]},
    ]
    assert all(CitationTexts(known=known).in_styles(works, ["apa"], "both works") == found for known in damaged)
    assert CitationTexts(known=kept).in_styles(works[:1], ["apa"], "one work") == {"apa": {works[0].key: found["apa"][works[0].key]}}
    monkeypatch.setattr(csl, "item", lambda _: pytest.fail("an item is made"))
    again = CitationTexts(known=kept)
    assert again.in_styles(works, ["apa"], "both works") == found
    assert again.used == again.known


def test_another_formatter_formats_again(catalog: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    """A change of the module that formats citations is a change of all of their keys; it uses only a placeholder of other modules of the program, which is in the works."""
    [work, *_], file, read_text = catalog.references.values(), Path(citations.__file__).with_name("formatted_citation.py"), Path.read_text
    assert re.findall(r"^ *from curator.*", file.read_text(encoding="utf-8"), re.MULTILINE) == ["from curator.site.citations import OTHERS"]

    def key() -> str:
        citations.formatter.cache_clear()
        (texts := CitationTexts()).of([work])
        return next(iter(texts.used))

    before = key()
    assert key() == before
    with monkeypatch.context() as changed_file:
        changed_file.setattr(Path, "read_text", lambda path, **arguments: read_text(path, **arguments) + "# changed" * (path == file))
        assert key() != before
    assert key() == before


def test_a_page_has_a_day(catalog: Catalog) -> None:
    """Every format has the complete date of a page, and the year and month of the catalog."""
    work = how_to_cite.page_work("drive", "DRIVE", "2026-11-03", SETTINGS)
    assert csl.item(work)["issued"] == {"date-parts": [[2026, 11, 3]]}
    assert "\r\nPY  - 2026\r\nDA  - 2026/11/03\r\n" in ris.entry(work)
    assert "  date = {2026-11-03},\n" in bibtex.entry(work)
    assert csl.item(how_to_cite.catalog_work(SETTINGS))["issued"]["date-parts"] == [[int(part) for part in SETTINGS.version.split(".")[:2]]]
    assert [key for key, known in catalog.references.items() if len(csl.item(known)["issued"]["date-parts"][0]) != 1] == []


def test_large_catalogs_have_one_style(catalog: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    """A catalog of more records than the limit is cited in the first style alone."""
    monkeypatch.setattr(catalogs, "LARGE", len(catalog.records))
    assert citations.offered_styles(catalog) == tuple(STYLES)
    monkeypatch.setattr(catalogs, "LARGE", len(catalog.records) - 1)
    assert citations.offered_styles(catalog) == ("apa",)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("See https://doi.org/10.1/a_(b)c.", 'See <a href="https://doi.org/10.1/a_(b)c">https://doi.org/10.1/a_(b)c</a>.'),
        ("(http://x.org/a?b=1&c).", '(<a href="http://x.org/a?b=1&amp;c">http://x.org/a?b=1&amp;c</a>).'),
        ("<i>A & B</i> javascript:x", "&lt;i&gt;A &amp; B&lt;/i&gt; javascript:x"),
        ('https://x.org/"onclick=', '<a href="https://x.org/">https://x.org/</a>&#34;onclick='),
    ],
)
def test_addresses_in_a_text_are_links(text: str, shown: str) -> None:
    """A URL in a text becomes a link without the punctuation behind it; other text is unchanged."""
    assert linked(text) == shown


# Pages


def _document(page: Path) -> Any:
    return html.fromstring(page.read_text(encoding="utf-8"))


def _parts(page: Path) -> dict[str, str]:
    """Return the headings of the section *Cite*, each with the text below it; further reading is collapsed."""
    found: dict[str, str] = {}
    heading = ""
    for element in _document(page).xpath("//h2[@id='cite']/following-sibling::*"):
        if element.tag == "h2":
            break
        heading = element.text_content() if element.tag == "h3" else "Further reading" if element.get("class") == "more" else heading
        found[heading] = found.get(heading, "") + ("" if element.tag == "h3" else " ".join(element.text_content().split()) + "\n")
    return found


def test_data_paper_and_acknowledgement_are_separate(site: Path, catalog: Catalog, texts: how_to_cite.Texts) -> None:
    """Every dataset page has separate headings for the paper, the data, the acknowledgement or the sentence that none is recorded, and the page."""
    for id_, record in catalog.records.items():
        parts = _parts(site / "datasets" / id_ / "index.html")
        sentence = "Required acknowledgement, word for word"
        wanted = ["Paper", "Data", "Further reading", sentence, "This page"]
        missing = {"Further reading": not record.citations.further, sentence: not record.acknowledgement}
        assert [heading for heading in parts if heading] == [heading for heading in wanted if not missing.get(heading)]
        for heading, keys in (("Data", record.citations.data), ("Paper", record.citations.paper), ("Further reading", record.citations.further)):
            for key in keys:
                for by_key in texts.values():
                    assert by_key[key] in parts[heading], (id_, key)
        if record.acknowledgement:
            assert " ".join(record.acknowledgement.quote.split()) in parts[sentence]
        said = "No acknowledgement required by the owner is recorded."
        assert (said in "".join(parts.values())) == (record.acknowledgement is None)
        assert (said in (site / "datasets" / id_ / "index.md").read_text(encoding="utf-8")) == (record.acknowledgement is None)


def test_a_missing_page_to_cite_is_marked(catalog: Catalog, texts: how_to_cite.Texts) -> None:
    """If the web page to cite no longer exists, its link state and the archived copy are shown."""
    id_ = next(id_ for id_, record in catalog.records.items() if not record.citations.data)
    gone = catalog.records[id_].model_copy(update={"status": "unavailable"})
    for records, archived in ((catalog.records, False), ({**catalog.records, id_: gone}, True)):
        known = dataclasses.replace(catalog, records=records, history=History())
        view = dataset.view(id_, known)
        words = {
            "groups": how_to_cite.groups(view, texts),
            "this_page": how_to_cite.page_cited(view, SETTINGS, texts),
            "to_cite": "",
            "root": "../../",
            "settings": SETTINGS,
        }
        assert ("https://web.archive.org/web/" in jinja.render("record/cite.html.j2", view=view, **words)) == archived


def test_data_show_their_doi(site: Path, catalog: Catalog) -> None:
    """The citation of data with a DOI links to it; if there is no citation, the page says what to cite instead."""
    for id_, record in catalog.records.items():
        page = site / "datasets" / id_ / "index.html"
        links = _document(page).xpath("//div[@class='styles']/p[1]//a/@href")
        dois = [catalog.references[key].doi for key in record.citations.data if catalog.references[key].doi]
        assert [doi for doi in dois if f"https://doi.org/{doi}" not in links] == []
        assert record.citations.data or record.access.homepage in _parts(page)["Data"]


def test_a_page_citation_has_its_url(catalog: Catalog) -> None:
    """In every style and format the citation of a dataset page has its URL, and so has that of the catalog."""
    texts = how_to_cite.texts(catalog, PUBLISHED, CitationTexts())
    pages = {PUBLISHED.address(f"datasets/{id_}/"): how_to_cite.page_cited(dataset.view(id_, catalog), PUBLISHED, texts) for id_ in catalog.records}
    for url, cited in {**pages, PUBLISHED.url: how_to_cite.cited(how_to_cite.catalog_work(PUBLISHED), texts)}.items():
        assert [piece.id for piece in (*cited.styled, *cited.written)] == [*STYLES, *(form.key for form in FORMATS)]
        assert [piece.id for piece in (*cited.styled, *cited.written) if url not in piece.text] == []


def test_a_page_citation_has_version_and_date(site: Path, catalog: Catalog) -> None:
    """In every style and format the citation of a dataset page has its name, the version and the date of the last change."""
    for id_, record in catalog.records.items():
        page = _document(site / "datasets" / id_ / "index.html")
        [own] = page.xpath("//div[@data-saved]")
        assert own.get("data-cites") == f"catalog{changed(record)[:4]}{id_}"
        styled = dict(zip(STYLES, own.xpath("div[@class='styles']/p/span"), strict=True))
        for piece in (*STYLES, "bib", "ris", "csl"):
            shown = styled[piece] if piece in styled else page.get_element_by_id(f"{piece}-{own.get('data-cites')}")
            text = shown.text_content()
            name = bibtex.latex(record.name) if piece == "bib" else record.name
            wanted = (name, SETTINGS.version, changed(record))
            assert [word for word in wanted if word not in text.replace("{", "").replace("}", "")] == []


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.key)
def test_citations_of_pages_can_be_downloaded(form: CitationFormat, site: Path, catalog: Catalog) -> None:
    """Every dataset page has its own citation in each format, which the script of its buttons knows; the page about citing links to a file."""
    script = (site / "assets/js/shared/citation-buttons.js").read_text(encoding="utf-8")
    assert f'["{form.key}", {{ label: "{form.label}", extension: "{form.extension}", type: "{form.media_type}" }}]' in script
    for id_, work in zip(catalog.records, _pages(catalog), strict=True):
        page = _document(site / "datasets" / id_ / "index.html")
        [saved] = page.xpath("//div[@data-saved]")
        assert saved.get("data-cites") == work.key
        shown = page.get_element_by_id(f"{form.key}-{work.key}").text_content()
        assert shown.splitlines() == form.bibliography([work]).splitlines()
    work = how_to_cite.catalog_work(SETTINGS)
    file = site / "cite" / f"citation.{form.extension}"
    assert file.read_bytes().decode() == form.bibliography([work])
    assert file.name in _document(site / "cite" / "index.html").xpath("//a/@href")


def test_the_catalog_is_cited_with_its_version(site: Path, texts: how_to_cite.Texts) -> None:
    """The page about citing shows the version, the citation of the catalog in every style, and its BibTeX."""
    text = _document(site / "cite" / "index.html").text_content()
    work = how_to_cite.catalog_work(SETTINGS)
    for shown in (f"Current version: {SETTINGS.version}", bibtex.entry(work).rstrip(), *(by_key[work.key] for by_key in texts.values())):
        assert shown in text


def test_the_author_is_the_same_everywhere() -> None:
    """CITATION.cff and .zenodo.json have the author, title and version of the citations."""
    cff = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    zenodo = json.loads((ROOT / ".zenodo.json").read_text(encoding="utf-8"))
    wanted = ([{"name": how_to_cite.AUTHOR.family}], SETTINGS.name, SETTINGS.version)
    assert (cff["authors"], cff["title"], cff["version"]) == wanted
    assert (zenodo["creators"], zenodo["title"], zenodo["version"]) == wanted
    assert (zenodo["upload_type"], zenodo["license"], zenodo["keywords"]) == ("dataset", cff["license"].lower(), cff["keywords"])


def test_the_printed_collection_is_cited_from_its_file(site: Path, catalog: Catalog) -> None:
    """The page about citing names the author, title, organization, year, URL and terms of the printed collection that its file has."""
    cited, terms = _document(site / "cite" / "index.html").xpath("//h2[@id='collection']/following-sibling::*")[:2]
    wanted = catalog.printed.citation
    assert cited.text_content().strip() == f"{', '.join(wanted.authors)}. {wanted.title}. {wanted.organisation}, {wanted.year}."
    assert (cited.xpath(".//a/@href"), terms.text_content()) == ([wanted.url], f"Terms of use: {wanted.terms}.")


def test_doubts_are_shown_with_the_citation(site: Path, catalog: Catalog) -> None:
    """Unverified fields of a work are shown with its citation and compared, but not copied."""
    doubtful = 0
    for id_, record in catalog.records.items():
        page = _document(site / "datasets" / id_ / "index.html")
        for heading, keys in (("Data", record.citations.data), ("Paper", record.citations.paper)):
            marked = page.xpath(f"//*[@data-compare='{heading}']")
            assert len(marked) == len(keys)
            for element, work in zip(marked, (catalog.references[key] for key in keys), strict=True):
                assert not {"doi", "url"} & {*work.doubts}
                doubts = [doubt.text_content() for doubt in element.xpath(".//small[@class='doubt']")]
                assert doubts == ([f"Not verified: {', '.join(work.doubts)}."] if work.unverified else [])
                assert "Not verified" not in element.xpath("span")[0].text_content()
                doubtful += bool(doubts)
    assert doubtful


# References


def test_every_work_links_to_records_that_cite_it(site: Path, catalog: Catalog) -> None:
    """The page of references has every work under its printed number, with links to every record and resource that cites it."""
    page = _document(site / "references" / "index.html")
    items = page.xpath("//ol[@class='references']/li")
    anchors = {f"ref-{number}": work for work in catalog.references.values() for number in work.printed}
    anchors |= {key: work for key, work in catalog.references.items() if not work.printed}
    assert {item.get("id") for item in items} == set(anchors)
    assert [item.get("id") for item in items[:35]] == [f"ref-{number}" for number in range(1, 36)]
    for item in items:
        work = anchors[item.get("id")]
        links = {re.sub(r"#(cite|sources)$", "", link) for link in item.xpath(".//a/@href") if link.startswith("../")}
        named = {f"../datasets/{id_}/" for id_ in catalog.citing[work.key]}
        assert links == named | {f"../further-resources/#{it.id}" for it in catalog.resources if work.key in it.citation}
        assert links
    assert {f"../data/references.{form.extension}" for form in FORMATS} <= set(page.xpath("//a/@href"))
