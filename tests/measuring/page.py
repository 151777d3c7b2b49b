"""The page with the results, `docs/performance.md`."""

import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from measuring import tables
from measuring.compared import CHECK_JSONSCHEMA, DEFAULT_NAVIGATION_LIMIT, MKDOCS, MKDOCS_DEFAULT, OURS
from measuring.results import Results, SizeResult

_TEMPLATE = "performance.md.j2"


def page(results: Results) -> str:
    """Return the page as Markdown."""
    environment = Environment(  # noqa: S701 - Markdown
        loader=FileSystemLoader(Path(__file__).parent), undefined=StrictUndefined, trim_blocks=True, comment_start_string="<#", comment_end_string="#>"
    )
    sizes = results.sizes
    profiled = max((it for it in sizes if it.profiles), key=lambda it: it.records, default=None)
    text = environment.get_template(_TEMPLATE).render(
        command=f'make bench SIZES="{" ".join(str(it.records) for it in sizes)}"',
        names={
            "ours": OURS,
            "mkdocs": MKDOCS,
            "mkdocs_default": MKDOCS_DEFAULT,
            "check_jsonschema": CHECK_JSONSCHEMA,
            "limit": f"{DEFAULT_NAVIGATION_LIMIT:,}",
        },
        sizes=[{"title": title(it), "id": it.records, "build": tables.build(it), "check": tables.check(it), "site": tables.site(it)} for it in sizes],
        comparison=[f"{title(it)}: {sentence}." for it in sizes if (sentence := tables.comparison(it))],
        summary=tables.summary(sizes),
        growth=tables.growth(sizes),
        browser=tables.browser(sizes),
        profiled=title(profiled) if profiled else "",
        profiles=tables.profiles(profiled) if profiled else [],
        machine=[*results.machine.items(), *results.versions.items()],
        days=[measured_on(it) for it in sizes],
    )
    return re.sub(r"\n{3,}", "\n\n", text).rstrip() + "\n"


def title(size: SizeResult) -> str:
    """Return the name of a catalog."""
    return f"{size.records:,} records{' (the real catalog)' if size.real else ''}"


def measured_on(size: SizeResult) -> str:
    """Return a sentence about when a size was measured."""
    runs = max((len(one.runs) for one in size.builds), default=0)
    commit = f" at commit {size.commit}" if size.commit else ""
    return f"{title(size)}: {size.day}{commit}, {runs} {'run' if runs == 1 else 'runs'}, with a load of {size.load:.1f} at the start"
