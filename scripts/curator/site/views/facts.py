"""A record at a glance: its facts in words, each with what it rests on."""

from collections.abc import Iterator
from dataclasses import dataclass

import pycountry

from curator.records.model import PARTS, ByPart, Count, Dataset, Download, FrameSize, Release
from curator.records.printed_cells import TIMES, counted, said, side, size, total
from curator.records.vocabulary import Vocabularies, vocabulary_of
from curator.site.views.facets import FACETS
from curator.site.views.get_the_data import easiest_step, licence_names, resting_on
from curator.site.views.identity import makers
from curator.site.views.source_notes import Backing, Evidence


@dataclass(frozen=True)
class Item:
    """One value of a fact; `facet` and `term` lead to the other datasets that have it, `part` is its path below the field."""

    text: str
    note: str = ""
    facet: str = ""
    term: str = ""
    part: str = ""


@dataclass(frozen=True)
class Value:
    """An item with what is said of it alone."""

    item: Item
    backing: Backing


@dataclass(frozen=True)
class Fact:
    """A fact as the page shows it."""

    label: str
    values: tuple[Value, ...]
    backing: Backing
    long: bool
    path: str = ""


def facts(record: Dataset, evidence: Evidence, words: Vocabularies) -> tuple[Fact, ...]:
    """The facts of a record in the order of its fields; what is not known is left out."""
    found = [
        *_may_have(record, words),
        *_terms(record, words),
        ("Frame size", "frame_size", tuple(Item(frame_words(it), it.note or "", part=str(at)) for at, it in enumerate(record.frame_size))),
        ("How much", "counts", tuple(Item(amount(unit, count, words), part=unit) for unit, count in record.counts.items())),
        ("Releases", "releases", tuple(_release(release, words) for release in record.releases)),
        ("Formats", "formats", tuple(Item(words["format"].label(term), part=str(at)) for at, term in enumerate(record.formats))),
        ("To download", "download_size", tuple(Item(download(it), part=str(at)) for at, it in enumerate(record.download_size))),
        ("First released", "year", (Item(str(record.year)),)),
        ("Provider", "provider", (Item(record.provider),) if record.provider else ()),
        _creators(record, evidence),
        ("Labels made by", "annotation", (Item(record.annotation),) if record.annotation else ()),
        *_acquisition(record),
    ]
    parts = resting_on(record, evidence, words)
    return tuple(_fact(label, path, items, evidence, parts.get(path, [])) for label, path, items in found if items or not evidence.of(path).silent)


def _creators(record: Dataset, evidence: Evidence) -> tuple[str, str, tuple[Item, ...]]:
    """Whom the head of the page and the files of metadata name as creators, and as what."""
    made = makers(record, evidence.catalog)
    names = [creator.name for creator in made.creators] + (["et al."] if made.others else [])
    return f"Creators ({made.role})", "creators", tuple(map(Item, names))


FILTERED = frozenset(facet.key for facet in FACETS)
LONG = frozenset({"frame_size", "releases", "download_size"})
"""Fields whose items stand on a line each."""


def _fact(label: str, path: str, items: tuple[Item, ...], evidence: Evidence, parts: list[Backing]) -> Fact:
    values = tuple(Value(item, evidence.own(f"{path}.{item.part}") if item.part else Backing()) for item in items)
    told = any(not value.backing.silent for value in values)
    return Fact(label, values, evidence.made_of(path, parts), path in LONG or told, path)


def remarks(evidence: Evidence) -> tuple[Backing, ...]:
    """What is said of fields that have no row or section of their own."""
    return tuple(backing for field in ("name", "full_name", "aliases", "status", "kind", "summary") if not (backing := evidence.beneath(field)).silent)


def _may_have(record: Dataset, words: Vocabularies) -> Iterator[tuple[str, str, tuple[Item, ...]]]:
    """What a visitor asks first: how to get the data, and whether one may use them."""
    step = easiest_step(record, words)
    yield "Access", "access.routes", (Item(words["access"].label(step), words["access"][step].definition),) if step else ()
    yield "Licence", "licence", tuple(map(Item, licence_names(record, words))) or (Item("not known"),)


def _terms(record: Dataset, words: Vocabularies) -> Iterator[tuple[str, str, tuple[Item, ...]]]:
    """The fields that hold terms; a term leads to the other datasets that have it, by filter or by search."""
    for label, field in (
        ("Modality", "modality"),
        ("Body part", "body_part"),
        ("Target", "target"),
        ("Task", "tasks"),
        ("Dimensions", "dimensions"),
    ):
        vocabulary = vocabulary_of(field)
        entries, filtered = words[vocabulary], vocabulary in FILTERED
        yield (
            label,
            field,
            tuple(
                Item(entries.label(term), entries[term].definition, vocabulary if filtered else "text", term if filtered else entries.label(term), str(at))
                for at, term in enumerate(getattr(record, field))
            ),
        )


def _acquisition(record: Dataset) -> Iterator[tuple[str, str, tuple[Item, ...]]]:
    made = record.acquisition
    if made is None:
        return
    yield "Devices", "acquisition.devices", tuple(Item(it, part=str(at)) for at, it in enumerate(made.devices or ()))
    yield "Sites", "acquisition.sites", tuple(Item(it, part=str(at)) for at, it in enumerate(made.sites or ()))
    yield "Countries", "acquisition.countries", tuple(Item(country(code), part=str(at)) for at, code in enumerate(made.countries or ()))
    yield "Images made", "acquisition.years", (Item(made.years),) if made.years else ()
    yield "Who is in them", "acquisition.population", (Item(made.population),) if made.population else ()
    yield "Acquisition", "acquisition", (Item(made.note, part="note"),) if made.note else ()


def country(code: str) -> str:
    """The name of a country by the two letters of ISO 3166."""
    found = pycountry.countries.get(alpha_2=code)
    return str(getattr(found, "common_name", found.name)) if found else code


def amount(unit: str, count: Count, words: Vocabularies) -> str:
    """A count with its unit, and its parts where it is given by part."""
    text = f"{said(count)} {counted(total(count), unit, words)}"
    if isinstance(count, ByPart):
        parts = [f"{part} {getattr(count, part):,}" for part in PARTS if getattr(count, part) is not None]
        return f"{text} ({', '.join(parts)})"
    return text


def frame_words(frame: FrameSize) -> str:
    """A frame size in full: pixels, slices, and which images have it."""
    depth = f" {TIMES} {side(frame.depth)} slices" if frame.depth else ""
    parts = (frame.part,) if isinstance(frame.part, str) else frame.part or ()
    scope = " and ".join(part.replace("-", " ") for part in parts) + (f" {frame.release}" if frame.release else "")
    return f"{size(frame)} pixels{depth}{', typical' if frame.about else ''}{f' ({scope.strip()})' if scope else ''}"


def _release(release: Release, words: Vocabularies) -> Item:
    amounts = ", ".join(amount(unit, count, words) for unit, count in (release.counts or {}).items())
    head = f"{release.name} ({release.year})" if release.year else release.name
    return Item(f"{head}: {amounts}" if amounts else head, release.note or "", part=release.name)


def download(download: Download) -> str:
    """A download: which files, and how large."""
    size_ = download.gigabytes
    text = f"{size_[0]:g} to {size_[1]:g} GB" if isinstance(size_, tuple) else f"{size_:g} GB" if size_ >= 1 else f"{size_ * 1000:g} MB"
    return f"{download.what}: {'about ' if download.about else ''}{text}"
