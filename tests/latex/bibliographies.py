"""Bibliographies by BibTeX and by biblatex: every work compiles in every style, and the printed text says where to find it."""

import re
import unicodedata
from collections import Counter

import pytest

from conftest import ROOT
from curator.records.bibliography import Reference
from curator.records.catalog import Catalog
from curator.records.settings import read
from curator.site import how_to_cite
from curator.site.exports.citation_formats import BIBTEX
from latex.latex_document import Compiled, compiled

BIBLATEX = ("apa", "ieee", "nature", "vancouver", "authoryear")
CLASSIC = {"plain": "", "IEEEtran": "", "apalike": r"\usepackage{apalike}", "plainnat": r"\usepackage{natbib}", "abbrvnat": r"\usepackage{natbib}"}
"""The styles of BibTeX, each with its package."""
_HEAD = r"""\documentclass{article}
\usepackage[T1]{fontenc}
\usepackage[utf8]{inputenc}
\usepackage[paperwidth=150cm,paperheight=200cm,margin=1cm]{geometry}
\usepackage{lmodern,url,cmap}
\hyphenpenalty10000 \sloppy
"""


def _source(style: str) -> str:
    """Return a document that cites all works in one style, on wide pages, where few lines are broken."""
    if style in CLASSIC:
        return f"{_HEAD}{CLASSIC[style]}\n\\begin{{document}}\n\\nocite{{*}}\\bibliographystyle{{{style}}}\n\\bibliography{{works}}\n\\end{{document}}\n"
    package = rf"\usepackage[backend=biber,style={style},maxbibnames=200]{{biblatex}}"
    return f"{_HEAD}{package}\n\\addbibresource{{works.bib}}\n\\begin{{document}}\n\\nocite{{*}}\\printbibliography\n\\end{{document}}\n"


@pytest.fixture(scope="module")
def works(catalog: Catalog) -> list[Reference]:
    """All works of the catalog, the catalog, and the page of a dataset."""
    settings = read(ROOT)
    return [*catalog.references.values(), how_to_cite.catalog_work(settings), how_to_cite.record_page_work("drive", catalog.records["drive"], settings)]


@pytest.fixture(scope="module", params=[*BIBLATEX, *CLASSIC])
def printed(request: pytest.FixtureRequest, works: list[Reference], tmp_path_factory: pytest.TempPathFactory) -> Compiled:
    """The bibliography of all works in one style."""
    folder = tmp_path_factory.mktemp("paper")
    (folder / "works.bib").write_text(BIBTEX.bibliography(works), encoding="utf-8")
    return compiled(_source(request.param), folder, "biber" if request.param in BIBLATEX else "bibtex")


def _letters(text: str) -> str:
    """Return the letters and digits of a text without accents, because line breaks add hyphens, and fonts join accents differently."""
    plain = unicodedata.normalize("NFKD", text.casefold()).replace("ı", "i")
    return re.sub(r"[\W_]+", "", plain)


def test_all_works_compile(printed: Compiled) -> None:
    """All works compile without errors, and without warnings of the program for the bibliography."""
    assert (printed.errors, printed.warnings) == ([], [])


def test_all_works_are_printed(printed: Compiled, works: list[Reference]) -> None:
    """The title of every work is printed as in the bibliography."""
    text = _letters(printed.text)
    assert [work.title for work in works if _letters(work.title) not in text] == []


def test_data_name_their_repository(printed: Compiled, works: list[Reference]) -> None:
    """The repository of every dataset is printed, and the catalog as the source of its pages."""
    text = _letters(printed.text)
    wanted = Counter(work.get("publisher") or work.get("organization") for work in works if work.kind in ("dataset", "online"))
    del wanted[""]
    assert {name: count for name, count in wanted.items() if text.count(_letters(name)) < count} == {}


def test_every_identifier_is_printed(printed: Compiled, works: list[Reference]) -> None:
    """The DOI or URL of every dataset and page is printed, and the arXiv number of every preprint."""
    text = _letters(printed.text)
    wanted = [
        work.get("eprint") if work.get("eprint") and work.kind == "misc" else work.doi or work.address
        for work in works
        if work.kind in ("dataset", "misc", "online")
    ]
    assert [identifier for identifier in wanted if _letters(identifier) not in text] == []
