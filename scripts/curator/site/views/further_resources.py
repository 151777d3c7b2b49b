"""The page of further resources."""

from dataclasses import dataclass

from curator.records.bibliography import Reference
from curator.records.catalog import Catalog, Resource
from curator.records.model import Sourced
from curator.site.views.evidence_notes import SourceLine, host


@dataclass(frozen=True)
class PointLine:
    """A note about a resource, or a correction of the printed text about it, with its sources."""

    text: str
    printed: str
    right: str
    marks: tuple[SourceLine, ...]
    unverified: str


@dataclass(frozen=True)
class ResourceView:
    """A resource with its notes, corrections and works."""

    resource: Resource
    points: tuple[PointLine, ...]
    misprints: tuple[PointLine, ...]
    works: tuple[Reference, ...]


def resources(catalog: Catalog) -> tuple[ResourceView, ...]:
    """The resources, in the order of the file."""
    return tuple(_resource(resource, catalog) for resource in catalog.resources)


def _resource(resource: Resource, catalog: Catalog) -> ResourceView:
    lines = {
        name: SourceLine(number, name, source.what or host(source.url), source.url, source.seen or resource.checked)
        for number, (name, source) in enumerate(resource.sources.items(), 1)
    }

    def line(item: Sourced, text: str, printed: str = "", right: str = "") -> PointLine:
        return PointLine(text, printed, right, tuple(lines[name] for name in item.source or () if name in lines), item.unverified or "")

    points = tuple(line(point, point.text) for point in resource.points)
    misprints = tuple(line(it, it.why, it.printed, it.right) for it in resource.misprints)
    return ResourceView(resource, points, misprints, tuple(catalog.references[key] for key in resource.citation if key in catalog.references))
