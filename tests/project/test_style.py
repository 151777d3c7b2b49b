"""Tests of the language: no text contains a term from the "avoid" column of the style guide."""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from lxml import etree, html

from conftest import ROOT
from curator.cli import main
from curator.records.problem import CODES

GUIDE = ROOT / "docs" / "contribute" / "style.md"
GUIDE_PAGE = "contribute/style/index.html"
DOCUMENTS = ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CODE_OF_CONDUCT.md", ".github/pull_request_template.md")
QUOTED = "self::script or self::style or self::blockquote or self::q or contains(concat(' ', @class, ' '), ' csl-entry ') or @data-printed or @data-quote"
"""Elements without text of our own: code, quotations, references and printed values."""
ATTRIBUTES = ("alt", "aria-label", "placeholder", "title")
_CODE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|<[^!][^>]*>", re.DOTALL)
"""Expressions, statements and HTML tags of a template."""
_STRING = re.compile(r"""`(?:[^`\\]|\\.)*`|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|//[^\n]*|/\*.*?\*/""", re.DOTALL)
"""Strings and comments of a JavaScript module."""


def avoided() -> dict[str, str]:
    """Return the terms of the "avoid" column with what to write instead."""
    rows = re.findall(r"^\| (.+) \| (.+) \|$", GUIDE.read_text(encoding="utf-8").partition("{#terms}")[2], re.MULTILINE)
    return {term.strip(): instead for terms, instead in rows if terms != "avoid" for term in terms.split(",")}


def _pattern(terms: Iterable[str]) -> str:
    """Return a pattern for whole terms; a term with a capital letter is a label and is compared case-sensitively."""
    words = (re.escape(term) if term[0].isupper() else f"(?i:{re.escape(term)})" for term in sorted(terms, key=len, reverse=True))
    return rf"(?<![\w-])(?:{'|'.join(words)})(?![\w-])"


PATTERN = re.compile(_pattern(avoided()))


def violations(texts: Iterable[tuple[str, str]]) -> list[str]:
    """Return each avoided term in named texts with its context and the recommended term; equal contexts are reported once."""
    terms = {term.casefold(): instead for term, instead in avoided().items()}
    found: dict[str, str] = {}
    for name, text in texts:
        flat = " ".join(text.split())
        for match in PATTERN.finditer(flat):
            context = flat[max(match.start() - 40, 0) : match.end() + 40]
            found.setdefault(context, f"{name}: {match[0]!r} → {terms[match[0].casefold()]}: …{context}…")
    return list(found.values())


def _visible(page: Path) -> str:
    """Return the visible text of a page, without quotations and printed values."""
    body = html.parse(str(page)).getroot().find("body")
    assert body is not None
    for element in body.xpath(f".//*[{QUOTED}]"):
        element.drop_tree() if element.getparent() is not None else None
    texts = [*body.itertext(), *(element.get(name) for element in body.iter(etree.Element) for name in ATTRIBUTES if element.get(name))]
    return "\n".join(map(str, texts))


def _strings(path: Path) -> Iterator[str]:
    """Yield the strings with several words in a Python module: docstrings, messages, help texts."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value:
            yield node.value


def _test_descriptions(path: Path) -> Iterator[str]:
    """Yield the docstrings of a test module, and the names of its functions and classes as words."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, (ast.Module, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield ast.get_docstring(node) or ""
            yield getattr(node, "name", "").replace("_", " ")


def _values(value: object) -> Iterator[str]:
    """Yield all texts in a YAML value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _values(inner)


def test_the_style_guide_lists_terms() -> None:
    """The terms are read from the style guide, and a text that contains one is a violation."""
    assert len(avoided()) > 50
    assert violations([("a", "Please MEND\nthe record.")]) == ["a: 'MEND' → fix: …Please MEND the record.…"]
    assert violations([("a", "amended; join-challenge; the mender")]) == []


def test_the_pages_follow_the_style_guide(site: Path) -> None:
    """No page of the site contains an avoided term in its own text, except the style guide."""
    pages = {path.relative_to(site).as_posix(): path for path in sorted(site.rglob("*.html"))}
    assert violations((name, _visible(path)) for name, path in pages.items() if name != GUIDE_PAGE) == []


@pytest.mark.parametrize("command", ["", *sorted(main.commands)])
def test_the_help_follows_the_style_guide(command: str) -> None:
    """No help text of a command contains an avoided term."""
    assert violations([(command, CliRunner().invoke(main, [*filter(None, [command]), "--help"]).output)]) == []


def test_the_problems_follow_the_style_guide() -> None:
    """No explanation of a problem contains an avoided term."""
    assert violations(CODES.items()) == []


@pytest.mark.parametrize("package", sorted(path.name for path in (ROOT / "scripts" / "curator").iterdir() if (path / "__init__.py").is_file()))
def test_the_messages_follow_the_style_guide(package: str) -> None:
    """No message, label or docstring of the program contains an avoided term."""
    modules = sorted((ROOT / "scripts" / "curator" / package).rglob("*.py"))
    assert violations((path.relative_to(ROOT).as_posix(), text) for path in modules for text in _strings(path)) == []


def test_the_templates_follow_the_style_guide() -> None:
    """No text or comment of a template contains an avoided term; expressions and tags are not searched."""
    templates = sorted((ROOT / "scripts" / "curator" / "site" / "templates").rglob("*.j2"))
    assert violations((path.name, _CODE.sub(" … ", path.read_text(encoding="utf-8"))) for path in templates) == []


def test_the_scripts_follow_the_style_guide() -> None:
    """No string or comment with several words in the scripts of the site contains an avoided term."""
    scripts = sorted((ROOT / "docs" / "assets" / "js").rglob("*.js"))
    strings = ((path.name, text) for path in scripts for text in _STRING.findall(path.read_text(encoding="utf-8")) if " " in text)
    assert violations(strings) == []


def test_the_issue_forms_follow_the_style_guide() -> None:
    """No issue form contains an avoided term."""
    forms = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml"))
    assert violations((path.name, text) for path in forms for text in _values(yaml.safe_load(path.read_text(encoding="utf-8")))) == []


def test_the_workflows_follow_the_style_guide() -> None:
    """No step or comment of a workflow contains an avoided term."""
    workflows = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
    assert violations((path.name, path.read_text(encoding="utf-8")) for path in workflows) == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_documents_follow_the_style_guide(name: str) -> None:
    """README, CONTRIBUTING and the other documents contain no avoided term."""
    assert violations([(name, (ROOT / name).read_text(encoding="utf-8"))]) == []


def test_the_tests_follow_the_style_guide() -> None:
    """No docstring or name of a test contains an avoided term."""
    modules = sorted((ROOT / "tests").rglob("*.py"))
    assert violations((path.relative_to(ROOT).as_posix(), text) for path in modules for text in _test_descriptions(path)) == []
