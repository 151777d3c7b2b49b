"""Files generated from the model and the vocabularies: the editor schema, the reference pages and the issue forms."""

from pathlib import Path

from curator.contribute.issues import questions
from curator.contribute.reference_pages import fields_page, problems_page, vocabulary_page
from curator.records import atomic_write, read_file
from curator.records.editor_schema import schema, schema_text
from curator.records.kept_results import FILE, KeptResults, hashed, program
from curator.records.problem import Problem
from curator.records.recent_results import RecentResults
from curator.records.vocabulary import Vocabularies

__all__ = ["FILES", "SCHEMA", "generated", "schema", "stale", "sync"]
SCHEMA, FIELDS, VOCABULARY, PROBLEMS = (
    "catalog/schema.json",
    "docs/contribute/fields.md",
    "docs/contribute/vocabulary.md",
    "docs/contribute/problems.md",
)
FILES = (SCHEMA, FIELDS, VOCABULARY, PROBLEMS, *questions.FILES)
"""Paths of the generated files."""
_RECENT = RecentResults[str, dict[str, str]]()
"""The contents of the generated files, by a hash of the program and the vocabularies."""


def generated(vocabularies: Vocabularies) -> dict[str, str]:
    """Return the current content of every generated file, by path."""
    return _RECENT.get(hashed((program(), vocabularies.digest)), lambda: _generated(vocabularies))


def _generated(vocabularies: Vocabularies) -> dict[str, str]:
    return {
        SCHEMA: schema_text(vocabularies),
        FIELDS: fields_page(),
        VOCABULARY: vocabulary_page(vocabularies),
        PROBLEMS: problems_page(),
    } | questions.form_files(vocabularies)


def stale(root: Path, vocabularies: Vocabularies) -> tuple[Problem, ...]:
    """Return a problem for each generated file that is missing or out of date; that all are up to date is kept for the next run."""
    if not all(vocabulary.read for vocabulary in vocabularies.by_name.values()):
        return ()  # files generated from an invalid vocabulary would be empty
    if problem := read_file.misplaced(root, SCHEMA):
        return (problem,)
    written = {name: (root / name).read_bytes() if (root / name).is_file() else None for name in FILES}
    kept = KeptResults("generated", root / FILE)
    key = hashed((program(), vocabularies.digest, *(f"{name}\0{content!r}" for name, content in written.items())))
    if kept.get(key):
        return ()
    found = [name for name, text in generated(vocabularies).items() if written[name] != text.encode()]
    if not found:
        kept.put(key, b"up to date")
        kept.save()
    return tuple(Problem(name, 1, 1, "stale", "the generated file is out of date", "run `curator sync`") for name in found)


def sync(root: Path, vocabularies: Vocabularies) -> list[str]:
    """Write the generated files that are out of date, and return their paths."""
    files = {root / name: text for name, text in generated(vocabularies).items()}
    for path in files:
        path.parent.mkdir(parents=True, exist_ok=True)
    return [path.relative_to(root).as_posix() for path in atomic_write.replace(files)]
