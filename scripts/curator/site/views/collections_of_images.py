"""Datasets of several modalities and several body parts, whose records do not say which modality shows which body part."""

from curator.records.model import Dataset
from curator.site.views.home import TEXT

WHOLE_BODY = "whole-body"


def has_several_modalities(record: Dataset) -> bool:
    """Whether the images of a dataset are of several modalities; texts are no images."""
    return len({*record.modality} - {TEXT}) > 1


def is_collection(record: Dataset) -> bool:
    """Whether a dataset has several modalities and several body parts; the whole body stands for several."""
    return has_several_modalities(record) and (len({*record.body_part}) > 1 or WHOLE_BODY in record.body_part)
