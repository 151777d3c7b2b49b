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
    Registries,
    Relation,
    Route,
    Waiting,
    Withdrawal,
)
from curator.records.model.acquisition import Acquisition, Age, DatasetReference, Ethnicity, Imaging, Population, Sex, SkinTone, Synthetic
from curator.records.model.base import FrozenModel, Sourced
from curator.records.model.count_types import PARTS, ByPart, Count, Counts, Estimate
from curator.records.model.dataset import Dataset
from curator.records.model.images import Download, FrameSize, Label, LabelSet, MemberList, Release, Split
from curator.records.model.label_origin import Labelling, TrainedModel
from curator.records.model.provenance import CELLS, Change, Contributor, Correction, Dispute, SourcePage
from curator.records.model.text import ID

__all__ = [
    "CELLS",
    "ID",
    "PARTS",
    "PERMISSION",
    "Access",
    "Acknowledgement",
    "Acquisition",
    "Age",
    "ByPart",
    "Change",
    "Citations",
    "Contributor",
    "Correction",
    "Count",
    "Counts",
    "Dataset",
    "DatasetReference",
    "Dispute",
    "Download",
    "Estimate",
    "Ethnicity",
    "FrameSize",
    "FrozenModel",
    "Imaging",
    "Issue",
    "Label",
    "LabelSet",
    "Labelling",
    "Licence",
    "Link",
    "Loader",
    "Location",
    "MemberList",
    "Population",
    "Registries",
    "Relation",
    "Release",
    "Route",
    "Sex",
    "SkinTone",
    "SourcePage",
    "Sourced",
    "Split",
    "Synthetic",
    "TrainedModel",
    "Waiting",
    "Withdrawal",
]
