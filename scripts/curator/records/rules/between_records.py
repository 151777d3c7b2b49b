"""Rules about relations between records: names, relations, cited works, shared addresses."""

from collections.abc import Iterator

from curator.records import bibliography
from curator.records.catalog import Catalog
from curator.records.doi import doi_url
from curator.records.ids import RESERVED
from curator.records.messages import finding, phrase
from curator.records.model import Dataset, DatasetReference, Relation
from curator.records.normalise import nearest, normal_address, normal_names
from curator.records.problem import Finding, Path
from curator.records.record_addresses import record_file
from curator.records.record_parts import own_addresses
from curator.records.rule import rule


@rule
def works_exist(_id: str, record: Dataset, catalog: Catalog) -> Iterator[Finding]:
    """Every cited work is in the bibliography."""
    for path, key in _cited(record):
        if not catalog.has_work(key):
            near = nearest(key, catalog.references)
            fix = phrase("write", near=near) if near else phrase("add-work" if bibliography.KEY.fullmatch(key) else "a-key")
            yield finding(path, "unknown-work", work=key, fix=fix)


def _cited(record: Dataset) -> Iterator[tuple[Path, str]]:
    for field in ("paper", "data", "further"):
        yield from ((("citations", field, position), key) for position, key in enumerate(getattr(record.citations, field)))
    for at, labels in enumerate(record.labelling):
        yield from ((("labelling", at, "citations", position), key) for position, key in enumerate(labels.citations or ()))


@rule
def works_are_cited_once(_id: str, record: Dataset, _catalog: Catalog) -> Iterator[Finding]:
    """A record cites a work once."""
    seen: set[str] = set()
    for field in ("paper", "data", "further"):
        for position, key in enumerate(getattr(record.citations, field)):
            if key in seen:
                yield finding(("citations", field, position), "repeated-work", work=key)
            seen.add(key)


@rule
def successor_exists(id_: str, record: Dataset, catalog: Catalog) -> Iterator[Finding]:
    """The successor of a withdrawn record is a record."""
    if record.withdrawn and record.withdrawn.successor:
        yield from _known(("withdrawn", "successor"), record.withdrawn.successor, id_, catalog, phrase("successor"))


@rule
def relations_have_a_target(id_: str, record: Dataset, catalog: Catalog) -> Iterator[Finding]:
    """A relation, or a dataset on which a generator was trained, refers to another record, or to data without a record by name and address."""
    trained_on = (record.synthetic.trained_on or ()) if record.synthetic else ()
    ends: list[tuple[Path, Relation | DatasetReference]] = [(("relations", position), it) for position, it in enumerate(record.relations)]
    ends += [(("synthetic", "trained_on", position), it) for position, it in enumerate(trained_on)]
    for path, relation in ends:
        if (relation.to is None) == (relation.name is None):
            yield finding(path, "relation-to-both" if relation.to else "relation-to-none")
        elif relation.to == id_:
            yield finding((*path, "to"), "related-to-itself")
        elif relation.to:
            yield from _known((*path, "to"), relation.to, id_, catalog, phrase("relative"))


@rule
def relations_are_written_once(id_: str, record: Dataset, catalog: Catalog) -> Iterator[Finding]:
    """A relation is written in one of the two records, once."""
    seen: set[tuple[str, str]] = set()
    for position, relation in enumerate(record.relations):
        end = (relation.kind, relation.to or relation.name or "")
        other = catalog.summaries.get(relation.to or "")
        kinds = catalog.vocabularies.relation
        inverse = kinds[relation.kind].inverse if relation.kind in kinds else ""
        mirrored = other is not None and (inverse, id_) in other.relations
        if end in seen or (mirrored and relation.to is not None and id_ > relation.to):
            where = record_file(relation.to) if mirrored and relation.to else phrase("this-record")
            yield finding(("relations", position), "mirrored-relation" if mirrored else "repeated-relation", where=where)
        seen.add(end)


@rule
def relations_do_not_contradict(id_: str, record: Dataset, catalog: Catalog) -> Iterator[Finding]:
    """No relation has the opposite direction of another between the same records: what contains a dataset is not part of it."""
    kinds = catalog.vocabularies.relation
    seen: set[tuple[str, str]] = set()
    for position, relation in enumerate(record.relations):
        inverse = kinds[relation.kind].inverse if relation.kind in kinds else ""
        if not relation.to or relation.to == id_ or inverse in ("", relation.kind):
            continue
        other = catalog.summaries.get(relation.to)
        reverse = other is not None and (relation.kind, id_) in other.relations
        if reverse or (inverse, relation.to) in seen:
            where = record_file(relation.to) if reverse else phrase("this-record")
            yield finding(("relations", position), "opposite-relation", where=where, kind=relation.kind if reverse else inverse)
        seen.add((relation.kind, relation.to))


@rule
def names_are_unique(id_: str, record: Dataset, catalog: Catalog) -> Iterator[Finding]:
    """No other record has a name, alias or id of this one."""
    for path, name in _names(record):
        holders = catalog.by_name[name.casefold()]
        others = sorted(set(holders) - {id_})
        if others:
            yield finding(path, "repeated-name", name=name, other=others[0])
    for position, old in enumerate(record.formerly):
        if old in RESERVED:
            yield finding(("formerly", position), "reserved-id", id=old)
        elif old in catalog.sources or len({*catalog.by_former_id[old]}) > 1:
            whose = phrase("this-record" if old == id_ else "another-record")
            yield finding(("formerly", position), "repeated-id", id=old, whose=whose)


@rule
def records_with_similar_names_are_related(id_: str, record: Dataset, catalog: Catalog) -> Iterator[Finding]:
    """No record without a relation to this one has a name that differs only in spelling."""
    if all(catalog.by_similar_name[it] == [id_] for it in catalog.summaries[id_].similar_names):
        return
    related = {end.to for end in catalog.relatives[id_]}
    for path, name in (*_names(record), *([(("full_name",), record.full_name)] if record.full_name else [])):
        others = {other for it in normal_names(name) for other in catalog.by_similar_name[it]} - {id_, *related}
        if others and not (path != ("full_name",) and set(catalog.by_name[name.casefold()]) - {id_}):
            yield finding(path, "similar-name", name=name, other=min(others))


def _names(record: Dataset) -> Iterator[tuple[Path, str]]:
    yield ("name",), record.name
    yield from ((("aliases", position), alias) for position, alias in enumerate(record.aliases))


@rule
def shared_addresses_are_explained(id_: str, record: Dataset, catalog: Catalog) -> Iterator[Finding]:
    """Two records share an address of the data only if they have a relation."""
    if all(catalog.data_at.get(place, [id_]) == [id_] for place in catalog.data_places(catalog.summaries[id_])):
        return
    related = {end.to for end in catalog.relatives[id_]}
    for path, url in own_addresses(record):
        for other in sorted(set(catalog.data_at.get(normal_address(url), ())) - {id_, *related}):
            yield finding(path, "shared-address", url=url, other=other)
    for position, key in enumerate(record.citations.data):
        doi = catalog.references[key].doi if key in catalog.references else ""
        for other in sorted(set(catalog.data_at.get(normal_address(doi_url(doi)), ())) - {id_, *related}) if doi else ():
            yield finding(("citations", "data", position), "shared-address", url=doi_url(doi), other=other)


def _known(path: Path, id_: str, own: str, catalog: Catalog, otherwise: str) -> Iterator[Finding]:
    if id_ not in catalog.sources:
        near = nearest(id_, (other for other in catalog.sources if other != own))
        yield finding(path, "unknown-record", id=id_, fix=phrase("write", near=near) if near else otherwise)
