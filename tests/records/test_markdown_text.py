"""Tests for text as Markdown: whatever it holds, a parser reads the same text and no markup."""

from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import markdown
from markdown_it import MarkdownIt
from markdown_it.token import Token

from curator.records.markdown_text import character_references, code_span, escaped_block, fenced_block, link

COMMONMARK = MarkdownIt("commonmark", {"html": True}).enable(["strikethrough", "table"])
ONE_LINE = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]) | st.sampled_from("` "), max_size=30)


def _children(tokens: list[Token]) -> list[Token]:
    return [child for token in tokens for child in token.children or ()]


@pytest.mark.parametrize(
    "text",
    [
        "# no heading",
        "- no item",
        "+ no item",
        "* no item",
        "1. no item",
        "12) no item",
        "=",
        "---",
        "<b>bold</b>",
        "[a](b)",
        "![a](b)",
        "`c`",
        "a_b_c",
        "&amp;",
        "~~~",
        "~~gone~~",
    ],
)
@pytest.mark.parametrize("before", ["", "- ", "1. "])
def test_escaped_text_is_not_markup(text: str, before: str) -> None:
    """Escaped text is read back unchanged, also at the start of a paragraph or list item."""
    tokens = COMMONMARK.parse(before + escaped_block(text))
    children = _children(tokens)
    assert "".join(child.content for child in children) == text
    assert {child.type for child in children} <= {"text", "text_special"}
    assert {token.type for token in tokens if token.level == 0} <= {"paragraph_open", "inline", "paragraph_close"} | {
        f"{kind}_list_{end}" for kind in ("bullet", "ordered") for end in ("open", "close")
    }


@given(ONE_LINE)
def test_a_code_span_holds_any_text(text: str) -> None:
    """Any text on one line is read back from one code span; blank text is reported as nothing."""
    inline = COMMONMARK.parseInline(code_span(text))[0].children or []
    if text.strip():
        assert [token.type for token in inline] == ["code_inline"]
        assert inline[0].content.strip() == text.strip()
    else:
        assert [token.content for token in inline] == ["(nothing)"]


@given(st.lists(st.sampled_from(["```", "   ````` ", "~~~", "a `b`", "<!--", " "]), min_size=1, max_size=4))
def test_a_fenced_block_holds_any_lines(lines: list[str]) -> None:
    """Any lines are read back from one fenced code block with its language."""
    [block] = COMMONMARK.parse(fenced_block("\n".join(lines), "suggestion"))
    assert (block.type, block.info, block.content) == ("fence", "suggestion", "\n".join([*lines, ""]))


def test_a_link_keeps_its_url() -> None:
    """The URL of a link is read back with its ampersands."""
    [opened, *_] = _children(COMMONMARK.parse(link("data", "https://example.org/?a=1&copy=2")))
    assert opened.attrs["href"] == "https://example.org/?a=1&copy=2"


@pytest.mark.parametrize("text", ["a|b", "*a* _b_ `c`", "<script>", "&lt;", "{: #id}", "[a][b]", "\\|"])
def test_character_references_are_read_in_tables_of_the_site(text: str) -> None:
    """Python-Markdown, which builds the site, shows a table cell with character references as the text itself."""
    html = markdown(f"| head |\n|---|\n| {character_references(text)} |", extensions=["tables", "attr_list"])
    cell = html.partition("<td>")[2].partition("</td>")[0]
    assert "<" not in cell
    assert unescape(cell) == text
