"""Kvasir-SEG as entered in the form *New record*, with its sources."""

from typing import Any

from fill_record_form import Draft

_SIMULA = "https://github.com/simula/datasets.simula.no/blob/baf17601db9710b7ce1a7052fee339c86ade29c0/datasets"
_TASK = "https://github.com/DebeshJha/2020-MediaEval-Medico-polyp-segmentation/blob/d594c08b7f3a1cc40ef878284b5fc29de822bf18"
_LIST = "https://github.com/openmedlab/Awesome-Medical-Dataset/blob/81da0eee1a0c75688f1a68dcd7c8da8297910ee9/resources/Kvasir-SEG.md"
_BENCHMARK = "https://github.com/zekikus/MedSegBench/blob/54fde021831ca89ab770096b9c2bec7de1c91957/medsegbench/info.py"
_LOADER = "https://github.com/constantinpape/torch-em/blob/6f71247c0bde24cb050bb25501ca61517ce08b7f/torch_em/data/datasets/medical/kvasir.py"

HOMEPAGE = "https://datasets.simula.no/kvasir-seg/"
WORK = """@inproceedings{jha2020kvasir,
  author = {Jha, Debesh and Smedsrud, Pia H. and Riegler, Michael A. and Halvorsen, Pål and de Lange, Thomas and Johansen, Dag and Johansen, Håvard D.},
  title = {Kvasir-SEG: A Segmented Polyp Dataset},
  booktitle = {MultiMedia Modeling},
  pages = {451--462},
  publisher = {Springer},
  year = {2020},
  doi = {10.1007/978-3-030-37734-2_37},
}"""
TERMS: dict[str, dict[str, Any]] = {
    "modality": {
        "word": "Routine colonoscopy",
        "key": "routine-colonoscopy",
        "definition": "Color images or videos of the inside of the colon and rectum, made with an endoscope under white light in routine examinations.",
        "aliases": ["colonoscopy in clinical routine"],
    },
    "target": {
        "word": "gastrointestinal polyp",
        "key": "gastrointestinal-polyp",
        "definition": "A growth that stands out from the lining of a hollow organ, above all of the colon.",
        "aliases": ["polyp of the bowel"],
    },
}
"""Terms that are missing from the vocabularies."""
DRAFT: Draft = {
    "name": "Kvasir-SEG",
    "full_name": "Kvasir-SEG: A Segmented Polyp Dataset",
    "kind": "medical",
    "status": "available",
    "summary": (
        "A thousand frames of routine colonoscopies in Norwegian hospitals, each with at least one polyp, its mask, and a box around it. Medical experts "
        "helped with the outlines, and a gastroenterologist checked them. The set is small, downloads in seconds, and may be used for research and "
        "teaching. It has neither patient numbers nor images without a polyp, so that a random split may put one polyp into both parts, and false alarms "
        "cannot be measured. The masks are JPEG files: apply a threshold to them."
    ),
    "year": "2019",
    "sources": [
        {"key": "owner", "*": {"url": f"{_SIMULA}/kvasir-seg.md", "what": "source of the owners' page, at a commit"}},
        {"key": "task", "*": {"url": f"{_TASK}/README.md", "what": "the authors' page of the MediaEval 2020 task"}},
        {"key": "lists", "*": {"url": f"{_TASK}/kvasir-seg-train-val/README.md", "what": "the authors' lists of a split"}},
        {"key": "openmedlab", "*": {"url": _LIST, "what": "page of a list of datasets"}},
        {"key": "medsegbench", "*": {"url": _BENCHMARK, "what": "metadata of a benchmark"}},
        {"key": "torch-em", "*": {"url": _LOADER, "what": "code that reads the data"}},
        {"key": "pranet", "*": {"url": "https://github.com/DengPingFan/PraNet/issues/55", "what": "thread on the split of PraNet"}},
    ],
    "checked": "2026-11-23",
    "modality": ["Routine colonoscopy"],
    "body_part": ["colon"],
    "target": ["gastrointestinal polyp"],
    "tasks": ["segmentation", "detection"],
    "dimensions": ["2d"],
    "frame_size": [{"width": {"0": "332", "1": "1920"}, "height": {"0": "487", "1": "1072"}}],
    "counts": [{"key": "image", "*": {"number": "1000"}}],
    "splits": [{"name": "MediaEval 2020", "unit": "image", "train": "880", "validation": "120"}],
    "classes": [{"task": "segmentation", "labels": [{"name": "background"}, {"name": "polyp"}]}],
    "formats": ["jpeg", "json"],
    "download_size": [{"what": "everything", "gigabytes": {"0": "0.044"}, "about": "true"}],
    "annotation": "Outlined in Labelbox with the help of medical experts, and checked by an experienced gastroenterologist; the boxes come from the masks.",
    "acquisition": {"sites": ["Vestre Viken Health Trust"], "countries": ["NO"]},
    "access": {"routes": [{"to": "images, masks and boxes", "steps": ["download"], "url": "https://datasets.simula.no/downloads/kvasir-seg.zip"}]},
    "licence": [
        {
            "covers": "all",
            "id": "LicenseRef-Kvasir-SEG",
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
        {"kind": "leakage", "text": "There are no patient numbers: one polyp can be in several images, and a random split may put it into both parts."},
    ],
    "loaders": [{"library": "torch_em", "name": "torch_em.data.datasets.medical.kvasir"}],
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
