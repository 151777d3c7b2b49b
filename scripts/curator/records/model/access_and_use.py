"""Access to the data and their use: routes, licenses, citations, relations, known issues and data loaders."""

from typing import Annotated, Literal

from pydantic import Field

from curator.records.model.base import FrozenModel, Sourced
from curator.records.model.count_types import Counts, OneOrRange
from curator.records.model.text import Day, Doi, Flag, Id, Key, LicenceId, Line, LocationUri, Md5, Prose, Sha256, TermOf, Url, Verbatim

PERMISSION = Literal["allowed", "forbidden", "unstated"]


class Waiting(Sourced):
    """A waiting time that an applicant or the owners reported."""

    days: OneOrRange = Field(description="Days, or [smallest, largest].", examples=[[3, 16]])
    reported: Day = Field(description="Date of the report.", examples=["2026-05-01"])
    note: Prose | None = Field(None, description="Note on the waiting time.", examples=["After a reminder."])


class Route(Sourced):
    """A route to the data."""

    to: Line = Field(description="Data to which the route gives access.", examples=["images and training labels"])
    steps: Annotated[tuple[Annotated[str, TermOf("access")], ...], Field(min_length=1)] = Field(
        description="Steps, in order.", examples=[["account", "join-challenge", "download"]]
    )
    labelled: Flag = Field(True, description="False for a route without labels.", examples=[False])
    eligibility: tuple[Annotated[str, TermOf("eligibility")], ...] | None = Field(
        None, description="Requirements for applicants.", examples=[["institutional-email"]]
    )
    waiting: tuple[Waiting, ...] | None = Field(None, description="Reported waiting times.")
    url: Url | None = Field(None, description="Page where the route begins.", examples=["https://drive.grand-challenge.org/"])
    note: Prose | None = Field(None, description="Note on the route.", examples=["Join the challenge first."])


class Link(Sourced):
    """A further link."""

    kind: Annotated[str, TermOf("link")] = Field(description="Kind of page.", examples=["former-home"])
    url: Url = Field(description="URL.", examples=["http://www.isi.uu.nl/Research/Databases/DRIVE/"])
    note: Prose | None = Field(None, description="Note on the link.", examples=["The data are no longer available there."])
    md5: Md5 | None = Field(
        None, description="MD5 checksum of the linked file, as its owner or a loader states it.", examples=["eb9058c3a382ffc7106e4002c42a8d85"]
    )
    sha256: Sha256 | None = Field(
        None,
        description="SHA-256 checksum of the linked file, as its owner or a loader states it.",
        examples=["e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
    )


class Location(Sourced):
    """A location of the data that is not a web page; it is shown with the command that opens it, and link checks ignore it."""

    to: Line = Field(description="Data at the location.", examples=["images"])
    uri: LocationUri = Field(
        description="URI of Amazon S3, Google Cloud Storage, Azure Storage, FTP or Globus, a magnet link, or a Synapse id.",
        examples=["s3://camelyon-dataset/"],
    )
    requester_pays: Flag | None = Field(None, description="True if the requester pays for the transfer.", examples=[True])
    note: Prose | None = Field(None, description="Note on the location.", examples=["A copy."])


class Access(FrozenModel):
    """How to get the data."""

    homepage: Url = Field(description="The owners' current page about the data.", examples=["https://drive.grand-challenge.org/"])
    routes: tuple[Route, ...] = Field((), description="Routes to the data, those of the owners first.")
    locations: tuple[Location, ...] = Field((), description="Cloud storage, torrents and other locations that are not web pages.")
    links: tuple[Link, ...] = Field((), description="Further links.")


class Withdrawal(FrozenModel):
    """When and why the owners withdrew the data."""

    date: Day = Field(description="Date of withdrawal.", examples=["2020-06-01"])
    reason: Prose = Field(description="The owners' reason.", examples=["Patient names were found in the images."])
    successor: Id | None = Field(None, description="Id of the record to use instead.", examples=["isic-2019"])


class Licence(Sourced):
    """License and terms of use of the data, or of a part of them."""

    covers: Line = Field(description="Part that the license covers: all, images, annotations, …", examples=["all"])
    id: LicenceId = Field(description="SPDX id; LicenseRef-… for a custom license; NONE if the owners' pages state no license.", examples=["CC-BY-4.0"])
    terms: Url | None = Field(None, description="Page with the terms.", examples=["https://creativecommons.org/licenses/by/4.0/"])
    commercial_use: PERMISSION | None = Field(None, description="Commercial use; only for LicenseRef-….", examples=["forbidden"])
    redistribution: PERMISSION | None = Field(None, description="Redistribution; only for LicenseRef-….", examples=["forbidden"])
    derivatives: PERMISSION | None = Field(None, description="Sharing of derivatives; only for LicenseRef-….", examples=["unstated"])
    attribution: Literal["required", "asked", "unstated"] | None = Field(None, description="Attribution; only for LicenseRef-….", examples=["required"])
    trained_models: PERMISSION | None = Field(None, description="Sharing or selling models trained on the data; only for LicenseRef-….", examples=["unstated"])
    conditions: tuple[Annotated[str, TermOf("condition")], ...] | None = Field(None, description="Other conditions of use.", examples=[["no-reidentification"]])
    note: Prose | None = Field(None, description="Other terms.", examples=["Clinical use and re-identification are forbidden."])


class Acknowledgement(Sourced):
    """An acknowledgement that the owners require word for word."""

    quote: Verbatim = Field(description="The required text.", examples=["Kindly provided by the Messidor program partners."])
    note: Prose | None = Field(None, description="Where the text is required.", examples=["In the acknowledgements of any publication."])


class Citations(FrozenModel):
    """Works to cite, by keys of references.bib."""

    paper: tuple[Key, ...] = Field((), description="Papers that describe the data.", examples=[["staal2004ridge"]])
    data: tuple[Key, ...] = Field((), description="The deposited data.", examples=[["kavur2019chaos"]])
    further: tuple[Key, ...] = Field((), description="Other relevant works.", examples=[["maninis2016deep"]])
    concept_doi: Doi | None = Field(
        None,
        description="DOI of all versions of the data, if the repository has one; the works in `data` have that of a version.",
        examples=["10.5281/zenodo.1475997"],
    )


class Relation(Sourced):
    """A relation to another dataset; it is written in one record, and the inverse is computed."""

    kind: Annotated[str, TermOf("relation")] = Field(description="Kind of relation.", examples=["relabelled-by"])
    to: Id | None = Field(None, description="Id of the other record.", examples=["chaos-ct"])
    name: Line | None = Field(None, description="Name of a dataset without a record.", examples=["RITE"])
    url: Url | None = Field(None, description="URL of a dataset without a record.", examples=["https://medicine.uiowa.edu/eye/rite-dataset"])
    counts: Counts | None = Field(None, description="Number of images and other units that the datasets share.", examples=[{"volume": 201}])
    licence: LicenceId | None = Field(None, description="License of the shared part, if different from that of the data.", examples=["CC-BY-4.0"])
    note: Prose | None = Field(None, description="What the datasets share.", examples=["Arteries and veins on the same forty images."])


class Issue(Sourced):
    """A known issue of the data."""

    kind: Annotated[str, TermOf("issue")] = Field(description="Kind of issue.", examples=["leakage"])
    text: Prose = Field(
        description="The issue and whom it affects.",
        examples=["RITE has the same images as DRIVE: training on one and testing on the other leaks test data."],
    )


class Loader(Sourced):
    """Software or a service that loads the data."""

    library: Line = Field(description="Package or service.", examples=["torch_em"])
    name: Line | None = Field(None, description="Name of the dataset in the package or service.", examples=["torch_em.data.datasets.medical.drive"])
    url: Url | None = Field(
        None, description="Page about the loader, if different from the source.", examples=["https://www.tensorflow.org/datasets/catalog/chexpert"]
    )
    unofficial: Flag | None = Field(None, description="True for a copy that the owners do not provide.", examples=[True])
    licence: Line | None = Field(None, description="License stated for the copy, if different from the owners'.", examples=["CC0-1.0"])
    note: Prose | None = Field(None, description="Requirements and limitations.", examples=["Requires a manual download."])


class Registries(FrozenModel):
    """Identifiers of the data in registries that programs can read."""

    idc: Line | None = Field(None, description="Collection id in the Imaging Data Commons of the US National Cancer Institute.", examples=["pancreas_ct"])
