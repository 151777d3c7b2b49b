"""How to get the data, what one may do with them, what to cite, and what is wrong with them."""

from typing import Annotated, Literal, get_args

from pydantic import Field, Strict

from curator.records.model.measures import Piece, Sourced
from curator.records.model.text import Country, Day, FieldPath, Flag, Id, Key, LicenceId, Line, LocationUri, Md5, Prose, Sha256, TermOf, Url, Verbatim

PERMISSION = Literal["allowed", "forbidden", "unstated"]


class Acquisition(Piece):
    """How the images came about."""

    devices: tuple[Line, ...] | None = Field(None, description="Makers, models, settings.", examples=[["Canon CR5 non-mydriatic camera, 45° field of view"]])
    sites: tuple[Line, ...] | None = Field(None, description="Hospitals and other places.", examples=[["Dokuz Eylul University Hospital, Izmir"]])
    countries: tuple[Country, ...] | None = Field(None, description="Countries by the two letters of ISO 3166.", examples=[["NL"]])
    years: Line | None = Field(None, description="When the images were made.", examples=["2002 to 2017"])
    population: Prose | None = Field(None, description="Who is in the images.", examples=["Adults in a screening programme."])
    note: Prose | None = Field(None, description="What else is known.", examples=["Scans thicker than 2.5 mm were left out."])


class Route(Sourced):
    """One way to the data."""

    to: Line = Field(description="What one gets.", examples=["images and training labels"])
    steps: Annotated[tuple[Annotated[str, TermOf("access")], ...], Field(min_length=1)] = Field(
        description="What one does, in order.", examples=[["account", "join-challenge", "download"]]
    )
    labelled: Flag = Field(True, description="False where this way gives no labels.", examples=[False])
    url: Url | None = Field(None, description="Where it begins.", examples=["https://drive.grand-challenge.org/"])
    note: Prose | None = Field(None, description="What one needs to know on the way.", examples=["Join the challenge first."])


class Link(Sourced):
    """A further address."""

    kind: Annotated[str, TermOf("link")] = Field(description="What stands there.", examples=["former-home"])
    url: Url = Field(description="The address.", examples=["http://www.isi.uu.nl/Research/Databases/DRIVE/"])
    note: Prose | None = Field(None, description="What to know before following it.", examples=["The data are no longer served there."])
    md5: Md5 | None = Field(
        None, description="MD5 sum of the file at the address, as its owner or a loader states it.", examples=["eb9058c3a382ffc7106e4002c42a8d85"]
    )
    sha256: Sha256 | None = Field(
        None,
        description="SHA-256 sum of the file at the address, as its owner or a loader states it.",
        examples=["e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
    )


class Location(Sourced):
    """A place to get the data that is no page of the web; it is shown with the command that opens it, and is not asked by link checks."""

    to: Line = Field(description="What one gets.", examples=["images"])
    uri: LocationUri = Field(
        description="An address of S3, Google Cloud, Azure, FTP or Globus, a magnet link, or a Synapse id.",
        examples=["s3://camelyon-dataset/"],
    )
    requester_pays: Flag | None = Field(None, description="True where the requester pays for the transfer.", examples=[True])
    note: Prose | None = Field(None, description="What to know before fetching.", examples=["A copy."])


class Access(Piece):
    """How to get the data."""

    homepage: Url = Field(description="The owners' page about the data, today.", examples=["https://drive.grand-challenge.org/"])
    routes: tuple[Route, ...] = Field((), description="Ways to the data, the owners' own first.")
    locations: tuple[Location, ...] = Field((), description="Buckets, torrents and other places that are no web pages.")
    links: tuple[Link, ...] = Field((), description="Further addresses.")


class Licence(Sourced):
    """What one may do with a part of the data."""

    covers: Line = Field(description="Which part: all, images, annotations, …", examples=["all"])
    id: LicenceId = Field(description="An SPDX id; LicenseRef-… for terms of the owner's own; NONE where the owners' pages state none.", examples=["CC-BY-4.0"])
    terms: Url | None = Field(None, description="Where the terms can be read.", examples=["https://creativecommons.org/licenses/by/4.0/"])
    commercial_use: PERMISSION | None = Field(None, description="Only for LicenseRef-….", examples=["forbidden"])
    redistribution: PERMISSION | None = Field(None, description="Only for LicenseRef-….", examples=["forbidden"])
    derivatives: PERMISSION | None = Field(None, description="Only for LicenseRef-….", examples=["unstated"])
    attribution: Literal["required", "asked", "unstated"] | None = Field(None, description="Only for LicenseRef-….", examples=["required"])
    note: Prose | None = Field(None, description="What else the terms say.", examples=["Clinical use and re-identification are forbidden."])


class Acknowledgement(Sourced):
    """A sentence that the owner's terms require word for word."""

    quote: Verbatim = Field(description="The owner's words.", examples=["Kindly provided by the Messidor program partners."])
    note: Prose | None = Field(None, description="Where it has to stand.", examples=["In the acknowledgements of any publication."])


class Citations(Piece):
    """What to cite, by keys of references.bib."""

    paper: tuple[Key, ...] = Field((), description="The paper or papers that present the data.", examples=[["staal2004ridge"]])
    data: tuple[Key, ...] = Field((), description="The data themselves, as deposited.", examples=[["kavur2019chaos"]])
    further: tuple[Key, ...] = Field((), description="Works that a reader of this record will want.", examples=[["maninis2016deep"]])


class Relation(Sourced):
    """What the data share with other data; written on one side, the other side is computed."""

    kind: Annotated[str, TermOf("relation")] = Field(description="How they are related.", examples=["relabelled-by"])
    to: Id | None = Field(None, description="The id of a record of this catalog.", examples=["chaos-ct"])
    name: Line | None = Field(None, description="The name of data that have no record here.", examples=["RITE"])
    url: Url | None = Field(None, description="Their address, with `name`.", examples=["https://medicine.uiowa.edu/eye/rite-dataset"])
    note: Prose | None = Field(None, description="What is shared.", examples=["Arteries and veins on the same forty images."])


class Issue(Sourced):
    """Something that a user of the data has to know."""

    kind: Annotated[str, TermOf("issue")] = Field(description="What sort of trouble it is.", examples=["leakage"])
    text: Prose = Field(description="What happens, and to whom.", examples=["RITE is DRIVE again; testing on one after training on the other leaks."])


class Loader(Sourced):
    """Code or a service that reads the data."""

    library: Line = Field(description="The package or service.", examples=["torch_em"])
    name: Line | None = Field(None, description="What it calls the data.", examples=["torch_em.data.datasets.medical.drive"])
    url: Url | None = Field(None, description="Its page, where the source is not that.", examples=["https://www.tensorflow.org/datasets/catalog/chexpert"])
    unofficial: Flag | None = Field(None, description="True for a copy that is not the owners'.", examples=[True])
    licence: Line | None = Field(None, description="The licence that the copy claims, where it differs from the owners'.", examples=["CC0-1.0"])
    note: Prose | None = Field(None, description="What it expects or leaves out.", examples=["Needs a manual download."])


Column = Literal["name", "modality", "target", "frame_size", "images", "classes", "task"]
CELLS: tuple[Column, ...] = get_args(Column)
"""The columns of the printed table, in its order."""


class Correction(Sourced):
    """What the printed collection says of the data, and what is right; it names exactly one of cell, link, reference, text."""

    cell: Column | None = Field(None, description="A column of the printed table; what is printed and what is right are computed.", examples=["images"])
    link: Literal["homepage", "download"] | None = Field(None, description="A printed address.", examples=["homepage"])
    reference: Annotated[int, Strict(), Field(ge=1, le=35)] | None = Field(None, description="A printed reference, by its number.", examples=[13])
    text: Line | None = Field(None, description="A section of the printed text, or Table 1.", examples=["1.6"])
    kind: Literal["wrong", "outdated", "incomplete", "ambiguous"] = Field(description="What is the matter with it.", examples=["wrong"])
    printed: Verbatim | None = Field(None, description="What stands there; not for a cell.", examples=["https://data.mendeley.com/datasets/rsbjbr9sj/3"])
    right: Verbatim | None = Field(None, description="What is right; not for a cell.", examples=["https://data.mendeley.com/datasets/rscbjbr9sj/3"])
    why: Prose = Field(description="How one can tell.", examples=["one letter lost"])


class Evidence(Piece):
    """A place where facts were seen."""

    url: Url = Field(description="Its address.", examples=["https://drive.grand-challenge.org/"])
    what: Line | None = Field(None, description="What stands there, and by whom.", examples=["owners' page"])
    seen: Day | None = Field(None, description="The day it was read, where that is not `checked`.", examples=["2026-11-23"])


class Dispute(Sourced):
    """A fact on which sources disagree."""

    field: FieldPath = Field(description="The field.", examples=["licence"])
    states: Line = Field(description="What the other source says.", examples=["CC BY 4.0, on its own copy of the images"])
    kept: Line = Field(description="What this record says instead, and why.", examples=["the owners' text"])


class Withdrawal(Piece):
    """When and why the owners took the data back."""

    date: Day = Field(description="The day.", examples=["2020-06-01"])
    reason: Prose = Field(description="The owners' reason.", examples=["Patient names were found in the images."])
    successor: Id | None = Field(None, description="The id of the record to use instead.", examples=["isic-2019"])


class Change(Piece):
    """A change to the record that its readers should know of."""

    date: Day = Field(description="The day.", examples=["2026-11-23"])
    what: Line = Field(description="What changed, in a sentence.", examples=["First record."])
