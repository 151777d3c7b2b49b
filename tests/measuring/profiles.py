"""Profiles of commands: the functions and packages in which most of the processor time is used."""

import json
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from measuring.commands import used
from measuring.results import Profile, ProfiledFunction

_SAMPLER = Path(__file__).with_name("sampler.py")
FUNCTIONS, PACKAGES = 16, 8
"""Number of lines."""
_LITTLE = 0.01
_COMMANDS = "cli."
"""The package of the commands, in which all time is used."""
OTHER_PROCESSES = "other processes, such as the engine of the hand-written pages"


def profile(step: str, folder: Path, command: str, seconds: float) -> Profile:
    """Run a command of `curator` and return where its processor time is used."""
    with tempfile.TemporaryDirectory() as temporary:
        file = Path(temporary, "samples.json")
        used([sys.executable, str(_SAMPLER), str(file), command], folder, seconds)
        return summary(step, json.loads(file.read_text(encoding="utf-8")))


def summary(step: str, found: Mapping[str, Any]) -> Profile:
    """Return the shares of functions and packages in all processor time of a command, the largest first.

    Functions without a name, and those that use little time themselves and as much in all as another function, are left out.
    """
    whole = found["seconds"] + found["others"]
    share = found["seconds"] / whole / max(sum(found["packages"].values()), 1)
    functions = [ProfiledFunction(name=name, total=share * total, own=share * found["own"].get(name, 0)) for name, total in found["total"].items()]
    named = sorted((it for it in functions if not it.name.startswith(_COMMANDS) and not it.name.endswith(">")), key=lambda it: (-it.total, it.name))
    same = {f"{it.total:.3f}": it for it in reversed(named)}
    useful = [it for it in named if it.own > _LITTLE or it is same[f"{it.total:.3f}"]]
    packages = [(name, share * count) for name, count in found["packages"].items()]
    if found["others"]:
        packages.append((OTHER_PROCESSES, found["others"] / whole))
    return Profile(
        step=step,
        seconds=whole,
        functions=tuple(useful[:FUNCTIONS]),
        packages=tuple(sorted(packages, key=lambda it: (-it[1], it[0]))[:PACKAGES]),
    )
