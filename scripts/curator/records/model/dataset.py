"""A record: one frozen value, each field described once; schema, field reference and messages come from here."""

from typing import Annotated, Literal

from pydantic import Field

from curator.records.model.measures import Counts, Download, FrameSize, Keys, LabelSet, Piece, Release, Split
from curator.records.model.parts import (
    Access,
    Acknowledgement,
    Acquisition,
    Change,
    Citations,
    Correction,
    Dispute,
    Evidence,
    Issue,
    Licence,
    Loader,
    Relation,
    Withdrawal,
)
from curator.records.model.people import Contributor
from curator.records.model.text import Day, FieldPath, Id, Line, Prose, TermOf, Year


class Dataset(Piece):
    """One dataset as a person described it: nothing computed, no markup, unknown = absent."""

    name: Line = Field(description="The name that people use.", examples=["DRIVE"])
    full_name: Line | None = Field(None, description="The name written out.", examples=["Digital Retinal Images for Vessel Extraction"])
    aliases: tuple[Line, ...] = Field((), description="Other names it is found under.", examples=[["RIM-r3"]])
    formerly: tuple[Id, ...] = Field((), description="Ids that this record had before; they stay as redirects.", examples=[["drive-2004"]])
    status: Annotated[str, TermOf("status")] = Field(description="Whether it can be had today.", examples=["available"])
    withdrawn: Withdrawal | None = Field(None, description="Only with status withdrawn.")
    kind: Literal["medical", "natural"] = Field(description="Medical images, or natural ones that papers use beside them.", examples=["medical"])
    summary: Prose = Field(description="What it is, what it is good for and what to beware of: 60 to 120 words of your own.")
    year: Year = Field(description="Year of the first public release of the data.", examples=[2004])
    provider: Line | None = Field(None, description="Who offers the data.", examples=["Image Sciences Institute, Utrecht"])

    modality: Annotated[tuple[Annotated[str, TermOf("modality")], ...], Field(min_length=1)] = Field(
        description="How the images were made.", examples=[["fundus-photography"]]
    )
    body_part: tuple[Annotated[str, TermOf("body-part")], ...] = Field((), description="What of the body they show.", examples=[["retina"]])
    target: tuple[Annotated[str, TermOf("target")], ...] = Field((), description="What is labelled in them.", examples=[["retinal-vessel"]])
    tasks: Annotated[tuple[Annotated[str, TermOf("task")], ...], Field(min_length=1)] = Field(
        description="The tasks that the labels are made for.", examples=[["segmentation"]]
    )
    dimensions: Annotated[tuple[Annotated[str, TermOf("dimension")], ...], Field(min_length=1)] = Field(
        description="Single images, volumes, or moving images.", examples=[["2d"]]
    )
    frame_size: tuple[FrameSize, ...] = Field((), description="Size of the images in pixels.", examples=[[{"width": 565, "height": 584}]])
    counts: Counts = Field(
        default_factory=dict,
        description="How much there is, by unit, the one that best tells the size first: a number, {about: n}, or {train: n, test: n}.",
        examples=[{"image": 40}],
    )
    releases: tuple[Release, ...] = Field((), description="Only where several are in use; the last is the current one.")
    splits: tuple[Split, ...] = Field((), description="Divisions into parts; the table shows the first.")
    classes: tuple[LabelSet, ...] = Field((), description="The labels, one entry a label set.")
    formats: tuple[Annotated[str, TermOf("format")], ...] = Field((), description="Formats of the files.", examples=[["tiff", "gif"]])
    download_size: tuple[Download, ...] = Field((), description="How much there is to download.")

    annotation: Prose | None = Field(None, description="Who made the labels, and how.", examples=["Drawn by two observers."])
    acquisition: Acquisition | None = Field(None, description="How the images came about.")

    access: Access = Field(description="How to get the data.")
    licence: tuple[Licence, ...] = Field((), description="What one may do; NONE where the owners state nothing, absent where nobody looked.")
    acknowledgement: Acknowledgement | None = Field(None, description="A sentence that the owner's terms require word for word.")
    citations: Citations = Field(default=Citations(), description="What to cite, by keys of references.bib.", examples=[{"paper": ["staal2004ridge"]}])

    relations: tuple[Relation, ...] = Field((), description="Data that overlap with these, or belong to them.")
    known_issues: tuple[Issue, ...] = Field((), description="What a user of the data has to know.")
    loaders: tuple[Loader, ...] = Field((), description="Code and services that read the data.")

    corrections: tuple[Correction, ...] = Field((), description="What the printed collection of 2020 got wrong.")
    notes: dict[FieldPath, Prose] = Field(
        default_factory=dict,
        description="A remark on a field, by its path; it rests on that field's evidence.",
        examples=[{"counts": "The first release had 58 images."}],
    )
    sources: dict[Id, Evidence] = Field(default_factory=dict, description="Where the facts were seen, each place named once.")
    evidence: dict[FieldPath, Keys] = Field(
        default_factory=dict, description="For each field, by its path, the sources it rests on; the longest path wins.", examples=[{"counts": ["owner"]}]
    )
    unverified: dict[FieldPath, Prose] = Field(
        default_factory=dict, description="Fields, by path, that no page could be named for, and why.", examples=[{"year": "seen in lists only"}]
    )
    disputed: tuple[Dispute, ...] = Field((), description="Facts on which sources disagree.")
    changes: tuple[Change, ...] = Field((), description="Changes that readers should know of, the first record among them.")
    contributors: tuple[Contributor, ...] = Field((), description="Who looks after this record; who made the data stands elsewhere.")
    checked: Day = Field(description="The day on which a person last compared the record with its sources.", examples=["2026-11-23"])
