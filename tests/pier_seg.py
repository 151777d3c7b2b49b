"""An invented dataset as entered in the form *New record*, with its sources."""

from typing import Any

from fill_record_form import Draft

_PIER = "https://github.com/pier/pier-seg/blob/baf17601db9710b7ce1a7052fee339c86ade29c0"

HOMEPAGE = "https://pier-seg.example.org/"
WORK = """@inproceedings{pier2020nailfold,
  author = {Pier, Ada and Dock, Bø},
  title = {Pier-SEG: A Dataset of Segmented Nailfold Capillaries},
  booktitle = {Proceedings of the Harbour},
  pages = {451--462},
  year = {2020},
  doi = {10.5555/pier.seg},
}"""
TERMS: dict[str, dict[str, Any]] = {
    "modality": {
        "word": "Capillaroscopy",
        "key": "capillaroscopy",
        "definition": "Magnified images of the capillaries at the nailfold.",
        "aliases": ["nailfold videocapillaroscopy"],
    },
    "target": {
        "word": "capillary loop",
        "key": "capillary-loop",
        "definition": "The loop that a capillary forms at the nailfold.",
        "aliases": ["nailfold capillary"],
    },
}
"""Terms that are missing from the vocabularies."""
DRAFT: Draft = {
    "name": "Pier-SEG",
    "full_name": "Pier Nailfold Capillary Segmentation",
    "kind": "medical",
    "status": "available",
    "summary": (
        "A thousand images of the nailfolds of visitors of a pier, each with at least one capillary, its mask, and a box around it. Physicians helped with "
        "the outlines, and a rheumatologist checked them. The dataset is small, downloads in seconds, and may be used for research and teaching. It has "
        "neither patient numbers nor images without a capillary, so that a random split may put one finger into both parts, and false alarms cannot be "
        "measured. The masks are JPEG files: apply a threshold to them."
    ),
    "year": "2019",
    "sources": [
        {"key": "owner", "*": {"url": f"{_PIER}/readme.md", "what": "source of the owners' page, at a commit"}},
        {"key": "task", "*": {"url": f"{_PIER}/task.md", "what": "the authors' page of a challenge"}},
        {"key": "lists", "*": {"url": f"{_PIER}/lists.md", "what": "the authors' lists of a split"}},
        {"key": "openmedlab", "*": {"url": f"{_PIER}/overview.md", "what": "page of a list of datasets"}},
        {"key": "medsegbench", "*": {"url": f"{_PIER}/info.py", "what": "metadata of a benchmark"}},
        {"key": "torch-em", "*": {"url": f"{_PIER}/loader.py", "what": "code that reads the data"}},
        {"key": "pranet", "*": {"url": f"{_PIER}/issues.md", "what": "thread on a split"}},
    ],
    "checked": "2026-11-23",
    "modality": ["Capillaroscopy"],
    "body_part": ["skin"],
    "target": ["capillary loop"],
    "tasks": ["segmentation", "detection"],
    "dimensions": ["2d"],
    "frame_size": [{"width": {"0": "332", "1": "1920"}, "height": {"0": "487", "1": "1072"}}],
    "counts": [{"key": "image", "*": {"number": "1000"}}],
    "splits": [{"name": "Harbour 2020", "unit": "image", "train": "880", "validation": "120"}],
    "classes": [{"task": "segmentation", "labels": [{"name": "background"}, {"name": "capillary"}]}],
    "formats": ["jpeg", "json"],
    "download_size": [{"what": "everything", "gigabytes": {"0": "0.044"}, "about": "true"}],
    "annotation": "Outlined in Labelbox with the help of medical experts, and checked by an experienced rheumatologist; the boxes come from the masks.",
    "acquisition": {"sites": ["Pier Hospital"], "countries": ["NO"]},
    "access": {"routes": [{"to": "images, masks and boxes", "steps": ["download"], "url": "https://pier-seg.example.org/pier-seg.zip"}]},
    "licence": [
        {
            "covers": "all",
            "id": "LicenseRef-Pier-SEG",
            "terms": HOMEPAGE,
            "commercial_use": "forbidden",
            "redistribution": "unstated",
            "derivatives": "unstated",
            "attribution": "required",
            "note": "For research and teaching; commercial use needs a written permission.",
        }
    ],
    "bibtex": WORK,
    "known_issues": [
        {"kind": "leakage", "text": "There are no patient numbers: one finger can be in several images, and a random split may put it into both parts."},
    ],
    "loaders": [{"library": "torch_em", "name": "torch_em.data.datasets.medical.pier"}],
    "reviewer": "Which of width and height the smallest and the largest size give is not said.",
}
"""The entered values, without homepage, id, citation and evidence, which the page fills in or requests separately."""
OTHERWISE = {
    "year": ["openmedlab"],
    "dimensions": ["openmedlab"],
    "splits": ["lists"],
    "classes": ["medsegbench"],
    "acquisition": ["task"],
    "known_issues": ["pranet"],
    "loaders": ["torch-em"],
}
"""Facts with a source other than the owners' page."""
