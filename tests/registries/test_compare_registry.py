"""Tests of `curator compare`, which compares records with the index of the Imaging Data Commons; the index is a test double with our own data."""

import json
import sys
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, get_args

import pytest
from click.testing import CliRunner, Result

from conftest import ROOT
from curator.cli import main
from curator.registries.collection_facts import collection_facts
from curator.registries.compared_quantities import QUANTITIES
from curator.registries.idc_index import MissingIndexError, RegistryIndex, Series, read_index
from curator.registries.manufacturers import manufacturer, manufacturers_in
from curator.registries.registry_comparison import Verdict

DOI = "10.5555/harbour.2"


def ct(patient: str, age: str = "", sex: str = "", manufacturer: str = "") -> Series:
    """Return a CT series of 500 MB."""
    return Series(patient, "CT", DOI, "CC BY 4.0", 500.0, age, sex, manufacturer)


SERIES = (
    ct("p1", age="061Y", sex="F", manufacturer="SIEMENS"),
    ct("p1", age="063Y", sex="F", manufacturer="Siemens Healthineers"),
    ct("p2", age="018M", sex="M", manufacturer="GE MEDICAL SYSTEMS"),
    replace(ct("p2", manufacturer="SegTool 3"), modality="SEG"),
    ct("p3", age="040Y", sex="F", manufacturer='"GE Healthcare"'),
    ct("p4", age="050Y", sex="M", manufacturer="GE_MEDICAL_SYSTEMS"),
)
AGREEING = """\
counts: {image: 30, patient: 4}
registries: {idc: harbour_ct}
download_size:
  - {what: all images as DICOM, gigabytes: 3}
population:
  age: {given: per-patient, range: [1.5, 61], mean: 38.1, median: 45}
  sex: {given: per-patient, female: 2, male: 2}
acquisition:
  devices: ["Scanners of Siemens and General Electric, 120 kVp"]
"""
"""Fields of a record that agrees with the series."""


class Index:
    """A test double for the index; it has two collections, one of them with series."""

    def __init__(self, *series: Series) -> None:
        self.series = series or SERIES
        self.requested: list[Collection[str]] = []

    def __call__(self, ids: Collection[str]) -> RegistryIndex:
        """Return the content of the index."""
        self.requested.append(ids)
        return RegistryIndex("1.2.3", frozenset({"harbour_ct", "pier_mr"}), {"harbour_ct": self.series})


@pytest.fixture
def record(desk: Path) -> Path:
    """A record that names a collection and agrees with it."""
    file = desk / "catalog" / "datasets" / "good.yaml"
    text = file.read_text(encoding="utf-8").replace("counts: {image: 30}\n", AGREEING)
    file.write_text(text.replace("  licence: [owner]\n", "  licence: [owner]\n  registries: [owner]\n"), encoding="utf-8")
    works = desk / "catalog" / "references.bib"
    return file if DOI in works.read_text(encoding="utf-8") else _with_doi(works, file)


def _with_doi(works: Path, file: Path) -> Path:
    works.write_text(works.read_text(encoding="utf-8").replace("@dataset{example2021images,", f"@dataset{{example2021images,\n  doi = {{{DOI}}},"), "utf-8")
    return file


def run(*words: str, index: Any = None) -> Result:
    """Run the command with a test double for the index."""
    return CliRunner().invoke(main, ["compare", "idc", *words], obj=index or Index())


def change(file: Path, old: str, new: str) -> None:
    """Replace a part of a record, which occurs in it once."""
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")


def verdicts(result: Result) -> dict[str, str]:
    """Return the verdict of each quantity from a report as JSON."""
    return {row["quantity"]: row["verdict"] for row in json.loads(result.stdout)["rows"]}


def codes(result: Result) -> list[tuple[str, str]]:
    """Return the code and the message of each problem from a report as JSON."""
    return [(problem["code"], problem["message"]) for problem in json.loads(result.stdout)["problems"]]


def test_a_record_that_agrees_has_no_problems(record: Path) -> None:
    """All seven quantities are compared; analysis software is not a manufacturer, and a patient has the age at the first images."""
    done = run("--format", "json")
    assert (done.exit_code, done.stderr, record.name) == (0, "", "good.yaml")
    assert verdicts(done) == {quantity.name: "equal" for quantity in QUANTITIES}
    rows = {row["quantity"]: (row["collection"], row["dataset"], row["record"], row["registry"]) for row in json.loads(done.stdout)["rows"]}
    assert rows == {
        "patients": ("harbour_ct", "good", "4", "4"),
        "license": ("harbour_ct", "good", "CC-BY-4.0", "CC-BY-4.0"),
        "DOI": ("harbour_ct", "good", DOI, DOI),
        "size": ("harbour_ct", "good", "3 GB", "3 GB"),
        "sex": ("harbour_ct", "good", "2 female, 2 male", "2 female, 2 male"),
        "age": ("harbour_ct", "good", "1.5 to 61 years, mean 38.1, median 45", "1.5 to 61 years, mean 38.1, median 45"),
        "manufacturer": ("harbour_ct", "good", "GE, Siemens", "GE (3), Siemens (1)"),
    }


DIFFERENCES = {
    "patients": ("patient: 4}", "patient: 5}", "patients: 5 in the record, but 4 in collection `harbour_ct`"),
    "license": ("id: CC-BY-4.0", "id: CC-BY-NC-4.0", "license: CC-BY-NC-4.0 in the record, but CC-BY-4.0"),
    "size": ("gigabytes: 3}", "gigabytes: 2.9}", "size: 2.9 GB in the record, but 3 GB"),
    "sex": ("female: 2,", "female: 3,", "sex: 3 female, 2 male in the record, but 2 female, 2 male"),
    "age": ("range: [1.5, 61]", "range: [18, 61]", "age: 18 to 61 years, mean 38.1, median 45 in the record, but 1.5 to 61 years"),
    "manufacturer": ("General Electric", "Philips", "manufacturer: Philips, Siemens in the record, but GE (3), Siemens (1)"),
}
"""A change of the record, and the beginning of the message."""


@pytest.mark.parametrize("quantity", DIFFERENCES)
def test_a_difference_is_a_problem(quantity: str, record: Path) -> None:
    """A value that differs is reported with the code of the problem, both values and what to write, and the exit code is 1."""
    old, new, words = DIFFERENCES[quantity]
    change(record, old, new)
    done = run("--format", "json")
    assert done.exit_code == 1
    assert verdicts(done) == {it.name: "different" if it.name == quantity else "equal" for it in QUANTITIES}
    [(code, message)] = codes(done)
    assert code == "registry-difference"
    assert message.startswith(words)


def test_a_problem_has_its_place(record: Path) -> None:
    """A problem is reported as `curator check` reports problems, at the line and column of the value."""
    change(record, "patient: 4}", "patient: 5}")
    done = run()
    line, text = next((number, line) for number, line in enumerate(record.read_text(encoding="utf-8").split("\n"), 1) if "patient: 5}" in line)
    report = (
        f"catalog/datasets/good.yaml:{line}:{text.index('5}') + 1}: patients: 5 in the record, but 4 in collection `harbour_ct` of the Imaging Data Commons"
        " [registry-difference]\n"
        "    fix: correct the record, or add {field: counts.patient, states: …, source: [idc-index], kept: …} to `disputed`\n"
        "1 problem found\n"
    )
    assert done.stdout.endswith(report)
    assert run("--format", "github").stdout.startswith(f"::error file=catalog/datasets/good.yaml,line={line},col=")


def dispute(record: Path, field: str, source: str = "idc-index") -> None:
    """Add an entry under `disputed`, and the registry to the sources."""
    change(record, "evidence:\n", "  idc-index: {url: 'https://portal.imaging.datacommons.cancer.gov/'}\nevidence:\n")
    entry = f"disputed:\n  - {{field: {field}, states: 4 patients, source: [{source}], kept: the owners' page}}\nchecked:"
    change(record, "checked:", entry)


@pytest.mark.parametrize("field", ["counts.patient", "counts"])
def test_a_disputed_difference_is_no_problem(field: str, record: Path) -> None:
    """A difference is accepted if the record states under `disputed` what the registry says, for the field or the one that contains it."""
    change(record, "patient: 4}", "patient: 5}")
    dispute(record, field)
    done = run("--format", "json")
    assert (done.exit_code, verdicts(done)["patients"]) == (0, "disputed")


def test_a_dispute_with_another_source_does_not_apply(record: Path) -> None:
    """An entry under `disputed` that cites another source does not explain a difference from the registry."""
    change(record, "patient: 4}", "patient: 5}")
    dispute(record, "counts.patient", "owner")
    done = run("--format", "json")
    assert (done.exit_code, verdicts(done)["patients"]) == (1, "different")


def test_an_unnecessary_dispute_is_a_problem(record: Path) -> None:
    """An entry under `disputed` about a value on which the record and the registry agree is reported."""
    dispute(record, "counts.patient")
    done = run("--format", "json")
    assert (done.exit_code, verdicts(done)["patients"]) == (1, "equal")
    assert [code for code, _ in codes(done)] == ["needless-dispute"]


def test_an_unknown_collection_is_a_problem(record: Path) -> None:
    """A collection that the registry does not have is reported with the most similar id, and nothing is compared."""
    change(record, "idc: harbour_ct", "idc: Harbour-CT")
    done = run()
    assert done.exit_code == 1
    assert "the Imaging Data Commons has no collection `Harbour-CT` [unknown-collection]\n    fix: write `harbour_ct`\n" in done.stdout
    change(record, "idc: Harbour-CT", "idc: xyz")
    assert "fix: write the id of a collection, e.g. pancreas_ct, or remove the field" in run().stdout


def test_values_that_one_side_does_not_have(record: Path) -> None:
    """A value that is missing in the record or in the registry is no problem."""
    bare = tuple(replace(one, age="", sex="", manufacturer="", doi="") for one in SERIES)
    expected = {"sex": "not in registry", "age": "not in registry", "manufacturer": "not in registry", "DOI": "not in registry"}
    done = run("--format", "json", index=Index(*bare))
    assert (done.exit_code, {name: verdict for name, verdict in verdicts(done).items() if verdict != "equal"}) == (0, expected)
    text = record.read_text(encoding="utf-8")
    start, end = text.index("download_size:"), text.index("splits:")
    record.write_text((text[:start] + text[end:]).replace(", patient: 4", ""), encoding="utf-8")
    done = run("--format", "json")
    missing = {"patients", "size", "sex", "age", "manufacturer"}
    assert (done.exit_code, {name for name, verdict in verdicts(done).items() if verdict == "not in record"}) == (0, missing)


COUNTS = {"{about: 4}": "equal", "{about: 8}": "different", "{at_least: 3}": "equal", "{at_least: 5}": "different"}
COUNTS |= {"{between: [3, 5]}": "equal", "{train: 3, test: 1}": "equal", "{train: 3}": "different"}


@pytest.mark.parametrize("count", COUNTS)
def test_estimates_of_patients(count: str, record: Path) -> None:
    """A rounded number agrees within 10 %; bounds and ranges agree if they include the number, and parts are added up."""
    change(record, "patient: 4}", f"patient: {count}}}")
    assert verdicts(run("--format", "json"))["patients"] == COUNTS[count]


SEXES = {
    "female_percent: 50": "equal",
    "female_percent: 49.6": "equal",
    "female_percent: 40": "different",
    "female: 2, male: 1": "different",
    "female: 9, male: 9, unit: image": "not in record",
}


@pytest.mark.parametrize("given", SEXES)
def test_sex(given: str, record: Path) -> None:
    """Percentages agree within half a percent point; numbers of other units than patients are not compared."""
    change(record, "female: 2, male: 2", given)
    assert verdicts(run("--format", "json"))["sex"] == SEXES[given]


def test_incomplete_data_of_patients(record: Path) -> None:
    """If the registry has the sex and age of some patients only, the record agrees unless it contradicts them."""
    some = Index(*SERIES, ct("p5"), ct("p6"))
    change(record, "patient: 4}", "patient: 6}")
    change(record, "gigabytes: 3}", "gigabytes: 4}")
    change(record, "female: 2, male: 2", "female: 3, male: 3")
    change(record, "range: [1.5, 61], mean: 38.1, median: 45", "range: [1, 90], mean: 50")
    assert verdicts(run("--format", "json", index=some)) == {quantity.name: "equal" for quantity in QUANTITIES}
    change(record, "female: 3, male: 3", "female: 5, male: 1")
    change(record, "range: [1, 90]", "range: [18, 90]")
    done = verdicts(run("--format", "json", index=some))
    assert (done["sex"], done["age"]) == ("different", "different")
    change(record, "range: [18, 90], mean", "mean")
    assert verdicts(run("--format", "json", index=some))["age"] == "not in registry"


def test_the_data_of_patients_in_dicom() -> None:
    """Ages are in days, weeks, months or years; other values, and a sex on which the series of a patient disagree, are unknown."""
    ages = ["010D", "052W", "018M", "061y", "61", "N-A", "000", ""]
    facts = collection_facts(ct(str(number), age=age) for number, age in enumerate(ages))
    assert [round(age, 2) for age in facts.ages] == [0.03, 1.0, 1.5, 61.0]
    mixed = [ct("p1", sex="F"), ct("p1", sex="M"), ct("p2", sex="O"), ct("p2", sex="")]
    assert collection_facts([*mixed, ct("p3", sex="6657")]).sexes == {"other": 1}


def test_dois_of_versions(record: Path) -> None:
    """The DOI of another version or of all versions agrees; a DOI that the record does not have is a difference."""
    other = Index(*(replace(one, doi="10.5555/HARBOUR.1") for one in SERIES))
    done = run("--format", "json", index=other)
    assert (done.exit_code, verdicts(done)["DOI"]) == (1, "different")
    assert codes(done)[0][1].startswith(f"DOI: {DOI} in the record, but 10.5555/harbour.1 in collection `harbour_ct`")
    change(record, "data: [example2021images]}", "data: [example2021images], concept_doi: 10.5555/harbour.1}")
    assert verdicts(run("--format", "json", index=other))["DOI"] == "equal"
    change(record, ", concept_doi: 10.5555/harbour.1}", "}")
    change(record, "registries: {", "releases: [{name: v1, doi: 10.5555/harbour.1}]\nregistries: {")
    assert verdicts(run("--format", "json", index=other))["DOI"] == "equal"


SIZES = {
    "{what: all images as DICOM, gigabytes: 3.2, about: true}": "equal",
    "{what: all images as DICOM, gigabytes: 3.5, about: true}": "different",
    "{what: all images as DICOM, gigabytes: [2, 4]}": "equal",
    "{what: a ZIP archive of NIfTI files, gigabytes: 1}": "not in record",
}


@pytest.mark.parametrize("download", SIZES)
def test_sizes(download: str, record: Path) -> None:
    """A rounded size agrees within 10 %, a range if it includes the size; archives in other formats are not compared."""
    change(record, "{what: all images as DICOM, gigabytes: 3}", download)
    assert verdicts(run("--format", "json"))["size"] == SIZES[download]


def test_a_manufacturer_that_the_registry_does_not_have(record: Path) -> None:
    """A manufacturer in the record is a difference if the registry has the manufacturers of all patients, but not this one."""
    change(record, "Siemens and General Electric", "Siemens, Philips and General Electric")
    assert verdicts(run("--format", "json"))["manufacturer"] == "different"
    assert verdicts(run("--format", "json", index=Index(*SERIES, ct("p5"))))["manufacturer"] == "equal"


def test_names_of_manufacturers() -> None:
    """The names of a manufacturer in DICOM files are one name; placeholders are none, and short names are recognized as whole words only."""
    names = ["GE MEDICAL SYSTEMS", "GEMS", "Siemens HealthCare GmbH", "TOSHIBA_MEC", "Philips Medical Systems, Inc.", "KODAK", "Eigen", "0000000", ""]
    expected = ["GE", "GE", "Siemens", "Toshiba (Canon Medical)", "Philips", "Carestream (Kodak)", "Eigen", "", ""]
    assert [manufacturer(name) for name in names] == expected
    assert manufacturer("Unknown manufacturer") == ""
    assert manufacturers_in("Genesis scanner of general age; Eigen Artemis", ["Eigen", "GE"]) == {"Eigen"}


def test_a_rare_manufacturer_need_not_be_recorded(record: Path) -> None:
    """The record need not list a manufacturer of less than 5 % of the patients."""
    many = [ct(f"q{number}", manufacturer="SIEMENS") for number in range(60)]
    done = verdicts(run("--format", "json", index=Index(*SERIES, *many, ct("r1", manufacturer="Imatron"))))
    assert (done["manufacturer"], record.name) == ("equal", "good.yaml")


def test_the_formats(record: Path) -> None:
    """The table is text or Markdown, with the version of the index."""
    text, markdown = run().stdout, run("--format", "markdown").stdout
    lines = text.split("\n")
    assert lines[0] == "Compared with the Imaging Data Commons, idc-index-data 1.2.3."
    assert lines[2].split() == ["collection", "dataset", "quantity", "record", "registry", "verdict"]
    assert lines[3].split() == ["harbour_ct", "good", "patients", "4", "4", "equal"]
    assert text.endswith("\nno problems found\n")
    assert "| harbour\\_ct | good | patients | 4 | 4 | equal |\n" in markdown
    assert markdown.endswith("```text\nno problems found\n```\n")
    change(record, "registries: {idc: harbour_ct}\n", "")
    change(record, "  registries: [owner]\n", "")
    assert [("No record names a collection." in run("--format", form).stdout) for form in ("text", "markdown")] == [True, True]


def test_the_quantities_are_documented() -> None:
    """The page about registries has a row for each quantity, and every verdict and problem code."""
    page = (ROOT / "docs" / "contribute" / "registries.md").read_text(encoding="utf-8")
    assert [it.name for it in QUANTITIES if f"\n| {it.name} | " not in page] == []
    assert [verdict for verdict in get_args(Verdict) if f"\n| {verdict} | " not in page] == []
    assert [code for code in ("registry-difference", "needless-dispute", "unknown-collection") if f"`{code}`" not in page] == []


def test_invalid_records_are_listed(record: Path) -> None:
    """A record that is not valid is not compared, and a message says so."""
    change(record, "kind: medical", "kind: unknown")
    done = run()
    assert (done.exit_code, "No record names a collection." in done.stdout) == (0, True)
    assert done.stderr == "not compared, because they have problems: good; run `curator check`\n"


def test_only_named_collections_are_read(record: Path) -> None:
    """The series of the collections that records name are read, and no others."""
    index = Index()
    run(index=index)
    assert (index.requested, record.name) == ([{"harbour_ct"}], "good.yaml")


@pytest.mark.parametrize("name", ["idc_index_data", "duckdb"])
def test_a_missing_package_is_a_sentence(name: str, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If a package is not installed, the message says how to install it."""
    monkeypatch.setitem(sys.modules, "idc_index_data", SimpleNamespace())
    monkeypatch.setitem(sys.modules, name, None)
    done = CliRunner().invoke(main, ["compare", "idc"])
    assert (done.exit_code, desk.name) == (1, "desk")
    assert "the index of `idc` cannot be read: the Python package" in done.stderr
    assert "run `make registries`" in done.stderr


class Database(SimpleNamespace):
    """A test double for DuckDB, which answers a query with the rows of the file that it is given."""

    Error = ValueError
    files: dict[str, list[tuple[Any, ...]]]

    def execute(self, query: str, values: list[Any]) -> SimpleNamespace:
        """Return the rows of a file; a file without rows is an error."""
        rows = self.files[values[0]]
        if not rows:
            raise self.Error("Referenced column not found\nLINE 1")
        return SimpleNamespace(fetchall=lambda: [row for row in rows if "unnest" not in query or row[0] in values[1]])


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of the files of the package, which is installed."""
    rows: dict[str, list[tuple[Any, ...]]] = {
        "collections_index": [("harbour_ct",), ("pier_mr",)],
        "idc_index": [("harbour_ct", "p1", "CT", DOI, "CC BY 4.0", 1.5, "061Y", "F", "SIEMENS"), ("pier_mr", "q1", "MR", "", "", 1.0, "", "", "")],
    }
    names = {name: {"parquet_filepath": name} for name in rows}
    monkeypatch.setitem(sys.modules, "idc_index_data", SimpleNamespace(INDEX_METADATA=names, __version__="1.2.3"))
    monkeypatch.setitem(sys.modules, "duckdb", Database(files=rows))
    return rows


def test_the_index_is_read(installed: dict[str, list[tuple[Any, ...]]]) -> None:
    """The index has the ids of all collections, and the series of the requested ones."""
    found = read_index({"harbour_ct"})
    assert (found.version, sorted(found.collections)) == ("1.2.3", sorted(name for (name,) in installed["collections_index"]))
    assert found.series == {"harbour_ct": (Series("p1", "CT", DOI, "CC BY 4.0", 1.5, "061Y", "F", "SIEMENS"),)}


def test_an_index_of_another_form_is_a_sentence(installed: dict[str, list[tuple[Any, ...]]]) -> None:
    """If the package does not have the expected columns, the message says so on one line."""
    installed["idc_index"] = []
    with pytest.raises(MissingIndexError, match=r"^idc-index-data does not have the expected files and columns \(Referenced column not found\)"):
        read_index({"harbour_ct"})
