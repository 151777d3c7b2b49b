"""WebKitGTK, driven by its WebDriver on a virtual display."""

import os
import subprocess
import tempfile
from pathlib import Path

from selenium.webdriver import WebKitGTK
from selenium.webdriver.remote.command import Command
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

from browsers.window import click_actions, press_actions, type_actions
from find_programs import DISPLAY, WEBKIT

SMALL_TOOLBAR = "toolbar *, headerbar *, toolbar, headerbar, entry, button { border: 0; margin: 0; min-width: 0; padding: 0; }"
"""Without this, the buttons of the window make it wider than a phone."""


class WebKit:
    """A window of WebKitGTK's small browser, which saves files in the home folder of its user."""

    def __init__(self, downloads: Path) -> None:
        """Start a display, the driver and the browser."""
        self._config = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        styles = Path(self._config.name) / "gtk-3.0" / "gtk.css"
        styles.parent.mkdir()
        styles.write_text(SMALL_TOOLBAR, encoding="utf-8")
        command = [str(DISPLAY.path()), "-displayfd", "1", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"]
        self._display = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        assert self._display.stdout
        number = self._display.stdout.readline().strip()
        assert number, "the virtual display did not start"
        home = {"HOME": str(downloads), "XDG_CONFIG_HOME": self._config.name, "XDG_CACHE_HOME": self._config.name, "XDG_DATA_HOME": self._config.name}
        environment = os.environ | home | {"DISPLAY": f":{number}", "GDK_BACKEND": "x11"}
        self._driver = WebKitGTK(options=Options(), service=Service(WEBKIT.path(), env=environment))
        self._driver.set_script_timeout(60)

    def load(self, url: str) -> None:
        """Open a page and wait until it is loaded."""
        self._driver.get(url)

    def evaluate(self, expression: str) -> str:
        """Return the value of an expression, a text or a promise of one."""
        script = f"const done = arguments[0]; Promise.resolve({expression}).then(done, error => done({{ error: String(error) }}))"
        found = self._driver.execute_async_script(script)
        assert not isinstance(found, dict), found["error"]
        return str(found)

    def click(self, x: int, y: int) -> None:
        """Click at a position of the visible part of the page."""
        self._driver.execute(Command.W3C_ACTIONS, {"actions": click_actions(x, y)})

    def press(self, keys: str) -> None:
        """Press a key, or several keys at once."""
        self._driver.execute(Command.W3C_ACTIONS, {"actions": press_actions(keys)})

    def type(self, text: str) -> None:
        """Type a text into the element with the focus."""
        self._driver.execute(Command.W3C_ACTIONS, {"actions": type_actions(text)})

    def resize(self, width: int, height: int) -> None:
        """Change the size of the visible part of the page."""
        self._driver.set_window_rect(0, 0, width, height)
        bar = height - int(self.evaluate("innerHeight"))
        self._driver.set_window_rect(0, 0, width, height + bar)

    def back(self) -> None:
        """Go back to the previous page or state."""
        self._driver.back()

    def forward(self) -> None:
        """Go forward again."""
        self._driver.forward()

    def reload(self) -> None:
        """Load the page again."""
        self._driver.refresh()

    def screenshot(self, path: Path) -> None:
        """Save a picture of the visible part of the page."""
        self._driver.save_screenshot(str(path))

    def logged(self) -> list[str]:
        """Return nothing: the driver has no log of the page."""
        return []

    def close(self) -> None:
        """End the browser and its display."""
        self._driver.quit()
        self._display.terminate()
        self._display.wait()
        self._config.cleanup()
