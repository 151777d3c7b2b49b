"""Numbers as text, and tables as HTML."""

import re
from collections.abc import Iterable, Sequence
from html import escape

NOT_MEASURED = "–"


def table(label: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table that scrolls on narrow screens; the first column names the rows. Text between backticks is code. Without rows, nothing is returned."""
    head = "".join(f'<th scope="col">{_text(cell)}</th>' for cell in headings)
    lines = [f'<tr><th scope="row">{_text(name)}</th>{"".join(f"<td>{_text(cell)}</td>" for cell in cells)}</tr>' for name, *cells in rows]
    opening = f'<div class="scroll" role="region" aria-label="{escape(label)}" tabindex="0"><table class="numbers">'
    return "\n".join([opening, f"<thead><tr>{head}</tr></thead><tbody>", *lines, "</tbody></table></div>"]) if lines else ""


def _text(cell: str) -> str:
    return re.sub("`(.*?)`", r"<code>\1</code>", escape(cell))


def seconds(value: float) -> str:
    """Return seconds with about three digits."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def times(value: float | None) -> str:
    """Return a ratio; a dash if a value was not measured."""
    if value is None:
        return NOT_MEASURED
    return seconds(value) if value >= 0.1 else f"{value:.3f}"


def megabytes(value: float) -> str:
    """Return megabytes."""
    return f"{value:,.0f}" if value >= 10 else f"{value:.1f}"


def percent(share: float) -> str:
    """Return a share, which is not broken between its number and its sign."""
    return f"{100 * share:.1f}\N{NO-BREAK SPACE}%"
