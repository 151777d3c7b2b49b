"""The record format, said once: every field, its shape, its description and an example."""

from curator.records.model.dataset import Dataset
from curator.records.model.measures import PARTS, About, ByPart, Count, Counts, Download, FrameSize, Label, LabelSet, Piece, Release, Sourced, Split
from curator.records.model.parts import CELLS, PERMISSION, Correction, Licence, Relation, Route
from curator.records.model.text import ID

__all__ = [
    "CELLS",
    "ID",
    "PARTS",
    "PERMISSION",
    "About",
    "ByPart",
    "Correction",
    "Count",
    "Counts",
    "Dataset",
    "Download",
    "FrameSize",
    "Label",
    "LabelSet",
    "Licence",
    "Piece",
    "Relation",
    "Release",
    "Route",
    "Sourced",
    "Split",
]
