"""Rows of the table as LaTeX, for a paper that cites the datasets with their BibTeX."""

from curator.records import printed_cells
from curator.records.catalog import Catalog
from curator.site.exports.bibtex import latex
from curator.site.exports.citation_formats import Joining, works_to_cite

_SIGNS = {"{": r"\{", "}": r"\}", "~": r"$\sim$", "×": r"$\times$\allowbreak{}", "–": "--", "[": "{[}", "*": "{*}"}
"""Characters with a special meaning in a table, and ×, after which a line may end; after the end of a row, a bracket or star would be read as its argument."""
_UNKNOWN = "--"
_WIDTHS = 1.3, 1.05, 1.15, 1.0, 0.8, 0.6, 1.1
"""Widths of the columns, relative to a seventh of the table."""
_HEAD = r"""%% Needs \usepackage{booktabs,tabularx}.
\begin{table*}
  \centering
  \footnotesize
  \setlength{\tabcolsep}{3pt}
  \setlength{\extrarowheight}{2pt}
  \caption{Statistics of the datasets. Sizes are width $\times$ height; $\sim$ marks a typical size. Numbers of images with a slash are the parts of
    an official split (training, validation, test), numbers of classes with a slash those of several label sets.}
  \label{tab:datasets}
  %% Words are hyphenated in narrow columns, also the first one of a cell.
  \newcolumntype{L}[1]{>{\hsize=#1\hsize\raggedright\rightskip=0pt plus 2em\hspace{0pt}\arraybackslash}X}
  \begin{tabularx}{\textwidth}{@{}%s@{}}
    \toprule
    %s \\
    \midrule
"""
_FOOT = r"""    \bottomrule
  \end{tabularx}
\end{table*}
"""


def joining(catalog: Catalog) -> Joining:
    """Return the text around the rows: a floating table with caption and label, in the style of booktabs."""
    columns = "".join(f"L{{{width}}}" for width in _WIDTHS)
    return Joining(_HEAD % (columns, " & ".join(map(escaped, catalog.printed.columns.cells))), "", _FOOT)


def row(id_: str, catalog: Catalog) -> str:
    """Return the row of one record."""
    name, *others = (escaped(text) or _UNKNOWN for text in printed_cells.shown_row(catalog.records[id_], catalog.vocabularies))
    keys = ",".join(work.key for work in works_to_cite(id_, catalog))
    cited = f"{name} \\cite{{{keys}}}" if keys else name
    return f"    {' & '.join([cited, *others])} \\\\\n"


def escaped(text: str) -> str:
    """Return text that LaTeX prints unchanged."""
    return "".join(_SIGNS.get(character) or latex(character) for character in text)
