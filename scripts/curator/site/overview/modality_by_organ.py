"""The figure of modalities and body parts."""

import pandas as pd

from curator.records.catalog import Catalog
from curator.site.overview import dataset_frames
from curator.site.overview.figure_parts import SITE_ROOT, Chart, Drawing, FigureCell, FigureTable, OverviewFigure, cell, datasets_of, filtered, heat_map_step

MAX_MODALITIES, MAX_ORGANS = 12, 20
"""Modalities and body parts in the figure; the rarer ones are counted together."""
_OTHER = "other"
FIELDS = {"modality": MAX_MODALITIES, "body_part": MAX_ORGANS}


def figure(catalog: Catalog) -> OverviewFigure:
    """Return the number of datasets for each pair of a modality and a body part."""
    subjects = dataset_frames.subjects(catalog)
    terms = {field: _terms(subjects[field], subjects["id"], most) for field, most in FIELDS.items()}
    names = {field: _names(field, list(groups), catalog) for field, groups in terms.items()}
    grouped = _grouped(subjects, terms)
    pairs = grouped.groupby(["body_part", "modality"], sort=True)["id"].nunique()
    counts = {(part, modality): int(pairs.get((part, modality), 0)) for part in terms["body_part"] for modality in terms["modality"]}
    addresses = {pair: filtered(modality=terms["modality"][pair[1]], body_part=terms["body_part"][pair[0]]) for pair in counts}
    return OverviewFigure(
        "modality-organ",
        _finding(subjects, catalog),
        _note(terms, catalog),
        (_drawing(counts, addresses, names),) if sum(counts.values()) else (),
        _table(counts, addresses, names),
    )


def _terms(column: pd.Series, ids: pd.Series, most: int) -> dict[str, list[str]]:
    """Return the most frequent terms, each alone, and then all others together."""
    numbers = ids.groupby(column).nunique()
    ordered = sorted(numbers.index, key=lambda term: (-numbers[term], term))
    rest = {_OTHER: sorted(ordered[most:])} if len(ordered) > most else {}
    return {term: [term] for term in ordered[:most]} | rest


def _names(field: str, terms: list[str], catalog: Catalog) -> dict[str, str]:
    """Return the short names of the terms in the figure; a name that occurs twice has its term behind it."""
    words = catalog.vocabularies["body-part" if field == "body_part" else field]
    found = {term: _OTHER if term == _OTHER else getattr(words[term], "short", "") or words.label(term) for term in terms}
    twice = {name for name in found.values() if list(found.values()).count(name) > 1}
    return {term: f"{name} ({term})" if name in twice else name for term, name in found.items()}


def _grouped(subjects: pd.DataFrame, terms: dict[str, dict[str, list[str]]]) -> pd.DataFrame:
    """Return the pairs with rare terms replaced."""
    rare = {field: dict.fromkeys(groups.get(_OTHER, ()), _OTHER) for field, groups in terms.items()}
    return subjects.replace(rare) if any(rare.values()) else subjects


def _drawing(counts: dict[tuple[str, str], int], addresses: dict[tuple[str, str], str], names: dict[str, dict[str, str]]) -> Drawing:
    organs, modalities = names["body_part"], names["modality"]
    rows = [
        (organs[part], modalities[modality], number, SITE_ROOT + addresses[part, modality], f"{organs[part]}, {modalities[modality]}: {datasets_of(number)}")
        for (part, modality), number in counts.items()
        if number
    ]
    frame = pd.DataFrame(rows, columns=["row", "column", "number", "address", "description"])
    most = sorted(counts, key=lambda pair: -counts[pair])[:5]
    said = "; ".join(f"{organs[part]} in {modalities[modality]}, {counts[part, modality]:,}" for part, modality in most if counts[part, modality])
    alt = f"Heat map of {len(organs)} body parts and {len(modalities)} modalities with the number of datasets in each cell. Most datasets: {said}."
    chart = Chart("heat-map", {"frame": frame, "rows": list(organs.values()), "columns": list(modalities.values())})
    return Drawing(chart, alt, heat_map_step(max(counts.values())) * len(modalities) + 200)


def _table(counts: dict[tuple[str, str], int], addresses: dict[tuple[str, str], str], names: dict[str, dict[str, str]]) -> FigureTable:
    modalities = names["modality"]
    rows = tuple(
        (FigureCell(name), *(cell(counts[part, modality], addresses[part, modality]) for modality in modalities)) for part, name in names["body_part"].items()
    )
    return FigureTable("Number of datasets by body part and modality", ("Body part", *modalities.values()), rows)


def _finding(subjects: pd.DataFrame, catalog: Catalog) -> str:
    """Return how few combinations cover half of the datasets, and the most frequent one."""
    total = len(dataset_frames.medical(catalog))
    ids: dict[tuple[str, str], set[str]] = {}
    for id_, modality, part in subjects.itertuples(index=False):
        ids.setdefault((modality, part), set()).add(id_)
    ordered = sorted(ids, key=lambda pair: (-len(ids[pair]), pair))
    if not ordered:
        return "No dataset has a modality and a body part"
    covered: set[str] = set()
    number = 0
    while number < len(ordered) and 2 * len(covered) < total:
        covered |= ids[ordered[number]]
        number += 1
    modality, part = ordered[0]
    name = f"{_names('body_part', [part], catalog)[part]} in {_names('modality', [modality], catalog)[modality]}"
    first = f"{name} ({datasets_of(len(ids[ordered[0]]))})"
    share = "half" if 2 * len(covered) >= total else f"{len(covered):,}"
    if number == 1:
        return f"The most frequent combination, {first}, covers {share} of the {datasets_of(total)}"
    return f"The {number} most frequent combinations of modality and body part cover {share} of the {datasets_of(total)}; the first is {first}"


def _note(terms: dict[str, dict[str, list[str]]], catalog: Catalog) -> str:
    rare = {field: len(groups.get(_OTHER, ())) for field, groups in terms.items()}
    others = [f"{number} rarer {name}" for number, name in ((rare["modality"], "modalities"), (rare["body_part"], "body parts")) if number]
    none = sum(not catalog.records[id_].body_part for id_ in dataset_frames.medical(catalog))
    parts = [
        "Each cell opens Table 1 with its datasets. A dataset with several modalities or body parts is counted in each of its combinations.",
        f"{_OTHER.capitalize()}: {' and '.join(others)}." if others else "",
        f"{datasets_of(none)} without a body part {'is' if none == 1 else 'are'} not counted." if none else "",
    ]
    return " ".join(filter(None, parts))
