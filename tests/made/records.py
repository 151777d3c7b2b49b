"""Made records: what the schema allows, amended so that no rule finds a problem."""

from collections.abc import Iterator

from curator.records.editor_schema import schema
from made.amendments import AMENDMENTS
from made.catalog import Growing, Record
from made.text import slug
from made.values import Values


def records(catalog: Growing) -> Iterator[tuple[str, Record]]:
    """Made records with their ids, without end; each is part of the catalog for those after it."""
    plain = schema(catalog.vocabularies)
    while True:
        name = catalog.new_name()
        record = Values(plain, catalog.wording, slug(name)).record() | {"name": name}
        for amend in AMENDMENTS:
            amend(record, catalog)
        yield slug(name), record
        catalog.ids.append(slug(name))
