"""The patients and the imaging parameters of a record in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from curator.records.catalog import Catalog
from curator.records.model import Dataset, Imaging, Population, Synthetic
from curator.records.printed_cells import thousands
from curator.records.vocabulary import Vocabularies
from curator.site.views.dataset_metadata import certain

GIVEN = {"per-patient": "published for each patient", "summary": "published as a summary"}
SCALES = {"fitzpatrick": "Fitzpatrick type", "monk": "Monk scale", "ita": "individual typology angle", "other": "other scale"}
CHARACTERISTICS = {"age": "Age", "sex": "Sex", "ethnicity": "Race or ethnicity", "skin_tone": "Skin tone"}
"""The label of each characteristic of the patients."""
PARAMETERS = {
    "pixel_spacing_mm": ("Pixel spacing", "mm"),
    "slice_thickness_mm": ("Slice thickness", "mm"),
    "spacing_between_slices_mm": ("Spacing between slices", "mm"),
    "field_strength_t": ("Field strength", "T"),
    "sequences": ("MRI sequences", ""),
    "contrast": ("Contrast agent", ""),
    "tracers": ("Tracer", ""),
    "magnification": ("Magnification", "×"),
    "um_per_pixel": ("Pixel size", "µm"),
    "channels": ("Channels", ""),
    "bit_depth": ("Bit depth", "bits per channel"),
    "frames_per_second": ("Frame rate", "frames per second"),
    "frames": ("Frames per video", ""),
    "duration_s": ("Duration", "s"),
}
"""The label and the unit of each imaging parameter."""
_LISTS = frozenset({"field_strength_t", "magnification", "bit_depth", "tracers"})
_TERMS = {"sequences": "sequence", "contrast": "contrast"}
"""Imaging parameters with terms, and their vocabularies."""


def characteristics(population: Population | None, words: Vocabularies) -> Iterator[tuple[str, str, str, str]]:
    """The label, the path, the value and the note of each characteristic of the patients; the value is empty if not known."""
    for name, label in CHARACTERISTICS.items():
        found = getattr(population, name, None)
        values = _values(name, found, words) if found else []
        given = GIVEN[found.given] if found else ""
        text = "; ".join([*values, given]) if found else ""
        yield label, f"population.{name}", text, (found.note or "") if found else ""


def _values(name: str, found: Any, words: Vocabularies) -> list[str]:
    if name == "age":
        middle = [f"{word} {value:g}" for word in ("mean", "median") if (value := getattr(found, word)) is not None]
        stated = [*([interval(found.range)] if found.range else []), *middle]
        return [f"{', '.join(stated)} years"] if stated else []
    if name == "sex":
        numbers = [f"{thousands(number)} {word}" for word in ("female", "male", "other") if (number := getattr(found, word)) is not None]
        share = [f"{found.female_percent:g} % female"] if found.female_percent is not None else []
        unit = [f"numbers of {words.unit[found.unit].plural}"] if found.unit else []
        return [", ".join([*numbers, *share]), *unit] if numbers or share else unit
    groups: Mapping[str, int] = found.groups or {}
    scale = [SCALES[found.scale]] if name == "skin_tone" and found.scale else []
    return [*scale, *([", ".join(f"{group}: {thousands(number)}" for group, number in groups.items())] if groups else [])]


def parameters(imaging: Imaging | None, words: Vocabularies) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """The label, the path and the values of each imaging parameter; no values if not known."""
    for name, (label, unit) in PARAMETERS.items():
        value = getattr(imaging, name, None)
        yield label, f"imaging.{name}", _parameter(name, value, unit, words) if value is not None else ()


def _parameter(name: str, value: Any, unit: str, words: Vocabularies) -> tuple[str, ...]:
    if name in _TERMS:
        return tuple(words[_TERMS[name]].label(term) for term in value)
    joint = "" if unit == "×" else " "
    if name in _LISTS:
        return tuple(f"{it if isinstance(it, str) else f'{it:g}'}{joint}{unit}".strip() for it in value)
    return (f"{interval(value)}{joint}{unit}".strip(),)


@dataclass(frozen=True)
class MeasuredProperty:
    """A range of numbers with its unit, for metadata."""

    name: str
    smallest: float
    largest: float
    unit: str


def measured_properties(record: Dataset) -> tuple[MeasuredProperty, ...]:
    """The age of the patients and the imaging parameters with a unit, omitting unverified ones."""
    age = record.population.age if record.population else None
    found = [("population.age", CHARACTERISTICS["age"], age.range, "years")] if age and age.range else []
    found += [(f"imaging.{name}", label, value, unit) for name, (label, unit) in PARAMETERS.items() if unit and (value := getattr(record.imaging, name, None))]
    ranges = ((path, label, value if isinstance(value, tuple) else (value, value), unit) for path, label, value, unit in found)
    return tuple(MeasuredProperty(label, min(values), max(values), unit) for path, label, values, unit in ranges if certain(record, path))


def interval(value: float | tuple[float, float]) -> str:
    """A number, or a range from the smallest to the largest value."""
    low, high = value if isinstance(value, tuple) else (value, value)
    return f"{low:g}" if low == high else f"{low:g} to {high:g}"


def synthetic_words(record: Dataset, catalog: Catalog) -> str:
    """What is synthetic, by which model, and on which datasets the model was trained; empty for real images."""
    made: Synthetic | None = record.synthetic
    if made is None:
        return ""
    named = (catalog.summaries[it.to].name if it.to and it.to in catalog.summaries else it.to or it.name or "" for it in made.trained_on or ())
    urls = {it.name: it.url for it in made.trained_on or () if it.url}
    trained = ", ".join(f"{name} ({urls[name]})" if name in urls else name for name in named)
    head = f"{made.images} images" + (f" were generated by {made.generator}" if made.generator else " were generated by a model")
    return f"{head}, trained on {trained}" if trained else head
