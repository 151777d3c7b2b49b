"""Works cited by generated records, as entries of the bibliography."""

from collections.abc import Container

from curator.records.ids import record_id
from generator.text import Wording

_TITLES = (
    "{quality} {thing} of the {structure}: a dataset for {purpose}",
    "Towards {purpose} with {quality} {method}",
    "A collection of {thing} for {purpose} in {people}",
    "{finding} in {quality} {thing} of the {structure}",
    "Open {thing} from {method} with labels of {finding} and {finding}",
    "How {people} read {finding}: {quality} {thing} from {place}",
)


def work(wording: Wording, year: int, known: Container[str], kind: str = "article") -> tuple[str, str]:
    """Return the key and the entry of a new work."""
    people = [(wording.word("family"), wording.word("given")) for _ in range(wording.random.choice((1, 2, 3, 4, 5, 6, 8, 12)))]
    key = ""
    while not key or key in known:
        title = wording.filled(wording.random.choice(_TITLES))
        word = record_id(wording.random.choice([word for word in title.split() if len(word) > 3])).replace("-", "")
        key = record_id(people[0][0]).replace("-", "") + f"{year}{word}{wording.random.choice('abcdefghijkmnpqrstuvwxyz') if key else ''}"
    fields = {
        "author": " and ".join(f"{family}, {given}" for family, given in people),
        "title": title,
        "journal" if kind == "article" else "publisher": wording.word("journal"),
        "volume": str(wording.random.randint(1, 60)),
        "pages": "{}--{}".format(*sorted(wording.random.sample(range(1, 3000), 2))),
        "year": str(year),
        "doi": f"10.5555/{key}",  # the prefix reserved for examples
    }
    if kind != "article":
        del fields["volume"], fields["pages"]
    return key, "".join([f"@{kind}{{{key},\n", *(f"  {name} = {{{value}}},\n" for name, value in fields.items()), "}\n"])
