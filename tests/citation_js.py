"""citation-js, which requires Node.js; `make test` installs it with npm if it is available."""

import shutil
from pathlib import Path

READER = Path(__file__).parent / "read_citations.mjs"
_PACKAGE = Path(__file__).parent.parent / "node_modules" / "@citation-js" / "core"


def missing() -> str:
    """Return why citation-js cannot run; empty if it can."""
    if not shutil.which("node"):
        return "Node.js is not installed"
    return "" if _PACKAGE.is_dir() else "citation-js is not installed: run `npm ci`"
