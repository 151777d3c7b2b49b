"""Images and labels: sizes, releases, splits, label sets and downloads."""

from typing import Annotated, Any

from pydantic import Discriminator, Field, Tag

from curator.records.model.base import FrozenModel, Sourced
from curator.records.model.count_types import PARTS, ByPart, Counts, MainPart, OneOrRange, Part, Side
from curator.records.model.text import Day, Doi, Flag, Line, Md5, Positive, Prose, Sha256, TermOf, Url, Whole, Year


def _one_or_several(value: Any) -> str:
    return "multiple" if isinstance(value, (list, tuple)) else "single"


def _kind_of_label(value: Any) -> str:
    return "with-numbers" if isinstance(value, (dict, Label)) else "plain-name"


class FrameSize(FrozenModel):
    """Image size in pixels; each side is a number, or [smallest, largest]."""

    width: Side = Field(description="Width in pixels.", examples=[565])
    height: Side = Field(description="Height in pixels.", examples=[584])
    depth: Side | None = Field(None, description="Number of slices of a volume.", examples=[[95, 764]])
    about: Flag | None = Field(None, description="True for a typical size (mean, median, most common) that not every image has.", examples=[True])
    part: Annotated[Annotated[Part, Tag("single")] | Annotated[tuple[Part, ...], Tag("multiple")], Discriminator(_one_or_several)] | None = Field(
        None, description="Part or parts of the split with this size.", examples=["train"]
    )
    release: Line | None = Field(None, description="Release with this size.", examples=["CheXpert-v1.0-small"])
    note: Prose | None = Field(None, description="Note on the size.", examples=["one image is a pixel narrower"])


class Release(FrozenModel):
    """One of several releases in use."""

    name: Line = Field(description="Name of the release.", examples=["VOC2007"])
    year: Year | None = Field(None, description="Year of publication.", examples=[2007])
    date: Day | None = Field(None, description="Date of publication.", examples=["2007-06-07"])
    url: Url | None = Field(None, description="Page of the release.", examples=["http://host.robots.ox.ac.uk/pascal/VOC/voc2007/"])
    doi: Doi | None = Field(None, description="DOI of the release.", examples=["10.5281/zenodo.1475998"])
    counts: Counts | None = Field(None, description="Number of images, volumes, patients and other units.", examples=[{"image": 9963}])
    note: Prose | None = Field(None, description="Difference from other releases.", examples=["the last with public test labels"])


class MemberList(FrozenModel):
    """A public list of the items in a part of a split."""

    part: MainPart | None = Field(None, description="Part that the file lists, if not all.", examples=["test"])
    url: Url = Field(description="URL of the list.", examples=["https://stanfordmlgroup.github.io/test.csv"])
    md5: Md5 | None = Field(None, description="MD5 checksum of the list.", examples=["eb9058c3a382ffc7106e4002c42a8d85"])
    sha256: Sha256 | None = Field(
        None, description="SHA-256 checksum of the list.", examples=["e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"]
    )


class Split(Sourced):
    """A split into training, validation and test parts."""

    name: Line = Field(description="Name of the split.", examples=["official"])
    official: Flag = Field(True, description="False for a split that the owners did not define.", examples=[False])
    release: Line | None = Field(None, description="Release that is split.", examples=["VOC2012"])
    task: Annotated[str, TermOf("task")] | None = Field(None, description="Task of the split, if it does not use all images.", examples=["segmentation"])
    of_part: MainPart | None = Field(None, description="Part of the official split that is divided, if not all data.", examples=["train"])
    unit: Annotated[str, TermOf("unit")] = Field(description="Unit of the numbers.", examples=["image"])
    train: Whole | None = Field(None, description="Number in the training part.", examples=[20])
    validation: Whole | None = Field(None, description="Number in the validation part.", examples=[10])
    test: Whole | None = Field(None, description="Number in the test part.", examples=[20])
    further: dict[Line, Positive] | None = Field(None, description="Numbers in other parts, by name.", examples=[{"live challenge": 20}])
    folds: Annotated[Positive, Field(ge=2)] | None = Field(None, description="Number of cross-validation folds.", examples=[10])
    withheld: tuple[MainPart, ...] | None = Field(None, description="Parts whose labels are not public.", examples=[["test"]])
    by_site: dict[Line, ByPart] | None = Field(None, description="Numbers by hospital or other site.", examples=[{"Utrecht": {"train": 20, "test": 20}}])
    members: tuple[MemberList, ...] | None = Field(None, description="Public lists of the items in each part.")
    note: Prose | None = Field(None, description="Note on the split.", examples=["no patient is in two parts"])

    @property
    def parts(self) -> dict[str, int]:
        """The number in each part, in the order train, validation, test, others."""
        known = {part: getattr(self, part) for part in PARTS if getattr(self, part) is not None}
        return known | (self.further or {})


class Label(ByPart):
    """A label of a label set, with the number of samples that have it."""

    name: Line = Field(description="Name of the label.", examples=["glaucoma"])
    count: Whole | None = Field(None, description="Number over all parts.", examples=[120])


LabelOrName = Annotated[Annotated[Line, Tag("plain-name")] | Annotated[Label, Tag("with-numbers")], Discriminator(_kind_of_label)]


class LabelSet(Sourced):
    """The labels of one task."""

    task: Annotated[str, TermOf("task")] = Field(description="Task of the labels.", examples=["classification"])
    name: Line | None = Field(None, description="Subject of the labels, if it is not clear from the task.", examples=["retinopathy grade"])
    labels: Annotated[tuple[LabelOrName, ...], Field(min_length=2)] | None = Field(
        None, description="All labels; for segmentation including the background.", examples=[["background", "vessel"]]
    )
    number: Positive | None = Field(None, description="Number of labels, if there are too many to list.", examples=[1000])
    measured_in: Line | None = Field(None, description="Unit of a measured value, instead of labels.", examples=["mL"])
    multilabel: Flag | None = Field(None, description="True if a sample can have several labels.", examples=[True])
    unit: Annotated[str, TermOf("unit")] | None = Field(None, description="Unit that is labeled and counted.", examples=["study"])
    labelled: Counts | None = Field(None, description="Number of labeled samples, if not all are labeled.", examples=[{"image": 647}])
    note: Prose | None = Field(None, description="Note on the labels.", examples=["gray values 63, 126, 189, 252 in the masks"])

    @property
    def size(self) -> int:
        """The number of labels."""
        return len(self.labels) if self.labels else self.number or 0


class Download(FrozenModel):
    """A download size in gigabytes (10⁹ bytes)."""

    what: Line = Field(description="Files that are downloaded; `everything` for the whole dataset.", examples=["full resolution"])
    gigabytes: OneOrRange = Field(description="Gigabytes, or [smallest, largest].", examples=[439])
    about: Flag | None = Field(None, description="True for a rounded number.", examples=[True])
