"""Tables of the parts of records: counts, sizes, splits, labels, access routes, licenses, relations and other lists."""

from dataclasses import replace

from curator.records.catalog import Catalog
from curator.records.model import (
    PARTS,
    ByPart,
    Change,
    Contributor,
    Correction,
    Count,
    Download,
    Estimate,
    FrameSize,
    Issue,
    Label,
    LabelSet,
    Licence,
    Link,
    Loader,
    Location,
    MemberList,
    Relation,
    Release,
    Route,
    Split,
    Waiting,
)
from curator.records.printed_cells import total
from curator.records.rules.availability import PERMISSIONS
from curator.records.vocabulary import Vocabularies
from curator.site.exports.database.table_builders import ITEM, keyed, listed, parts, within
from curator.site.exports.database.table_shape import DATASET, POSITION, Cell, Rows, SqlColumn, Table, cells, columns, counting, table_of
from curator.site.views.licenses import NOT_KNOWN, permitted, unverified

_PERMISSION_COLUMNS = tuple(it for it in columns(Licence) if it.name in PERMISSIONS)
_UNIT = SqlColumn("unit", "TEXT", "unit of the count", to=table_of("unit"))
_PART = SqlColumn("part", "TEXT", "train, validation, test, or the name of another part")

RELEASE = parts("release", "Releases, if several are in use; the last is the current one.", "releases", Release, lambda record: record.releases)
SPLIT = parts("split", "Splits into training, validation and test parts.", "splits", Split, lambda record: record.splits)
LABELS = parts("label_set", "Label sets.", "classes", LabelSet, lambda record: record.classes)
ROUTE = parts("route", "Access routes, those of the owners first.", "access.routes", Route, lambda record: record.access.routes)


def _counted(count: Count) -> tuple[Cell, ...]:
    estimate: tuple[Cell, ...] = (0, 0, None, None)
    if isinstance(count, Estimate):
        estimate = (int(count.about is not None), int(count.at_least is not None), count.between[1] if count.between else None, count.on)
    return (total(count), *estimate, *(getattr(count, part) if isinstance(count, ByPart) else None for part in PARTS))


def _counts(id_: str, catalog: Catalog) -> Rows:
    record = catalog.records[id_]
    yield from ((id_, at, unit, *_counted(count)) for at, (unit, count) in enumerate(record.counts.items()))


def _counts_of_releases(id_: str, catalog: Catalog) -> Rows:
    for key, _, release in keyed("releases", lambda record: record.releases, id_, catalog):
        yield from ((key, unit, *_counted(count)) for unit, count in (release.counts or {}).items())


def _labelled(id_: str, catalog: Catalog) -> Rows:
    for key, _, labels in keyed("classes", lambda record: record.classes, id_, catalog):
        yield from ((key, unit, *_counted(count)) for unit, count in (labels.labelled or {}).items())


def _split_parts(id_: str, catalog: Catalog) -> Rows:
    for key, _, split in keyed("splits", lambda record: record.splits, id_, catalog):
        yield from ((key, at, part, number, int(part in (split.withheld or ()))) for at, (part, number) in enumerate(split.parts.items()))


def _labels(id_: str, catalog: Catalog) -> Rows:
    for key, _, labels in keyed("classes", lambda record: record.classes, id_, catalog):
        named = (Label(name=label) if isinstance(label, str) else label for label in labels.labels or ())
        yield from ((key, at, *cells(label)) for at, label in enumerate(named))


def _steps(id_: str, catalog: Catalog) -> Rows:
    for key, _, route in keyed("access.routes", lambda record: record.access.routes, id_, catalog):
        yield from ((key, at, step) for at, step in enumerate(route.steps))


def _eligibility(id_: str, catalog: Catalog) -> Rows:
    for key, _, route in keyed("access.routes", lambda record: record.access.routes, id_, catalog):
        yield from ((key, at, term) for at, term in enumerate(route.eligibility or ()))


def _waiting(id_: str, catalog: Catalog) -> Rows:
    for key, _, route in keyed("access.routes", lambda record: record.access.routes, id_, catalog):
        yield from ((key, at, *cells(it)) for at, it in enumerate(route.waiting or ()))


def _sites(id_: str, catalog: Catalog) -> Rows:
    for key, _, split in keyed("splits", lambda record: record.splits, id_, catalog):
        yield from ((key, site, *(getattr(numbers, part) for part in PARTS)) for site, numbers in (split.by_site or {}).items())


def _members(id_: str, catalog: Catalog) -> Rows:
    for key, _, split in keyed("splits", lambda record: record.splits, id_, catalog):
        yield from ((key, at, *cells(it)) for at, it in enumerate(split.members or ()))


def _conditions(id_: str, catalog: Catalog) -> Rows:
    for key, _, licence in keyed("licence", lambda record: record.licence, id_, catalog):
        yield from ((key, at, term) for at, term in enumerate(licence.conditions or ()))


def _shared(id_: str, catalog: Catalog) -> Rows:
    for key, _, relation in keyed("relations", lambda record: record.relations, id_, catalog):
        yield from ((key, unit, *_counted(count)) for unit, count in (relation.counts or {}).items())


def _licences(id_: str, catalog: Catalog) -> Rows:
    words = catalog.vocabularies
    for key, at, it in keyed("licence", lambda record: record.licence, id_, catalog):
        yield (
            key,
            id_,
            at,
            it.covers,
            it.id,
            it.id if it.id in words.licence.entries else None,
            int(not unverified(catalog.records[id_])[at]),
            it.terms,
            *_permissions(it, words),
            it.note,
        )


def _permissions(licence: Licence, words: Vocabularies) -> tuple[str | None, ...]:
    answers = permitted(licence, words)
    return tuple(None if answers[it.name] == NOT_KNOWN else answers[it.name] for it in _PERMISSION_COLUMNS)


def _licence_columns() -> tuple[SqlColumn, ...]:
    """Return the columns of a license; the permissions of standard licenses come from the vocabulary."""
    described = {column.name: column for column in columns(Licence)}
    permissions = (replace(it, meaning="permission under these terms") for it in _PERMISSION_COLUMNS)
    term = SqlColumn("term", "TEXT", "the same identifier, if it is in the vocabulary", to=table_of("licence"))
    verified = SqlColumn(
        "verified", "INTEGER", "1 if the license was read on a page of the owner, 0 if it is not verified, and so are the permissions", "0 or 1"
    )
    return (described["covers"], replace(described["id"], name="spdx"), term, verified, described["terms"], *permissions, described["note"])


def _relations(id_: str, catalog: Catalog) -> Rows:
    kinds = catalog.vocabularies.relation.entries
    for key, _, it in keyed("relations", lambda record: record.relations, id_, catalog):
        other = catalog.records.get(it.to or "")
        yield (key, id_, 1, it.kind, it.to if other else None, other.name if other else it.name, it.url, it.licence, it.note)
        if other and it.kind in kinds:
            yield (f"{key}/inverse", it.to, 0, kinds[it.kind].inverse, id_, catalog.records[id_].name, None, it.licence, it.note)


_WRITTEN = SqlColumn("written", "INTEGER", "1 if recorded in this record, 0 if it is the inverse of a relation recorded in the other", "0 or 1")
_TOLD = {column.name: column for column in columns(Relation)}
_TO = (_TOLD["kind"], replace(_TOLD["leads_to"], to="dataset"), _TOLD["name"], _TOLD["url"], _TOLD["licence"], _TOLD["note"])
RELATION = Table("relation", "Relations between datasets, one row for each direction.", (ITEM, DATASET, _WRITTEN, *_TO), _relations)
LICENCE = Table("licence", "Licenses and permissions by part of the data.", (ITEM, DATASET, POSITION, *_licence_columns()), _licences)
_CONDITION = Table(
    "licence_condition",
    "Conditions of use beyond the permissions.",
    (within(LICENCE), POSITION, SqlColumn("condition", "TEXT", "the condition", to=table_of("condition"))),
    _conditions,
    ("licence", "position"),
)
TABLES = (
    Table("count", "Counts, the main unit first.", (DATASET, POSITION, _UNIT, *counting()), _counts, ("dataset", "unit")),
    listed("frame_size", "Image sizes; smallest and largest are equal if one size is given.", "frame_size", FrameSize, lambda record: record.frame_size),
    listed("download_size", "Download sizes.", "download_size", Download, lambda record: record.download_size),
    RELEASE,
    Table("release_count", "Counts of releases.", (within(RELEASE), _UNIT, *counting()), _counts_of_releases, ("release", "unit")),
    SPLIT,
    Table(
        "split_part",
        "Parts of splits.",
        (
            within(SPLIT),
            POSITION,
            _PART,
            replace(counting()[0], meaning="number"),
            SqlColumn("withheld", "INTEGER", "whether the labels are withheld", "0 or 1"),
        ),
        _split_parts,
        ("split", "part"),
    ),
    Table(
        "split_site", "Splits by hospital or other site.", (within(SPLIT), SqlColumn("site", "TEXT", "the site"), *counting()[-3:]), _sites, ("split", "site")
    ),
    Table("split_member", "Public lists of the items in parts of splits.", (within(SPLIT), POSITION, *columns(MemberList)), _members, ("split", "position")),
    LABELS,
    Table("label", "Labels of label sets.", (within(LABELS), POSITION, *columns(Label)), _labels, ("label_set", "position")),
    Table("labelled", "Counts of labeled data, if not all data are labeled.", (within(LABELS), _UNIT, *counting()), _labelled, ("label_set", "unit")),
    ROUTE,
    Table(
        "route_step",
        "Steps of access routes, in order.",
        (within(ROUTE), POSITION, SqlColumn("step", "TEXT", "the step", to=table_of("access"))),
        _steps,
        ("route", "position"),
    ),
    Table(
        "route_eligibility",
        "Requirements for applicants.",
        (within(ROUTE), POSITION, SqlColumn("requirement", "TEXT", "the requirement", to=table_of("eligibility"))),
        _eligibility,
        ("route", "position"),
    ),
    Table("route_waiting", "Reported waiting times.", (within(ROUTE), POSITION, *columns(Waiting)), _waiting, ("route", "position")),
    listed(
        "location",
        "Cloud storage, FTP servers, torrents and other locations that are not web pages.",
        "access.locations",
        Location,
        lambda record: record.access.locations,
    ),
    listed("link", "Further links.", "access.links", Link, lambda record: record.access.links),
    LICENCE,
    _CONDITION,
    RELATION,
    Table("relation_count", "What related datasets share, by unit.", (within(RELATION), _UNIT, *counting()), _shared, ("relation", "unit")),
    listed("known_issue", "Known issues of the data.", "known_issues", Issue, lambda record: record.known_issues),
    listed("loader", "Data loaders: software and services that load the data.", "loaders", Loader, lambda record: record.loaders),
    listed("correction", "Corrections to the printed collection.", "corrections", Correction, lambda record: record.corrections),
    listed("change", "Changes of records.", "changes", Change, lambda record: record.changes),
    listed("contributor", "Contributors to records.", "contributors", Contributor, lambda record: record.contributors),
)
