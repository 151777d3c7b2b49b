"""The medical datasets as data frames."""

import pandas as pd

from curator.records.catalog import Catalog
from curator.site.views.filters import FACETS, terms
from curator.site.views.home import TEXT
from curator.site.views.number_filters import held_numbers

_FACETS = {facet.key: facet for facet in FACETS}
SINGLE = ("access", "use", "age", "sex")
"""Filters of which each dataset has one term."""


def medical(catalog: Catalog) -> list[str]:
    """Return the ids of the datasets that are counted: those that Table 1 shows at first."""
    return [id_ for id_, it in catalog.summaries.items() if it.kind == "medical"]


def datasets(catalog: Catalog) -> pd.DataFrame:
    """Return a row for each dataset: year, numbers of images and patients, access, commercial use, age and sex of the patients."""
    rows = [
        {
            "id": id_,
            "year": catalog.summaries[id_].year,
            **{measure: max(held_numbers(id_, catalog)[measure], default=0) for measure in ("images", "patients")},
            **{key: terms(id_, catalog)[key][0] for key in SINGLE},
        }
        for id_ in medical(catalog)
    ]
    return pd.DataFrame(rows, columns=["id", "year", "images", "patients", *SINGLE])


def subjects(catalog: Catalog) -> pd.DataFrame:
    """Return a row for each imaging modality and body part of each dataset."""
    held = ((id_, catalog.summaries[id_].terms) for id_ in medical(catalog))
    rows = [(id_, modality, part) for id_, found in held for modality in found["modality"] for part in found["body_part"] if modality != TEXT]
    return pd.DataFrame(rows, columns=["id", "modality", "body_part"])


def labels(key: str, catalog: Catalog) -> dict[str, str]:
    """Return the labels of the terms of a filter, in its order."""
    return _FACETS[key].labels(catalog.vocabularies)
