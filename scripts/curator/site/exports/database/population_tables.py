"""Tables of the patients, the imaging parameters, synthetic images, labeling and trained models."""

from curator.records.catalog import Catalog
from curator.records.model import Age, Ethnicity, Imaging, Labelling, Registries, Sex, SkinTone, Synthetic, TrainedModel
from curator.site.exports.database.table_builders import keyed, parts, single, within, words
from curator.site.exports.database.table_shape import DATASET, POSITION, Rows, SqlColumn, Table, table_of

LABELLING = parts("labelling", "How each kind of labels was made.", "labelling", Labelling, lambda record: record.labelling)
TRAINED_MODEL = parts("seen_by", "Public models trained on the data.", "seen_by", TrainedModel, lambda record: record.seen_by)


def _listed(field: str, column: str, type_: str, *, to: str = "", unit: str = "") -> Table:
    """Return the table of an imaging parameter with several values."""
    meaning = (Imaging.model_fields[field].description or "").rstrip(".")
    return words(f"imaging_{column}", f"{meaning}.", SqlColumn(column, type_, meaning, unit, to), lambda record: getattr(record.imaging, field, None))


def _inside(parent: Table, name: str, meaning: str, column: SqlColumn, field: str) -> Table:
    """Return the table of a list inside the items of a list of the record."""

    def rows(id_: str, catalog: Catalog) -> Rows:
        for key, _, item in keyed(parent.name, lambda record: getattr(record, parent.name), id_, catalog):
            yield from ((key, at, value) for at, value in enumerate(getattr(item, field) or ()))

    return Table(name, meaning, (within(parent), POSITION, column), rows, (parent.name, "position"))


def _groups(id_: str, catalog: Catalog) -> Rows:
    record = catalog.records[id_]
    for name in ("ethnicity", "skin_tone"):
        found = getattr(record.population, name, None)
        yield from ((id_, name, group, number) for group, number in ((found.groups or {}) if found else {}).items())


def _trained_on(id_: str, catalog: Catalog) -> Rows:
    record = catalog.records[id_]
    for at, it in enumerate((record.synthetic.trained_on or ()) if record.synthetic else ()):
        yield (id_, at, it.to if it.to in catalog.records else None, it.name, it.url)


def _not_reported(id_: str, catalog: Catalog) -> Rows:
    record = catalog.records[id_]
    yield from ((id_, path, f"{id_}/{name}") for path, names in record.not_reported.items() for name in names)


TABLES = (
    single("age", "Age of the patients.", Age, lambda record: record.population and record.population.age),
    single("sex", "Sex of the patients.", Sex, lambda record: record.population and record.population.sex),
    single("ethnicity", "Race or ethnicity of the patients.", Ethnicity, lambda record: record.population and record.population.ethnicity),
    single("skin_tone", "Skin tone of the patients.", SkinTone, lambda record: record.population and record.population.skin_tone),
    Table(
        "population_group",
        "Groups of patients by race or ethnicity, or by skin tone.",
        (
            DATASET,
            SqlColumn("characteristic", "TEXT", "ethnicity or skin_tone"),
            SqlColumn("category", "TEXT", "the group"),
            SqlColumn("number", "INTEGER", "number in the group", "patients or images"),
        ),
        _groups,
        ("dataset", "characteristic", "category"),
    ),
    single("imaging", "Imaging parameters with one value or a range.", Imaging, lambda record: record.imaging),
    _listed("field_strength_t", "field_strength", "REAL", unit="tesla"),
    _listed("sequences", "sequence", "TEXT", to=table_of("sequence")),
    _listed("contrast", "contrast", "TEXT", to=table_of("contrast")),
    _listed("tracers", "tracer", "TEXT"),
    _listed("magnification", "magnification", "REAL", unit="times"),
    _listed("bit_depth", "bit_depth", "INTEGER", unit="bits per channel"),
    single("synthetic", "Images that a model generated.", Synthetic, lambda record: record.synthetic),
    Table(
        "synthetic_source",
        "Datasets on which generators of synthetic images were trained.",
        (DATASET, POSITION, SqlColumn("source", "TEXT", "the dataset", to="dataset"), SqlColumn("name", "TEXT", "name"), SqlColumn("url", "TEXT", "URL")),
        _trained_on,
        ("dataset", "position"),
    ),
    LABELLING,
    _inside(LABELLING, "labelling_reader", "Professions of readers.", SqlColumn("grade", "TEXT", "profession", to=table_of("reader")), "grade"),
    _inside(LABELLING, "labelling_work", "Works to cite for labels.", SqlColumn("reference", "TEXT", "the work", to="reference"), "citations"),
    TRAINED_MODEL,
    _inside(TRAINED_MODEL, "seen_by_part", "Parts of the data on which models were trained.", SqlColumn("part", "TEXT", "the part"), "part"),
    single("registry", "Identifiers of the data in registries.", Registries, lambda record: record.registries),
    Table(
        "not_reported",
        "Fields without a value because the sources, which have been read, do not report it.",
        (DATASET, SqlColumn("field", "TEXT", "path of the field in the record"), SqlColumn("source", "INTEGER", "the source", to="source")),
        _not_reported,
        ("dataset", "field", "source"),
    ),
)
