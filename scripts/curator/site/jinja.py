"""Jinja templates: HTML, Markdown and code snippets rendered from views."""

import json
import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from threading import Lock
from traceback import extract_tb
from typing import Any

from jinja2 import Environment, StrictUndefined, TemplateError, TemplateSyntaxError, select_autoescape
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

from curator.records.kept_results import program
from curator.records.markdown_text import autolink, code_span, escaped, escaped_block, link, target
from curator.records.placeholders import REPOSITORY_NOT_SET, URL_NOT_SET, URL_TO_SET
from curator.records.record_addresses import page_path
from curator.site.compact_templates import CompactTemplates
from curator.site.compiled_templates import CompiledTemplates
from curator.site.tracked_reads import Once

TEMPLATES = Path(__file__).parent / "templates"
_ADDRESS = re.compile(r"(https?://[^\s<>\"]*[^\s<>\".,;:)])")


class _LazyContext(Context):
    """The variables of a template; those that are expensive are computed when a template first uses them."""

    def resolve_or_missing(self, key: str) -> Any:
        value = super().resolve_or_missing(key)
        return value() if isinstance(value, Once) else value


class _MarkdownContext(_LazyContext):
    """The same for Markdown, in which only macros and filters return text that is already escaped."""

    def call(self, function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        """Call a macro or a function."""
        found = super().call(function, *args, **kwargs)
        return Markup(found) if type(function) is Macro else found  # noqa: S704 - Markdown, which is no HTML


@cache
def _environment(*, markdown: bool) -> Environment:
    """Return the environment of Markdown templates, or of all others."""
    environment = Environment(
        loader=CompactTemplates(TEMPLATES),
        undefined=StrictUndefined,
        # the text of a Python template is escaped by the page that shows it, and that of a Markdown template by `finalize`
        autoescape=select_autoescape(disabled_extensions=("py.j2", "md.j2"), default=True, default_for_string=True),
        finalize=_as_markdown if markdown else None,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=CompiledTemplates(TEMPLATES.parent, "markdown" if markdown else "html"),
    )
    environment.context_class = _MarkdownContext if markdown else _LazyContext
    environment.filters |= {"breakable": breakable, "coded": coded, "in_element": in_element, "linked": linked, "literal": literal, "thousands": "{:,}".format}
    environment.globals |= {"page_path": page_path}
    environment.globals |= {"URL_NOT_SET": URL_NOT_SET, "URL_TO_SET": URL_TO_SET, "REPOSITORY_NOT_SET": REPOSITORY_NOT_SET}
    if markdown:
        environment.filters |= {name: _marking(function) for name, function in _MARKDOWN_FILTERS.items()}
        environment.globals |= {"link": _link, "zip": zip}
    return environment


def reload() -> None:
    """Read the templates again if one of them has changed. They are not checked for each page, because a page consists of dozens of them.

    The preview calls this in several threads. After one thread has found a change, no other continues with the old templates or the old hash of the program.
    """
    with _lock:
        program.cache_clear()  # always: another thread may have hashed a file that was only partly written
        if (found := _states()) != _read[0]:
            _environment.cache_clear()
            slots.cache_clear()
            _read[0] = found


def _states() -> tuple[tuple[Path, int, int], ...]:
    found = ((path, path.stat()) for path in sorted(TEMPLATES.rglob("*.j2")))
    return tuple((path, state.st_mtime_ns, state.st_size) for path, state in found)


_lock = Lock()
_read = [_states()]
"""The templates with their dates and sizes when they were last checked."""


def _as_markdown(value: object) -> str:
    """Return an expression's value escaped for Markdown, unless a filter or macro already returned Markdown."""
    return value if isinstance(value, Markup) else escaped(str(value))


def _marking(function: Callable[[str], str]) -> Callable[[str], Markup]:
    return lambda text: Markup(function(text))  # noqa: S704 - Markdown, which is no HTML


def _link(text: object, url: str) -> Markup:
    shown = autolink(url) if text == url else link(_as_markdown(text), url)
    return Markup(shown)  # noqa: S704 - Markdown, which is no HTML


_MARKDOWN_FILTERS = {"at_start": escaped_block, "code": code_span, "target": target}


class BrokenTemplateError(Exception):
    """A template cannot be rendered; the text names its file and line."""


def render(template: str, **context: Any) -> str:
    """Return the rendered template; an undefined variable is an error."""
    try:
        return _environment(markdown=template.endswith(".md.j2")).get_template(template).render(context)
    except TemplateError as error:
        raise BrokenTemplateError(f"{_place(error, template)}: {error.message}") from error


def _place(error: TemplateError, template: str) -> str:
    """Return the file and line of a template's error."""
    if isinstance(error, TemplateSyntaxError):
        return f"{error.filename}:{error.lineno}"
    frames = [frame for frame in extract_tb(error.__traceback__) if Path(frame.filename).is_relative_to(TEMPLATES)]
    return f"{frames[-1].filename}:{frames[-1].lineno}" if frames else str(TEMPLATES / template)


@cache
def slots(folder: str) -> tuple[str, ...]:
    """Return the names of the slots that a folder of templates fills."""
    return tuple(sorted(path.name.removesuffix(".html.j2") for path in (TEMPLATES / folder).glob("*.html.j2") if not path.name.startswith("_")))


def render_slots(folder: str, context: Mapping[str, Any]) -> dict[str, str]:
    """Return every slot of a folder, rendered."""
    return {name: render(f"{folder}/{name}.html.j2", **context) for name in slots(folder)}


def literal(text: str) -> str:
    """Return text as a Python string literal."""
    return json.dumps(text, ensure_ascii=False)


def breakable(text: str) -> Markup:
    """Return text with line break opportunities in long URLs and names."""
    return Markup("<wbr>").join(re.split(r"(?<=[/._-])(?=[^/])", text))


def in_element(text: str) -> Markup:
    """Return text for the inside of an element, where quotes need no escape: JSON consists of them."""
    return Markup(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))  # noqa: S704 - escaped


def coded(text: str) -> Markup:
    """Return text with its parts in backquotes as code."""
    parts = [escape(part) for part in text.split("`")]
    parts[1::2] = [Markup("<code>{}</code>").format(part) for part in parts[1::2]]
    return Markup("").join(parts)


def linked(text: str) -> Markup:
    """Return text with its URLs as links; for the many citations of a page Jinja's own filter is five times slower."""
    parts = [escape(part) for part in _ADDRESS.split(text)]
    parts[1::2] = [Markup('<a href="{0}">{0}</a>').format(address) for address in parts[1::2]]
    return Markup("").join(parts)
