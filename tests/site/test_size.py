"""Tests of what makes the site small: nothing that readers or programs see is left out."""

import json
from pathlib import Path

import pytest
from lxml import html

from curator.site.exports.json_text import as_lines
from curator.site.page_frames import without_indentation
from page_parts import with_parts

PAGE = """<body>
    <p class="a
       b">one
        two </p>

    <pre>
      kept
    </pre><textarea>
  kept </textarea>
      <script>
  kept()
      </script>
</body>"""
SHORT = """<body>
<p class="a
b">one
two </p>
<pre>
      kept
    </pre><textarea>
  kept </textarea>
<script>
  kept()
      </script>
</body>"""


def test_only_spaces_that_browsers_ignore_are_removed() -> None:
    """Spaces at the ends of lines are removed, but not in code, forms and scripts."""
    assert without_indentation(PAGE) == SHORT


def test_json_has_a_line_for_each_field() -> None:
    """A JSON file has one line for each field, and nothing but its content."""
    value = {"id": "é", "counts": {"image": 1, "of": [1, 2]}, "text": 'a "b"\n'}
    text = as_lines(value)
    assert json.loads(text) == value
    assert text.splitlines() == ["{", '"id":"é",', '"counts":{"image":1,"of":[1,2]},', '"text":"a \\"b\\"\\n"', "}"]


def menu(file: Path) -> tuple[set[str], set[str]]:
    """Return the texts of the entries of the menu on a page, down to subsections, and of the pages of subsections."""
    page = html.fromstring(with_parts(file))
    entries = page.xpath("//nav[contains(@class, 'md-nav--primary')]//a[contains(@class, 'md-nav__link') and not(starts-with(@href, '#'))]")
    deep = [it for it in entries if it.xpath("ancestor::nav[@data-md-level='2']")]
    return ({it.text_content().strip() for it in entries if it not in deep}, {it.text_content().strip() for it in deep})


@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
def test_the_menu_of_a_dataset_page_links_to_every_section(engine: str, sites: dict[str, Path]) -> None:
    """The menu of a page made from a frame has the same entries as that of another page, but not the pages of subsections, which the subsections list."""
    entries, deep = menu(sites[engine] / "cite" / "index.html")
    assert {"About", "Guides", "Decisions"} < entries
    assert "Get access" in deep
    for page in ("datasets/drive", "browse/organ/retina"):
        assert menu(sites[engine] / page / "index.html") == (entries, set())
