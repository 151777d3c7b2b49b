"""Numbers and tables as Markdown."""

from collections.abc import Iterable, Sequence

NOT_MEASURED = "–"


def markdown(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; its columns have no alignment, which would be a style in the HTML, and the site's security policy forbids those."""
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (headings, ["---"] * len(headings), *rows))


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
    """Return a share."""
    return f"{100 * share:.1f} %"
