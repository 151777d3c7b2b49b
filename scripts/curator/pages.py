"""From views to HTML: templates lay out, views decide."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

TEMPLATES = Path(__file__).parent / "templates"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), undefined=StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True, auto_reload=True
    )
    environment.filters["breakable"] = breakable
    return environment


def render(template: str, **context: Any) -> str:
    """A template's text; what it asks for and does not get is an error."""
    return _environment().get_template(template).render(context)


def slots(folder: str) -> tuple[str, ...]:
    """The names of the slots that a folder of templates fills."""
    return tuple(sorted(path.name.removesuffix(".html.j2") for path in (TEMPLATES / folder).glob("*.html.j2") if not path.name.startswith("_")))


def rendered(folder: str, context: Mapping[str, Any]) -> dict[str, str]:
    """Every slot of a folder, filled."""
    return {name: render(f"{folder}/{name}.html.j2", **context) for name in slots(folder)}


def breakable(text: str) -> Markup:
    """Text with places at which a long address or name may break."""
    return Markup("<wbr>").join(re.split(r"(?<=[/._-])", text))
