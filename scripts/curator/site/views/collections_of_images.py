"""Datasets of several modalities and several body parts, whose records do not say which modality shows which body part."""

from curator.records.summary import Terms
from curator.site.views.home import TEXT

WHOLE_BODY = "whole-body"


def has_several_modalities(terms: Terms) -> bool:
    """Whether the images of a dataset are of several modalities; texts are no images."""
    return len({*terms["modality"]} - {TEXT}) > 1


def is_collection(terms: Terms) -> bool:
    """Whether a dataset has several modalities and several body parts; the whole body stands for several."""
    return has_several_modalities(terms) and (len({*terms["body_part"]}) > 1 or WHOLE_BODY in terms["body_part"])
