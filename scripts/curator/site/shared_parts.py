"""Parts of a frame that need scripts or repeat other parts: a script of all its pages adds them while a browser reads the page.

Without scripts, a page has the tabs of its header and the list of its sections instead of the menus.
"""

import hashlib
import json
import re
from functools import partial

SCRIPTS = "assets/js/theme/{}.js"
"""The path of a script by its hash."""
_SCHEMES = re.compile(r'(?P<html><form class="md-header__option".*?</form>)\s*<script>(?P<code>.*?)</script>', re.DOTALL)
"""The choice of a color scheme, and its script."""
_MENUS = re.compile(r'(?P<html><div class="md-sidebar md-sidebar--primary".*?)(?=<div class="md-content")', re.DOTALL)
"""The menu of the site, which narrow windows show in a drawer, and the table of contents."""
_END = re.compile(r'(?P<html><div class="md-dialog".*?</div>\s*</div>\s*<script id="__config"[^>]*>.*?</script>)', re.DOTALL)
"""The message of the theme's scripts, and their settings."""
_PARTS = (_SCHEMES, _MENUS, _END)
_HEADING_LINK = re.compile(r'<a class="headerlink"[^>]*>.*?</a>')
"""The link of a heading to itself, which assets/js/shared/heading-links.js adds."""


def with_shared_parts(html: str, depth: int) -> tuple[str, dict[str, bytes]]:
    """Return a frame whose parts are in scripts, and these scripts by path."""
    files: dict[str, bytes] = {}
    for part in _PARTS:
        html = part.sub(partial(_script, files, depth), html)
    return _HEADING_LINK.sub("", html), files


def _script(files: dict[str, bytes], depth: int, part: re.Match[str]) -> str:
    """Return the script element before the place of a part, which it adds as the last element so far: another place would style all around it again."""
    found = part.groupdict()
    added = json.dumps(found["html"], ensure_ascii=False)
    code = f"document.currentScript.insertAdjacentHTML('afterend', {added});\n{found.get('code', '')}"
    path = SCRIPTS.format(hashlib.sha256(code.encode()).hexdigest()[:8])
    files[path] = code.encode()
    return f'<script src="{"../" * depth}{path}"></script>'
