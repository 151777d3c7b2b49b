"""Who looks after a record, as its page and its metadata name them."""

from dataclasses import dataclass

from curator.records.model import Dataset


@dataclass(frozen=True)
class PersonLink:
    """An address that stands for a person, and how it is shown."""

    url: str
    text: str


@dataclass(frozen=True)
class Person:
    """Somebody who looks after a record; the ORCID iD is a whole address, empty where none is known."""

    name: str
    orcid: str
    links: tuple[PersonLink, ...]


def contributors(record: Dataset) -> tuple[Person, ...]:
    """Those who look after a record, in its order."""
    found = []
    for it in record.contributors:
        orcid = f"https://orcid.org/{it.orcid}" if it.orcid else ""
        links = [PersonLink(orcid, orcid)] if orcid else []  # the owners of the iD ask that it be shown as a whole address
        links += [PersonLink(f"https://github.com/{it.github}", f"{it.github} on GitHub")] if it.github else []
        found.append(Person(it.name, orcid, tuple(links)))
    return tuple(found)
