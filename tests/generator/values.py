"""Random values that the schema of a record allows."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from generator import distributions
from generator.text import Wording

Node = Mapping[str, Any]


@dataclass(frozen=True)
class Values:
    """Draws values for the nodes of a schema; a node is named <part of the record>.<field>."""

    schema: Node
    wording: Wording
    id: str

    def record(self) -> dict[str, Any]:
        """Return a record that the schema allows."""
        made: dict[str, Any] = self.value(self.schema, "Dataset")
        return made

    def value(self, node: Node, at: str) -> Any:
        """Return a value that a node of the schema allows."""
        if "$ref" in node:
            part = node["$ref"].rsplit("/", 1)[-1]
            shared = self.schema["$defs"][part]
            if "properties" not in shared:  # a kind of text, which the field describes further
                return self.value({**shared, **{key: value for key, value in node.items() if key != "$ref"}}, at)
            return self.value(shared, part)
        if branches := [branch for key in ("anyOf", "oneOf") for branch in node.get(key, ()) if branch.get("type") != "null"]:
            # keywords of the field apply to each of its branches
            return self.value({"examples": node.get("examples", [])} | self.skewed(branches, at), at)
        if "enum" in node or "const" in node:
            return self.skewed(node.get("enum", [node.get("const")]), at)
        return _KINDS[node.get("type", "string")](self, node, at)

    def skewed(self, choices: list[Any], at: str) -> Any:
        """Return one of several choices, the first much more often than the last."""
        steepness = distributions.SKEW.get(at, 1.0)
        return self.wording.random.choices(choices, [1 / rank**steepness for rank in range(1, len(choices) + 1)])[0]

    def mapping(self, node: Node, part: str) -> dict[str, Any]:
        """Return all required and some optional fields (at least one field), or names with values."""
        if "properties" not in node:
            return self.named(node, part)
        fields: Node = node["properties"]
        chosen = [
            name for name in fields if name in node.get("required", ()) or self.wording.random.random() < distributions.PRESENCE.get(f"{part}.{name}", 0.4)
        ]
        return {name: self.value(fields[name], f"{part}.{name}") for name in chosen or list(fields)[:1]}

    def named(self, node: Node, at: str) -> dict[str, Any]:
        """Return values by names that match the schema."""
        names: Node = node.get("propertyNames", {})
        values: Node = node.get("additionalProperties", {})
        for pattern, allowed in node.get("patternProperties", {}).items():
            names, values = {"pattern": pattern}, allowed
        return {self.value(names, f"{at} by name"): self.value(values, at) for _ in range(self.length(node, at))}

    def length(self, node: Node, at: str) -> int:
        """Return the number of items."""
        least, most = distributions.LENGTHS.get(at, (1, 3))
        wanted: int = max(node.get("minItems", 0), min(node.get("maxItems", most), self.wording.random.randint(least, most)))
        return wanted

    def array(self, node: Node, at: str) -> list[Any]:
        """Return unique items; ascending ones if the schema defines each position."""
        if "prefixItems" in node:
            return sorted(self.value(item, at) for item in node["prefixItems"])
        examples = [item for example in node.get("examples", ()) if isinstance(example, list) for item in example]
        found: list[Any] = []
        wanted = self.length(node, at)
        for _ in range(9 * wanted):  # there may be fewer different choices than wanted
            if len(found) < wanted and (item := self.value({"examples": examples} | node["items"], at)) not in found:
                found.append(item)
        return found

    def number(self, node: Node, at: str) -> float:
        """Return a number between the bounds, on a logarithmic scale."""
        if at in distributions.USUAL:
            return self.wording.random.choice(distributions.USUAL[at])
        least = max(node.get("minimum", 0), min(1, node.get("maximum", 1)))
        least, most = distributions.BOUNDS.get(at, (least, min(node.get("maximum", least * 1_000_000), least * 1_000_000)))
        found: float = least * (most / least) ** self.wording.random.random()
        return round(found) if node["type"] == "integer" else round(found, 2)

    def flag(self, _node: Node, at: str) -> bool:
        """Return a flag, which is usually true."""
        return self.wording.random.random() < distributions.PRESENCE.get(f"{at} is true", 0.8)

    def text(self, node: Node, _at: str) -> str:
        """Return a text in the format of the schema."""
        examples = [example for example in node.get("examples", ()) if isinstance(example, str)]
        random, longest = self.wording.random, node.get("maxLength", 300)
        if node.get("format") == "uri":
            return f"https://{self.wording.word('host')}.example.org/{self.id}/{self.wording.slug()}/{random.randint(1, 99)}"
        if node.get("format") == "date":
            return (distributions.FIRST_DAY + timedelta(random.randrange((distributions.LAST_DAY - distributions.FIRST_DAY).days))).isoformat()
        if longest > distributions.LONGEST_LINE and (not examples or random.random() < 0.7):
            text = self.wording.prose()
        else:
            text = self.wording.varied(random.choice(examples)) if examples else self.wording.phrase()
        text, pattern = text[:longest].strip(), node.get("pattern", "")
        if re.search(pattern, text):
            return text
        return next(other for other in (self.wording.slug(), self.wording.word("country"), *examples) if re.search(pattern, other))


_KINDS: Mapping[str, Callable[[Values, Node, str], Any]] = {
    "object": Values.mapping,
    "array": Values.array,
    "integer": Values.number,
    "number": Values.number,
    "boolean": Values.flag,
    "string": Values.text,
}
