"""Entries of the vocabularies: the model of a term in each file of `catalog/vocabulary/`."""

from typing import Literal

from pydantic import Field

from curator.records.model import PERMISSION, FrozenModel
from curator.records.model.text import Flag, Line, Prose, Url


class Entry(FrozenModel):
    """A term with its label, its definition and its printed spelling."""

    label: Line = Field(description="Label on the site.", examples=["fundus photography"])
    definition: Prose = Field(description="Meaning of the term.", examples=["A color photograph of the back of the eye."])
    aliases: tuple[Line, ...] = Field((), description="Synonyms.", examples=[["fundoscopy"]])
    narrower: tuple[Line, ...] = Field(
        (),
        description="Narrower words that the term covers; forms, messages and the search lead from them to the term.",
        examples=[["widefield photograph"]],
    )
    printed: tuple[Line, ...] = Field((), description="Spelling in the printed table.", examples=[["Fundoscopy"]])
    codes: dict[Line, Line] = Field(default_factory=dict, description="Codes in standards, by term of the vocabulary code-system.", examples=[{"DICOM": "OP"}])

    @property
    def names(self) -> tuple[str, ...]:
        """The label and other common names."""
        return (self.label,)


class ModalityEntry(Entry):
    """A term of the vocabulary modality."""

    short: Line | None = Field(None, description="Common abbreviation for table cells.", examples=["MRI"])

    @property
    def names(self) -> tuple[str, ...]:
        """The label and the abbreviation."""
        return (self.label, self.short) if self.short else (self.label,)


class UnitEntry(Entry):
    """A term of the vocabulary unit."""

    plural: Line = Field(description="Label in the plural.", examples=["images"])
    counts: Literal["samples", "annotations", "people"] = Field(description="What the unit counts: samples, annotations, or people.", examples=["samples"])

    @property
    def names(self) -> tuple[str, ...]:
        """The label and the plural."""
        return (self.label, self.plural)


class LicenceEntry(Entry):
    """A standard license with its permissions."""

    url: Url = Field(description="URL of the license text.", examples=["https://creativecommons.org/licenses/by/4.0/"])
    commercial_use: PERMISSION = Field(description="Commercial use.", examples=["allowed"])
    redistribution: PERMISSION = Field(description="Redistribution.", examples=["allowed"])
    derivatives: PERMISSION = Field(description="Sharing of derivatives.", examples=["allowed"])
    attribution: Literal["required", "asked", "unstated"] = Field(description="Attribution.", examples=["required"])
    trained_models: PERMISSION = Field(description="Sharing or selling models trained on the data.", examples=["unstated"])
    share_alike: Flag = Field(False, description="True if derivatives must have the same license.", examples=[True])


class RelationEntry(Entry):
    """A term of the vocabulary relation."""

    inverse: Line = Field(description="Term for the inverse relation.", examples=["contains"])
    shares: Literal["images", "patients", "nothing"] = Field(description="What the two datasets share.", examples=["images"])
    extent: Literal["all-of-other", "taken-from-other", "given-to-other", "part-of-other", "some"] = Field(
        "some",
        description="Which images or patients they share: all of the other dataset; those of this dataset, taken from the other; some of this dataset, given to the other; "
        "those of this dataset, as one of several parts of the other; or some.",
        examples=["all-of-other"],
    )


class CodeSystemEntry(Entry):
    """A standard whose codes are given for terms."""

    url: Url = Field(description="URL of the list in which codes are looked up.", examples=["https://radlex.org/"])


ENTRIES: dict[str, type[Entry]] = {
    "modality": ModalityEntry,
    "body-part": Entry,
    "target": Entry,
    "task": Entry,
    "dimension": Entry,
    "unit": UnitEntry,
    "contrast": Entry,
    "sequence": Entry,
    "labelling": Entry,
    "reader": Entry,
    "adjudication": Entry,
    "access": Entry,
    "eligibility": Entry,
    "licence": LicenceEntry,
    "condition": Entry,
    "relation": RelationEntry,
    "issue": Entry,
    "link": Entry,
    "format": Entry,
    "status": Entry,
    "code-system": CodeSystemEntry,
}
"""All vocabularies, which are files of these names, with the model of their entries."""
