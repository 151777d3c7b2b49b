"""What stands where in a record, by the model: the fields of a mapping in their order, and which values take several lines."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, get_args, get_origin

from curator.records.model import (
    Access,
    Acknowledgement,
    Acquisition,
    Correction,
    Dataset,
    Dispute,
    Evidence,
    Issue,
    Licence,
    Piece,
    Release,
    Route,
    Withdrawal,
)

TALL: frozenset[type[Piece]] = frozenset({Access, Acknowledgement, Acquisition, Correction, Dataset, Issue, Licence, Release, Route, Withdrawal})
"""Mappings with a line for each field, however short: they are read, and grow."""
WIDE: frozenset[type[Piece]] = frozenset({Evidence})
"""Mappings on one line, however long: they are looked up, one below the other."""
LISTINGS = frozenset({"notes", "sources", "evidence", "unverified"})
"""Fields of the record that hold names of one's own, each on its line."""
_EXPLAINING = frozenset({"evidence", "unverified"})
_POSITIONS = {field: position for position, field in enumerate(Dataset.model_fields)}
_AFTER_SOURCE = {Dispute: ("kept",)}
"""Fields that stand behind the source, because they answer it."""


@dataclass(frozen=True)
class Shape:
    """What a value may be: mappings of the model, or a list or mapping of further values."""

    models: tuple[type[Piece], ...] = ()
    values: "Shape | None" = None
    explains: bool = False
    """Whether it is a mapping from fields of the record to what they rest on, which has their order."""

    def model(self, keys: Iterable[str]) -> type[Piece] | None:
        """The mapping that the keys have begun; None for one without fields of the model."""
        if len(self.models) < 2:
            return next(iter(self.models), None)
        written = set(keys)
        return max(self.models, key=lambda model: len(written & set(model.model_fields)), default=None)

    def entries(self, keys: Iterable[str]) -> "list[tuple[str, Shape]]":
        """The keys of a mapping in their order, with what stands at each: the model's, then those that it does not know, as written."""
        written = list(keys)
        model = self.model(written)
        if model is None:
            inside = self.values or Shape()
            return [(key, inside) for key in (sorted(written, key=_explained) if self.explains else written)]
        known = fields(model)
        return [*((key, shape) for key, shape in known.items() if key in written), *((key, Shape()) for key in written if key not in known)]


@cache
def fields(model: type[Piece]) -> dict[str, Shape]:
    """The fields of a mapping in the order in which records hold them: its own before those that it shares with others."""
    own = [name for name in model.__annotations__ if name in model.model_fields]
    late = _AFTER_SOURCE.get(model, ()) if issubclass(model, Dispute) else ()
    names = [*(name for name in own if name not in late), *(name for name in model.model_fields if name not in own), *late]
    found = {name: shape_of(model.model_fields[name].annotation) for name in names}
    return {name: replace(shape, explains=model is Dataset and name in _EXPLAINING) for name, shape in found.items()}


def shape_of(annotation: Any) -> Shape:
    """What a type of the model holds."""
    found = list(_parts(annotation))
    models = tuple(part for part in found if isinstance(part, type))
    values = [part for part in found if isinstance(part, Shape)]
    return Shape(models, Shape(tuple(model for shape in values for model in shape.models), values[0].values) if values else None)


def _explained(path: str) -> int:
    """The position in the model of the field that a path begins with."""
    return _POSITIONS.get(path.partition(".")[0], len(_POSITIONS))


def _parts(annotation: Any) -> Iterator[type[Piece] | Shape]:
    """The mappings of the model in a type, and what its lists and mappings hold."""
    if isinstance(annotation, type) and issubclass(annotation, Piece):
        yield annotation
    elif get_origin(annotation) is tuple:
        yield shape_of(get_args(annotation)[0])
    elif get_origin(annotation) is dict:
        yield shape_of(get_args(annotation)[1])
    else:
        for part in get_args(annotation):
            yield from _parts(part)


RECORD = Shape((Dataset,))
"""What a record may be."""
