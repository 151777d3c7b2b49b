"""The Nu HTML checker (vnu), which requires Java; `make test` installs it with npm if both are available."""

import functools
import json
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote, urlsplit

JAR = Path(__file__).parent.parent / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
COMMAND = ["java", "-Xss4m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar", str(JAR), "--errors-only", "--format", "json", "--stdout"]
"""Without the optimizing compiler, a run takes less processor time. Warnings are omitted: all are about the policy of pages that are opened as files."""


@functools.cache
def missing() -> str:
    """Return what the checker lacks; empty if it can run."""
    # macOS has a program with this name that only says that Java is not installed
    if not shutil.which("java") or subprocess.run(["java", "-version"], capture_output=True, check=False).returncode:
        return "Java was not found"
    return "" if JAR.is_file() else "the checker is not installed: run `npm ci`, which requires Node.js"


def html_errors(pages: Iterable[Path]) -> list[str]:
    """Return the errors in pages: file, line, message, and the HTML in question."""
    done = subprocess.run([*COMMAND, *map(str, pages)], capture_output=True, text=True, check=False)
    assert done.stdout, done.stderr
    found = json.loads(done.stdout)["messages"]
    return [f"{unquote(urlsplit(it['url']).path)}:{it.get('lastLine', 1)}: {it['message']} {it.get('extract', '')!r}" for it in found]
