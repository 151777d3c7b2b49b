"""Names of fields as people write them: labels of the page and the forms, and common synonyms."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from curator.contribute.issues.parse_answer import AnswerError
from curator.contribute.issues.quantities_in_text import unit_in
from curator.contribute.web.form_fields import Field, fields
from curator.records.normalise import plain
from curator.records.vocabulary import Vocabularies

_SYNONYMS = {
    "name": "title, dataset name, short name, acronym, abbreviation",
    "full_name": "long name, full title, official name",
    "aliases": "other names, also known as, synonyms, alternative names, alias",
    "status": "availability",
    "summary": "description, about, abstract, overview",
    "year": "first release, release year, publication year, year of publication, released, release date, date",
    "provider": "publisher, owner, owners, provided by, institution, organization, host, creator, creators, maintainer",
    "modality": "modalities, imaging modality, image modality, imaging technique",
    "body_part": "organ, organs, anatomy, body region, region, body parts",
    "target": "targets, structure, structures, finding, findings, lesion, labeled structure, annotated structure",
    "tasks": "task, use, purpose, application",
    "dimensions": "dimension, dimensionality, 2d or 3d",
    "frame_size": "image size, image sizes, resolution, image resolution, image dimensions, pixels, width and height, matrix size",
    "splits": "split, official split, data split, partition, train test split, training and test, folds",
    "classes": "labels, label, class labels, number of classes, categories, number of labels, label sets, classes and labels",
    "formats": "file format, file formats, format, file type, file types",
    "download_size": "file size, size of download, gigabytes, gb, data volume, archive size",
    "annotation": "annotations, ground truth, annotators, annotated by, annotation process, labels made by",
    "labelling": "labeling, label origin",
    "acquisition.devices": "device, devices, scanner, scanners, camera, cameras, manufacturer, equipment, hardware",
    "acquisition.sites": "sites, site, hospital, hospitals, centers, centres, acquisition sites",
    "acquisition.countries": "country, countries, location",
    "acquisition.years": "acquisition period, years of acquisition, acquisition date, acquired, time period",
    "acquisition.population": "study population, cohort, participants, subjects included, inclusion criteria",
    "acquisition.note": "acquisition details",
    "population.age": "age, ages, age range, patient age",
    "population.sex": "sex, gender, sex ratio",
    "population.ethnicity": "ethnicity, race, race or ethnicity, ancestry",
    "population.skin_tone": "skin tone, skin type, fitzpatrick",
    "imaging": "imaging parameters, acquisition parameters",
    "imaging.pixel_spacing_mm": "pixel spacing, voxel size, voxel spacing, in plane resolution",
    "imaging.slice_thickness_mm": "slice thickness",
    "imaging.field_strength_t": "field strength, magnetic field, tesla",
    "imaging.sequences": "sequence, sequences, mri sequences",
    "imaging.contrast": "contrast, contrast phase, contrast agent",
    "imaging.tracers": "tracer, tracers, radiotracer",
    "imaging.magnification": "magnification, objective",
    "imaging.spacing_between_slices_mm": "spacing between slices, slice spacing, slice gap",
    "imaging.channels": "channels, color channels, number of channels",
    "imaging.frames": "frames per video, frames per clip",
    "imaging.um_per_pixel": "pixel size, microns per pixel, micrometers per pixel, mpp",
    "imaging.frames_per_second": "frame rate, fps",
    "imaging.bit_depth": "bit depth, bits per pixel",
    "synthetic": "synthetic images, generated images",
    "access.homepage": "homepage, home page, website, web site, web page, page, url, link, address",
    "access.routes": "access, download, downloads, download page, access route, access routes, how to get it, getting the data, access steps",
    "access.links": "links, further links, other links",
    "access.locations": "locations, bucket, buckets, torrent, mirrors",
    "licence": "license, licence, licenses, terms, terms of use, usage terms, license and terms of use, copyright, conditions, data use agreement, permissions",
    "acknowledgement": "acknowledgment, acknowledgments, acknowledgements",
    "citations.paper": "paper, papers, article, publication, publications, citation, cite, reference, references, how to cite, data paper",
    "citations.data": "doi, data doi, dataset doi, dataset citation, data citation",
    "citations.further": "further reading, other papers, related work",
    "relations": "related datasets, relation, related, overlap, overlaps, similar datasets, derived from, relations to other datasets",
    "known_issues": "known issue, issues, issue, problems, problem, caveats, limitations, warnings, bugs, errata, known problems, data quality, flaws",
    "loaders": "data loaders, data loader, loader, code, software, libraries, library, packages, tools",
    "seen_by": "trained models, models trained on it, models, pretrained models, pretraining, models that have seen the data",
    "registries.idc": "collection in the imaging data commons, imaging data commons, idc, idc collection",
    "releases": "versions, version, release",
}
"""Synonyms of fields, by path."""
_UNCLEAR = {
    "size": ("frame_size for the size of the images", "counts for their number", "download_size for the size of the files"),
    "dataset size": ("counts for the number of images or patients", "download_size for the size of the files"),
    "sizes": ("frame_size for the size of the images", "download_size for the size of the files"),
    "spacing": ("imaging.pixel_spacing_mm", "imaging.spacing_between_slices_mm"),
    "number": ("counts.image", "counts.patient"),
}
"""Names of more than one field, with the fields."""
_NUMBER = re.compile(
    r"^(?:#|no\b\.?|nr\b\.?|num(?:ber)?\b\.?|counts?\b:?|total\b|how many\b|amount\b)\s*(?:number\b|no\b\.?)?\s*(?:of\b)?\s*(?:the\b)?\s*", re.IGNORECASE
)
"""The words before the unit of a count."""


def named_path(text: str, counted: Mapping[str, object], vocabularies: Vocabularies) -> str:
    """Return the dotted path of the field with a name; empty if no field has it. Raise AnswerError if several have.

    The number of images is the count of images, or else of the only unit that the record counts.
    """
    name = _normalized(text)
    if name in _UNCLEAR:
        raise AnswerError(f"`{text}` could be more than one field: write {', or '.join(_UNCLEAR[name])}.", "Field: unclear")
    return _names().get(name, "") or _count(text, counted, vocabularies)


def _count(text: str, counted: Mapping[str, object], vocabularies: Vocabularies) -> str:
    """Return the path of a count that is named by its unit, such as `# of images`."""
    unit_name = re.sub(r"\s*\bcounts?$", "", _NUMBER.sub("", text.strip()), flags=re.IGNORECASE)
    unit, others = unit_in(plain(unit_name).split(), vocabularies)
    if not unit or (others and unit_name == text.strip()):
        return ""
    if unit == "image" and "image" not in counted and counted:
        units = ", ".join(f"counts.{unit}" for unit in (*counted, "image"))
        raise AnswerError(f"`{text}` is unclear: the record has no count of images. Write one of {units}.", "Field: unclear")
    return f"counts.{unit}"


@cache
def _names() -> Mapping[str, str]:
    """Return the paths of fields by their labels and synonyms. The label of a field has priority over a synonym of another one, that of a group has not."""
    found = {_normalized(label): path for field in fields() for label, path in _labels(field)}
    synonyms = {_normalized(name): path for path, names in _SYNONYMS.items() for name in names.split(", ")}
    return found | synonyms | {_normalized(field.label): field.path for field in fields() if field.kind != "mapping"}


def _labels(field: Field) -> Iterator[tuple[str, str]]:
    """Yield the labels of a field, and of the fields inside it if it is a mapping, with their paths."""
    yield field.label, field.path
    if field.kind == "mapping":
        yield from ((f"{field.label} {inside.label}", inside.path) for inside in field.inside)


def _normalized(text: str) -> str:
    """Return a name in lower case, without punctuation and articles."""
    return " ".join(word for word in re.findall(r"[^\W_]+", plain(text)) if word not in {"the", "a", "of", "for"})
