"""Counts and ranges: exact numbers, estimates, numbers by part, and [smallest, largest]."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, Tag, model_validator

from curator.records.model.base import FrozenModel
from curator.records.model.text import Amount, Day, Positive, TermOf, Whole, reject

MainPart = Literal["train", "validation", "test"]
PARTS: tuple[MainPart, ...] = ("train", "validation", "test")
"""The parts that every split may have, in order."""
Part = Literal["train", "validation", "test", "live", "extended-test"]


def pair(value: Any) -> Any:
    """Return a pair unchanged; reject lists that do not have exactly two values."""
    if isinstance(value, list) and len(value) != 2:
        few = "few" if len(value) < 2 else "many"
        raise reject("unpaired", few=few)
    return value


def rising(value: tuple[float, float]) -> tuple[float, float]:
    """Return an ascending pair unchanged; reject pairs whose first value is the larger one."""
    if value[0] > value[1]:
        raise reject("descending-range", first=value[0], second=value[1])
    return value


def _kind_of_side(value: Any) -> str:
    return "smallest-and-largest" if isinstance(value, (list, tuple)) else "plain-number"


Range = Annotated[tuple[Positive, Positive], BeforeValidator(pair), AfterValidator(rising), Field(description="Smallest and largest.")]
AmountRange = Annotated[tuple[Amount, Amount], BeforeValidator(pair), AfterValidator(rising), Field(description="Smallest and largest.")]
Side = Annotated[Annotated[Positive, Tag("plain-number")] | Annotated[Range, Tag("smallest-and-largest")], Discriminator(_kind_of_side)]
OneOrRange = Annotated[Annotated[Amount, Tag("plain-number")] | Annotated[AmountRange, Tag("smallest-and-largest")], Discriminator(_kind_of_side)]

FORMS = ("about", "at_least", "between", "exactly")
"""The ways to state an estimate."""


class Estimate(FrozenModel):
    """A number that is rounded, a lower bound, a range, or valid on a date."""

    about: Positive | None = Field(None, description="Number that is rounded in its source.", examples=[227225])
    at_least: Positive | None = Field(None, description="Lower bound.", examples=[500])
    between: Range | None = Field(None, description="Smallest and largest possible number.", examples=[[100, 120]])
    exactly: Whole | None = Field(None, description="Exact number, if it has a date.", examples=[1370])
    on: Day | None = Field(None, description="Date of the number, for data that grow or shrink.", examples=["2026-05-01"])

    @model_validator(mode="before")
    @classmethod
    def _has_one_form(cls, value: Any) -> Any:
        if isinstance(value, dict) and (sum(form in value for form in FORMS) != 1 or ("exactly" in value and "on" not in value)):
            raise reject("estimate")
        return value

    @property
    def number(self) -> int:
        """The number to calculate with; for a range, the smallest."""
        return self.about or self.at_least or (self.between[0] if self.between else self.exactly or 0)


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
        return "estimate" if {*FORMS, "on"} & set(value) else "by-part"
    if isinstance(value, Estimate):
        return "estimate"
    return "by-part" if isinstance(value, ByPart) else "plain-number"


Count = Annotated[
    Annotated[Whole, Tag("plain-number"), Field(examples=[40])] | Annotated[Estimate, Tag("estimate")] | Annotated[ByPart, Tag("by-part")],
    Discriminator(_kind_of_count),
]
Counts = dict[Annotated[str, TermOf("unit")], Count]
