"""Generated records without problems."""

from collections.abc import Iterator

from curator.records.editor_schema import schema
from curator.records.ids import record_id
from generator.amendments import AMENDMENTS
from generator.catalog import Growing, Record
from generator.values import Values


def records(catalog: Growing) -> Iterator[tuple[str, Record]]:
    """Yield generated records with their ids without limit; each is part of the catalog of the following ones."""
    plain = schema(catalog.vocabularies)
    while True:
        name = catalog.new_name()
        record = Values(plain, catalog.wording, record_id(name)).record() | {"name": name}
        for amend in AMENDMENTS:
            amend(record, catalog)
        yield record_id(name), record
        catalog.ids.append(record_id(name))
