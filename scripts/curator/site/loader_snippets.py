"""The shortest code that reads the data with a library: one template a library, filled with what a record calls the data there."""

import re
from dataclasses import dataclass

from curator.site import jinja

_WORD = r"[A-Za-z_]\w*"
_TORCH_EM = r"(?P<module>torch_em\.data\.datasets\.(medical|histopathology))(\.\w+)?"


@dataclass(frozen=True)
class Use:
    """How a library is used for names of one form: the groups of the form fill its template, and `more` is what this form needs besides."""

    library: str
    template: str
    form: str
    more: str = ""


USES = (
    Use("torchvision", "torchvision", r"torchvision\.datasets\.(?P<name>ImageNet)"),
    Use("torchvision", "torchvision", r"torchvision\.datasets\.(?P<name>CIFAR100|VOCDetection|VOCSegmentation)", ", download=True"),
    Use("TensorFlow Datasets", "tensorflow-datasets", r"(?P<name>.+)"),
    Use("Keras", "keras", r"tf\.keras\.datasets\.(?P<name>cifar100)\.load_data"),
    Use("Hugging Face", "hugging-face", r"(?P<name>[^/\s]+/[^/\s]+)"),
    Use("Kaggle", "kaggle", r"(?P<name>[^/\s]+/[^/\s]+)", "dataset_download"),
    Use("Kaggle", "kaggle", r"(?P<name>[^/\s]+)", "competition_download"),
    Use("MedSegBench", "medsegbench", rf"(?P<name>{_WORD}MSBench)"),
    Use("MedMNIST", "medmnist", rf"medmnist\.(?P<name>{_WORD}MNIST)"),
    Use("torchxrayvision", "torchxrayvision", r"torchxrayvision\.datasets\.(?P<name>CheX_Dataset)"),
    Use("torch_em", "torch_em", rf"{_TORCH_EM}\.get_(?P<name>acdc|busi|nih_pancreas|promise12|tnbc)_dataset"),
    Use("torch_em", "torch_em", rf"{_TORCH_EM}\.get_(?P<name>glas|monuseg|nci_isbi_prostate)_dataset", ', split="train"'),
    Use("FLamby", "flamby", r"(?P<module>flamby\.datasets\.fed_isic2019)\.(?P<name>FedIsic2019)"),
    Use("maples_dr", "maples_dr", r"configure\(messidor_path=\.\.\.\)"),
)
"""For each library the forms of names for which its documents were read; one that fits none has no snippet.

Names that stand in a template as code are of words alone; others are put there as literals.
"""


def snippet(library: str, name: str) -> str:
    """The code that reads the data; empty where what a library asks for is not known for sure."""
    for use in USES:
        if use.library == library and (found := re.fullmatch(use.form, name, re.ASCII)):
            return jinja.render(f"loader/{use.template}.py.j2", more=use.more, **found.groupdict()).strip()
    return ""
