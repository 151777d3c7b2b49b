"""The slot with the list of all datasets. Only the entries of changed records are rendered if the others are known from the last build."""

from collections.abc import Callable, Mapping
from typing import Any

from curator.records.catalog import Catalog
from curator.records.per_record import name_of
from curator.site import jinja
from curator.site.kept_outputs import Outputs
from curator.site.tracked_reads import SUMMARY
from curator.site.views.column_values import text, usual_texts

SLOT = "list"
_TEMPLATE = f"slot/{SLOT}.html.j2"
_ENTRY = "<li>"
"""The start of the line of an entry."""
_REPLACED = frozenset({name_of(usual_texts), f"{SUMMARY}full_name"})
"""The values of a record that an entry shows and that do not affect its place in the list."""


def rendered(catalog: Catalog, outputs: Outputs, context: Mapping[str, Any], root: str) -> str:
    """Return the list of all datasets from A to Z."""

    def entries(ids: list[str]) -> str:
        return jinja.render(_TEMPLATE, **{**context, "root": root, "names": [_entry(id_, catalog) for id_ in ids]})

    changed = outputs.changed_in(f"slot {SLOT}", _REPLACED)
    known = outputs.earlier(f"slot {SLOT}", str) if changed is not None else None
    order = sorted(catalog.records, key=lambda id_: catalog.summaries[id_].name.casefold())
    return (known and _replaced(known, order, changed or (), entries)) or entries(order)


def _replaced(known: str, order: list[str], changed: tuple[str, ...], entries: Callable[[list[str]], str]) -> str | None:
    """Return a list with the entries of some records replaced; None if it does not have one line for each entry."""
    lines, found = known.split("\n"), list(order)
    places = [at for at, line in enumerate(lines) if line.startswith(_ENTRY)]
    if not places or len(places) != len(found) or places[-1] - places[0] + 1 != len(places):
        return None
    for id_ in changed:
        entry = entries([id_]).split("\n")
        if len(entry) != len(lines) - len(places) + 1:
            return None
        lines[places[found.index(id_)]] = entry[places[0]]
    return "\n".join(lines)


def _entry(id_: str, catalog: Catalog) -> dict[str, str]:
    """Return the values of an entry of the list."""
    cells = (text(key, id_, catalog) for key in ("modality", "images", "task"))
    own = catalog.summaries[id_]
    return {"id": id_, "name": own.name, "full_name": own.full_name, "line": " · ".join(filter(None, cells))}
