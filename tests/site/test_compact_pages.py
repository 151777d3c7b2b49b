"""Tests for the compact HTML of dataset and browse pages: the same elements in fewer characters, and what pages share in files."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from jinja2 import Environment
from lxml import html
from playwright.sync_api import Browser

from conftest import command, small_copy
from curator.site.compact_templates import CompactTemplates, compact
from curator.site.jinja import TEMPLATES
from page_parts import with_parts
from rehearse_publication import REPOSITORY, SITE_URL, with_urls
from static_server import serving

PAGES = ("datasets/drive", "datasets/refuge", "browse/modality/mri")
EXPRESSION, STATEMENT = re.compile(r"\{\{.*?\}\}", re.DOTALL), re.compile(r"\{%.*?%\}|\{#.*?#\}", re.DOTALL)
VALUE = "\ufffc"
"""What the test has in place of the value of an expression."""


@pytest.mark.parametrize(
    ("template", "shorter"),
    [
        ('<li class="tag">{{ it }}</li>', "<li class=tag>{{ it }}"),
        ('<p class="tag tag--wrong" id="{{ it }}"></p>', '<p class="tag tag--wrong" id="{{ it }}"></p>'),
        ('<a href="../" class="button">a</a>', '<a href="../" class=button>a</a>'),
        ('<rect width="100" height="8"/>', '<rect width=100 height="8"/>'),
        ('{{ cell(it, of="row", to="x") }}</td></tr>\n', '{{ cell(it, of="row", to="x") }}\n'),
        ('<p title="RECORD-TITLE" lang="en">', '<p title="RECORD-TITLE" lang=en>'),
        ('<p title="{{ it }}" lang="en">', '<p title="{{ it }}" lang=en>'),
    ],
)
def test_templates_are_shortened(template: str, shorter: str) -> None:
    """Optional end tags and quotes around values without special characters are left out, outside of expressions; lines stay where they are."""
    assert compact(template) == shorter
    assert compact(shorter) == shorter


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html.j2")), ids=lambda path: path.relative_to(TEMPLATES).as_posix())
def test_values_are_in_quotes(path: Path) -> None:
    """No attribute of a template has an expression outside of quotes, where a space in a record would end the value."""
    source, _, _ = CompactTemplates(TEMPLATES).get_source(Environment(autoescape=True), path.relative_to(TEMPLATES).as_posix())
    tags = re.findall(r"<[a-z](?:[^<>\"']|\"[^\"]*\"|'[^']*')*>", EXPRESSION.sub(VALUE, STATEMENT.sub("", source)))
    assert [tag for tag in tags if VALUE in re.sub(r"\"[^\"]*\"|'[^']*'", "", tag)] == []


@pytest.mark.parametrize("page", PAGES)
def test_pages_share_icons_and_scripts(page: str, site: Path) -> None:
    """A page has no inline script and no drawing of an icon: its scripts are files, and the style sheet has a shape for each of its icons."""
    folder = site / page
    document = html.fromstring((folder / "index.html").read_text(encoding="utf-8"))
    assert document.xpath("//script[not(@src) and not(contains(@type, 'json'))]") == []
    assert [src for src in document.xpath("//script/@src") if not (folder / src).is_file()] == []
    document = html.fromstring(with_parts(folder / "index.html"))
    icons = [name for name in document.xpath("//svg/@class") if name.startswith("icon-")]
    sheet = (site / "assets/css/icons.css").read_text(encoding="utf-8")
    assert len(set(icons)) > 3
    assert set(icons) <= set(re.findall(r"^\.(icon-\d+) \{ background: currentcolor; mask: url\(\"data:image/svg\+xml,", sheet, re.MULTILINE))
    assert document.xpath("//header//path") == []


@pytest.fixture(scope="module")
def with_repository(tmp_path_factory: pytest.TempPathFactory, small_built: Path) -> Iterator[str]:
    """URL of a small site whose repository is set."""
    root = small_copy(tmp_path_factory.mktemp("with") / "small", small_built)
    settings = root / "mkdocs.yml"
    settings.write_text(with_urls(settings.read_text(encoding="utf-8"), SITE_URL, REPOSITORY), encoding="utf-8")
    assert command(root, "build").exit_code == 0
    with serving(root / "site") as address:
        yield address


@pytest.mark.parametrize(("scripts", "present"), [(True, {"present": "fundus photography", "title": "Correct: good, modality"}), (False, {})])
def test_a_form_reports_a_value(scripts: bool, present: dict[str, str], browser: Browser, with_repository: str) -> None:
    """An entry below a dataset page opens the form of the repository with the id and the field; scripts add the title and the present value."""
    page = browser.new_page(java_script_enabled=scripts)
    page.route(f"{REPOSITORY}/**", lambda route: route.fulfill(body="the form", content_type="text/html"))
    page.goto(f"{with_repository}datasets/good/")
    page.get_by_text("Report one incorrect value").click()
    page.get_by_role("button", name="Modality", exact=True).click()
    page.wait_for_url(f"{REPOSITORY}/issues/new?**")
    assert dict(parse_qsl(urlsplit(page.url).query)) == {"template": "correct-a-fact.yml", "id": "good", "field": "modality"} | present
    page.go_back()
    page.get_by_text("Report one incorrect value").click()
    page.get_by_role("button", name="homepage (example.org)").click()
    page.wait_for_url(f"{REPOSITORY}/issues/new?**")
    answers = dict(parse_qsl(urlsplit(page.url).query))
    assert (answers["template"], answers["address"]) == ("dead-link.yml", "https://example.org/harbour/")
    assert answers.get("title") == ("Dead link: good" if scripts else None)
    page.close()
