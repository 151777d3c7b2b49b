"""Frames without what the theme repeats in every page: icons, scripts and settings, which the pages of records and terms share as files instead."""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from functools import partial
from urllib.parse import quote

from curator.site.compact_templates import compact
from curator.site.page_frames import FRAMES, finished, short_menu
from curator.site.shared_parts import SCRIPTS, with_shared_parts

ICONS = "assets/css/icons.css"
"""The style sheet with the icons of the frames."""
_FORCED_COLORS = '@media (forced-colors: active) { [class^="icon-"] { background: CanvasText; forced-color-adjust: none; } }\n'
"""In forced colors, backgrounds are not drawn."""
_ARTICLE = re.compile(r"(<article\b.*</article>)", re.DOTALL)
_ICON = re.compile(r'<svg xmlns="http://www.w3.org/2000/svg"(?P<attributes>[^>]*\bviewBox="[^"]*"[^>]*)>(?P<drawing>.*?)</svg>', re.DOTALL)
_SCRIPT = re.compile(r"<script>(?P<code>.*?)</script>\s*", re.DOTALL)
_SETTINGS = re.compile(r'(<script id="__config" type="application/json">)(?P<json>.*?)(?=</script>)', re.DOTALL)
_UNUSED_TEXTS = ("search.", "select.")
"""Starts of the names of the theme's texts about its search and its choice of versions, which this site does not have."""
_UNESCAPED = " ='/:;,.()[]{}!*+-"
"""Characters that need no escape in the URL of an icon in double quotes."""
_ONLY_TABS = "__tabbed_"
"""The script with this name opens a tab, of which frames have none."""
_LABEL = re.compile(r'(<a [^>]*class="md-nav__link *"[^>]*>)\s*<span class="md-ellipsis">\s*([^<]*[^<\s])\s*</span>\s*(?=</a>)')
"""The text of an entry of the menu or of the table of contents: the theme cuts off long words in it, which these do not have."""
_BETWEEN = re.compile(r">\s*\n\s*<")
_DESCRIPTION = re.compile(r'<meta name="?description"? content=(?P<text>"[^"]*")>')
_OPEN_GRAPH = re.compile(r'<meta property="?og:description"? content="[^"]*">')
_GENERATOR = re.compile(r'<meta name="?generator"?[^>]*>\s*')
_LAST_STYLES = '<link rel="stylesheet" href="[./]*assets/css/print.css">'


def with_compact_frames(pages: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files of an engine, with compact frames and the files that these share."""
    found, icons = dict(pages), dict[str, str]()
    for path in (f"{frame}index.html" for frame in FRAMES):
        if path in pages:
            html = _compact(finished(short_menu(pages[path].decode()), policy=False), icons)
            html, parts = with_shared_parts(html, path.count("/"))
            html, scripts = _without_scripts(html, path.count("/"))
            found |= parts | scripts | {path: html.encode()}
    return found | ({ICONS: "".join((*icons.values(), _FORCED_COLORS)).encode()} if icons else {})


def in_short_html(html: str) -> str:
    """Return a finished frame without the end tags and quotes that HTML does not need in the menus before and after its article."""
    head, body, rest = html.partition("<body")
    return head + _around(body + rest, compact)


def _compact(html: str, icons: dict[str, str]) -> str:
    """Return a frame with its icons in the style sheet, to which they are added, and without spaces outside its article."""
    styles = re.search(_LAST_STYLES, html)
    if styles:
        link = styles[0].replace("print.css", "icons.css")
        html = _around(html, partial(_ICON.sub, partial(_shared_icon, icons))).replace(styles[0], f"{link}\n{styles[0]}")
    if _OPEN_GRAPH.search(html):
        html = _DESCRIPTION.sub(r'<meta name="description" property="og:description" content=\g<text>>', _OPEN_GRAPH.sub("", html))
    html = _SETTINGS.sub(lambda match: match[1] + _settings(match["json"]), _GENERATOR.sub("", html))
    return _around(html, lambda part: _BETWEEN.sub("><", _LABEL.sub(r"\1\2", part)))


def _around(html: str, change: Callable[[str], str]) -> str:
    """Return a page whose parts before and after its article are changed."""
    return "".join(part if at % 2 else change(part) for at, part in enumerate(_ARTICLE.split(html)))


def _shared_icon(icons: dict[str, str], icon: re.Match[str]) -> str:
    """Return an empty drawing of the same size, whose class gives it the shape of the icon."""
    if icon[0] not in icons:
        icons[icon[0]] = (
            f'.icon-{len(icons)} {{ background: currentcolor; mask: url("data:image/svg+xml,{quote(icon[0], safe=_UNESCAPED)}") center / contain no-repeat; }}\n'
        )
    return f'<svg class="icon-{list(icons).index(icon[0])}"{icon["attributes"]}></svg>'


def _without_scripts(html: str, depth: int) -> tuple[str, dict[str, bytes]]:
    """Return a frame whose inline scripts are files, and these files by path; they run at the same places of the page."""
    files: dict[str, bytes] = {}

    def moved(script: re.Match[str]) -> str:
        if _ONLY_TABS in script["code"] and _ONLY_TABS not in html.replace(script["code"], ""):
            return ""
        path = SCRIPTS.format(hashlib.sha256(script["code"].encode()).hexdigest()[:8])
        files[path] = script["code"].encode()
        return f'<script src="{"../" * depth}{path}"></script>\n'

    return _SCRIPT.sub(moved, html), files


def _settings(text: str) -> str:
    """Return the theme's settings without the texts that no page of this site shows."""
    settings = json.loads(text)
    kept = {name: it for name, it in settings.get("translations", {}).items() if not name.startswith(_UNUSED_TEXTS)}
    return json.dumps(settings | {"translations": kept}, separators=(",", ":")).replace("<", "\\u003c")
