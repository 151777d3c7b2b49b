"""The figure of modalities and body parts."""

from typing import NamedTuple

import pandas as pd

from curator.records.catalog import Catalog
from curator.site.overview import dataset_frames
from curator.site.overview.figure_parts import SITE_ROOT, Chart, Drawing, FigureCell, FigureTable, OverviewFigure, cell, datasets_of, filtered, heat_map_step
from curator.site.views.collections_of_images import is_collection

MAX_MODALITIES, MAX_ORGANS = 12, 20
"""Modalities and body parts in the figure; the rarer ones are counted together."""
MAX_NAMED = 20
"""Datasets that are not counted and that the note names."""
_OTHER = "other"
FIELDS = {"modality": MAX_MODALITIES, "body_part": MAX_ORGANS}


class Count(NamedTuple):
    """The number of datasets of a cell, the number that Table 1 lists for it, and the address of Table 1 with both filters."""

    number: int
    listed: int
    address: str


Counts = dict[tuple[str, str], Count]
"""The counts by body part and modality."""


def figure(catalog: Catalog) -> OverviewFigure:
    """Return the number of datasets for each pair of a modality and a body part."""
    subjects = dataset_frames.subjects(catalog)
    uncertain = {id_ for id_ in subjects["id"].unique() if is_collection(catalog.summaries[id_].terms)}
    certain = subjects[~subjects["id"].isin(uncertain)]
    terms = {field: _terms(certain[field], certain["id"], most) for field, most in FIELDS.items()}
    names = {field: _names(field, list(groups), catalog) for field, groups in terms.items()}
    counts = _counts(certain, subjects, terms)
    return OverviewFigure(
        "modality-organ",
        _finding(certain, catalog),
        _note(terms, uncertain, catalog),
        (_drawing(counts, names),) if any(it.number for it in counts.values()) else (),
        _table(counts, names),
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


def _counts(certain: pd.DataFrame, subjects: pd.DataFrame, terms: dict[str, dict[str, list[str]]]) -> Counts:
    """Return the counts of all cells."""
    rare = {field: dict.fromkeys(groups.get(_OTHER, ()), _OTHER) for field, groups in terms.items()}
    numbers, listed = (
        (frame.replace(rare) if any(rare.values()) else frame).groupby(["body_part", "modality"], sort=True)["id"].nunique() for frame in (certain, subjects)
    )
    return {
        (part, modality): Count(int(numbers.get((part, modality), 0)), int(listed.get((part, modality), 0)), filtered(modality=shown, body_part=parts))
        for part, parts in terms["body_part"].items()
        for modality, shown in terms["modality"].items()
    }


def _drawing(counts: Counts, names: dict[str, dict[str, str]]) -> Drawing:
    organs, modalities = names["body_part"], names["modality"]
    rows = [
        (organs[part], modalities[modality], it.number, SITE_ROOT + it.address, f"{organs[part]}, {modalities[modality]}: {datasets_of(it.number, it.listed)}")
        for (part, modality), it in counts.items()
        if it.number
    ]
    frame = pd.DataFrame(rows, columns=["row", "column", "number", "address", "description"])
    most = sorted(counts, key=lambda pair: -counts[pair].number)[:5]
    said = "; ".join(f"{organs[part]} in {modalities[modality]}, {number:,}" for part, modality in most if (number := counts[part, modality].number))
    alt = f"Heat map of {len(organs)} body parts and {len(modalities)} modalities with the number of datasets in each cell. Most datasets: {said}."
    chart = Chart("heat-map", {"frame": frame, "rows": list(organs.values()), "columns": list(modalities.values())})
    return Drawing(chart, alt, heat_map_step(max(it.number for it in counts.values())) * len(modalities) + 200)


def _table(counts: Counts, names: dict[str, dict[str, str]]) -> FigureTable:
    modalities = names["modality"]
    rows = tuple(
        (FigureCell(name), *(cell(it.number, it.address, it.listed) for it in (counts[part, modality] for modality in modalities)))
        for part, name in names["body_part"].items()
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


def _note(terms: dict[str, dict[str, list[str]]], uncertain: set[str], catalog: Catalog) -> str:
    rare = {field: len(groups.get(_OTHER, ())) for field, groups in terms.items()}
    others = [f"{number} rarer {name}" for number, name in ((rare["modality"], "modalities"), (rare["body_part"], "body parts")) if number]
    none = sum(not catalog.summaries[id_].terms["body_part"] for id_ in dataset_frames.medical(catalog))
    parts = [
        "Each cell opens Table 1 with its datasets. A dataset with several modalities of one body part, or the reverse, is counted in each of its combinations.",
        _uncertain_words(uncertain, catalog),
        f"{_OTHER.capitalize()}: {' and '.join(others)}." if others else "",
        f"{datasets_of(none)} without a body part {'is' if none == 1 else 'are'} not counted." if none else "",
    ]
    return " ".join(filter(None, parts))


def _uncertain_words(ids: set[str], catalog: Catalog) -> str:
    """Return which datasets are in no cell although Table 1 lists them."""
    if not ids:
        return ""
    names = sorted((catalog.summaries[id_].name for id_ in ids), key=str.casefold)
    named = f" ({', '.join(names)})" if len(names) <= MAX_NAMED else ""
    is_, list_ = ("is", "its record does") if len(ids) == 1 else ("are", "their records do")
    what = f"{datasets_of(len(ids))} with several modalities and several body parts or the whole body{named} {is_} not counted, because {list_} not say which modality shows which body part"
    return f"{what}; Table 1 lists {'it' if len(ids) == 1 else 'them'} too."
