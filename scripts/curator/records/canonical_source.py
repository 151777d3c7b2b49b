"""Reads YAML files. A record in canonical format, as most of them are, needs neither a YAML parser nor a second comparison with this format."""

from curator.records import yaml_source
from curator.records.canonical_format import SCHEMA_LINE, written
from curator.records.canonical_values import canonical_values
from curator.records.characters import has_only_usual
from curator.records.problem import Place
from curator.records.read_file import decoded
from curator.records.yaml_source import Source

_START = f"{SCHEMA_LINE}\n".encode()
_COMMENTS = ((Place(), SCHEMA_LINE),)


def read(file: str, content: bytes) -> Source:
    """Return the source of a YAML file as `yaml_source.read` does; a record in canonical format is marked as such.

    Reading the canonical text of values always gives these values, so values whose canonical text is the text of the file are its values.
    """
    if content.startswith(_START):
        text, problem = decoded(file, content)
        if not problem and has_only_usual(text):
            value = canonical_values(text)
            if value and written(value) == text:
                return yaml_source.reread(file, text, value, _COMMENTS, canonical=True)
    return yaml_source.read(file, content)
