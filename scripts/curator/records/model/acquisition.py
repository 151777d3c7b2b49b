"""The images and their subjects: acquisition, imaging parameters, population, and synthetic images."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from curator.records.model.base import FrozenModel
from curator.records.model.count_types import OneOrRange, pair, rising
from curator.records.model.text import Amount, Country, Id, Line, Positive, Prose, TermOf, Url, Whole, number

GIVEN = Literal["per-patient", "summary"]
Years = Annotated[float, Field(ge=0, le=130, allow_inf_nan=False), BeforeValidator(number)]
"""An age in years."""
AgeRange = Annotated[tuple[Years, Years], BeforeValidator(pair), AfterValidator(rising), Field(description="Youngest and oldest.")]
Percent = Annotated[float, Field(ge=0, le=100, allow_inf_nan=False), BeforeValidator(number)]


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


class Characteristic(FrozenModel):
    """A characteristic of the patients, and how detailed the published data are."""

    given: GIVEN = Field(description="Published for each patient (per-patient), or as a summary only.", examples=["summary"])
    note: Prose | None = Field(None, description="Note on the values.", examples=["Of the training part only."])


class Age(Characteristic):
    """Age of the patients, in years."""

    range: AgeRange | None = Field(None, description="Youngest and oldest, in years.", examples=[[25, 90]])
    mean: Years | None = Field(None, description="Mean in years.", examples=[54.1])
    median: Years | None = Field(None, description="Median in years.", examples=[52])


class Sex(Characteristic):
    """Sex of the patients."""

    female: Whole | None = Field(None, description="Number of female patients.", examples=[600])
    male: Whole | None = Field(None, description="Number of male patients.", examples=[400])
    other: Whole | None = Field(None, description="Number of patients with another or no recorded sex.", examples=[2])
    female_percent: Percent | None = Field(None, description="Percentage of female patients, if the source gives no numbers.", examples=[54.2])
    unit: Annotated[str, TermOf("unit")] | None = Field(None, description="Unit of the numbers, if not patients.", examples=["image"])


class Ethnicity(Characteristic):
    """Race or ethnicity of the patients, in the categories of the source."""

    groups: dict[Line, Whole] | None = Field(None, description="Number of patients by group.", examples=[{"Asian": 30, "White": 120}])


class SkinTone(Characteristic):
    """Skin tone of the patients, for images that show skin."""

    scale: Literal["fitzpatrick", "monk", "ita", "other"] | None = Field(None, description="Scale of the groups.", examples=["fitzpatrick"])
    groups: dict[Line, Whole] | None = Field(None, description="Number of images or patients by group.", examples=[{"I-II": 208}])


class Population(FrozenModel):
    """The patients in the images."""

    age: Age | None = Field(None, description="Age in years.")
    sex: Sex | None = Field(None, description="Sex.")
    ethnicity: Ethnicity | None = Field(None, description="Race or ethnicity.")
    skin_tone: SkinTone | None = Field(None, description="Skin tone.")


class Imaging(FrozenModel):
    """Imaging parameters in physical units; names as in DICOM where it has one. A value is a number or [smallest, largest]."""

    pixel_spacing_mm: OneOrRange | None = Field(None, description="Pixel spacing in mm.", examples=[[0.6, 0.9]])
    slice_thickness_mm: OneOrRange | None = Field(None, description="Slice thickness in mm.", examples=[2.5])
    spacing_between_slices_mm: OneOrRange | None = Field(None, description="Spacing between slices in mm.", examples=[[1, 3]])
    field_strength_t: tuple[Amount, ...] | None = Field(None, description="Magnetic field strength in tesla.", examples=[[1.5, 3]])
    sequences: tuple[Annotated[str, TermOf("sequence")], ...] | None = Field(None, description="MRI sequences and contrasts.", examples=[["t1", "t2"]])
    contrast: tuple[Annotated[str, TermOf("contrast")], ...] | None = Field(None, description="Contrast agent or phase.", examples=[["portal-venous"]])
    tracers: tuple[Line, ...] | None = Field(None, description="Radioactive tracers.", examples=[["18F-FDG"]])
    magnification: tuple[Amount, ...] | None = Field(None, description="Magnification of the objective.", examples=[[20, 40]])
    um_per_pixel: OneOrRange | None = Field(None, description="Pixel size in µm.", examples=[0.25])
    channels: Positive | None = Field(None, description="Number of channels.", examples=[3])
    bit_depth: tuple[Positive, ...] | None = Field(None, description="Bits per channel (bits stored).", examples=[[8]])
    frames_per_second: OneOrRange | None = Field(None, description="Frames per second.", examples=[[25, 30]])
    frames: OneOrRange | None = Field(None, description="Frames per video or cine series.", examples=[[20, 120]])
    duration_s: OneOrRange | None = Field(None, description="Duration in seconds.", examples=[3600])


class DatasetReference(FrozenModel):
    """A dataset, with or without a record."""

    to: Id | None = Field(None, description="Id of the record.", examples=["isic-2019"])
    name: Line | None = Field(None, description="Name of a dataset without a record.", examples=["RITE"])
    url: Url | None = Field(None, description="URL of a dataset without a record.", examples=["https://medicine.uiowa.edu/eye/rite-dataset"])


class Synthetic(FrozenModel):
    """Images that a model generated."""

    images: Literal["all", "some"] = Field(description="Whether all or some of the images are synthetic.", examples=["all"])
    generator: Line | None = Field(None, description="Model that generated the images.", examples=["StyleGAN2"])
    trained_on: tuple[DatasetReference, ...] | None = Field(None, description="Datasets on which the generator was trained.")
    note: Prose | None = Field(None, description="Note on the synthetic images.", examples=["Masks were generated together with the images."])
