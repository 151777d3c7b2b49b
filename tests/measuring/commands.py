"""Commands with what they used: processor time, elapsed time, memory."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from measuring.results import Usage

_WRAPPER = Path(__file__).with_name("usage_of_command.py")
ENVIRONMENT = {"NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1"}


class FailedError(Exception):
    """A command failed or took too long; the text is the reason."""


def used(command: Sequence[str], folder: Path, seconds: float) -> Usage:
    """Run a command in a folder for up to a number of seconds, and return what it and its processes used."""
    with tempfile.TemporaryDirectory() as temporary:
        file, log = Path(temporary, "usage.json"), Path(temporary, "log")
        wrapped = [sys.executable, "-I", "-S", str(_WRAPPER), str(file), str(seconds), *command]
        with log.open("wb") as output:
            subprocess.run(wrapped, cwd=folder, env=os.environ | ENVIRONMENT, stdout=output, stderr=subprocess.STDOUT, check=True)
        found = json.loads(file.read_text(encoding="ascii"))
        if found["stopped"]:
            raise FailedError(f"stopped after {seconds:,.0f} s")
        if found["code"]:
            raise FailedError(f"failed: {log.read_text(encoding='utf-8', errors='replace')[-800:].strip()}")
    return Usage(**found["used"])
