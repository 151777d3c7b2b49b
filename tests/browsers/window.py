"""What a browser must be able to do: the few operations that differ between browsers."""

from pathlib import Path
from typing import Any, Protocol

KEYS = {"Enter": "\ue007", "Tab": "\ue004", "Escape": "\ue00c", "Control": "\ue009", "Backspace": "\ue003"}
"""Keys without a character, as WebDriver names them."""


class Window(Protocol):
    """The window of a browser, which saves downloaded files in a folder without asking."""

    def load(self, url: str) -> None:
        """Open a page and wait until it is loaded."""

    def evaluate(self, expression: str) -> str:
        """Return the value of an expression, a text or a promise of one."""
        ...

    def click(self, x: int, y: int) -> None:
        """Click at a position of the visible part of the page."""

    def press(self, keys: str) -> None:
        """Press a key, or several keys at once, such as `Control+v`."""

    def type(self, text: str) -> None:
        """Type a text into the element with the focus."""

    def resize(self, width: int, height: int) -> None:
        """Change the size of the visible part of the page."""

    def back(self) -> None:
        """Go back to the previous page or state."""

    def forward(self) -> None:
        """Go forward again."""

    def reload(self) -> None:
        """Load the page again."""

    def screenshot(self, path: Path) -> None:
        """Save a picture of the visible part of the page."""

    def logged(self) -> list[str]:
        """Return the errors and warnings in the browser's log, as far as it has one."""
        ...

    def close(self) -> None:
        """End the browser."""


def click_actions(x: int, y: int) -> list[dict[str, Any]]:
    """Return the actions of a click, as both versions of the WebDriver protocol describe them."""
    moved = {"type": "pointerMove", "x": x, "y": y, "duration": 0, "origin": "viewport"}
    return [{"type": "pointer", "id": "mouse", "actions": [moved, {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]}]


def press_actions(keys: str) -> list[dict[str, Any]]:
    """Return the actions of pressing keys at once."""
    values = [KEYS.get(key, key) for key in keys.split("+")]
    actions = [{"type": "keyDown", "value": it} for it in values] + [{"type": "keyUp", "value": it} for it in reversed(values)]
    return [{"type": "key", "id": "keyboard", "actions": actions}]


def type_actions(text: str) -> list[dict[str, Any]]:
    """Return the actions of typing a text."""
    return [{"type": "key", "id": "keyboard", "actions": [{"type": kind, "value": it} for it in text for kind in ("keyDown", "keyUp")]}]
