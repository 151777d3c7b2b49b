"""Reads kept values; a file that someone else wrote can contain nothing but plain values, and those of the program's own data classes."""

import pickle
from dataclasses import is_dataclass
from io import BytesIO
from typing import Any, TypeVar

from curator.records.model import FrozenModel
from curator.records.problem import Place

T = TypeVar("T")


class ModelUnpickler(pickle.Unpickler):
    """Reads values, and refuses every class that is not a data class or a model of the program."""

    def find_class(self, module: str, name: str) -> Any:
        """Return a class; refuse everything else."""
        found = super().find_class(module, name) if module.startswith("curator.") else None
        if isinstance(found, type) and (issubclass(found, (FrozenModel, Place)) or is_dataclass(found)):
            return found
        raise pickle.UnpicklingError(f"{module}.{name} is not a kept value")


def unpickled(content: bytes | None, kind: type[T]) -> T | None:
    """Return a kept value of a type; None if there is none, or if it is something else."""
    if content is None:
        return None
    try:
        found = ModelUnpickler(BytesIO(content)).load()
    except Exception:  # noqa: BLE001 - what someone else wrote can raise anything: the names of its classes, its arguments for them, or a missing end
        return None
    return found if isinstance(found, kind) else None


def unpickled_parts(content: bytes | None, *kinds: type) -> tuple[Any, ...] | None:
    """Return a kept tuple whose parts have these types; None if there is none, or if it is something else."""
    found = unpickled(content, tuple)
    return found if found is not None and len(found) == len(kinds) and all(map(isinstance, found, kinds)) else None
