"""Images and labels: acquisition, counts, sizes, releases, splits, label sets and downloads."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, Tag, model_validator

from curator.records.model.base import FrozenModel, Sourced
from curator.records.model.text import Amount, Country, Flag, Line, Positive, Prose, TermOf, Whole, Year, reject

MainPart = Literal["train", "validation", "test"]
PARTS: tuple[MainPart, ...] = ("train", "validation", "test")
"""The parts that every split may have, in order."""
Part = Literal["train", "validation", "test", "live", "extended-test"]


class About(FrozenModel):
    """A number that is rounded in its source."""

    about: Positive = Field(description="The rounded number.", examples=[227225])


class ByPart(FrozenModel):
    """A number for each part of a split."""

    train: Whole | None = Field(None, description="Number in the training part.", examples=[400])
    validation: Whole | None = Field(None, description="Number in the validation part.", examples=[400])
    test: Whole | None = Field(None, description="Number in the test part.", examples=[400])

    @model_validator(mode="before")
    @classmethod
    def _has_a_part(cls, value: Any) -> Any:
        if value == {}:
            raise reject("empty-count")
        return value


def _kind_of_count(value: Any) -> str:
    if isinstance(value, dict):
        return "rounded" if "about" in value else "by-part"
    if isinstance(value, About):
        return "rounded"
    return "by-part" if isinstance(value, ByPart) else "plain-number"


def _kind_of_side(value: Any) -> str:
    return "smallest-and-largest" if isinstance(value, (list, tuple)) else "plain-number"


def _one_or_several(value: Any) -> str:
    return "multiple" if isinstance(value, (list, tuple)) else "single"


def _kind_of_label(value: Any) -> str:
    return "with-numbers" if isinstance(value, (dict, Label)) else "plain-name"


Count = Annotated[
    Annotated[Whole, Tag("plain-number"), Field(examples=[40])] | Annotated[About, Tag("rounded")] | Annotated[ByPart, Tag("by-part")],
    Discriminator(_kind_of_count),
]
Counts = dict[Annotated[str, TermOf("unit")], Count]


def _pair(value: Any) -> Any:
    """Reject lists that do not have exactly two values."""
    if isinstance(value, list) and len(value) != 2:
        few = "few" if len(value) < 2 else "many"
        raise reject("unpaired", few=few)
    return value


def _rising(value: tuple[float, float]) -> tuple[float, float]:
    """Reject pairs whose first value is the larger one."""
    if value[0] > value[1]:
        raise reject("descending-range", first=value[0], second=value[1])
    return value


Range = Annotated[tuple[Positive, Positive], BeforeValidator(_pair), AfterValidator(_rising), Field(description="Smallest and largest.")]
AmountRange = Annotated[tuple[Amount, Amount], BeforeValidator(_pair), AfterValidator(_rising), Field(description="Smallest and largest.")]
Side = Annotated[Annotated[Positive, Tag("plain-number")] | Annotated[Range, Tag("smallest-and-largest")], Discriminator(_kind_of_side)]
OneOrRange = Annotated[Annotated[Amount, Tag("plain-number")] | Annotated[AmountRange, Tag("smallest-and-largest")], Discriminator(_kind_of_side)]


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
    counts: Counts | None = Field(None, description="Number of images, volumes, patients and other units.", examples=[{"image": 9963}])
    note: Prose | None = Field(None, description="Difference from other releases.", examples=["the last with public test labels"])


class Split(Sourced):
    """A split into training, validation and test parts."""

    name: Line = Field(description="Name of the split.", examples=["official"])
    official: Flag = Field(True, description="False for a split that the owners did not define.", examples=[False])
    release: Line | None = Field(None, description="Release that is split.", examples=["VOC2012"])
    task: Annotated[str, TermOf("task")] | None = Field(None, description="Task of the split, if it does not use all images.", examples=["segmentation"])
    unit: Annotated[str, TermOf("unit")] = Field(description="Unit of the numbers.", examples=["image"])
    train: Whole | None = Field(None, description="Number in the training part.", examples=[20])
    validation: Whole | None = Field(None, description="Number in the validation part.", examples=[10])
    test: Whole | None = Field(None, description="Number in the test part.", examples=[20])
    further: dict[Line, Positive] | None = Field(None, description="Numbers in other parts, by name.", examples=[{"live challenge": 20}])
    folds: Annotated[Positive, Field(ge=2)] | None = Field(None, description="Number of cross-validation folds.", examples=[10])
    withheld: tuple[MainPart, ...] | None = Field(None, description="Parts whose labels are not public.", examples=[["test"]])
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

    what: Line = Field(description="Files that are downloaded.", examples=["full resolution"])
    gigabytes: OneOrRange = Field(description="Gigabytes, or [smallest, largest].", examples=[439])
    about: Flag | None = Field(None, description="True for a rounded number.", examples=[True])


class Acquisition(FrozenModel):
    """How the images were acquired."""

    devices: tuple[Line, ...] | None = Field(
        None, description="Devices: manufacturers, models, settings.", examples=[["Canon CR5 non-mydriatic camera, 45° field of view"]]
    )
    sites: tuple[Line, ...] | None = Field(None, description="Hospitals and other sites.", examples=[["Dokuz Eylul University Hospital, Izmir"]])
    countries: tuple[Country, ...] | None = Field(None, description="Countries as two-letter codes of ISO 3166.", examples=[["NL"]])
    years: Line | None = Field(None, description="Acquisition period.", examples=["2002 to 2017"])
    population: Prose | None = Field(None, description="Study population.", examples=["Adults in a screening program."])
    note: Prose | None = Field(None, description="Note on the acquisition.", examples=["Scans thicker than 2.5 mm were left out."])
