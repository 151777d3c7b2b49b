"""Tables of datasets: single values, the columns of catalog.csv, and lists of terms and names."""

from curator.records.catalog import Catalog
from curator.records.model import Acknowledgement, Acquisition, Dataset, Withdrawal
from curator.records.summary import changed
from curator.records.vocabulary import vocabulary_of
from curator.site.exports.catalog_json import whole_number
from curator.site.exports.database.table_builders import single, words
from curator.site.exports.database.table_shape import DATASET, Rows, SqlColumn, Table, cells, columns, table_of
from curator.site.views.column_values import sort_numbers, texts
from curator.site.views.columns import COLUMNS
from curator.site.views.table_rows import searched


def _datasets(id_: str, catalog: Catalog) -> Rows:
    record = catalog.records[id_]
    known = dict.fromkeys((*record.aliases, *searched(id_, catalog)))
    yield (id_, *cells(record), record.access.homepage, changed(record), ", ".join(known))


def _shown(id_: str, catalog: Catalog) -> Rows:
    yield (id_, *(text or None for text in texts((column.key for column in COLUMNS), id_, catalog)), *map(whole_number, sort_numbers(id_, catalog).values()))


def _terms(field: str) -> Table:
    """Return the table of a list of terms."""
    table = table_of(vocabulary_of(field))
    meaning = f"{(Dataset.model_fields[field].description or '').rstrip('.')}."
    term = SqlColumn("term", "TEXT", "the term", to=table)
    return words(f"dataset_{table.removeprefix('term_')}", meaning, term, lambda record: getattr(record, field))


def _made(field: str, one: str) -> Table:
    """Return the table of a list of words about the acquisition."""
    meaning = Acquisition.model_fields[field].description or ""
    return words(f"acquisition_{one}", meaning, SqlColumn(one, "TEXT", meaning.rstrip(".")), lambda record: getattr(record.acquisition, field, None))


DATASETS = Table(
    "dataset",
    "One row per dataset: the fields with a single value.",
    (
        SqlColumn("id", "TEXT", "name of the record's file, never reused"),
        *columns(Dataset),
        SqlColumn("homepage", "TEXT", "the owners' page about the data"),
        SqlColumn("changed", "TEXT", "date of the record's last change", "YYYY-MM-DD"),
        SqlColumn("words", "TEXT", "text of the full-text index: other names, terms with their synonyms, labels"),
    ),
    _datasets,
)
SHOWN = Table(
    "shown",
    "One row per dataset: the columns of catalog.csv.",
    (
        DATASET,
        *(SqlColumn(column.key, "TEXT", column.meaning) for column in COLUMNS),
        *(SqlColumn(f"{column.key}_number", "NUMERIC", key.meaning, key.unit) for column in COLUMNS if (key := column.number)),
    ),
    _shown,
    key=("dataset",),
)
TABLES = (
    DATASETS,
    SHOWN,
    words("alias", "Other names of datasets.", SqlColumn("name", "TEXT", "the name"), lambda record: record.aliases),
    words("former_id", "Former ids of records, which redirect.", SqlColumn("former", "TEXT", "the id"), lambda record: record.formerly),
    single("withdrawal", "Withdrawals of data by their owners.", Withdrawal, lambda record: record.withdrawn),
    _terms("modality"),
    _terms("body_part"),
    _terms("target"),
    _terms("tasks"),
    _terms("dimensions"),
    _terms("formats"),
    single("acquisition", "Acquisition of the images.", Acquisition, lambda record: record.acquisition),
    _made("devices", "device"),
    _made("sites", "site"),
    _made("countries", "country"),
    single("acknowledgement", "Acknowledgements that owners require word for word.", Acknowledgement, lambda record: record.acknowledgement),
)
