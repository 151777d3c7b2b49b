"""How much there is: counts, sizes, releases, splits and labels."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag, model_validator

from curator.records.model.text import Amount, Flag, Key, Line, Positive, Prose, TermOf, Whole, Year, reject

MainPart = Literal["train", "validation", "test"]
PARTS: tuple[MainPart, ...] = ("train", "validation", "test")
"""The parts that every split may have, in their order."""

Keys = Annotated[tuple[Key, ...], Field(min_length=1)]
Part = Literal["train", "validation", "test", "live", "extended-test"]


class Piece(BaseModel):
    """A frozen value whose fields are exactly those described."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Sourced(Piece):
    """A list item that may say itself where it was seen."""

    source: Keys | None = Field(None, description="Names of `sources`, or keys of references.bib, where this was seen.", examples=[["owner"]])
    unverified: Prose | None = Field(None, description="Instead of `source`: why no page could be named for this.", examples=["seen in lists only"])


class About(Piece):
    """A number that its source rounds."""

    about: Positive = Field(description="The rounded number.", examples=[227225])


class ByPart(Piece):
    """A number for each part of a split."""

    train: Whole | None = Field(None, description="In the training part.", examples=[400])
    validation: Whole | None = Field(None, description="In the validation part.", examples=[400])
    test: Whole | None = Field(None, description="In the test part.", examples=[400])

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
    """Exactly two values."""
    if isinstance(value, list) and len(value) != 2:
        few = "few" if len(value) < 2 else "many"
        raise reject("unpaired", few=few)
    return value


def _rising(value: tuple[float, float]) -> tuple[float, float]:
    """The smallest first."""
    if value[0] > value[1]:
        raise reject("falling", first=value[0], second=value[1])
    return value


Range = Annotated[tuple[Positive, Positive], BeforeValidator(_pair), AfterValidator(_rising), Field(description="The smallest and the largest.")]
AmountRange = Annotated[tuple[Amount, Amount], BeforeValidator(_pair), AfterValidator(_rising), Field(description="The smallest and the largest figure.")]
Side = Annotated[Annotated[Positive, Tag("plain-number")] | Annotated[Range, Tag("smallest-and-largest")], Discriminator(_kind_of_side)]
OneOrRange = Annotated[Annotated[Amount, Tag("plain-number")] | Annotated[AmountRange, Tag("smallest-and-largest")], Discriminator(_kind_of_side)]


class FrameSize(Piece):
    """The size of images in pixels; a side is a number, or [smallest, largest]."""

    width: Side = Field(description="Columns, in pixels.", examples=[565])
    height: Side = Field(description="Rows, in pixels.", examples=[584])
    depth: Side | None = Field(None, description="Slices of a volume.", examples=[[95, 764]])
    about: Flag | None = Field(None, description="True where this is a typical size (mean, median, most common) and not that of every image.", examples=[True])
    part: Annotated[Annotated[Part, Tag("single")] | Annotated[tuple[Part, ...], Tag("multiple")], Discriminator(_one_or_several)] | None = Field(
        None, description="The part or parts that have this size.", examples=["train"]
    )
    release: Line | None = Field(None, description="The release that has this size.", examples=["CheXpert-v1.0-small"])
    note: Prose | None = Field(None, description="What else is known of the size.", examples=["one image is a pixel narrower"])


class Release(Piece):
    """One of several releases in use."""

    name: Line = Field(description="The name people use for it.", examples=["VOC2007"])
    year: Year | None = Field(None, description="When it came out.", examples=[2007])
    counts: Counts | None = Field(None, description="How much it holds.", examples=[{"image": 9963}])
    note: Prose | None = Field(None, description="What sets it apart.", examples=["the last with public test labels"])


class Split(Sourced):
    """A division into parts that results are compared on."""

    name: Line = Field(description="What to call it.", examples=["official"])
    official: Flag = Field(True, description="False where somebody else than the owners made it.", examples=[False])
    release: Line | None = Field(None, description="The release that it divides.", examples=["VOC2012"])
    task: Annotated[str, TermOf("task")] | None = Field(None, description="The task that it is for, where it leaves images out.", examples=["segmentation"])
    unit: Annotated[str, TermOf("unit")] = Field(description="What the numbers count.", examples=["image"])
    train: Whole | None = Field(None, description="In the training part.", examples=[20])
    validation: Whole | None = Field(None, description="In the validation part.", examples=[10])
    test: Whole | None = Field(None, description="In the test part.", examples=[20])
    further: dict[Line, Positive] | None = Field(None, description="Further parts by their names.", examples=[{"live challenge": 20}])
    folds: Annotated[Positive, Field(ge=2)] | None = Field(None, description="Folds of a cross-validation.", examples=[10])
    withheld: tuple[MainPart, ...] | None = Field(None, description="Parts whose labels are not public.", examples=[["test"]])
    note: Prose | None = Field(None, description="What else is known of it.", examples=["no patient is in two parts"])

    @property
    def parts(self) -> dict[str, int]:
        """The number in each part, in the order train, validation, test, further ones."""
        known = {part: getattr(self, part) for part in PARTS if getattr(self, part) is not None}
        return known | (self.further or {})


class Label(ByPart):
    """One label of a set, with the number of samples that carry it."""

    name: Line = Field(description="What the label says.", examples=["glaucoma"])
    count: Whole | None = Field(None, description="With this label, over all parts.", examples=[120])


LabelOrName = Annotated[Annotated[Line, Tag("plain-name")] | Annotated[Label, Tag("with-numbers")], Discriminator(_kind_of_label)]


class LabelSet(Sourced):
    """The labels of one task."""

    task: Annotated[str, TermOf("task")] = Field(description="The task that the labels are for.", examples=["classification"])
    name: Line | None = Field(None, description="What they say, where the task does not tell.", examples=["retinopathy grade"])
    labels: Annotated[tuple[LabelOrName, ...], Field(min_length=2)] | None = Field(
        None, description="Every label; for segmentation with the background.", examples=[["background", "vessel"]]
    )
    number: Positive | None = Field(None, description="How many labels, where they are too many to list.", examples=[1000])
    multilabel: Flag | None = Field(None, description="True where a sample can carry several.", examples=[True])
    unit: Annotated[str, TermOf("unit")] | None = Field(None, description="What a label is given to, and its numbers count.", examples=["study"])
    labelled: Counts | None = Field(None, description="How much carries these labels, where not all does.", examples=[{"image": 647}])
    note: Prose | None = Field(None, description="What else is known of them.", examples=["grey values 63, 126, 189, 252 in the masks"])

    @property
    def size(self) -> int:
        """How many labels there are."""
        return len(self.labels) if self.labels else self.number or 0


class Download(Piece):
    """How much there is to download, in gigabytes of 10⁹ bytes."""

    what: Line = Field(description="Which files.", examples=["full resolution"])
    gigabytes: OneOrRange = Field(description="Gigabytes, or [smallest, largest].", examples=[439])
    about: Flag | None = Field(None, description="True where the figure is rounded.", examples=[True])
