"""Tests for code snippets of data loaders: valid Python for any record, and none for undocumented names."""

import ast
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from curator.records.catalog import Catalog
from curator.site.jinja import TEMPLATES, literal
from curator.site.loader_snippets import USES, snippet

HOSTILE = ('a/b"); import os; os.system("rm -rf ~")  #', "a/b'\"\\", "a/\\", "a/b{{ 1 }}", "a/<script>")


def _snippets(catalog: Catalog) -> dict[tuple[str, str], str]:
    """The snippet of each loader of each record."""
    return {(it.library, it.name or ""): snippet(it.library, it.name or "") for record in catalog.records.values() for it in record.loaders}


def test_every_snippet_is_python(catalog: Catalog) -> None:
    """Every snippet compiles, imports its library, and ends with a name for the data."""
    for (library, name), code in _snippets(catalog).items():
        if code:
            tree = ast.parse(code)
            assert isinstance(tree.body[0], ast.Import | ast.ImportFrom), (library, name)
            assert isinstance(tree.body[-1], ast.Assign), (library, name)
            assert len(code.splitlines()) <= 3


def test_most_datasets_have_a_snippet(catalog: Catalog) -> None:
    """At least 60 datasets have a snippet."""
    having = [id_ for id_, record in catalog.records.items() if any(snippet(it.library, it.name or "") for it in record.loaders)]
    assert len(having) >= 60


def test_every_use_is_used(catalog: Catalog) -> None:
    """Every pattern matches a name in a record, and every template belongs to a pattern."""
    named = {(it.library, it.name or "") for record in catalog.records.values() for it in record.loaders}
    by_use = {use: [name for library, name in named if library == use.library and snippet(library, name)] for use in USES}
    assert [use for use, names in by_use.items() if not names] == []
    assert {path.name for path in (TEMPLATES / "loader").iterdir()} == {f"{use.template}.py.j2" for use in USES}


@pytest.mark.parametrize("path", sorted((TEMPLATES / "loader").iterdir()), ids=lambda path: path.name)
def test_every_template_has_a_documentation_url(path: Path) -> None:
    """Every template starts with the URL of the documentation that it follows."""
    assert path.read_text(encoding="utf-8").startswith("{# https://")


@pytest.mark.parametrize(
    ("library", "name", "code"),
    [
        ("torchvision", "torchvision.datasets.CIFAR100", 'from torchvision.datasets import CIFAR100\ndata = CIFAR100("data", download=True)'),
        ("torchvision", "torchvision.datasets.ImageNet", 'from torchvision.datasets import ImageNet\ndata = ImageNet("data")'),
        ("TensorFlow Datasets", "voc/2007", 'import tensorflow_datasets as tfds\ndata = tfds.load("voc/2007")'),
        (
            "torch_em",
            "torch_em.data.datasets.medical.get_acdc_dataset",
            'from torch_em.data.datasets.medical.acdc import get_acdc_data\nfolder = get_acdc_data("data", download=True)',
        ),
        (
            "torch_em",
            "torch_em.data.datasets.medical.get_mnms_dataset",
            'from torch_em.data.datasets.medical.mnms import get_mnms_data\nfolder = get_mnms_data("data", split="train", download=True)',
        ),
        (
            "torchxrayvision",
            "torchxrayvision.datasets.MIMIC_Dataset",
            'import torchxrayvision as xrv\ndata = xrv.datasets.MIMIC_Dataset(imgpath="files", csvpath="mimic-cxr-2.0.0-chexpert.csv.gz", metacsvpath="mimic-cxr-2.0.0-metadata.csv.gz")',
        ),
        ("TorchIO", "torchio.datasets.IXI", 'from torchio.datasets import IXI\ndata = IXI("data", download=True)'),
        ("MedMNIST", "medmnist.NoduleMNIST3D", 'from medmnist import NoduleMNIST3D\ndata = NoduleMNIST3D(split="train", download=True)'),
        ("Kaggle", "a-competition", 'import kagglehub\nfolder = kagglehub.competition_download("a-competition")'),
        ("Kaggle", "owner/data", 'import kagglehub\nfolder = kagglehub.dataset_download("owner/data")'),
    ],
)
def test_a_name_has_its_code(library: str, name: str, code: str) -> None:
    """A library and a name give the shortest code that loads the data."""
    assert snippet(library, name) == code


@pytest.mark.parametrize(
    ("library", "name"),
    [
        ("torchvision", "torchvision.datasets.FakeData"),
        ("torchvision", "torchvision.datasets.CIFAR100()\nimport os"),
        ("MedSegBench", "os; MSBench"),
        ("MedSegBench", "ＤMSBench"),
        ("torch_em", "torch_em.data.datasets.medical.drive"),
        ("Hugging Face", "no-owner"),
        ("MONAI", "tutorials/detection"),
        ("a library nobody knows", "name"),
        ("TensorFlow Datasets", ""),
    ],
)
def test_unknown_names_have_no_code(library: str, name: str) -> None:
    """An unknown library, or a name of another form, has no snippet."""
    assert snippet(library, name) == ""


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("library", ["TensorFlow Datasets", "Hugging Face", "Kaggle"])
def test_names_are_string_literals(library: str, name: str) -> None:
    """Any name in a record is a string literal in the code, or there is no code."""
    if code := snippet(library, name):
        *_, last = ast.parse(code).body
        assert [node.value for node in ast.walk(last) if isinstance(node, ast.Constant) and node.value != "dataset"] == [name]
        assert len([node for node in ast.walk(last) if isinstance(node, ast.Call)]) == 1


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_literal_equals_the_text(text: str) -> None:
    """A text is unchanged after Python reads its literal, which is on one line."""
    written = literal(text)
    assert ast.literal_eval(written) == text
    assert "\n" not in written
    assert "\r" not in written


def test_pages_show_code_and_unofficial_copies(site: Path, catalog: Catalog) -> None:
    """Every loader is on its page with its code, marked as unofficial if it is a copy, and with the license it claims if that differs."""
    for id_, record in catalog.records.items():
        page = html.fromstring((site / "datasets" / id_ / "index.html").read_text(encoding="utf-8"))
        items = page.xpath("//ul[@class='loaders']/li")
        assert len(items) == len(record.loaders)
        for item, loader in zip(items, record.loaders, strict=True):
            shown = "".join(item.xpath("./pre/code/text()"))
            assert shown == snippet(loader.library, loader.name or "")
            assert bool(item.xpath("./button[starts-with(@data-copy, 'loader-')]")) == bool(shown)
            tags = item.xpath("./span[@class='tag tag--wrong']/text()")
            expected = ["unofficial"] if loader.unofficial else []
            expected += [f"states a license that differs from the owner's: {loader.licence}"] if loader.licence else []
            assert tags == expected
