"""What stands where in a record, by the model: the fields of a mapping in their order, and which values take several lines."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args, get_origin

from curator.model import Dataset, Licence, Piece, Release, Route
from curator.model.parts import Access, Acknowledgement, Acquisition, Correction, Dispute, Evidence, Issue, Withdrawal

TALL: frozenset[type[Piece]] = frozenset({Access, Acknowledgement, Acquisition, Correction, Dataset, Issue, Licence, Release, Route, Withdrawal})
"""Mappings with a line for each field, however short: they are read, and grow."""
WIDE: frozenset[type[Piece]] = frozenset({Evidence})
"""Mappings on one line, however long: they are looked up, one below the other."""
LISTINGS = frozenset({"notes", "sources", "evidence", "unverified"})
"""Fields of the record that hold names of one's own, each on its line."""
_AFTER_SOURCE = {Dispute: ("kept",)}
"""Fields that stand behind the source, because they answer it."""


@dataclass(frozen=True)
class Shape:
    """What a value may be: mappings of the model, or a list or mapping of further values."""

    models: tuple[type[Piece], ...] = ()
    values: "Shape | None" = None

    def model(self, keys: Iterable[str]) -> type[Piece] | None:
        """The mapping that the keys have begun; None for one without fields of the model."""
        written = set(keys)
        return max(self.models, key=lambda model: len(written & set(model.model_fields)), default=None)

    def inside(self, step: str | int, keys: Iterable[str] = ()) -> "Shape":
        """What the value at a key or position of this one may be."""
        model = self.model(keys) if isinstance(step, str) else None
        if model is None:
            return self.values or Shape()
        return fields(model).get(str(step), Shape())


@cache
def fields(model: type[Piece]) -> dict[str, Shape]:
    """The fields of a mapping in the order in which records hold them: its own before those that it shares with others."""
    own = [name for name in model.__annotations__ if name in model.model_fields]
    late = _AFTER_SOURCE.get(model, ()) if issubclass(model, Dispute) else ()
    names = [*(name for name in own if name not in late), *(name for name in model.model_fields if name not in own), *late]
    return {name: shape_of(model.model_fields[name].annotation) for name in names}


def shape_of(annotation: Any) -> Shape:
    """What a type of the model holds."""
    found = list(_parts(annotation))
    models = tuple(part for part in found if isinstance(part, type))
    values = [part for part in found if isinstance(part, Shape)]
    return Shape(models, Shape(tuple(model for shape in values for model in shape.models), values[0].values) if values else None)


def ordered(keys: Iterable[str], shape: Shape) -> list[str]:
    """Keys in the model's order, those that it does not know behind them, as written."""
    written = list(keys)
    model = shape.model(written)
    known = [name for name in fields(model) if name in written] if model else []
    return [*known, *(key for key in written if key not in known)]


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
