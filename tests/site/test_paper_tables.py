"""Tests for the tables for papers and notes: any text is printed unchanged."""

from collections.abc import Iterable
from dataclasses import replace

import pytest
from markdown_it import MarkdownIt

from curator.records.catalog import Catalog
from curator.records.model import CELLS
from curator.site.exports import latex_table, markdown_table

HOSTILE = r"a|b & &amp; 50 % of #1_x \ `c` *d* __e__ ~f~ ~~g~~ <b> [h](i) ![j] $k$ ^l^ {m}"


def _named(name: str, catalog: Catalog) -> Catalog:
    """Return a catalog in which DRIVE has another name."""
    return replace(catalog, records={**catalog.records, "drive": catalog.records["drive"].model_copy(update={"name": name})})


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("Intel & MobileODT", r"Intel \& MobileODT"),
        ("50 % of #1_x", r"50 \% of \#1\_x"),
        ("~390×320", r"$\sim$390$\times$\allowbreak{}320"),
        ("384–2916", "384--2916"),
        ("Abràmoff", r"Abr{\`a}moff"),
        ("Decencière", r"Decenci{\`e}re"),
        (r"a\b{c}", r"a{\textbackslash}b\{c\}"),
        ("a|b<c>d$e^f", r"a{\textbar}b{\textless}c{\textgreater}d\$e{\textasciicircum}f"),
        ("[0pt] * x", "{[}0pt] {*} x"),
    ],
)
def test_latex_prints_any_text(written: str, printed: str, catalog: Catalog) -> None:
    """Characters with a meaning in LaTeX become commands that print them."""
    assert latex_table.row("drive", _named(written, catalog)).startswith(f"    {printed} \\cite{{staal2004ridge}} & fundus photography & ")


def _table(ids: Iterable[str], catalog: Catalog) -> str:
    """Return a Markdown table of some records."""
    return markdown_table.joining(catalog).of(markdown_table.row(id_, catalog) for id_ in ids)


def _shown(text: str) -> list[list[str]]:
    """Return the cells of a Markdown table as displayed."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    cells = ["".join(part.content for part in token.children or ()) for token in tokens if token.type == "inline"]
    assert {part.type for token in tokens for part in token.children or ()} <= {"text", "text_special", "link_open", "link_close"}
    return [cells[start : start + len(CELLS)] for start in range(0, len(cells), len(CELLS))]


@pytest.mark.parametrize("name", [HOSTILE, "H&E <i>histology</i>", "two\nlines", "https://example.org/a_b"])
def test_markdown_shows_any_text(name: str, catalog: Catalog) -> None:
    """Characters with a meaning in Markdown are displayed unchanged, on one line, and the name links to the homepage."""
    text = _table(["drive"], _named(name, catalog))
    assert text.count("\n") == 3
    assert _shown(text)[1][0] == " ".join(name.split())
    assert f"](<{catalog.records['drive'].access.homepage}>)" in text


def test_tables_have_the_printed_columns(catalog: Catalog) -> None:
    """A table has the printed headings and a row of as many cells for each record; an unknown value is a dash."""
    rows = _shown(_table(catalog.printed_order, catalog))
    assert rows[0] == list(catalog.printed.columns.cells)
    assert [row[0] for row in rows[1:]] == [catalog.records[id_].name for id_ in catalog.printed_order]
    assert rows[1:][catalog.printed_order.index("cifar-100")][2] == "–"
    assert r"\cite{krizhevsky2009learning} & photograph & -- & 32$\times$\allowbreak{}32 px & " in latex_table.row("cifar-100", catalog)
    assert r"Name & Modality & Target & Frame Size & \# of Images & \# of Classes & Task \\" in latex_table.joining(catalog).head
