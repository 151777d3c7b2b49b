"""How labels were made, and models trained on the data."""

from typing import Annotated, Literal

from pydantic import Field

from curator.records.model.base import Sourced
from curator.records.model.count_types import Part
from curator.records.model.text import Flag, Key, LicenceId, Line, Positive, Prose, TermOf, Url


class Labelling(Sourced):
    """How one kind of labels was made; labels that others made for the same images have their own home, license and citation."""

    of: Line = Field(description="Labels.", examples=["vessel maps"])
    by: Annotated[str, TermOf("labelling")] | None = Field(None, description="Method.", examples=["manual"])
    readers: Positive | None = Field(None, description="Number of people who labeled the data.", examples=[3])
    readers_per_item: Positive | None = Field(None, description="Number of people who labeled each item.", examples=[2])
    grade: tuple[Annotated[str, TermOf("reader")], ...] | None = Field(None, description="Profession of the readers.", examples=[["ophthalmologist"]])
    adjudication: Annotated[str, TermOf("adjudication")] | None = Field(None, description="How several readings became one.", examples=["consensus"])
    model: Line | None = Field(None, description="Model or program that made or proposed the labels.", examples=["CheXpert labeler"])
    official: Flag = Field(True, description="False for labels that the owners did not make.", examples=[False])
    url: Url | None = Field(None, description="Page of labels that are not part of the data.", examples=["https://medicine.uiowa.edu/eye/rite-dataset"])
    licence: LicenceId | None = Field(None, description="License of these labels, if different from that of the data.", examples=["CC-BY-4.0"])
    citations: tuple[Key, ...] | None = Field(None, description="Works to cite for these labels.", examples=[["hu2013automated"]])
    note: Prose | None = Field(None, description="Note on the labels.", examples=["Readers saw each other's outlines in the second round."])


class TrainedModel(Sourced):
    """A public model that was trained on the data; a test on the same data is not independent."""

    model: Line = Field(description="Name and version of the model.", examples=["TotalSegmentator v2"])
    use: Literal["training", "pretraining", "fine-tuning"] = Field(description="Use of the data.", examples=["training"])
    part: tuple[Part, ...] | None = Field(None, description="Parts of the split that were used, if known.", examples=[["train"]])
    release: Line | None = Field(None, description="Release that was used, if known.", examples=["VOC2012"])
    url: Url | None = Field(None, description="Page of the model.", examples=["https://github.com/wasserth/TotalSegmentator"])
    note: Prose | None = Field(None, description="Note on the training.", examples=["Together with nine other datasets."])
