"""Answers to requests of a browser: pages of the site, with what reloads them and what is wrong with them."""

import mimetypes
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from http import HTTPStatus
from threading import Lock

from curator.site import jinja
from curator.site.exports.published_files import FILES
from curator.site.jinja import TEMPLATES, BrokenTemplateError
from curator.site.page_frames import UnknownSlotError
from curator.site.preview.live_site import LiveSite, State, with_last_pages
from curator.site.preview.served_pages import INDEX, ServedPages
from curator.site.preview.worker import Paths

OWN = "/_preview/"
"""The path of what belongs to the preview and not to the site."""
CHANGES = f"{OWN}changes"
"""The path of the stream of versions."""
_OWN_FILES = {f"{OWN}reload.js": "text/javascript", f"{OWN}errors.css": "text/css"}
_MEDIA_TYPES = {file.name: file.media_type for file in FILES}
_OTHER_TYPES = mimetypes.MimeTypes()  # the same on all systems
for _type, _extension in (("text/javascript", ".js"), ("font/woff2", ".woff2")):
    _OTHER_TYPES.add_type(_type, _extension)
_MOST = 200
"""Files without errors that are kept, to be shown while there are errors."""


@dataclass(frozen=True)
class Answer:
    """An answer: its status, media type and content; `to` is the path to which it redirects."""

    status: HTTPStatus
    media_type: str = "text/plain"
    content: bytes = b""
    to: str = ""


class Answers:
    """Answers with the files of a site; one that cannot be rendered is replaced by the last one without an error. `say` receives each new error."""

    def __init__(self, site: LiveSite, say: Callable[[str], None]) -> None:
        self._site, self._say = site, say
        self._kept: dict[str, tuple[ServedPages, str | bytes]] = {}
        self._lock = Lock()
        self._last, self._error = INDEX, ""

    def get(self, path: str) -> Answer:
        """Return the answer for the path of a URL, without a query."""
        base = self._site.base
        if path in _OWN_FILES:
            return Answer(HTTPStatus.OK, _OWN_FILES[path], jinja.render(f"preview/{path.removeprefix(OWN)}.j2", changes=CHANGES).encode())
        if not path.startswith(base):
            return Answer(HTTPStatus.FOUND, to=base) if f"{path.rstrip('/')}/" in {"/", base} else Answer(HTTPStatus.NOT_FOUND)
        name = path.removeprefix(base)
        file = f"{name}{INDEX}" if name == "" or name.endswith("/") else name
        if (found := self._file(file)) or file != name:
            return found or self._file("404.html", HTTPStatus.NOT_FOUND) or Answer(HTTPStatus.NOT_FOUND)
        if self._file(f"{name}/{INDEX}"):
            return Answer(HTTPStatus.FOUND, to=f"{path}/")
        return self._file("404.html", HTTPStatus.NOT_FOUND) or Answer(HTTPStatus.NOT_FOUND)

    def try_again(self, paths: Paths) -> None:
        """Render the page requested last, so that it is ready; after a change of templates one page of each kind, so that their errors are reported."""
        state, files = self._site.state, [self._last]
        if any(path.is_relative_to(TEMPLATES) for path in paths):
            jinja.reload()
            files += self._site.samples()
        errors = [self._content(file, state)[1] for file in dict.fromkeys(files)]
        if not any(errors):
            self._error = ""

    def _file(self, file: str, status: HTTPStatus = HTTPStatus.OK) -> Answer | None:
        """Return a file of the site, which is at another URL if the status is not OK; None if there is none."""
        state = self._site.state
        content, error = self._content(file, state)
        if not file.endswith(".html"):
            if error and content is None:
                return Answer(HTTPStatus.INTERNAL_SERVER_ERROR, content=error.encode())
            return None if content is None else Answer(status, media_type(file), content if isinstance(content, bytes) else content.encode())
        if content is None and not error and state.pages:
            return None
        errors = [*state.errors.values(), *([error] if error else [])]
        if content is None:
            status = HTTPStatus.INTERNAL_SERVER_ERROR
        elif status == HTTPStatus.OK:
            self._last = file
        return Answer(status, "text/html", _shown(content, errors, state).encode())

    def _content(self, file: str, state: State) -> tuple[str | bytes | None, str]:
        """Return a file, if there is one, and the error because of which it is not the present one."""
        with self._lock:
            pages, content = self._kept.get(file, (None, None))
        if state.pages is None or (pages is state.pages and content is not None):
            return content, ""
        try:
            found = state.pages.get(file)
        except Exception as error:  # noqa: BLE001 - whatever an edited file causes, the others are still shown
            return content, self._reported(file, error)
        with self._lock:
            self._kept.pop(file, None)
            if found is not None:
                self._kept[file] = state.pages, found
            while len(self._kept) > _MOST:
                del self._kept[next(iter(self._kept))]
        return found, ""

    def _reported(self, file: str, error: Exception) -> str:
        """Return an error as a sentence; it is reported if it is not the last one."""
        if isinstance(error, BrokenTemplateError | UnknownSlotError):
            text = str(error)
        else:
            causes = map(str, self._site.causes(file))
            text = "\n".join(causes) or f"{file} cannot be rendered: {type(error).__name__}: {error}"
        if text != self._error:
            self._error = text
            self._say(with_last_pages(text))
        return text


def _shown(content: str | bytes | None, errors: Iterable[str], state: State) -> str:
    """Return a page with the errors and the script that reloads it."""
    html = content.decode() if isinstance(content, bytes) else content
    added = jinja.render("preview/added.html.j2", errors=list(errors), last=html is not None, version=state.version, own=OWN)
    before, end, after = (html or jinja.render("preview/no_page.html.j2")).rpartition("</body>")
    return f"{before}{added}{end}{after}"


def media_type(file: str) -> str:
    """Return the media type of a file by its name."""
    return _MEDIA_TYPES.get(file.rpartition("/")[2]) or _OTHER_TYPES.guess_type(file)[0] or "application/octet-stream"
