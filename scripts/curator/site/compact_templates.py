"""Templates without the quotes and end tags that HTML does not need. They are removed once, from the templates, and not from each of the pages."""

import re
from collections.abc import Callable

from jinja2 import Environment, FileSystemLoader

from curator.site.page_frames import DESCRIPTION, TITLE

_COMPACT = ("record/", "browse/", "_bar", "_citation", "_evidence", "_link", "contents", "head")
"""Starts of the names of the templates of dataset and browse pages."""
_JINJA = re.compile(rf"(\{{\{{.*?\}}\}}|\{{%.*?%\}}|\{{#.*?#\}}|{TITLE}|{DESCRIPTION})", re.DOTALL)
"""Expressions of templates, and placeholders of frames: an attribute with one of them keeps its quotes, because its value comes from a record."""
_QUOTED = re.compile(r'(?<=\s)(?!id=|href=|data-compare=)([a-z-]+)="([\w.:#-]+)"(?=[\s>])')
"""Attributes with quotes, but those by which the document for printing and the comparison find their parts."""
_OPTIONAL = re.compile(r"</(?:li|td|th|tr|thead|tbody|dt|dd|option)>")


class CompactTemplates(FileSystemLoader):
    """Loads templates from a folder, those of dataset and browse pages in the shortest HTML; lines stay where they are, for messages about errors."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Return the text of a template, its path, and whether it is up to date."""
        source, path, is_current = super().get_source(environment, template)
        return (compact(source) if template.startswith(_COMPACT) and template.endswith(".html.j2") else source), path, is_current


def compact(template: str) -> str:
    """Return a template without optional end tags, and without quotes around values that are written in it and need none."""
    return "".join(part if at % 2 else _OPTIONAL.sub("", _QUOTED.sub(r"\1=\2", part)) for at, part in enumerate(_JINJA.split(template)))
