"""Distributions of generated values: how often a field is present, number of items, size of numbers."""

from collections.abc import Mapping
from datetime import date

PRESENCE: Mapping[str, float] = {
    "Access.links": 0.6,
    "Access.routes": 0.95,
    "ByPart.test": 0.9,
    "ByPart.train": 1,
    "Citations.paper": 1,
    "Dataset.acknowledgement": 0.05,
    "Dataset.acquisition": 0.9,
    "Dataset.aliases": 0.5,
    "Dataset.annotation": 0.9,
    "Dataset.body_part": 0.9,
    "Dataset.changes": 1,
    "Dataset.citations": 0.9,
    "Dataset.classes": 1,
    "Dataset.contributors": 0,  # generated records have no maintainers
    "Dataset.corrections": 0,  # the printed collection does not contain generated records
    "Dataset.counts": 1,
    "Dataset.download_size": 0.6,
    "Dataset.evidence": 1,
    "Dataset.formats": 0.9,
    "Dataset.imaging": 0.6,
    "Dataset.labelling": 0.8,
    "Dataset.not_reported": 0.5,
    "Dataset.population": 0.6,
    "Dataset.registries": 0,  # generated records are in no registry
    "Dataset.seen_by": 0.15,
    "Dataset.synthetic": 0.05,
    "Dataset.formerly": 0.02,
    "Dataset.frame_size": 0.9,
    "Dataset.full_name": 0.9,
    "Dataset.known_issues": 0.5,
    "Dataset.licence": 0.9,
    "Dataset.loaders": 0.6,
    "Dataset.notes": 0.8,
    "Dataset.relations": 0.2,
    "Dataset.releases": 0.15,
    "Dataset.sources": 1,
    "Dataset.splits": 0.6,
    "Dataset.target": 0.9,
    "Dataset.withdrawn": 0.01,
    "Estimate.on": 0.2,
    "Evidence.seen": 0.1,
    "Evidence.what": 0.95,
    "Issue.source": 0.9,
    "LabelSet.labels": 0.9,
    "LabelSet.measured_in": 0.05,
    "LabelSet.number": 0.1,
    "Labelling.official is true": 0.8,
    "Release.counts": 0.9,
    "Route.labelled is true": 0,
    "Split.official is true": 0,
    "Split.official": 0.25,
    "Split.task": 0.1,
    "Split.test": 0.9,
    "Split.train": 1,
    "Split.further": 0.05,
    "Split.folds": 0.1,
    "Split.validation": 0.5,
    "Split.withheld": 0.2,
    "Split.by_site": 0.1,
    "Split.members": 0.1,
}
"""Probability that a field is present, or true; by default 0.4, and 0.8 for flags."""

LENGTHS: Mapping[str, tuple[int, int]] = {
    "Access.routes": (1, 2),
    "Dataset.aliases": (1, 2),
    "Dataset.changes": (1, 2),
    "Dataset.counts": (1, 2),
    "Dataset.dimensions": (1, 1),
    "Dataset.formerly": (1, 1),
    "Dataset.frame_size": (1, 2),
    "Dataset.known_issues": (1, 8),
    "Dataset.licence": (1, 2),
    "Dataset.modality": (1, 2),
    "Dataset.relations": (1, 3),
    "Dataset.sources": (2, 12),
    "Dataset.splits": (1, 2),
    "Dataset.tasks": (1, 2),
    "LabelSet.labels": (2, 9),
    "Route.steps": (1, 2),
    "Split.withheld": (1, 1),
}
"""Minimum and maximum number of items; by default 1 to 3."""

SKEW: Mapping[str, float] = {
    "Dataset.counts": 2,
    "Dataset.kind": 5,
    "Dataset.status": 3,
    "LabelSet.labels": 2,
    "LabelSet.labelled": 2,
    "Release.counts": 2,
    "Route.steps": 1.5,
}
"""How much more often the first choice is drawn than the second, as a power of two; by default 1."""

BOUNDS: Mapping[str, tuple[float, float]] = {
    "Estimate.about": (20, 2_000_000),
    "Estimate.at_least": (20, 2_000_000),
    "Estimate.between": (20, 2_000_000),
    "Estimate.exactly": (20, 2_000_000),
    "ByPart.test": (20, 2_000_000),
    "ByPart.train": (20, 2_000_000),
    "ByPart.validation": (20, 2_000_000),
    "Dataset.counts": (20, 2_000_000),
    "Dataset.year": (1995, 2026),
    "Download.gigabytes": (0.02, 2_000),
    "FrameSize.depth": (20, 900),
    "Imaging.duration_s": (1, 3_600),
    "Imaging.field_strength_t": (0.3, 7),
    "Imaging.frames": (10, 300),
    "Imaging.frames_per_second": (5, 60),
    "Imaging.pixel_spacing_mm": (0.05, 2),
    "Imaging.slice_thickness_mm": (0.5, 10),
    "Imaging.spacing_between_slices_mm": (0.5, 10),
    "Imaging.um_per_pixel": (0.1, 10),
    "Labelling.readers": (1, 12),
    "Labelling.readers_per_item": (1, 4),
    "LabelSet.labelled": (20, 2_000),
    "LabelSet.number": (2, 1_000),
    "Release.counts": (20, 2_000_000),
    "Release.year": (1995, 2026),
    "Sex.female": (20, 20_000),
    "Sex.male": (20, 20_000),
    "Sex.other": (1, 20),
    "Split.folds": (2, 10),
    "Waiting.days": (1, 90),
}
"""Minimum and maximum of numbers; by default 1 and a million, within the limits of the schema."""

_SIDES = (128, 224, 256, 299, 320, 384, 512, 600, 768, 1024, 1200, 1500, 2048, 2848)
USUAL: Mapping[str, tuple[int, ...]] = {
    "FrameSize.width": _SIDES,
    "FrameSize.height": _SIDES,
    "Imaging.bit_depth": (8, 10, 12, 16),
    "Imaging.channels": (1, 3, 4),
    "Imaging.magnification": (10, 20, 40),
}
"""Frequent numbers of a field, if there are few."""

FIRST_DAY, LAST_DAY = date(2025, 11, 23), date(2026, 11, 23)
"""Dates on which generated records were checked and their sources read."""

LONGEST_LINE = 600
"""Maximum length of a single-line text in characters; longer texts consist of sentences."""
