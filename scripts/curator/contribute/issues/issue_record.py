"""The record that an issue is about, and whether the model takes what the issue makes of it."""

from collections.abc import Callable, Mapping, Sequence

from curator.contribute.issues.refused_answers import RefusedError
from curator.contribute.issues.value_answers import line
from curator.records import yaml_source
from curator.records.canonical_format import edited
from curator.records.catalog import Catalog
from curator.records.edit import Edit, EditError
from curator.records.load import DATASETS
from curator.records.model import Dataset
from curator.records.normalise import nearest
from curator.records.record_addresses import PAGE_OR_FILE
from curator.records.validate import validated


def chosen(answers: Mapping[str, str], catalog: Catalog) -> str:
    """The id of the record that an issue names; refused where it names none."""
    said = line(answers.get("id", ""))
    if page := PAGE_OR_FILE.search(said):
        said = page[1]
    id_ = said if said in catalog.records else next((it for it, record in catalog.records.items() if record.name.casefold() == said.casefold()), "")
    if id_:
        return id_
    if said in catalog.sources:
        raise RefusedError(f"`{said}` has problems of its own; a form can change it once it has none.", "The record has to be mended first")
    near = nearest(said, catalog.records)
    fix = f"Write `{near}`, if you mean that." if near else "Write the last part of its page's address, e.g. drive."
    raise RefusedError(f"`{said}` is not a record of the catalog. {fix}" if said else f"It is missing. {fix}", "The dataset is not known")


def changed(id_: str, edits: Sequence[Edit], catalog: Catalog, text_of: Callable[[str], str]) -> str:
    """The text of a record after edits; refused, in the model's own words, where the model does not take it."""
    try:
        text = edited(text_of(id_), edits)
    except EditError as error:
        raise RefusedError(str(error)) from error
    source = yaml_source.read(f"{DATASETS}/{id_}.yaml", text.encode("utf-8", errors="replace"))
    _, findings = validated(source, Dataset, {"vocabularies": catalog.vocabularies})
    if problems := source.located(findings):
        raise RefusedError(" ".join(f"{problem.message}: {problem.fix}." for problem in problems))
    return text
