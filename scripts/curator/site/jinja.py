"""From views to HTML: templates lay out, views decide."""

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from traceback import extract_tb
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError, select_autoescape
from markupsafe import Markup, escape

TEMPLATES = Path(__file__).parent / "templates"
_ADDRESS = re.compile(r"(https?://[^\s<>\"]*[^\s<>\".,;:)])")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        # what a template of Python gives is escaped by the page that shows it
        autoescape=select_autoescape(disabled_extensions=("py.j2",), default=True, default_for_string=True),
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=True,
    )
    environment.filters |= {"breakable": breakable, "linked": linked, "literal": literal}
    return environment


class BrokenTemplateError(Exception):
    """A template cannot be rendered; the text names its file and line."""


def render(template: str, **context: Any) -> str:
    """A template's text; what it asks for and does not get is an error."""
    try:
        return _environment().get_template(template).render(context)
    except TemplateError as error:
        raise BrokenTemplateError(f"{_place(error, template)}: {error.message}") from error


def _place(error: TemplateError, template: str) -> str:
    """The file and line at which a template fails: its syntax, or what it asks for."""
    if isinstance(error, TemplateSyntaxError):
        return f"{error.filename}:{error.lineno}"
    frames = [frame for frame in extract_tb(error.__traceback__) if Path(frame.filename).is_relative_to(TEMPLATES)]
    return f"{frames[-1].filename}:{frames[-1].lineno}" if frames else str(TEMPLATES / template)


def slots(folder: str) -> tuple[str, ...]:
    """The names of the slots that a folder of templates fills."""
    return tuple(sorted(path.name.removesuffix(".html.j2") for path in (TEMPLATES / folder).glob("*.html.j2") if not path.name.startswith("_")))


def rendered(folder: str, context: Mapping[str, Any]) -> dict[str, str]:
    """Every slot of a folder, filled."""
    return {name: render(f"{folder}/{name}.html.j2", **context) for name in slots(folder)}


def literal(text: str) -> str:
    """Text as a literal of Python, whatever it holds."""
    return json.dumps(text, ensure_ascii=False)


def breakable(text: str) -> Markup:
    """Text with places at which a long address or name may break."""
    return Markup("<wbr>").join(re.split(r"(?<=[/._-])", text))


def linked(text: str) -> Markup:
    """Text with its addresses as links; Jinja's own filter takes five times as long, which a citation in every style makes felt."""
    parts = [escape(part) for part in _ADDRESS.split(text)]
    parts[1::2] = [Markup('<a href="{0}" rel="external noreferrer">{0}</a>').format(address) for address in parts[1::2]]
    return Markup("").join(parts)
