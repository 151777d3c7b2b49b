"""Order of the fields of a record, from the model, and which values are written on several lines."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from typing import Any, get_args, get_origin

from curator.records.model import (
    Access,
    Acknowledgement,
    Acquisition,
    Correction,
    Dataset,
    Dispute,
    FrozenModel,
    Imaging,
    Issue,
    Labelling,
    Licence,
    Population,
    Release,
    Route,
    SourcePage,
    Withdrawal,
)

TALL: frozenset[type[FrozenModel]] = frozenset(
    {Access, Acknowledgement, Acquisition, Correction, Dataset, Imaging, Issue, Labelling, Licence, Population, Release, Route, Withdrawal}
)
"""Mappings with one line per field, even if short, because they are read and extended."""
WIDE: frozenset[type[FrozenModel]] = frozenset({SourcePage})
"""Mappings on one line, even if long, because they are looked up in a list."""
LISTINGS = frozenset({"notes", "sources", "evidence", "unverified", "not_reported"})
"""Fields of the record with one line per name."""
_EXPLAINING = frozenset({"evidence", "unverified", "not_reported"})
_POSITIONS = {field: position for position, field in enumerate(Dataset.model_fields)}
_MOST = 1000
"""Number of sets of keys whose order is remembered for a part of the model."""
_AFTER_SOURCE = {Dispute: ("kept",)}
"""Fields that are written after the source, because they describe it."""


Layout = tuple[type[FrozenModel] | None, "list[tuple[str, Shape]]"]
"""The class of the model to which a mapping belongs, if there is one, and its keys in order, each with the structure of its value."""


@dataclass(frozen=True)
class Shape:
    """The structure of a value: mappings of the model, or a list or mapping of further values."""

    models: tuple[type[FrozenModel], ...] = ()
    values: "Shape | None" = None
    explains: bool = False
    """Whether it maps fields of the record to their evidence, in the order of the fields."""

    def layout(self, keys: Iterable[str]) -> Layout:
        """Return the class of the model to which a mapping with these keys belongs, and the keys in order: the model's fields, then others as written."""
        written = tuple(keys)
        if not self.models:
            return None, self._unordered(written)
        found = self._known.get(written)
        if found is None:
            if len(self._known) >= _MOST:
                self._known.clear()
            model = self._model(written)
            found = self._known[written] = model, self._ordered(written, model)
        return found

    @cached_property
    def inside(self) -> "Shape":
        """The structure of the values of a list, or of a mapping that is not part of the model."""
        return self.values or Shape()

    @cached_property
    def _known(self) -> dict[tuple[str, ...], Layout]:
        """The layouts of mappings by their keys, which are the same in many records."""
        return {}

    def _model(self, written: tuple[str, ...]) -> type[FrozenModel]:
        if len(self.models) == 1:
            return self.models[0]
        return max(self.models, key=lambda model: len(set(written) & set(model.model_fields)))

    def _unordered(self, written: tuple[str, ...]) -> "list[tuple[str, Shape]]":
        inside = self.inside
        return [(key, inside) for key in (sorted(written, key=_explained) if self.explains else written)]

    def _ordered(self, written: tuple[str, ...], model: type[FrozenModel]) -> "list[tuple[str, Shape]]":
        known, present = fields(model), frozenset(written)
        return [*((key, shape) for key, shape in known.items() if key in present), *((key, Shape()) for key in written if key not in known)]


@cache
def fields(model: type[FrozenModel]) -> dict[str, Shape]:
    """Return the fields of a part of the model in the order of records: its own before those that it shares with other parts."""
    own = [name for name in model.__annotations__ if name in model.model_fields]
    late = _AFTER_SOURCE.get(model, ()) if issubclass(model, Dispute) else ()
    names = [*(name for name in own if name not in late), *(name for name in model.model_fields if name not in own), *late]
    found = {name: shape_of(model.model_fields[name].annotation) for name in names}
    return {name: replace(shape, explains=model is Dataset and name in _EXPLAINING) for name, shape in found.items()}


def shape_of(annotation: Any) -> Shape:
    """Return the structure of a type of the model."""
    found = list(_parts(annotation))
    models = tuple(part for part in found if isinstance(part, type))
    values = [part for part in found if isinstance(part, Shape)]
    return Shape(models, Shape(tuple(model for shape in values for model in shape.models), values[0].values) if values else None)


@lru_cache(maxsize=4096)
def _explained(path: str) -> int:
    """Return the position in the model of the field with which a path begins."""
    return _POSITIONS.get(path.partition(".")[0], len(_POSITIONS))


def _parts(annotation: Any) -> Iterator[type[FrozenModel] | Shape]:
    """Yield the parts of the model in a type, and the structure of its lists and mappings."""
    if isinstance(annotation, type) and issubclass(annotation, FrozenModel):
        yield annotation
    elif get_origin(annotation) is tuple:
        yield shape_of(get_args(annotation)[0])
    elif get_origin(annotation) is dict:
        yield shape_of(get_args(annotation)[1])
    else:
        for part in get_args(annotation):
            yield from _parts(part)


RECORD = Shape((Dataset,))
"""The structure of a record."""
