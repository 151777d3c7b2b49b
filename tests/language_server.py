"""The YAML language server, with which editors complete, explain and check records; `make test` installs it if npm is available."""

import functools
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
PROGRAM = ROOT / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"


@functools.cache
def missing() -> str:
    """Return what the language server lacks; empty if it can run."""
    if not shutil.which("node"):
        return "Node.js was not found"
    return "" if PROGRAM.is_file() else "the language server is not installed: run `npm ci`, which requires Node.js"


class Editor:
    """An editor with this checkout as its folder, which opens one text at a time as a record."""

    def __init__(self, server: subprocess.Popen[bytes], settings: dict[str, Any]) -> None:
        """Connect the server with settings, whose names begin with `yaml.`."""
        assert server.stdin
        assert server.stdout
        self._input, self._output, self._settings = server.stdin, server.stdout, settings
        self._requests, self._texts = 0, 0
        self._diagnostics: dict[str, list[dict[str, Any]]] = {}
        self._uri = ""
        folder = {"uri": ROOT.as_uri(), "name": ROOT.name}
        can = {"workspace": {"configuration": True}, "textDocument": {"hover": {"contentFormat": ["plaintext"]}}}
        self.request("initialize", {"processId": None, "rootUri": folder["uri"], "workspaceFolders": [folder], "capabilities": can})
        self._send("initialized", {})

    def request(self, method: str, params: Any) -> Any:
        """Send a request and return the result."""
        self._requests += 1
        self._send(method, params, self._requests)
        while True:
            message = self._receive()
            if message.get("id") == self._requests and "method" not in message:
                assert "error" not in message, message["error"]
                return message["result"]

    def open(self, text: str, name: str = "new-record") -> None:
        """Open a text as the file of a record that is not saved, instead of the previous one."""
        if self._uri:
            self._send("textDocument/didClose", {"textDocument": {"uri": self._uri}})
        self._uri = (ROOT / "catalog" / "datasets" / f"{name}.yaml").as_uri()
        self._texts += 1
        self._diagnostics.clear()
        document = {"uri": self._uri, "languageId": "yaml", "version": self._texts, "text": text}
        self._send("textDocument/didOpen", {"textDocument": document})

    def at(self, line: int, character: int) -> dict[str, Any]:
        """Return the parameters of a request about a position of the text."""
        return {"textDocument": {"uri": self._uri}, "position": {"line": line, "character": character}}

    def completions(self, line: int, character: int) -> dict[str, str]:
        """Return the offered words with their explanations."""
        offered = self.request("textDocument/completion", self.at(line, character))["items"]
        return {it["label"]: _plain(it.get("documentation", "")) for it in offered}

    def hover(self, line: int, character: int) -> str:
        """Return the explanation of the word at a position."""
        return _plain((self.request("textDocument/hover", self.at(line, character)) or {"contents": ""})["contents"])

    def diagnostics(self) -> list[tuple[int, str]]:
        """Return the line and the message of each reported problem of the text, in order."""
        while self._uri not in self._diagnostics:
            self._receive()
        return sorted((it["range"]["start"]["line"] + 1, it["message"]) for it in self._diagnostics[self._uri])

    def _send(self, method: str, params: Any, number: int | None = None) -> None:
        self._write({"method": method, "params": params} | ({} if number is None else {"id": number}))

    def _write(self, message: dict[str, Any]) -> None:
        content = json.dumps({"jsonrpc": "2.0"} | message).encode()
        self._input.write(b"Content-Length: %d\r\n\r\n%s" % (len(content), content))
        self._input.flush()

    def _receive(self) -> dict[str, Any]:
        length = 0
        while line := self._output.readline().strip():
            if line.lower().startswith(b"content-length:"):
                length = int(line.partition(b":")[2])
        assert length, "the language server has ended"
        message: dict[str, Any] = json.loads(self._output.read(length))
        if message.get("method") == "textDocument/publishDiagnostics":
            self._diagnostics[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif "method" in message and "id" in message:
            self._write({"id": message["id"], "result": self._answer(message["method"], message["params"])})
        return message

    def _answer(self, method: str, params: Any) -> Any:
        """Return the answer to a request of the server: the settings of a section, and null to other requests."""
        if method != "workspace/configuration":
            return None
        return [{key.partition(".")[2]: value for key, value in self._settings.items() if key.startswith(f"{it['section']}.")} for it in params["items"]]


def _plain(text: Any) -> str:
    """Return a text without the escapes of Markdown."""
    return re.sub(r"\\([^A-Za-z0-9\s])", r"\1", str(text["value"]) if isinstance(text, dict) else str(text))


@contextmanager
def editing(settings: dict[str, Any]) -> Iterator[Editor]:
    """Start the language server, and provide an editor that uses it with settings."""
    with subprocess.Popen(["node", str(PROGRAM), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as server:
        try:
            yield Editor(server, settings)
        finally:
            server.kill()
