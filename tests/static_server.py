"""A server of a built site below a base path, as on GitHub Pages."""

import functools
import gzip
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import axe_playwright_python

BASE = "/catalog/"
"""The path of the site on the server."""
AXE = f"{BASE}axe.min.js"
"""The path of axe-core, which a browser keeps in compiled form if it is a file of the site."""
TEXTS = ("text/", "application/json", "application/javascript", "image/svg+xml", "application/xml")
"""Media types that are compressed."""


class PlainHandler(http.server.SimpleHTTPRequestHandler):
    """Serves files with a lifetime: a browser that keeps them loads a page in three quarters of the time; the site does not change."""

    def log_message(self, *_: object) -> None:
        """Do not log requests."""

    def translate_path(self, path: str) -> str:
        """Return axe-core, or the file of a URL below the base path; other URLs do not exist."""
        if path == AXE:
            return str(Path(axe_playwright_python.__file__).with_name("axe.min.js"))
        return super().translate_path(path.removeprefix(BASE.rstrip("/")) if path.startswith(BASE) else "/\0")

    def end_headers(self) -> None:
        """Add the lifetime."""
        self.send_header("Cache-Control", "max-age=3600")
        super().end_headers()


@functools.cache
def _compressed(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), 6)


class _Compressing(PlainHandler):
    """Serves compressed files over lasting connections, like hosts of static sites, and counts the bytes."""

    protocol_version = "HTTP/1.1"
    sent: dict[str, int]

    def do_GET(self) -> None:
        """Send a file, compressed if it is text."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        media_type = self.guess_type(str(path))
        compressed = media_type.startswith(TEXTS)
        content = _compressed(path) if compressed else path.read_bytes()
        self.sent[path.name] = self.sent.get(path.name, 0) + len(content)
        self.send_response(200)
        encoding = [("Content-Encoding", "gzip")] if compressed else []
        for name, value in (("Content-Type", media_type), *encoding, ("Content-Length", str(len(content)))):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Do not report connections that the browser has closed."""


@contextmanager
def serving(site: Path, sent: dict[str, int] | None = None) -> Iterator[str]:
    """Serve a site and provide its URL. Files are compressed if a dictionary is given, which receives the bytes sent by the name of the file."""
    with serving_with(PlainHandler if sent is None else type("Counting", (_Compressing,), {"sent": sent}), site) as address:
        yield address


@contextmanager
def serving_with(handler: type[PlainHandler], site: Path) -> Iterator[str]:
    """Serve a site with a handler of requests and provide its URL."""
    server = _Server(("127.0.0.1", 0), functools.partial(handler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}{BASE}"
    server.shutdown()
