"""The fields of a record, in order."""

from typing import Annotated, Literal

from pydantic import Field

from curator.records.model.access_and_use import Access, Acknowledgement, Citations, Issue, Licence, Loader, Registries, Relation, Withdrawal
from curator.records.model.acquisition import Acquisition, Imaging, Population, Synthetic
from curator.records.model.base import FrozenModel, Keys
from curator.records.model.count_types import Counts
from curator.records.model.images import Download, FrameSize, LabelSet, Release, Split
from curator.records.model.label_origin import Labelling, TrainedModel
from curator.records.model.provenance import Change, Contributor, Correction, Dispute, SourcePage
from curator.records.model.text import Day, FieldPath, Id, Line, Prose, TermOf, Year


class Dataset(FrozenModel):
    """A dataset as its record describes it: nothing computed, no markup, and no field for what is unknown."""

    name: Line = Field(description="Common name of the dataset.", examples=["DRIVE"])
    full_name: Line | None = Field(None, description="Full name, with abbreviations written out.", examples=["Digital Retinal Images for Vessel Extraction"])
    aliases: tuple[Line, ...] = Field((), description="Other names of the dataset.", examples=[["RIM-r3"]])
    formerly: tuple[Id, ...] = Field((), description="Former ids of this record, kept as redirects.", examples=[["drive-2004"]])
    status: Annotated[str, TermOf("status")] = Field(description="Availability of the data today.", examples=["available"])
    withdrawn: Withdrawal | None = Field(None, description="Date and reason of withdrawal by the owners; only with status withdrawn.")
    kind: Literal["medical", "natural"] = Field(description="Medical images, or natural images for comparison.", examples=["medical"])
    summary: Prose = Field(description="What the data are, what they are used for, and what to know before using them: 60 to 120 words, in your own words.")
    year: Year = Field(description="Year of the first public release.", examples=[2004])
    provider: Line | None = Field(None, description="Organization that provides the data.", examples=["Image Sciences Institute, Utrecht"])

    modality: Annotated[tuple[Annotated[str, TermOf("modality")], ...], Field(min_length=1)] = Field(
        description="Imaging modality.", examples=[["fundus-photography"]]
    )
    body_part: tuple[Annotated[str, TermOf("body-part")], ...] = Field((), description="Body part in the images.", examples=[["retina"]])
    target: tuple[Annotated[str, TermOf("target")], ...] = Field((), description="Labeled structure or finding.", examples=[["retinal-vessel"]])
    tasks: Annotated[tuple[Annotated[str, TermOf("task")], ...], Field(min_length=1)] = Field(
        description="Tasks for which the data are labeled.", examples=[["segmentation"]]
    )
    dimensions: Annotated[tuple[Annotated[str, TermOf("dimension")], ...], Field(min_length=1)] = Field(
        description="2D images, 3D volumes, or video.", examples=[["2d"]]
    )
    frame_size: tuple[FrameSize, ...] = Field((), description="Image size in pixels.", examples=[[{"width": 565, "height": 584}]])
    counts: Counts = Field(
        default_factory=dict,
        description="Number of images, volumes, patients and other units, the main unit first: a number, {about: n}, {at_least: n}, {between: [n, n]}, or {train: n, test: n}.",
        examples=[{"image": 40}],
    )
    releases: tuple[Release, ...] = Field((), description="Releases, if several are in use; the last is the current one.")
    splits: tuple[Split, ...] = Field((), description="Splits into training, validation and test parts; Table 1 shows the first one.")
    classes: tuple[LabelSet, ...] = Field((), description="Labels, one entry per label set.")
    formats: tuple[Annotated[str, TermOf("format")], ...] = Field((), description="File formats.", examples=[["tiff", "gif"]])
    download_size: tuple[Download, ...] = Field((), description="Download size, one entry per archive or version.")

    annotation: Prose | None = Field(None, description="Who made the labels, and how.", examples=["Drawn by two observers."])
    labelling: tuple[Labelling, ...] = Field((), description="How each kind of labels was made, and by whom.")
    acquisition: Acquisition | None = Field(None, description="How the images were acquired.")
    imaging: Imaging | None = Field(None, description="Imaging parameters in physical units.")
    population: Population | None = Field(None, description="The patients in the images.")
    synthetic: Synthetic | None = Field(None, description="Images that a model generated.")

    access: Access = Field(description="Homepage, access routes, other locations and further links.")
    licence: tuple[Licence, ...] = Field((), description="License and terms of use; NONE if the owners state no license; omit if the terms have not been read.")
    acknowledgement: Acknowledgement | None = Field(None, description="Acknowledgement that the owners require word for word.")
    citations: Citations = Field(
        default=Citations.model_construct(), description="Works to cite, as keys of references.bib.", examples=[{"paper": ["staal2004ridge"]}]
    )

    relations: tuple[Relation, ...] = Field((), description="Related datasets, and what they share with this one.")
    known_issues: tuple[Issue, ...] = Field((), description="Known issues of the data.")
    loaders: tuple[Loader, ...] = Field((), description="Software and services that load the data.")

    seen_by: tuple[TrainedModel, ...] = Field((), description="Public models that were trained on the data.")
    registries: Registries | None = Field(None, description="Identifiers of the data in registries that programs can read.")

    corrections: tuple[Correction, ...] = Field((), description="Corrections of the printed collection of 2020.")
    notes: dict[FieldPath, Prose] = Field(
        default_factory=dict,
        description="Notes on fields, by path; a note has the same sources as its field.",
        examples=[{"counts": "The first release had 58 images."}],
    )
    sources: dict[Id, SourcePage] = Field(default_factory=dict, description="Sources of the facts, each under a name of your choice.")
    evidence: dict[FieldPath, Keys] = Field(
        default_factory=dict, description="Sources of each field, by path; the most specific path applies.", examples=[{"counts": ["owner"]}]
    )
    unverified: dict[FieldPath, Prose] = Field(
        default_factory=dict, description="Fields without a source, by path, with the reason.", examples=[{"year": "seen in lists only"}]
    )
    not_reported: dict[FieldPath, Keys] = Field(
        default_factory=dict,
        description="Fields without a value because the sources, which have been read, do not report it, by path.",
        examples=[{"population.age": ["owner", "staal2004ridge"]}],
    )
    disputed: tuple[Dispute, ...] = Field((), description="Facts on which sources disagree.")
    changes: tuple[Change, ...] = Field((), description="Changes to the record that readers should know about, including its creation.")
    contributors: tuple[Contributor, ...] = Field((), description="People who maintain this record; the authors of the data are in `citations`.")
    checked: Day = Field(description="Date on which a person last compared the record with its sources.", examples=["2026-11-23"])
