"""Code snippets for data loaders: one template per library, filled with the name of the dataset in that library."""

import re
from dataclasses import dataclass

from curator.site import jinja

_WORD = r"[A-Za-z_]\w*"
_TORCH_EM = r"(?P<module>torch_em\.data\.datasets\.(medical|histopathology))(\.\w+)?"


@dataclass(frozen=True)
class LoaderUse:
    """The use of a library for names of one pattern: the groups of the pattern fill its template, and `more` are further arguments."""

    library: str
    template: str
    pattern: str
    more: str = ""


USES = (
    LoaderUse("torchvision", "torchvision", r"torchvision\.datasets\.(?P<name>ImageNet)"),
    LoaderUse("torchvision", "torchvision", r"torchvision\.datasets\.(?P<name>CIFAR100|VOCDetection|VOCSegmentation)", ", download=True"),
    LoaderUse("TensorFlow Datasets", "tensorflow-datasets", r"(?P<name>.+)"),
    LoaderUse("Keras", "keras", r"tf\.keras\.datasets\.(?P<name>cifar100)\.load_data"),
    LoaderUse("Hugging Face", "hugging-face", r"(?P<name>[^/\s]+/[^/\s]+)"),
    LoaderUse("Kaggle", "kaggle", r"(?P<name>[^/\s]+/[^/\s]+)", "dataset_download"),
    LoaderUse("Kaggle", "kaggle", r"(?P<name>[^/\s]+)", "competition_download"),
    LoaderUse("MedSegBench", "medsegbench", rf"(?P<name>{_WORD}MSBench)"),
    LoaderUse("MedMNIST", "medmnist", rf"medmnist\.(?P<name>{_WORD}MNIST)"),
    LoaderUse("torchxrayvision", "torchxrayvision", r"torchxrayvision\.datasets\.(?P<name>CheX_Dataset)"),
    LoaderUse("torch_em", "torch_em", rf"{_TORCH_EM}\.get_(?P<name>acdc|busi|nih_pancreas|promise12|tnbc)_dataset"),
    LoaderUse("torch_em", "torch_em", rf"{_TORCH_EM}\.get_(?P<name>glas|monuseg|nci_isbi_prostate)_dataset", ', split="train"'),
    LoaderUse("FLamby", "flamby", r"(?P<module>flamby\.datasets\.fed_isic2019)\.(?P<name>FedIsic2019)"),
    LoaderUse("maples_dr", "maples_dr", r"configure\(messidor_path=\.\.\.\)"),
)
"""Patterns of names that the documentation of each library covers; a name that matches none has no snippet.

A name inserted as code consists of letters, digits and underscores only; all others are inserted as string literals.
"""


def snippet(library: str, name: str) -> str:
    """Return the code that loads a dataset; empty if no pattern matches its name."""
    for use in USES:
        if use.library == library and (found := re.fullmatch(use.pattern, name, re.ASCII)):
            return jinja.render(f"loader/{use.template}.py.j2", more=use.more, **found.groupdict()).strip()
    return ""
