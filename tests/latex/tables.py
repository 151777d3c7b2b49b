"""The LaTeX table of a selection: it compiles and fits into papers of one and of two columns."""

import pytest

from curator.records.catalog import Catalog
from curator.site.exports import latex_table
from curator.site.exports.citation_formats import BIBTEX, works_to_cite
from latex.latex_document import Compiled, compiled

CLASSES = {
    "article": r"\documentclass{article}",
    "twocolumn": r"\documentclass[twocolumn]{article}",
    "IEEEtran": r"\documentclass[conference]{IEEEtran}",
    "llncs": r"\documentclass{llncs}",
}
ROWS = 15
"""Rows of a table, so that it fits on a page."""
TOLERANCE = 10
"""How far a line may be too wide, in points: nobody notices it."""


@pytest.fixture(scope="module", params=CLASSES)
def paper(request: pytest.FixtureRequest, catalog: Catalog, tmp_path_factory: pytest.TempPathFactory) -> Compiled:
    """A paper with tables of all datasets in one class."""
    folder = tmp_path_factory.mktemp("paper")
    works = {work.key: work for id_ in catalog.records for work in works_to_cite(id_, catalog)}
    (folder / "works.bib").write_text(BIBTEX.bibliography(works.values()), encoding="utf-8")
    joining = latex_table.joining(catalog)
    order = catalog.printed_order
    batches = [order[start : start + ROWS] for start in range(0, len(order), ROWS)]
    tables = [joining.of(latex_table.row(id_, catalog) for id_ in ids) for ids in batches]
    head = f"{CLASSES[request.param]}\n\\usepackage[T1]{{fontenc}}\n\\usepackage{{lmodern}}\n\\usepackage{{booktabs,tabularx}}\n\\begin{{document}}\nA paper.\n"
    foot = "\\bibliographystyle{plain}\n\\bibliography{works}\n\\end{document}\n"
    return compiled(head + "\n\\clearpage\n".join(tables) + "\n\\onecolumn\n" + foot, folder, "bibtex")


def test_tables_compile(paper: Compiled) -> None:
    """Tables compile without errors, and everything that they cite is defined."""
    assert (paper.errors, paper.warnings) == ([], [])


def test_tables_fit(paper: Compiled) -> None:
    """No line of a table is wider than its column, as far as readers see."""
    assert [points for points in paper.overfull if points > TOLERANCE] == []
