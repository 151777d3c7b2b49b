"""Facts about a collection of a registry, computed from its series."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from curator.records.doi import canonical_doi
from curator.registries.idc_index import Series
from curator.registries.manufacturers import manufacturer

SEXES = {"F": "female", "M": "male", "O": "other"}
"""The values of the DICOM attribute PatientSex, with the fields of a record."""
_AGE = re.compile(r"(\d{3})([DWMY])")
"""The format of the DICOM attribute PatientAge, e.g. 061Y."""
_PER_YEAR = {"D": 365.25, "W": 52.18, "M": 12.0, "Y": 1.0}
_DERIVED = frozenset("SEG SR RTSTRUCT RTDOSE RTPLAN ANN REG PR KO M3D FUSION RWV PLAN".split())  # noqa: SIM905
"""DICOM modalities of objects that software derives from images; their manufacturer is that of the software."""


@dataclass(frozen=True)
class CollectionFacts:
    """Facts about the original data of a collection. Ages are in years, one per patient whose age is known."""

    patients: int
    dois: frozenset[str]
    licences: frozenset[str]
    gigabytes: float
    sexes: Counter[str]
    ages: tuple[float, ...]
    manufacturers: Counter[str]
    """The number of patients with images of each manufacturer."""
    with_manufacturer: int
    """The number of patients with images whose manufacturer is known."""


def collection_facts(series: Iterable[Series]) -> CollectionFacts:
    """Return the facts about a collection with these series."""
    found = tuple(series)
    by_patient: dict[str, list[Series]] = {}
    for one in found:
        by_patient.setdefault(one.patient, []).append(one)
    sexes = Counter(sex for group in by_patient.values() if (sex := _sex(group)))
    makers = [names for group in by_patient.values() if (names := _makers(group))]
    return CollectionFacts(
        patients=len(by_patient),
        dois=frozenset(doi for one in found if (doi := canonical_doi(one.doi))),
        licences=frozenset(one.licence.strip().replace(" ", "-") for one in found if one.licence),
        gigabytes=sum(one.megabytes for one in found) / 1000,
        sexes=sexes,
        ages=tuple(sorted(age for group in by_patient.values() if (age := _youngest(group)) is not None)),
        manufacturers=Counter(name for names in makers for name in names),
        with_manufacturer=len(makers),
    )


def _sex(series: Iterable[Series]) -> str:
    """Return the sex of a patient; nothing if it is unknown or the series disagree."""
    found = {SEXES[one.sex] for one in series if one.sex in SEXES}
    return found.pop() if len(found) == 1 else ""


def _youngest(series: Iterable[Series]) -> float | None:
    """Return the age of a patient at the first images, in years; None if it is unknown."""
    found = [int(match[1]) / _PER_YEAR[match[2]] for one in series if (match := _AGE.fullmatch(one.age.strip().upper()))]
    return min(found, default=None)


def _makers(series: Iterable[Series]) -> set[str]:
    """Return the manufacturers of the devices that acquired the images of a patient."""
    return {name for one in series if one.modality not in _DERIVED and (name := manufacturer(one.manufacturer))}
