"""Code snippets for data loaders: one template per library, filled with the name of the dataset in that library."""

import re
from dataclasses import dataclass

from curator.site import jinja

_WORD = r"[A-Za-z_]\w*"
_TORCH_EM = r"(?P<module>torch_em\.data\.datasets\.(medical|histopathology))(\.\w+)?"

_TORCH_EM_WHOLE = (
    *("acdc", "amos", "busi", "camus", "cbis_ddsm", "chaos", "chase_db1", "cholecseg8k", "consep", "crossmoda", "ddti", "deeplesion", "drishti_gs"),
    *("drive", "etis_larib", "fives", "hc18", "hrf", "idrid", "inbreast", "ircadb", "isles", "kits", "kvasir", "lidc_idri", "montgomery"),
    *("nih_pancreas", "nsclc_radiomics", "papila", "ph2", "picai", "promise12", "prostatex", "psma_pet_ct", "refuge", "rim_one_dl", "siim_acr"),
    *("stare", "tnbc", "totalsegmentator", "upenn_gbm", "vs_seg", "word"),
)
"""Datasets that torch_em downloads without a choice of a part."""
_XRAYS = {
    "CheX_Dataset": 'imgpath="CheXpert-v1.0-small", csvpath="CheXpert-v1.0-small/train.csv"',
    "MIMIC_Dataset": 'imgpath="files", csvpath="mimic-cxr-2.0.0-chexpert.csv.gz", metacsvpath="mimic-cxr-2.0.0-metadata.csv.gz"',
    "COVID19_Dataset": 'imgpath="images", csvpath="metadata.csv"',
    "NIH_Dataset|NIH_Google_Dataset|PC_Dataset": 'imgpath="images"',
    "NLMTB_Dataset": 'imgpath="MontgomerySet"',
    "RSNA_Pneumonia_Dataset": 'imgpath="stage_2_train_images", extension=".dcm"',
    "SIIM_Pneumothorax_Dataset": 'imgpath="dicom-images-train"',
    "VinDr_Dataset": 'imgpath="train"',
}
"""The required arguments of classes of torchxrayvision, whose files are downloaded by hand."""


@dataclass(frozen=True)
class LoaderUse:
    """The use of a library for names of one pattern: the groups of the pattern fill its template, and `more` are further arguments."""

    library: str
    template: str
    pattern: str
    more: str = ""


USES = (
    LoaderUse("torchvision", "torchvision", r"torchvision\.datasets\.(?P<name>ImageNet)"),
    LoaderUse("torchvision", "torchvision", r"torchvision\.datasets\.(?P<name>CIFAR100|PCAM|VOCDetection|VOCSegmentation)", ", download=True"),
    LoaderUse("TensorFlow Datasets", "tensorflow-datasets", r"(?P<name>.+)"),
    LoaderUse("Keras", "keras", r"tf\.keras\.datasets\.(?P<name>cifar100)\.load_data"),
    LoaderUse("Hugging Face", "hugging-face", r"(?P<name>[^/\s]+/[^/\s]+)"),
    LoaderUse("Kaggle", "kaggle", r"(?P<name>[^/\s]+/[^/\s]+)", "dataset_download"),
    LoaderUse("Kaggle", "kaggle", r"(?P<name>[^/\s]+)", "competition_download"),
    LoaderUse("MedSegBench", "medsegbench", rf"(?P<name>{_WORD}MSBench)"),
    LoaderUse("MedMNIST", "medmnist", rf"medmnist\.(?P<name>{_WORD}MNIST(?:3D)?)"),
    *(LoaderUse("torchxrayvision", "torchxrayvision", rf"torchxrayvision\.datasets\.(?P<name>{name})", more) for name, more in _XRAYS.items()),
    LoaderUse("torch_em", "torch_em", rf"{_TORCH_EM}\.get_(?P<name>{'|'.join(_TORCH_EM_WHOLE)})_dataset"),
    LoaderUse("torch_em", "torch_em", rf"{_TORCH_EM}\.get_(?P<name>conic|glas|mnms|monuseg|nci_isbi_prostate|verse)_dataset", ', split="train"'),
    LoaderUse("TorchIO", "torchio", r"torchio\.datasets\.(?P<name>IXI|IXITiny)"),
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
