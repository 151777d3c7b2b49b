"""Contributors of records: their ids are validated, and they are named as contributors, not as authors of the data."""

import json
import sqlite3
from dataclasses import replace
from typing import Any

import pytest
from lxml import html

from conftest import ROOT
from curator.records.catalog import Catalog
from curator.records.model import Dataset
from curator.records.model.provenance import Contributor, check_character
from curator.records.settings import read
from curator.records.summary import changed
from curator.records.validate import validated
from curator.records.yaml_source import Source
from curator.site import jinja
from curator.site.exports import croissant, jsonld
from curator.site.exports.database.sqlite_file import database
from curator.site.views import dataset_page
from markdown_page import markdown_page

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
SETTINGS = read(ROOT)
EXAMPLE = "0000-0002-1825-0097"
"""The iD of the fictitious person in examples by ORCID."""
PEOPLE: list[dict[str, Any]] = [{"name": "Josiah_S & Carberry", "orcid": EXAMPLE, "github": "octocat"}, {"name": "A Reader"}]


@pytest.fixture(scope="module")
def with_contributors(catalog: Catalog) -> Catalog:
    """The catalog with contributors in the record of DRIVE."""
    record = catalog.records["drive"].model_copy(update={"contributors": tuple(Contributor.model_validate(person) for person in PEOPLE)})
    source = replace(catalog.sources["drive"], value=catalog.sources["drive"].value | {"contributors": PEOPLE})
    return replace(catalog, records={**catalog.records, "drive": record}, sources={**catalog.sources, "drive": source})


@pytest.mark.parametrize("orcid", [EXAMPLE, "0000-0001-5109-3700", "0000-0002-1694-233X"])
def test_the_check_character_is_computed(orcid: str) -> None:
    """The check characters of examples by ORCID are correct, including X."""
    assert check_character(orcid.replace("-", "")[:-1]) == orcid[-1]
    assert Contributor(name="A Reader", orcid=orcid).orcid == orcid


@pytest.mark.parametrize(
    ("wrong", "code", "message", "fix"),
    [
        ({"orcid": EXAMPLE}, "missing-field", "`name` is missing", "add `name: Josiah Carberry`"),
        (
            {"name": "A Reader", "orcid": "0000-0002-1825-0079"},
            "wrong-value",
            "`0000-0002-1825-0079` is not an ORCID iD: its check digit is wrong",
            "copy the iD from orcid.org again: a digit is wrong, or two digits are swapped",
        ),
        (
            {"name": "A Reader", "orcid": f"https://orcid.org/{EXAMPLE}"},
            "wrong-value",
            f"`https://orcid.org/{EXAMPLE}` does not have the format of an ORCID iD",
            f"write `{EXAMPLE}`",
        ),
        (
            {"name": "A Reader", "orcid": "000000021694233x"},
            "wrong-value",
            "`000000021694233x` does not have the format of an ORCID iD",
            "write `0000-0002-1694-233X`",
        ),
        (
            {"name": "A Reader", "orcid": "1825"},
            "wrong-value",
            "`1825` does not have the format of an ORCID iD",
            f"write four groups of four digits, e.g. {EXAMPLE}",
        ),
        ({"name": "A Reader", "github": "@octocat"}, "wrong-value", "`@octocat` is not a GitHub user name", "write `octocat`"),
        (
            {"name": "A Reader", "github": "https://github.com/octocat/"},
            "wrong-value",
            "`https://github.com/octocat/` is not a GitHub user name",
            "write `octocat`",
        ),
        (
            {"name": "A Reader", "github": "a--b"},
            "wrong-value",
            "`a--b` is not a GitHub user name",
            "write at most 39 letters and digits, with single hyphens between them",
        ),
        ({"name": "A Reader", "mail": "x"}, "unknown-field", "`mail` is not a field", "remove it; the fields here are name, orcid, github"),
    ],
)
def test_a_wrong_entry_is_explained(wrong: dict[str, str], code: str, message: str, fix: str) -> None:
    """A contributor without a name or with an invalid id is a problem that says what to write."""
    found, problems = validated(Source("a.yaml", wrong), Contributor)
    assert found is None
    assert [(problem.code, problem.message, problem.fix) for problem in problems] == [(code, message, fix)]


def test_a_record_may_have_no_contributors(catalog: Catalog) -> None:
    """A record without contributors has none on its page and in its metadata."""
    assert "contributors" not in Dataset.model_json_schema()["required"]
    bare = next(id_ for id_, record in catalog.records.items() if not record.contributors)
    assert "mainEntityOfPage" not in jsonld.dataset(bare, catalog, SETTINGS)
    assert "Record maintained by" not in markdown_page(bare, catalog, _texts(bare, catalog))
    assert "Record maintained by" not in jinja.render("record/sources.html.j2", root="../../", view=dataset_page.view(bare, catalog))


def _texts(id_: str, catalog: Catalog) -> dict[str, str]:
    """Return the shortest citations of the works of the catalog and of the page of a record."""
    return dict.fromkeys((*catalog.references, f"page-{changed(catalog.records[id_])}"), "…")


def test_the_page_names_them(with_contributors: Catalog) -> None:
    """The page names the contributors of the record with their ids as links, in HTML and in Markdown, and escapes markup in names."""
    shown = html.fromstring(jinja.render("record/sources.html.j2", root="../../", view=dataset_page.view("drive", with_contributors)))
    items = shown.xpath("//ul[@class='contributors']/li")
    assert [item.text_content() for item in items] == [f"Josiah_S & Carberry, https://orcid.org/{EXAMPLE}, octocat on GitHub", "A Reader"]
    assert items[0].xpath("a/@href") == [f"https://orcid.org/{EXAMPLE}", "https://github.com/octocat"]
    text = markdown_page("drive", with_contributors, _texts("drive", with_contributors))
    links = f"<https://orcid.org/{EXAMPLE}>, [octocat on GitHub](<https://github.com/octocat>)"
    assert f"Record maintained by Josiah\\_S \\& Carberry, {links}; A Reader.\n" in text


def test_contributors_are_not_authors_of_the_data(with_contributors: Catalog, catalog: Catalog) -> None:
    """JSON-LD has the contributors at the page about the data; the metadata of the data are unchanged."""
    described = jsonld.dataset("drive", with_contributors, SETTINGS)
    url = SETTINGS.address("datasets/drive/")
    person = {"@type": "Person", "@id": f"https://orcid.org/{EXAMPLE}", "name": "Josiah_S & Carberry", "sameAs": "https://github.com/octocat"}
    people = [person, {"@type": "Person", "name": "A Reader"}]
    assert described.pop("mainEntityOfPage") == {"@type": "WebPage", "@id": f"{url}#page", "url": url, "contributor": people}
    assert described == jsonld.dataset("drive", catalog, SETTINGS)


def test_croissant_with_contributors_is_valid(with_contributors: Catalog) -> None:
    """Croissant metadata of a record with contributors are valid."""
    import mlcroissant  # noqa: PLC0415 - slow to import, which every process of the tests would do

    value = json.loads(croissant.croissant_json("drive", with_contributors, jsonld.dataset("drive", with_contributors, SETTINGS)))
    read_ = mlcroissant.Dataset(jsonld=value).metadata
    assert [creator.name for creator in read_.creators] == [with_contributors.records["drive"].provider]


def test_the_database_has_contributors(with_contributors: Catalog) -> None:
    """catalog.sqlite has a row for each contributor."""
    connection = sqlite3.connect(":memory:")
    connection.deserialize(database(with_contributors, SETTINGS))
    rows = connection.execute("SELECT dataset, position, name, orcid, github FROM contributor").fetchall()
    connection.close()
    assert rows == [
        ("drive", 0, "Josiah_S & Carberry", EXAMPLE, "octocat"),
        ("drive", 1, "A Reader", None, None),
    ]
