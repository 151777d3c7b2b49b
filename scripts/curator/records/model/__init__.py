"""The record format: every field with its type, description and example."""

from curator.records.model.access_and_use import (
    PERMISSION,
    Access,
    Acknowledgement,
    Citations,
    Issue,
    Licence,
    Link,
    Loader,
    Location,
    Relation,
    Route,
    Withdrawal,
)
from curator.records.model.base import FrozenModel, Sourced
from curator.records.model.dataset import Dataset
from curator.records.model.images import PARTS, About, Acquisition, ByPart, Count, Counts, Download, FrameSize, Label, LabelSet, Release, Split
from curator.records.model.provenance import CELLS, Change, Contributor, Correction, Dispute, SourcePage
from curator.records.model.text import ID

__all__ = [
    "CELLS",
    "ID",
    "PARTS",
    "PERMISSION",
    "About",
    "Access",
    "Acknowledgement",
    "Acquisition",
    "ByPart",
    "Change",
    "Citations",
    "Contributor",
    "Correction",
    "Count",
    "Counts",
    "Dataset",
    "Dispute",
    "Download",
    "FrameSize",
    "FrozenModel",
    "Issue",
    "Label",
    "LabelSet",
    "Licence",
    "Link",
    "Loader",
    "Location",
    "Relation",
    "Release",
    "Route",
    "SourcePage",
    "Sourced",
    "Split",
    "Withdrawal",
]
