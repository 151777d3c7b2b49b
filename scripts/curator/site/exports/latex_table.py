"""LaTeX: Table 1 of chosen records, ready for a paper together with their BibTeX."""

from curator.records import printed_cells
from curator.records.catalog import Catalog
from curator.site.exports.bibtex import latex
from curator.site.exports.citation_formats import Joining, works_to_cite

_SIGNS = {"{": r"\{", "}": r"\}", "~": r"$\sim$", "×": r"$\times$", "–": "--", "[": "{[}", "*": "{*}"}
"""Signs that mean something else in a table than in a title; a bracket or star after a row's end would belong to that."""
_UNKNOWN = "--"
_HEAD = r"""%% Needs \usepackage{booktabs,tabularx}.
\begin{table*}
  \centering
  \footnotesize
  \setlength{\tabcolsep}{4pt}
  \setlength{\extrarowheight}{2pt}
  \caption{Statistics of the datasets. Sizes are width $\times$ height; $\sim$ marks a typical size. Numbers of images with a slash are the parts of
    an official split (training, validation, test), numbers of classes with a slash those of several label sets.}
  \label{tab:datasets}
  \begin{tabularx}{\textwidth}{@{}*{5}{>{\raggedright\arraybackslash}X}l>{\raggedright\arraybackslash}X@{}}
    \toprule
    %s \\
    \midrule
"""
_FOOT = r"""    \bottomrule
  \end{tabularx}
\end{table*}
"""


def joining(catalog: Catalog) -> Joining:
    """What stands around the rows: a float with caption and label, by booktabs."""
    return Joining(_HEAD % " & ".join(map(escaped, catalog.printed.columns.cells)), "", _FOOT)


def row(id_: str, catalog: Catalog) -> str:
    """One record's row."""
    name, *others = (escaped(text) or _UNKNOWN for text in printed_cells.shown_row(catalog.records[id_], catalog.vocabularies))
    keys = ",".join(work.key for work in works_to_cite(id_, catalog))
    cited = f"{name}~\\cite{{{keys}}}" if keys else name
    return f"    {' & '.join([cited, *others])} \\\\\n"


def escaped(text: str) -> str:
    """Text that LaTeX prints as it stands."""
    return "".join(_SIGNS.get(character) or latex(character) for character in text)
