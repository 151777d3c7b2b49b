"""The part of a record that other records depend on: names, terms, relations, addresses and works, by which the catalog finds records."""

from dataclasses import dataclass
from typing import NamedTuple

from curator.records.model import Dataset
from curator.records.normalise import normal_address, normal_names
from curator.records.record_parts import access_addresses, addresses, named_works, own_addresses

Terms = dict[str, tuple[str, ...]]
"""The terms of a record by field."""


class Summary(NamedTuple):
    """What the indexes of the catalog contain of a record.

    `checked` is the date of its last check, and `changed` that of its last change.
    `similar_names` are all its names, and `data_addresses` the addresses of its data, both normalized; `shared_addresses` are the same
    addresses as written, without a slash at the end. `relations` are those to other records: kind and id. `works` are the keys of all
    works that it cites or has as a source, `cited` those that it cites, `papers` and `data_works` some of these; `mentioned` are the other records that its page names.
    `addresses` are all addresses but those of its sources, and `insecure` the addresses of the data with http. `corrections` are kind and cell of each
    correction of the printed collection.
    """

    name: str
    kind: str
    full_name: str
    year: int
    checked: str
    changed: str
    aliases: tuple[str, ...]
    formerly: tuple[str, ...]
    similar_names: tuple[str, ...]
    terms: Terms
    relations: tuple[tuple[str, str], ...]
    mentioned: tuple[str, ...]
    homepage: str
    shared_addresses: tuple[str, ...]
    data_addresses: tuple[str, ...]
    addresses: tuple[str, ...]
    source_addresses: tuple[str, ...]
    insecure: tuple[str, ...]
    works: tuple[str, ...]
    data_works: tuple[str, ...]
    papers: tuple[str, ...]
    cited: tuple[str, ...]
    corrections: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Named:
    """The part of a summary on which the page of another record depends that only names this one."""

    name: str
    terms: Terms
    relations: tuple[tuple[str, str], ...]
    shared_addresses: tuple[str, ...]
    works: tuple[str, ...]
    data_works: tuple[str, ...]


def named(it: Summary) -> Named:
    """Return the part of a summary that other pages show."""
    return Named(it.name, it.terms, it.relations, it.shared_addresses, it.works, it.data_works)


def linked(it: Summary) -> tuple[object, ...]:
    """Return the part of a summary by which rules find records to compare."""
    return (it.name, it.aliases, it.formerly, it.similar_names, it.relations, it.mentioned, it.data_addresses, it.data_works)


SUBJECT = ("target", "modality", "tasks", "body_part", "dimensions")
"""The fields whose terms a summary has: those that describe the subject of a dataset."""


def changed(record: Dataset) -> str:
    """Return the date of a record's last change."""
    return max((change.date for change in record.changes), default=record.checked)


def summary(record: Dataset) -> Summary:
    """Return the summary of a record."""
    own = [url for _, url in own_addresses(record)]
    similar = frozenset().union(*map(normal_names, (record.name, record.full_name or "", *record.aliases)))
    trained_on = (record.synthetic.trained_on or ()) if record.synthetic else ()
    mentioned = (record.withdrawn.successor if record.withdrawn else None, *(it.to for it in trained_on))
    return Summary(
        name=record.name,
        kind=record.kind,
        full_name=record.full_name or "",
        year=record.year,
        checked=record.checked,
        changed=changed(record),
        aliases=record.aliases,
        formerly=record.formerly,
        similar_names=tuple(sorted(similar)),
        terms={field: getattr(record, field) for field in SUBJECT},
        relations=tuple((relation.kind, relation.to) for relation in record.relations if relation.to),
        mentioned=tuple(filter(None, mentioned)),
        homepage=record.access.homepage,
        shared_addresses=tuple(dict.fromkeys(url.rstrip("/") for url in own)),
        data_addresses=tuple(dict.fromkeys(map(normal_address, own))),
        addresses=tuple(dict.fromkeys(url for _, url in addresses(record))),
        source_addresses=tuple(source.url for source in record.sources.values()),
        insecure=tuple(url for _, url in access_addresses(record) if url.startswith("http://")),
        works=tuple(sorted(named_works(record))),
        data_works=record.citations.data,
        papers=record.citations.paper,
        cited=(*record.citations.paper, *record.citations.data, *record.citations.further),
        corrections=tuple((correction.kind, correction.cell or "") for correction in record.corrections),
    )
