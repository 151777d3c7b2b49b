"""A server of a site whose pages report errors in the same way in every browser."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path

from static_server import BASE, PlainHandler, serving_with

REPORTS = f"{BASE}-reports"
"""The address that receives reports."""
SCRIPT = f"{BASE}-report.js"
"""The address of the script that sends them, which is the first one of each page."""
POLICY = re.compile(r'<meta http-equiv="?Content-Security-Policy"? content="([^"]*)">')


class _Reporting(PlainHandler):
    """Serves pages with the script, and with their policy as a header that asks for a report of each violation; a policy in a page cannot ask for that."""

    reports: list[str]

    def do_GET(self) -> None:  # noqa: N802 - the library calls it
        """Send a file, or the script."""
        path = Path(self.translate_path(self.path))
        page = path / "index.html" if path.is_dir() and self.path.partition("?")[0].endswith("/") else path
        if self.path == SCRIPT:
            self._send("text/javascript", Path(__file__).with_name("report.js").read_bytes())
        elif page.suffix == ".html" and page.is_file():
            text = page.read_text(encoding="utf-8")
            policy = POLICY.search(text)
            headers = {"Content-Security-Policy-Report-Only": f"{unescape(policy[1])}; report-uri {REPORTS}"} if policy else {}
            self._send("text/html; charset=utf-8", text.replace("<head>", f'<head><script src="{SCRIPT}"></script>', 1).encode(), headers)
        else:
            if not page.exists() and self.path.startswith(BASE):
                self.reports.append(f"{self.path} does not exist")
            super().do_GET()

    def do_POST(self) -> None:  # noqa: N802 - the library calls it
        """Receive a report of the browser about its policy, or of the script."""
        text = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if "csp-report" in self.headers["Content-Type"]:
            report = json.loads(text)["csp-report"]
            text = f"{report['document-uri']}: the policy blocks {report['blocked-uri']} ({report['violated-directive']})"
        self.reports.append(text)
        self._send("text/plain", b"")

    def _send(self, media_type: str, content: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(200)
        for name, value in {"Content-Type": media_type, "Content-Length": str(len(content)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)


@contextmanager
def reporting(site: Path) -> Iterator[tuple[str, list[str]]]:
    """Serve a site; provide its URL, and the list to which reports are added."""
    reports: list[str] = []
    with serving_with(type("Reporting", (_Reporting,), {"reports": reports}), site) as address:
        yield address, reports
