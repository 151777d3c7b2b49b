"""Properties of HealthDCAT-AP, the health profile of DCAT, see https://healthdcat-ap.github.io/."""

import math
from typing import Any

from curator.records.catalog import Catalog
from curator.site.views.data_access_metadata import labels
from curator.site.views.dataset_metadata import certain

CONTEXT = {"healthdcatap": "http://healthdataportal.eu/ns/health#", "dpv": "https://w3id.org/dpv#"}


def health_properties(id_: str, catalog: Catalog) -> dict[str, Any]:
    """Return the age range, the number of individuals, the population and the purposes; unknown ones are empty."""
    record = catalog.records[id_]
    age = record.population.age if record.population and certain(record, "population.age") else None
    patients = record.counts.get("patient")
    made = record.acquisition
    return {
        "healthdcatap:minTypicalAge": _number(math.floor(age.range[0])) if age and age.range else "",
        "healthdcatap:maxTypicalAge": _number(math.ceil(age.range[1])) if age and age.range else "",
        "healthdcatap:numberOfUniqueIndividuals": _number(patients) if isinstance(patients, int) and certain(record, "counts.patient") else "",
        "healthdcatap:populationCoverage": made.population if made and made.population and certain(record, "acquisition.population") else "",
        "dpv:hasPurpose": [{"@type": "dpv:Purpose", "dct:description": label} for label in labels(record, "tasks", catalog.vocabularies)],
    }


def _number(number: int) -> dict[str, str]:
    return {"@value": str(number), "@type": "xsd:nonNegativeInteger"}
