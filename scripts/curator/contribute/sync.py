"""What is generated from the model and the vocabularies: the schema for editors, the pages that explain the format, the forms for issues."""

from collections.abc import Iterator
from pathlib import Path

from curator.contribute.issues import form_files as forms
from curator.contribute.reference_pages import fields_page, problems_page, vocabulary_page
from curator.records import atomic_write
from curator.records.editor_schema import schema, schema_text
from curator.records.problem import Problem
from curator.records.vocabulary import Vocabularies

__all__ = ["FILES", "SCHEMA", "generated", "schema", "stale", "sync"]
SCHEMA, FIELDS, VOCABULARY, PROBLEMS = (
    "catalog/schema.json",
    "docs/contribute/fields.md",
    "docs/contribute/vocabulary.md",
    "docs/contribute/problems.md",
)
FILES = (SCHEMA, FIELDS, VOCABULARY, PROBLEMS, *forms.FILES)
"""The generated files."""


def generated(words: Vocabularies) -> dict[str, str]:
    """Every generated file by its path, as it should be."""
    return {
        SCHEMA: schema_text(words),
        FIELDS: fields_page(),
        VOCABULARY: vocabulary_page(words),
        PROBLEMS: problems_page(),
    } | forms.files(words)


def stale(root: Path, words: Vocabularies) -> Iterator[Problem]:
    """A problem for each generated file that is missing or differs."""
    if not all(vocabulary.read for vocabulary in words.by_name.values()):
        return  # what is generated from a vocabulary that cannot be understood would be empty
    for name, text in generated(words).items():
        path = root / name
        if not path.is_file() or path.read_bytes() != text.encode():
            yield Problem(name, 1, 1, "stale", "the file is not what the model and the vocabularies give", "run `curator sync`")


def sync(root: Path, words: Vocabularies) -> list[str]:
    """Write the generated files that differ, and name them."""
    files = {root / name: text for name, text in generated(words).items()}
    for path in files:
        path.parent.mkdir(parents=True, exist_ok=True)
    return [path.relative_to(root).as_posix() for path in atomic_write.replace(files)]
