"""What is promised of the documents: they name all that there is, and what they show is true."""

import json
import re
import tomllib
from pathlib import Path

import pytest
import yaml

from conftest import ROOT
from curator.cli import main
from curator.contribute import sync
from curator.records import load as catalogs
from curator.records.catalog import Catalog
from curator.records.model import Dataset
from curator.records.problem import CODES, as_text


def _text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_is_documented(command: str) -> None:
    """README or the contributors' page names each command, and each says what it does."""
    assert f"curator {command}" in _text("README.md") + _text("docs/contribute/index.md")
    assert main.commands[command].help


@pytest.mark.parametrize("field", Dataset.model_fields)
def test_every_field_is_documented(field: str) -> None:
    """The field reference has every field, and each has a description."""
    assert f"`{field}`" in _text("docs/contribute/fields.md")
    assert Dataset.model_fields[field].description


@pytest.mark.parametrize("code", CODES)
def test_every_problem_code_is_documented(code: str) -> None:
    """The page of problems explains every code."""
    assert f"| `{code}` | {CODES[code]} |" in _text("docs/contribute/problems.md")


def test_every_term_is_documented(catalog: Catalog) -> None:
    """The page of the vocabulary has every term of every vocabulary."""
    page = _text("docs/contribute/vocabulary.md")
    assert [term for words in catalog.vocabularies.by_name.values() for term in words.entries if f"| `{term}` |" not in page] == []


def test_generated_files_are_fresh(catalog: Catalog) -> None:
    """The schema and the generated pages are what the model and the vocabularies give."""
    assert [str(problem) for problem in sync.stale(ROOT, catalog.vocabularies)] == []


def test_a_stale_file_is_a_problem(checkout: Path, catalog: Catalog) -> None:
    """A generated file that was edited by hand is reported, and `curator sync` mends it and nothing else."""
    page = checkout / "docs" / "contribute" / "fields.md"
    page.write_text("edited\n", encoding="utf-8")
    assert [(problem.file, problem.code) for problem in sync.stale(checkout, catalog.vocabularies)] == [("docs/contribute/fields.md", "stale")]
    assert sync.sync(checkout, catalog.vocabularies) == ["docs/contribute/fields.md"]
    assert page.read_text(encoding="utf-8") == _text("docs/contribute/fields.md")


def test_the_annotated_record_is_valid(checkout: Path) -> None:
    """The record in CONTRIBUTING.md passes the checks as it stands."""
    blocks = re.findall(r"```yaml\n(.*?)```", _text("CONTRIBUTING.md"), re.DOTALL)
    assert len(blocks) == 1
    (checkout / "catalog" / "datasets" / "example.yaml").write_text(blocks[0], encoding="utf-8")
    problems = catalogs.within(catalogs.load(checkout)[1], ["catalog/datasets/example.yaml"])
    assert as_text(problems) == "no problems found\n"


def test_the_example_of_a_term_can_be_added(checkout: Path) -> None:
    """The line in CONTRIBUTING.md that adds a term is a new one, and the vocabulary has no problem with it."""
    [(line, term)] = re.findall(r"^(([a-z-]+): \{label: .*\})$", _text("CONTRIBUTING.md"), re.MULTILINE)
    file = checkout / catalogs.VOCABULARY / "target.yaml"
    with file.open("a", encoding="utf-8") as opened:
        opened.write(f"{line}\n")
    catalog, problems = catalogs.load(checkout)
    assert as_text(catalogs.within(problems, [catalogs.VOCABULARY])) == "no problems found\n"
    assert term in catalog.vocabularies["target"]
    words = [word for name, entry in catalog.vocabularies["target"].entries.items() for word in (name, entry.label, *entry.aliases)]
    assert words.count(term.replace("-", " ")) == 1


def test_the_annotated_record_shows_the_fields() -> None:
    """CONTRIBUTING.md shows every field, or names it below the record."""
    text = _text("CONTRIBUTING.md")
    assert [field for field in Dataset.model_fields if f"\n{field}:" not in text and f"`{field}`" not in text] == []


def test_the_version_is_said_once() -> None:
    """CITATION.cff, .zenodo.json and CHANGELOG.md have the version of pyproject.toml, which is a date, and that of the release."""
    version = tomllib.loads(_text("pyproject.toml"))["project"]["version"]
    cff = yaml.safe_load(_text("CITATION.cff"))
    assert (cff["version"], json.loads(_text(".zenodo.json"))["version"]) == (version, version)
    assert f"## {version}\n" in _text("CHANGELOG.md")
    assert re.fullmatch(rf"{cff['date-released']:%Y}\.{cff['date-released'].month}\.\d+", version)


def test_a_release_has_the_bulk_files(site: Path) -> None:
    """A tag that is a version makes a release, and every file that it attaches is one of the site's."""
    workflow = yaml.safe_load(_text(".github/workflows/release.yml"))
    [files] = re.findall(r"FILES: (.*)", _text(".github/workflows/release.yml"))
    assert {"catalog.json", "catalog.csv", "catalog.sqlite", "references.bib"} <= set(files.split())
    assert [name for name in files.split() if not (site / "data" / name).is_file()] == []
    # YAML 1.1 takes the key `on` for true
    assert workflow[True] == {"push": {"tags": ["20[0-9][0-9].[0-9]+.[0-9]+"]}}


@pytest.mark.parametrize("path", sorted((ROOT / ".github" / "workflows").glob("*.yml")), ids=lambda path: path.name)
def test_a_workflow_may_only_what_it_says(path: Path) -> None:
    """A workflow has no permission by default, and only a job that checks nothing out may write to the repository."""
    workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert workflow["permissions"] == {}
    for job in workflow["jobs"].values():
        checks_out = any("checkout" in step.get("uses", "") for step in job["steps"])
        assert job["permissions"].get("contents", "read") == "read" or not checks_out


def test_readme_begins_with_the_two_commands() -> None:
    """README shows `make serve` and `make test` before anything else."""
    assert re.search(r"^# .*\n\n```\nmake serve .*\nmake test .*\n```\n", _text("README.md"))


def test_decisions_are_listed() -> None:
    """Every page of decisions is in their list and in the navigation."""
    pages = sorted(path.name for path in (ROOT / "docs" / "decisions").glob("[0-9]*.md"))
    assert pages == sorted(re.findall(r"\]\((\d{4}-[a-z0-9-]+\.md)\)", _text("docs/decisions/index.md")))
    assert [page for page in pages if f"decisions/{page}" not in _text("mkdocs.yml")] == []


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "CODE_OF_CONDUCT.md", "SECURITY.md"])
def test_documents_lead_to_files(name: str) -> None:
    """A link from a document at the root to a file of the repository leads to one."""
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", _text(name)) if not link.startswith("https://")]
    assert [link for link in links if not (ROOT / link).is_file()] == []


def test_the_rules_of_merging_are_written() -> None:
    """CONTRIBUTING says who may merge, that nobody approves their own change, what suffices as evidence, and what becomes of corrections, renames and withdrawals."""
    text = _text("CONTRIBUTING.md")
    headings = ["What evidence suffices", "Who reviews and merges", "When the owners speak", "Ids, renames and withdrawal", "People"]
    assert re.findall(r"^## (.*)", text, re.MULTILINE) == ["Step by step", "One record, annotated", "Hard rules", "Wishes", *headings, "The program"]
    for words in ("Nobody approves a change of their own", "`status: withdrawn`", "`formerly`", "CODE_OF_CONDUCT.md", "SECURITY.md"):
        assert words in text
