"""Tests of the documents: they are complete, and their examples are correct."""

import json
import re
import tomllib
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from conftest import ROOT
from curator.cli import main
from curator.contribute import generated_files
from curator.records import load as catalogs
from curator.records.catalog import Catalog
from curator.records.model import Dataset
from curator.records.problem import CODES, as_text


def _text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_is_documented(command: str) -> None:
    """README or the contributors' page mentions each command, and each command has a help text."""
    assert f"curator {command}" in _text("README.md") + _text("docs/contribute/index.md")
    assert main.commands[command].help


def test_the_list_of_commands_is_not_cut() -> None:
    """The first sentence of each help text fits into one line of `curator --help`."""
    listed = CliRunner().invoke(main, ["--help"]).output.partition("Commands:")[2]
    assert "..." not in listed


@pytest.mark.parametrize("field", Dataset.model_fields)
def test_every_field_is_documented(field: str) -> None:
    """The field reference has every field, and each has a description."""
    assert f"`{field}`" in _text("docs/contribute/fields.md")
    assert Dataset.model_fields[field].description


def test_every_problem_code_is_documented() -> None:
    """The page of problems explains every code."""
    page = _text("docs/contribute/problems.md")
    assert [code for code, meaning in CODES.items() if f"| `{code}` | {meaning} |" not in page] == []


def test_every_term_is_documented(catalog: Catalog) -> None:
    """The page of the vocabulary has every term of every vocabulary."""
    page = _text("docs/contribute/vocabulary.md")
    assert [term for words in catalog.vocabularies.by_name.values() for term in words.entries if f"| `{term}` |" not in page] == []


def test_generated_files_are_current(catalog: Catalog) -> None:
    """The schema and the generated pages correspond to the model and the vocabularies."""
    assert [str(problem) for problem in generated_files.stale(ROOT, catalog.vocabularies)] == []


def test_a_stale_file_is_a_problem(checkout: Path, catalog: Catalog) -> None:
    """A generated file that was edited manually is reported, and `curator sync` updates only this file."""
    page = checkout / "docs" / "contribute" / "fields.md"
    page.write_text("edited\n", encoding="utf-8")
    assert [(problem.file, problem.code) for problem in generated_files.stale(checkout, catalog.vocabularies)] == [("docs/contribute/fields.md", "stale")]
    assert generated_files.sync(checkout, catalog.vocabularies) == ["docs/contribute/fields.md"]
    assert page.read_text(encoding="utf-8") == _text("docs/contribute/fields.md")


def test_the_annotated_record_is_valid(checkout: Path) -> None:
    """The record in CONTRIBUTING.md passes the checks without its comments."""
    [record] = re.findall(r"^```yaml\n(.*?)^```", _text("CONTRIBUTING.md"), re.DOTALL | re.MULTILINE)
    (checkout / "catalog" / "datasets" / "example.yaml").write_text(re.sub(r" +# .*", "", record), encoding="utf-8")
    problems = catalogs.within(catalogs.load(checkout)[1], ["catalog/datasets/example.yaml"])
    assert as_text(problems) == "no problems found\n"


def test_the_annotated_record_shows_the_fields() -> None:
    """CONTRIBUTING.md contains every field, in the record or below it."""
    text = _text("CONTRIBUTING.md")
    assert [field for field in Dataset.model_fields if f"\n{field}:" not in text and f"`{field}`" not in text] == []


def test_the_versions_are_equal() -> None:
    """CITATION.cff, .zenodo.json and CHANGELOG.md have the version of pyproject.toml, which is the date of the release."""
    version = tomllib.loads(_text("pyproject.toml"))["project"]["version"]
    cff = yaml.safe_load(_text("CITATION.cff"))
    assert (cff["version"], json.loads(_text(".zenodo.json"))["version"]) == (version, version)
    assert f"## {version}\n" in _text("CHANGELOG.md")
    assert re.fullmatch(rf"{cff['date-released']:%Y}\.{cff['date-released'].month}\.\d+", version)


def test_a_release_has_the_bulk_files(site: Path) -> None:
    """A version tag publishes a release, and all attached files are part of the site."""
    workflow = yaml.safe_load(_text(".github/workflows/release.yml"))
    [files] = re.findall(r"FILES: (.*)", _text(".github/workflows/release.yml"))
    assert {"catalog.json", "catalog.csv", "catalog.sqlite", "references.bib"} <= set(files.split())
    assert [name for name in files.split() if not (site / "data" / name).is_file()] == []
    # YAML 1.1 reads the key `on` as true
    assert workflow[True] == {"push": {"tags": ["20[0-9][0-9].[0-9]+.[0-9]+"]}}


@pytest.mark.parametrize("path", sorted((ROOT / ".github" / "workflows").glob("*.yml")), ids=lambda path: path.name)
def test_the_permissions_of_workflows(path: Path) -> None:
    """A workflow has no permissions by default, and a job that checks out code cannot write to the repository."""
    workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert workflow["permissions"] == {}
    for job in workflow["jobs"].values():
        checks_out = any("checkout" in step.get("uses", "") for step in job["steps"])
        assert job["permissions"].get("contents", "read") == "read" or not checks_out


def test_readme_starts_with_the_two_commands() -> None:
    """README begins with `make serve` and `make test`."""
    assert re.search(r"^# .*\n\n```\nmake serve .*\nmake test .*\n```\n", _text("README.md"))


def test_decisions_are_listed() -> None:
    """Every decision is in the list of decisions and in the navigation."""
    pages = sorted(path.name for path in (ROOT / "docs" / "decisions").glob("[0-9]*.md"))
    assert pages == sorted(re.findall(r"\]\((\d{4}-[a-z0-9-]+\.md)\)", _text("docs/decisions/index.md")))
    assert [page for page in pages if f"decisions/{page}" not in _text("mkdocs.yml")] == []


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "CODE_OF_CONDUCT.md", "SECURITY.md"])
def test_links_in_documents_have_targets(name: str) -> None:
    """Links of documents in the root folder lead to existing files."""
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", _text(name)) if not link.startswith("https://")]
    assert [link for link in links if not (ROOT / link).is_file()] == []


def test_the_review_rules_are_documented() -> None:
    """CONTRIBUTING.md defines evidence, review, statements of owners, renaming and withdrawal."""
    text = _text("CONTRIBUTING.md")
    headings = ["Evidence", "Review", "Statements of the owners", "Ids, renaming and withdrawal", "People"]
    assert re.findall(r"^## (.*)", text, re.MULTILINE) == ["Add a record", "Annotated record", "Rules", *headings, "Recipes"]
    for words in ("No one approves their own change", "`status: withdrawn`", "`formerly`", "CODE_OF_CONDUCT.md", "SECURITY.md"):
        assert words in text


@pytest.mark.parametrize("path", [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))], ids=lambda path: path.name)
def test_documents_name_existing_modules(path: Path) -> None:
    """Modules, files and folders of the program that a document names exist."""
    text = path.read_text(encoding="utf-8")
    modules = [f"scripts/{name.replace('.', '/')}" for name in re.findall(r"`(curator(?:\.[a-z_][a-z_0-9]*)+)", text)]
    files = re.findall(r"`((?:scripts|tests)/[A-Za-z0-9_./-]+)`", text)
    missing = [name for name in (*modules, *files) if not (ROOT / name).exists() and not (ROOT / f"{name}.py").is_file()]
    assert [name for name in missing if not name.startswith("tests/broken/")] == []
