"""The figure of what is known about age and sex of the patients."""

import pandas as pd

from curator.records.catalog import Catalog
from curator.site.overview import dataset_frames
from curator.site.overview.figure_parts import SITE_ROOT, Chart, Drawing, FigureCell, FigureTable, OverviewFigure, cell, datasets_of, filtered
from curator.site.views.licenses import NOT_KNOWN

CHARACTERISTICS = {"age": "Age", "sex": "Sex"}


def figure(catalog: Catalog) -> OverviewFigure:
    """Return for how many datasets age and sex of the patients are published, and how."""
    frame = dataset_frames.datasets(catalog)
    answers = dataset_frames.labels("age", catalog)
    counts = {(key, term): int((frame[key] == term).sum()) for key in CHARACTERISTICS for term in answers}
    addresses = {(key, term): filtered(**{key: term}) for key, term in counts}
    rows = [
        (label := f"{CHARACTERISTICS[key]} {answers[term]}", number, f"{number:,}", SITE_ROOT + addresses[key, term], f"{label}: {datasets_of(number)}")
        for (key, term), number in counts.items()
    ]
    bar_frame = pd.DataFrame(rows, columns=["label", "number", "text", "address", "description"])
    alt = f"Bars of the number of datasets by what is known about the patients: {'; '.join(f'{label}, {text}' for label, _, text, *_ in rows)}."
    table = FigureTable(
        "Number of datasets by what is known about the patients",
        ("Characteristic", *answers.values()),
        tuple((FigureCell(label), *(cell(counts[key, term], addresses[key, term]) for term in answers)) for key, label in CHARACTERISTICS.items()),
    )
    note = (
        "Not reported: the sources were read and do not say it. Not recorded: the record says nothing, which may be a gap of this catalog. Each bar opens Table 1 "
        "with its datasets."
    )
    return OverviewFigure("patients", _finding(frame), note, (Drawing(Chart("bars", {"frame": bar_frame}), alt),), table)


def _finding(frame: pd.DataFrame) -> str:
    """Return for how many datasets both are published for each patient, and for how many neither is recorded."""
    both = int(((frame["age"] == "per-patient") & (frame["sex"] == "per-patient")).sum())
    neither = int(((frame["age"] == NOT_KNOWN) & (frame["sex"] == NOT_KNOWN)).sum())
    return f"Age and sex of each patient are published for {both:,} of {datasets_of(len(frame))}; for {neither:,} neither is recorded"
