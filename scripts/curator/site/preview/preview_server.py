"""The server of the preview, on this computer only."""

from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from curator.site.preview.answers import CHANGES, Answer, Answers
from curator.site.preview.live_site import LiveSite

HOST = "127.0.0.1"
_PAUSE = 15
"""Seconds after which the stream of versions finds out whether the browser still reads it."""


class PreviewServer(ThreadingHTTPServer):
    """Answers the browsers of this computer, each connection in a thread of its own."""

    daemon_threads = True

    def __init__(self, site: LiveSite, answers: Answers, port: int) -> None:
        super().__init__((HOST, port), partial(_Connection, site, answers, port))

    def handle_error(self, *_: Any) -> None:
        """Say nothing: the browser closed the connection."""


class _Connection(BaseHTTPRequestHandler):
    """Answers one connection of a browser."""

    protocol_version = "HTTP/1.1"

    def __init__(self, site: LiveSite, answers: Answers, port: int, *arguments: Any) -> None:
        self._site, self._answers, self._hosts = site, answers, {f"{HOST}:{port}", f"localhost:{port}"}
        super().__init__(*arguments)

    def do_GET(self) -> None:
        """Answer with a file, or with the stream of versions."""
        path = unquote(urlsplit(self.path).path)
        # a page of another site can make its own name lead to this computer, but browsers send the name
        if self.headers.get("Host", "") not in self._hosts:
            self._send(Answer(HTTPStatus.MISDIRECTED_REQUEST, content=b"This server answers only requests to 127.0.0.1 and localhost.\n"))
        elif path == CHANGES:
            self._stream()
        else:
            self._send(self._answer(path))

    def do_HEAD(self) -> None:
        """Answer without the content."""
        self.do_GET()

    def _answer(self, path: str) -> Answer:
        try:
            return self._answers.get(path)
        except Exception as error:  # noqa: BLE001 - e.g. a broken template of the preview
            return Answer(HTTPStatus.INTERNAL_SERVER_ERROR, content=f"{error}\n".encode())

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        text = answer.media_type.startswith("text/")
        self.send_header("Content-Type", f"{answer.media_type}; charset=utf-8" if text else answer.media_type)
        self.send_header("Content-Length", str(len(answer.content)))
        self.send_header("Cache-Control", "no-cache")
        if answer.to:
            self.send_header("Location", quote(answer.to))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.content)

    def _stream(self) -> None:
        """Send the version of the site at once and whenever it changes."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        version = -1
        while self.command == "GET":
            found = self._site.wait(version, _PAUSE)
            self.wfile.write(b":\n\n" if found == version else f"data: {found}\n\n".encode())
            version = found

    def log_message(self, *_: Any) -> None:
        """Requests are not reported."""
