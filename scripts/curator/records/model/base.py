"""Base classes of the model."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from curator.records.model.text import Key, Prose

Keys = Annotated[tuple[Key, ...], Field(min_length=1)]


class FrozenModel(BaseModel):
    """A frozen part of a record with exactly the fields described."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Sourced(FrozenModel):
    """A list item with its own source."""

    source: Keys | None = Field(None, description="Names of `sources`, or keys of references.bib, for this item.", examples=[["owner"]])
    unverified: Prose | None = Field(None, description="Instead of `source`: why there is no source.", examples=["seen in lists only"])
