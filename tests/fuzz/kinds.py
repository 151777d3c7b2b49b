"""The kinds of input: seeds from real and broken files, their mutations, and their targets."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from conftest import ROOT
from curator.records import bibliography, canonical_format, link_history
from curator.records import load as catalogs
from curator.records.catalog import Catalog
from curator.records.link_history import History, Seen
from curator.records.record_addresses import DATASETS
from fuzz import answers, entries, json_mutations, raw, targets, yaml_lines
from fuzz.targets import Surroundings, Target

Mutation = Callable[[bytes, Random, bytes], bytes]
_BROKEN = ROOT / "tests" / "broken"
_ENTRIES = 5
"""Number of entries of the real bibliography in one seed."""
_GOOD = 6
"""How often a valid file is repeated among the seeds if most of them are broken."""
_RAW = 0.25
"""Share of the inputs that are mutated as bytes."""


@dataclass(frozen=True)
class Seed:
    """An input before mutation, with the context of its target."""

    content: bytes
    about: Any = None


@dataclass(frozen=True)
class Kind:
    """Inputs of one kind; `share` is their weight among all kinds."""

    name: str
    suffix: str
    share: int
    seeds: Sequence[Seed]
    mutated: Mutation
    target: Target

    def input(self, random: Random) -> tuple[Seed, bytes]:
        """Return a seed and a mutation of it."""
        seed, other = random.choice(self.seeds), random.choice(self.seeds)
        way = raw.mutated if random.random() < _RAW else self.mutated
        return seed, way(seed.content, random, other.content)


def kinds(around: Surroundings) -> tuple[Kind, ...]:
    """Return all kinds of input."""
    return (
        Kind("record", "yaml", 30, _records(around.real), yaml_lines.mutated, targets.record),
        Kind("bibliography", "bib", 20, _bibliographies(), entries.mutated, targets.bibliography),
        Kind("vocabulary", "yaml", 15, _vocabularies(), yaml_lines.mutated, targets.words),
        Kind("links", "json", 10, _histories(around.small), json_mutations.mutated, targets.links),
        Kind("mkdocs", "yml", 10, [Seed((ROOT / "mkdocs.yml").read_bytes())], yaml_lines.mutated, targets.configuration),
        Kind("issue", "md", 15, [Seed(content) for content in answers.seeds(around.small)], answers.mutated, targets.issue),
    )


def _records(catalog: Catalog) -> list[Seed]:
    """Return the real records, each with its related records, the annotated one, and the broken ones."""
    seeds = []
    for id_, found in catalog.records.items():
        beside = {relative.to for relative in catalog.relatives[id_] if relative.to} | {found.withdrawn.successor or "" if found.withdrawn else ""}
        seeds.append(Seed((ROOT / DATASETS / f"{id_}.yaml").read_bytes(), (id_, *sorted(beside & set(catalog.records)))))
    good = ROOT / "tests" / "small" / DATASETS / f"{targets.ID}.yaml"
    files = [*[good] * _GOOD, *sorted(_BROKEN.glob("*.yaml"))]
    return [*seeds * 2, *[_annotated()] * _GOOD, *(Seed(path.read_bytes(), (targets.ID,)) for path in files)]


def _annotated() -> Seed:
    """Return the annotated record of CONTRIBUTING.md, which has almost every field, with the record to which it is related."""
    [text] = re.findall(r"^```yaml\n(.*?)^```", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    return Seed(canonical_format.formatted(re.sub(r" +# .*", "", text)).encode(), ("example", "drive"))


def _below(file: str) -> list[Path]:
    """Return this file of each broken catalog that contains it."""
    return sorted(_BROKEN.glob(f"*/{file}"))


def _bibliographies() -> list[Seed]:
    """Return parts of the real bibliography, and the broken ones."""
    parts = (ROOT / bibliography.FILE).read_text(encoding="utf-8").split("\n@")
    texts = ["\n@".join(["", *parts[first : first + _ENTRIES]]) for first in range(1, len(parts), _ENTRIES)]
    files = [ROOT / "tests" / "small" / bibliography.FILE, *_below(bibliography.FILE)]
    return [Seed(text.encode()) for text in texts] + [Seed(path.read_bytes()) for path in files]


def _vocabularies() -> list[Seed]:
    files = [*sorted((ROOT / catalogs.VOCABULARY).glob("*.yaml")), *sorted(_BROKEN.glob(f"*/{catalogs.VOCABULARY}/*.yaml"))]
    return [Seed(path.read_bytes(), path.stem) for path in files]


def _histories(catalog: Catalog) -> list[Seed]:
    """Return a link history with every state, and the broken ones."""
    days = ("2026-11-13", "2026-11-20", "2026-11-27")
    urls = [catalog.records[targets.ID].access.homepage, *(f"https://example.org/{state}" for state in link_history.STATES)]
    states = ["ok", *link_history.STATES]
    found = History(days, {url: Seen(state=state, since=days[0], seen=days[2], streak=3) for url, state in zip(urls, states, strict=True)})
    return [*[Seed(found.text().encode())] * _GOOD, *(Seed(path.read_bytes()) for path in _below(link_history.FILE))]
