"""Firefox, driven over WebDriver BiDi, which it speaks without another program."""

import base64
import json
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from selenium.webdriver.remote.websocket_connection import WebSocketConnection

from browsers.window import click_actions, press_actions, type_actions
from find_programs import FIREFOX

ANNOUNCEMENT = "WebDriver BiDi listening on "
"""The words before the address, in the output of Firefox."""
SECONDS = 60
"""The longest time for one command."""


def _preferences(downloads: Path) -> dict[str, Any]:
    """Return preferences: files are saved without questions, `rel=next` is prefetched as it is for users, and Firefox itself requests nothing."""
    return {
        "remote.active-protocols": 1,
        "browser.download.folderList": 2,
        "browser.download.dir": str(downloads),
        "browser.download.always_ask_before_handling_new_types": False,
        "browser.download.alwaysOpenPanel": False,
        "browser.cache.disk.enable": False,
        "network.prefetch-next": True,
        "network.captive-portal-service.enabled": False,
        "network.connectivity-service.enabled": False,
        "app.normandy.enabled": False,
        "datareporting.policy.dataSubmissionEnabled": False,
        "extensions.update.enabled": False,
        "services.settings.server": "data:,",
    }


class Firefox:
    """A window of Firefox."""

    def __init__(self, downloads: Path) -> None:
        """Start the browser with a new profile."""
        self._profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in _preferences(downloads).items())
        (Path(self._profile.name) / "user.js").write_text("".join(lines), encoding="utf-8")
        command = [str(FIREFOX.path()), "--headless", "--no-remote", "--profile", self._profile.name, "--remote-debugging-port", "0", "about:blank"]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        assert self._process.stderr
        output = ""
        for line in self._process.stderr:
            output += line
            if ANNOUNCEMENT in line:
                break
        assert ANNOUNCEMENT in output, f"Firefox did not start:\n{output}"
        self._connection = WebSocketConnection(f"{output.rpartition(ANNOUNCEMENT)[2].strip()}/session", SECONDS, 0.01)
        self._send("session.new", capabilities={"alwaysMatch": {"unhandledPromptBehavior": {"default": "accept"}}})
        self._context = self._send("browsingContext.getTree")["contexts"][0]["context"]
        self._log: list[str] = []
        self._connection.callbacks["log.entryAdded"] = [self._heard]
        self._send("session.subscribe", events=["log.entryAdded"])

    def load(self, url: str) -> None:
        """Open a page and wait until it is loaded."""
        self._in_page("browsingContext.navigate", url=url, wait="complete")

    def evaluate(self, expression: str) -> str:
        """Return the value of an expression, a text or a promise of one."""
        done = self._send("script.evaluate", expression=expression, target={"context": self._context}, awaitPromise=True, userActivation=False)
        assert done["type"] == "success", done["exceptionDetails"]["text"]
        return str(done["result"].get("value"))

    def click(self, x: int, y: int) -> None:
        """Click at a position of the visible part of the page."""
        self._in_page("input.performActions", actions=click_actions(x, y))

    def press(self, keys: str) -> None:
        """Press a key, or several keys at once."""
        self._in_page("input.performActions", actions=press_actions(keys))

    def type(self, text: str) -> None:
        """Type a text into the element with the focus."""
        self._in_page("input.performActions", actions=type_actions(text))

    def resize(self, width: int, height: int) -> None:
        """Change the size of the visible part of the page."""
        self._in_page("browsingContext.setViewport", viewport={"width": width, "height": height})

    def back(self) -> None:
        """Go back to the previous page or state."""
        self._in_page("browsingContext.traverseHistory", delta=-1)

    def forward(self) -> None:
        """Go forward again."""
        self._in_page("browsingContext.traverseHistory", delta=1)

    def reload(self) -> None:
        """Load the page again."""
        self._in_page("browsingContext.reload", wait="complete")

    def screenshot(self, path: Path) -> None:
        """Save a picture of the visible part of the page."""
        path.write_bytes(base64.b64decode(self._in_page("browsingContext.captureScreenshot")["data"]))

    def logged(self) -> list[str]:
        """Return the errors and warnings in the browser's log since the last call."""
        found, self._log = self._log, []
        return found

    def close(self) -> None:
        """End the browser."""
        self._connection.close()
        self._process.terminate()
        self._process.wait(SECONDS)
        self._profile.cleanup()

    def _in_page(self, method: str, **params: Any) -> dict[str, Any]:
        return self._send(method, context=self._context, **params)

    def _send(self, method: str, **params: Any) -> dict[str, Any]:
        reply: dict[str, Any] = self._connection.send_cmd(method, params)
        assert reply["type"] == "success", f"{method}: {reply['error']}: {reply['message']}"
        result: dict[str, Any] = reply["result"]
        return result

    def _heard(self, entry: dict[str, Any]) -> None:
        if entry["level"] in {"error", "warn"}:
            self._log.append(f"{entry['level']}: {entry['text']}")
