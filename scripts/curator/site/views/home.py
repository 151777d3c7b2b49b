"""The home page around the table: the most common modalities, and the newest changes."""

from dataclasses import dataclass

from curator.records.catalog import Catalog
from curator.site.views.changes import ChangeLine, changes
from curator.site.views.filter_options import choices

TEXT = "text"
"""The modality of reports and captions, which are no images."""
MAX_TILES, MAX_RECENT = 8, 5
"""Modalities and changes on the page."""


@dataclass(frozen=True)
class Tile:
    """A modality: its term, its abbreviation if it has one, its label, and its number of datasets."""

    term: str
    label: str
    full: str
    number: int


def tiles(catalog: Catalog) -> tuple[Tile, ...]:
    """The most common modalities with images, in the order of their numbers of datasets."""
    [options] = [it.options for it in choices(catalog) if it.facet.key == "modality"]
    ordered = sorted((option for option in options if option.term != TEXT), key=lambda option: -option.number)
    short = {term: entry.short for term, entry in catalog.vocabularies.modality.entries.items()}
    return tuple(Tile(it.term, short[it.term] or it.label, it.label, it.number) for it in ordered[:MAX_TILES])


def recent(catalog: Catalog) -> tuple[ChangeLine, ...]:
    """The newest changes, at most one of each dataset."""
    first = {line.id: line for line in reversed(changes(catalog))}
    return tuple(sorted(first.values(), key=lambda line: line.date, reverse=True))[:MAX_RECENT]
