"""A new record: every field in order, each with a remark from the model; what is needed waits to be filled in, the rest to be let in."""

from collections.abc import Iterator, Mapping
from typing import Any

from curator.editing import record_tree
from curator.editing.canonical_format import GROUPS, formatted, rendered
from curator.editing.field_order import Shape, fields
from curator.editing.record_tree import HEAD, Node
from curator.records.json_schema import schema_of
from curator.records.model import Dataset, Piece
from curator.records.vocabulary import Vocabularies

FEW = 6
"""Terms that a remark lists; of more it names the file."""
NEEDED = tuple(name for name, field in Dataset.model_fields.items() if field.is_required())
"""Fields that wait to be filled in."""
RESTING = ("year", "modality", "tasks", "dimensions", "access")
"""Needed fields that are facts, and name their source."""
OWNER = {"owner": {"url": None, "what": "owners' page"}}
"""The source of a record of which nothing is known yet."""
_SHOWN: Mapping[str, tuple[str, ...]] = {
    "withdrawn": ("date", "reason"),
    "releases": ("name", "year"),
    "splits": ("name", "unit", "train", "test"),
    "classes": ("task", "labels"),
    "download_size": ("what", "gigabytes"),
    "acquisition": ("devices", "countries", "years"),
    "routes": ("to", "steps", "url", "source"),
    "links": ("kind", "url"),
    "licence": ("covers", "id", "terms"),
    "acknowledgement": ("quote",),
    "relations": ("kind", "name", "url", "note"),
    "known_issues": ("kind", "text", "source"),
    "loaders": ("library", "name"),
    "corrections": ("cell", "kind", "why"),
    "sources": ("url", "what"),
    "disputed": ("field", "states", "source", "kept"),
    "changes": ("date", "what"),
}
"""What the example of a field shows, where the model has none for the whole."""
_ADVICE = [
    "# Fill in what you know. A line that begins with # is not read: take the # away to use it. docs/contribute/fields.md says more of every field.",
    "# Run `curator check` as often as you like. When nothing else is wrong, `curator fix` takes away these remarks and what was not used.",
    "",
]
_BEGINNING = frozenset(group[0] for group in GROUPS)


def record(values: Mapping[str, Any], words: Vocabularies) -> str:
    """The text of a new record with the values that are known already."""
    known = completed(values)
    beside = _remarks(Dataset, words)
    root, waiting = Node({}), list(_ADVICE)
    for name, shape in fields(Dataset).items():
        waiting += [""] if waiting and name in _BEGINNING else []
        if name in known:
            child = record_tree.node(known[name])
            child.above, child.beside = waiting, beside[name]
            root.value[name], waiting = child, []
        else:
            waiting += _offered(name, Dataset, shape, beside[name])
    for name in (name for name in known if name not in root.value):
        root.value[name] = record_tree.node(known[name])
    root.below = waiting
    if isinstance(root.value["access"].value, dict):
        _offer_inside(root.value["access"], fields(Dataset)["access"], words)
    return formatted(rendered(root))


def remarks(words: Vocabularies) -> frozenset[str]:
    """What stands beside the fields of a new record, and beside those of its access."""
    models: list[type[Piece]] = [Dataset, *fields(Dataset)["access"].models]
    return frozenset(remark for model in models for remark in _remarks(model, words).values())


def completed(values: Mapping[str, Any]) -> dict[str, Any]:
    """The known values, with None where a needed one is to be filled in."""
    known: dict[str, Any] = {**dict.fromkeys(NEEDED), **values}
    known["access"] = {"homepage": None, **access} if isinstance(access := known["access"] or {}, dict) else access
    known["sources"] = known.get("sources") or OWNER
    sources, told, doubted = known["sources"], known.get("evidence") or {}, known.get("unverified") or {}
    if all(isinstance(value, dict) for value in (sources, told, doubted)):
        vouched = {path.partition(".")[0] for path in (*told, *doubted)}
        known["evidence"] = {name: [next(iter(sources))] for name in RESTING if name not in vouched} | told
    return known


def _offer_inside(access: Node, shape: Shape, words: Vocabularies) -> None:
    """The remarks and further fields of `access`, which has needed and other fields."""
    model = shape.models[0]
    beside = _remarks(model, words)
    for name, inside in fields(model).items():
        if name in access.value:
            access.value[name].beside = beside[name]
        else:
            access.below += _offered(name, model, inside, beside[name])


def _offered(name: str, model: type[Piece], shape: Shape, remark: str) -> Iterator[str]:
    """A field that is not needed, as comments: what it says, and how it looks where that is not plain."""
    example = _example(name, model, shape)
    lines = rendered(record_tree.node({name: example})).removeprefix(HEAD).strip("\n").split("\n") if isinstance(example, (dict, list)) else [f"{name}:"]
    yield f"# {lines[0]}  {remark}"
    yield from (f"# {line}" for line in lines[1:])


def _example(name: str, model: type[Piece], shape: Shape) -> Any:
    """How a field looks: its own example, or one made of those of its parts."""
    if examples := model.model_fields[name].examples:
        return examples[0]
    parts = shape.models or (shape.values.models if shape.values else ())
    inside = {part: parts[0].model_fields[part].examples[0] for part in _SHOWN.get(name, ())}  # type: ignore[index] # a test makes all of them
    if not inside:
        return None
    return inside if shape.models else {"owner": inside} if name == "sources" else [inside]


def _remarks(model: type[Piece], words: Vocabularies) -> dict[str, str]:
    """For each field, as a comment, what it says, and the terms it takes or an example."""
    found = {}
    for name, field in schema_of(model)["properties"].items():
        described = model.model_fields[name]
        text = f"# {(described.description or '').rstrip('.')}"
        item = field.get("items", field)
        terms = list(words[item["x-vocabulary"]].entries) if "x-vocabulary" in item else item.get("enum", [])
        if 0 < len(terms) <= FEW:
            text += f": {', '.join(terms)}"
        elif terms:
            text += f"; terms stand in catalog/vocabulary/{item['x-vocabulary']}.yaml"
        elif isinstance(example := next(iter(described.examples or ()), None), (str, int)):
            text += f", e.g. {example}"
        found[name] = text
    return found
