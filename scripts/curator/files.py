"""The files beside the pages, for programs and for the site's own scripts."""

from curator import sync
from curator.citing import bibliographies, page, whole
from curator.contents import Catalog
from curator.exports import record, selection, table, tables
from curator.exports.works import to_cite
from curator.settings import Settings
from curator.views.page import changed


def files(catalog: Catalog, settings: Settings) -> dict[str, str]:
    """The files for programs, by their address in the site."""
    found = {
        "data/table.json": table.first(catalog),
        "data/table-rest.json": table.rest(catalog),
        "data/table-1.csv": tables.table_1(catalog),
        "data/catalog.csv": tables.catalog_csv(catalog),
        "data/schema.json": sync.schema_text(catalog.vocabularies),
    }
    found |= bibliographies("data/references", tuple(catalog.references.values()))
    found |= bibliographies("cite/citation", (whole(settings),))
    for id_, dataset in catalog.records.items():
        found[f"datasets/{id_}/record.json"] = record.record_json(id_, catalog)
        found[f"datasets/{id_}/selection.json"] = selection.selection_json(id_, catalog)
        found |= bibliographies(f"datasets/{id_}/citation", to_cite([id_], catalog))
        found |= bibliographies(f"datasets/{id_}/page", (page(id_, dataset.name, changed(dataset), settings),))
    return found
