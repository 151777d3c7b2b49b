"""Pages as browsers show them: with the parts that scripts add while a page is read."""

import json
import re
from pathlib import Path


def with_parts(file: Path) -> str:
    """Return a page with what its scripts add while a browser reads it."""
    text = file.read_text(encoding="utf-8")
    for path in re.findall(r'<script src="?([^" >]*/assets/js/theme/[0-9a-f]+\.js)"?></script>', text):
        added = re.match(r"document\.currentScript\.insertAdjacentHTML\('afterend', (\".*\")\);\n", (file.parent / path).read_text(encoding="utf-8"))
        text = text.replace(path, path + '"></script>' + json.loads(added[1]) + '<script src="') if added else text
    return text
