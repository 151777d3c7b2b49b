"""The facts of a record in words, each with its evidence."""

from collections.abc import Iterator
from dataclasses import dataclass

from curator.records.catalog import Catalog
from curator.records.doi import doi_url
from curator.records.model import PARTS, ByPart, Count, Dataset, Download, FrameSize, Release
from curator.records.per_record import once
from curator.records.printed_cells import TIMES, side, size
from curator.records.vocabulary import Vocabularies, vocabulary_of
from curator.site.views.access_routes import access_level, easiest_step, summary_backing
from curator.site.views.country import country
from curator.site.views.dataset_metadata import creators
from curator.site.views.evidence_notes import Backing, Evidence, evidence_of
from curator.site.views.filters import FACETS
from curator.site.views.licenses import licence_names
from curator.site.views.population import characteristics, parameters, synthetic_words
from curator.site.views.quantities import counted


@dataclass(frozen=True)
class Item:
    """A value of a fact. `facet` and `term` are the filter for datasets with the same value; `part` is the path below the field."""

    text: str
    note: str = ""
    facet: str = ""
    term: str = ""
    part: str = ""


@dataclass(frozen=True)
class Value:
    """An item with its own evidence."""

    item: Item
    backing: Backing


@dataclass(frozen=True)
class Fact:
    """A fact as the page shows it; `long` puts each value on a separate line."""

    label: str
    values: tuple[Value, ...]
    backing: Backing
    long: bool
    path: str = ""


def facts(record: Dataset, evidence: Evidence, words: Vocabularies) -> tuple[Fact, ...]:
    """The facts of a record in the order of the page, without unknown ones."""
    found = [
        *_access_and_license(record, words),
        *_terms(record, words),
        ("Image size", "frame_size", tuple(Item(frame_words(it), it.note or "", part=str(at)) for at, it in enumerate(record.frame_size))),
        ("Counts", "counts", tuple(Item(amount(unit, count, words), part=unit) for unit, count in record.counts.items())),
        ("Releases", "releases", tuple(_release(release, words) for release in record.releases)),
        ("File formats", "formats", tuple(Item(words["format"].label(term), part=str(at)) for at, term in enumerate(record.formats))),
        ("Download size", "download_size", tuple(Item(download(it), part=str(at)) for at, it in enumerate(record.download_size))),
        ("First release", "year", (Item(str(record.year)),)),
        ("Provider", "provider", (Item(record.provider),) if record.provider else ()),
        _creators(record, evidence),
        ("Annotation", "annotation", (Item(record.annotation),) if record.annotation else ()),
        *_acquisition(record),
        *_imaging(record, words),
        *_population(record, words),
        ("Synthetic images", "synthetic", _synthetic(record, evidence)),
        ("Collection in the Imaging Data Commons", "registries.idc", (Item(record.registries.idc),) if record.registries and record.registries.idc else ()),
    ]
    parts = summary_backing(record, evidence, words) | {field: [Backing(evidence.own(field).marks)] for field in ("imaging", "population")}
    found += [("Labeling", "labelling", ())] if "labelling" in record.not_reported else []
    answered = ((label, path, items or ((Item(NOT_REPORTED),) if path in record.not_reported else ())) for label, path, items in found)
    return tuple(_fact(label, path, items, evidence, parts.get(path, [])) for label, path, items in answered if items or not evidence.of(path).silent)


@once
def facts_about(id_: str, catalog: Catalog) -> tuple[Fact, ...]:
    """The facts of a record of a catalog."""
    return facts(catalog.records[id_], evidence_of(id_, catalog), catalog.vocabularies)


def _creators(record: Dataset, evidence: Evidence) -> tuple[str, str, tuple[Item, ...]]:
    """The creators in the metadata, with their role."""
    made = creators(record, evidence.catalog)
    names = [creator.name for creator in made.creators] + (["et al."] if made.others else [])
    return f"Creators ({made.role})", "creators", tuple(map(Item, names))


NOT_REPORTED = "not reported"
"""The value of a field that the sources do not report."""
FILTERED = frozenset(facet.key for facet in FACETS)
LONG = frozenset({"frame_size", "releases", "download_size"})
"""Fields with one value per line."""


def _fact(label: str, path: str, items: tuple[Item, ...], evidence: Evidence, parts: list[Backing]) -> Fact:
    values = tuple(Value(item, evidence.own(f"{path}.{item.part}") if item.part else Backing()) for item in items)
    annotated = any(not value.backing.silent for value in values)
    return Fact(label, values, evidence.summary(path, parts), path in LONG or annotated, path)


def notes(evidence: Evidence) -> tuple[Backing, ...]:
    """The notes on fields without a row or section of their own."""
    return tuple(backing for field in ("name", "full_name", "aliases", "status", "kind", "summary") if not (backing := evidence.beneath(field)).silent)


def _access_and_license(record: Dataset, words: Vocabularies) -> Iterator[tuple[str, str, tuple[Item, ...]]]:
    """The access level, and the names of the licenses."""
    step = easiest_step(record, words)
    yield "Access", "access.routes", (Item(access_level(step, words), words["access"][step].definition),) if step else ()
    yield "License", "licence", tuple(map(Item, licence_names(record, words))) or (Item("not known"),)


def _terms(record: Dataset, words: Vocabularies) -> Iterator[tuple[str, str, tuple[Item, ...]]]:
    """The fields with terms. A term links to the other datasets that have it, by filter or search."""
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
    yield "Acquisition period", "acquisition.years", (Item(made.years),) if made.years else ()
    yield "Study population", "acquisition.population", (Item(made.population),) if made.population else ()
    yield "Acquisition details", "acquisition", (Item(made.note, part="note"),) if made.note else ()


def _imaging(record: Dataset, words: Vocabularies) -> Iterator[tuple[str, str, tuple[Item, ...]]]:
    """The imaging parameters, after the notes on all of them."""
    yield "Imaging parameters", "imaging", ()
    for label, path, values in parameters(record.imaging, words):
        yield label, path, tuple(Item(text) for text in values)


def _population(record: Dataset, words: Vocabularies) -> Iterator[tuple[str, str, tuple[Item, ...]]]:
    """The characteristics of the patients, after the notes on all of them."""
    yield "Population", "population", ()
    for label, path, text, note in characteristics(record.population, words):
        yield label, path, (Item(text, note),) if text else ()


def _synthetic(record: Dataset, evidence: Evidence) -> tuple[Item, ...]:
    text = synthetic_words(record, evidence.catalog)
    return (Item(text, (record.synthetic.note or "") if record.synthetic else ""),) if text else ()


def amount(unit: str, count: Count, words: Vocabularies) -> str:
    """A count with its unit, and its parts if it is given by part."""
    text = counted(unit, count, words)
    if isinstance(count, ByPart):
        parts = [f"{part} {getattr(count, part):,}" for part in PARTS if getattr(count, part) is not None]
        return f"{text} ({', '.join(parts)})"
    return text


def frame_words(frame: FrameSize) -> str:
    """An image size in words: pixels, slices, and the images that have it."""
    depth = f" {TIMES} {side(frame.depth)} slices" if frame.depth else ""
    parts = (frame.part,) if isinstance(frame.part, str) else frame.part or ()
    scope = " and ".join(part.replace("-", " ") for part in parts) + (f" {frame.release}" if frame.release else "")
    return f"{size(frame)} pixels{depth}{', typical' if frame.about else ''}{f' ({scope.strip()})' if scope else ''}"


def _release(release: Release, words: Vocabularies) -> Item:
    amounts = ", ".join(amount(unit, count, words) for unit, count in (release.counts or {}).items())
    head = f"{release.name} ({release.year})" if release.year else release.name
    published = f"published on {release.date}" if release.date else ""
    where = [doi_url(release.doi) if release.doi else "", release.url or ""]
    note = "; ".join(filter(None, (release.note or "", published, *where)))
    return Item(f"{head}: {amounts}" if amounts else head, note, part=release.name)


def download(download: Download) -> str:
    """A download: files and size."""
    size_ = download.gigabytes
    text = f"{size_[0]:g} to {size_[1]:g} GB" if isinstance(size_, tuple) else f"{size_:g} GB" if size_ >= 1 else f"{size_ * 1000:g} MB"
    return f"{download.what}: {'about ' if download.about else ''}{text}"
