"""Tests that every field of the model is shown to readers: generated records have a unique value in each field, and the pages are searched for it."""

from copy import deepcopy
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import pytest
from lxml import html
from pydantic import Field

from conftest import ROOT
from curator.records.catalog import Catalog
from curator.records.json_schema import schema_of
from curator.records.model import Dataset
from curator.records.model.provenance import check_character
from curator.records.model.text import Line
from curator.records.settings import read
from curator.site.record_page import record_page
from markdown_page import markdown_page

SETTINGS = read(ROOT)
ID, OTHER_IDS = "drive", ("stare", "hrf")
"""The record that the generated ones replace, which has a row in the printed table, and records that they refer to."""
NOT_SHOWN = {
    "Dataset.formerly": "redirects lead from these addresses to the page",
    "Dataset.kind": "a column and a filter of the table; on the page, modality and summary say what the images show",
}
"""Fields that pages do not show, each with the reason."""
ALTERNATIVES = {
    "Relation": (("to",), ("name", "url")),
    "DatasetReference": (("to",), ("name", "url")),
    "LabelSet": (("labels",), ("number",)),
    "Estimate": (("about",), ("at_least",), ("between",), ("exactly",)),
    "Correction": (("cell",), ("link",), ("reference",), ("text",)),
}
"""Fields of which an item has one group only; beside these, an item has a source or is unverified."""
MANY = 1000
"""Maximum of a number from which it is unique in a generated record."""
TURNS = 10
"""Number of generated records: each has other alternatives and, every second one, the next kind of value."""


@dataclass(frozen=True)
class Value:
    """A value in a generated record: the field, its path, and the text to search for, or else another value that must change the page."""

    name: str
    path: tuple[str | int, ...]
    text: str = ""
    other: Any = None


@dataclass
class Filling:
    """Fills every field of a schema with a unique value; each turn uses the next alternative."""

    schema: dict[str, Any]
    catalog: Catalog
    turn: int
    values: list[Value] = field(default_factory=list)

    def record(self, model: str) -> Any:
        """Return a record with every field."""
        return self._object(self.schema, model, ())

    def _object(self, node: dict[str, Any], model: str, path: tuple[str | int, ...]) -> dict[str, Any]:
        groups = [ALTERNATIVES.get(model, ()), (("source",), ("unverified",)) if "source" in node["properties"] else ()]
        left_out = {name for group in filter(None, groups) for at, names in enumerate(group) if at != self.turn % len(group) for name in names}
        return {name: self._value(inner, f"{model}.{name}", (*path, name)) for name, inner in node["properties"].items() if name not in left_out}

    def _value(self, node: dict[str, Any], name: str, path: tuple[str | int, ...]) -> Any:
        branches = [branch for key in ("anyOf", "oneOf") for branch in node.get(key, ()) if branch.get("type") != "null"]
        if branches:
            return self._value(branches[self.turn // 2 % len(branches)], name, path)
        if reference := node.get("$ref", "").rpartition("/")[2]:
            return self._object(self.schema["$defs"][reference], reference, path)
        if "prefixItems" in node:
            return sorted(self._value(inner, name, (*path, at)) for at, inner in enumerate(node["prefixItems"]))
        if node["type"] == "array":
            return [self._value(node["items"], name, (*path, at)) for at in range(node.get("minItems", 1))]
        if node["type"] == "object":
            key = self._key(node["propertyNames"], name)
            inner = node.get("additionalProperties") or next(iter(node["patternProperties"].values()))
            return {key: self._value(inner, name, (*path, key))}
        value, text, other = self._plain(node, len(self.values), path)
        self.values.append(Value(name, path, text, other))
        return value

    def _key(self, node: dict[str, Any], name: str) -> str:
        if "x-vocabulary" in node:
            return next(iter(self.catalog.vocabularies[node["x-vocabulary"]].entries))
        return {"path": "year", "id": "zq-source", "line": f"zq key {name}"}[node["x-text"]]

    def _plain(self, node: dict[str, Any], number: int, path: tuple[str | int, ...]) -> tuple[Any, str, Any]:
        """Return a value, the text that a page must show for it, and another value if it has no unique text."""
        if "x-vocabulary" in node:
            one, *_, other = self.catalog.vocabularies[node["x-vocabulary"]].entries
            return one, "", other
        if "enum" in node:
            return node["enum"][0], "", node["enum"][1]
        if node["type"] == "boolean":
            return True, "", False
        if node["type"] in ("integer", "number"):
            highest = node.get("maximum", 10_000)
            value = min(7_000, highest) - 200 + number % 200 if highest > MANY else 17
            return (value, str(value), None) if highest > MANY else (value, "", 16 if path[-1] == 0 else 18)
        return self._text(node["x-text"], number)

    def _text(self, kind: str, number: int) -> tuple[str, str, Any]:
        digits = f"{number:015}"
        orcid = f"{digits}{check_character(digits)}"
        marked = {
            **dict.fromkeys(("line", "prose", "verbatim", "github"), f"Zq{number:04}"),
            "address": f"https://zq{number:04}.example.org/",
            "doi": f"10.5555/zq{number:04}",
            "location": f"s3://zq{number:04}/data/",
            "day": f"20{number // 300:02}-{number // 25 % 12 + 1:02}-{number % 25 + 1:02}",
            "md5": f"{number:032}",
            "sha256": f"{number:064}",
            "licence-id": f"LicenseRef-zq{number:04}",
            "orcid": "-".join(orcid[at : at + 4] for at in range(0, 16, 4)),
        }
        if kind in marked:
            return marked[kind], marked[kind], None
        one, other = {"id": OTHER_IDS, "country": ("NL", "DE"), "path": ("year", "provider"), "key": tuple(self.catalog.references)[:2]}[kind]
        return one, "", other


class Citations(dict[str, str]):
    """A citation for each key."""

    def __missing__(self, key: str) -> str:
        """Return a citation that names its key."""
        return f"Citation of {key}."


def _html(record: Dataset, catalog: Catalog) -> str:
    """Return what readers of the HTML page see: its text, and where its links lead."""
    page = record_page(ID, replace(catalog, records={**catalog.records, ID: record}), SETTINGS, {"apa": Citations()}, ())
    document = html.fromstring(f"<div>{''.join(page.slots.values())}</div>")
    for hidden in document.xpath("//a[contains(@href, '/issues/new?')]"):
        hidden.set("href", "")  # a form is filled in with the value of a field, which readers do not see
    return " ".join([document.text_content(), *document.xpath("//@href")])


def _markdown(record: Dataset, catalog: Catalog) -> str:
    return markdown_page(ID, replace(catalog, records={**catalog.records, ID: record}), Citations())


PAGES = {"HTML": _html, "Markdown": _markdown}


def _with(data: Any, path: tuple[str | int, ...], value: Any) -> Any:
    """Return data with another value at a path."""
    changed = holder = deepcopy(data)
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = value
    return changed


def _not_shown(model: type[Dataset], catalog: Catalog, page: str) -> set[str]:
    """Return the fields of a model whose values are not shown on the page of any generated record."""
    valid = partial(model.model_validate, context={"vocabularies": catalog.vocabularies})
    shown: dict[str, bool] = {}
    for turn in range(TURNS):
        filling = Filling(schema_of(model), catalog, turn)
        data = filling.record("Dataset")
        text = PAGES[page](valid(data), catalog)
        plain = text.replace(",", "").replace("\\", "").casefold()
        for it in filling.values:
            if not shown.get(it.name):
                shown[it.name] = it.text.casefold() in plain if it.text else PAGES[page](valid(_with(data, it.path, it.other)), catalog) != text
    return {name for name, found in shown.items() if not found}


class Grown(Dataset):
    """A record with a field that no page shows."""

    volunteers: Line | None = Field(None, description="Who was scanned.")


@pytest.mark.parametrize("page", PAGES)
def test_every_field_is_shown(page: str, catalog: Catalog) -> None:
    """Every field of the model, at any depth, is shown on the page or is exempt with a reason; a new field that no template shows is found."""
    few = replace(catalog, records={id_: catalog.records[id_] for id_ in (ID, *OTHER_IDS)})
    assert _not_shown(Grown, few, page) == {*NOT_SHOWN, "Dataset.volunteers"}


def test_every_field_is_filled(catalog: Catalog) -> None:
    """The generated records together have a value in every field, in every part of the model."""
    schema = schema_of(Dataset)
    fillings = [Filling(schema, catalog, turn) for turn in range(TURNS)]
    for filling in fillings:
        filling.record("Dataset")
    filled = {it.name for filling in fillings for it in filling.values}
    parts = {"Dataset": schema, **schema["$defs"]}
    fields = {f"{part}.{name}": node for part, holder in parts.items() for name, node in holder["properties"].items()}
    assert [name for name, node in fields.items() if name not in filled and "$ref" not in str(node)] == []
