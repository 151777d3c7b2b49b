"""Finds the browsers of `make test-browsers`; `python tests/find_programs.py` says which ones are missing."""

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

import find_browser


@dataclass(frozen=True)
class Program:
    """A program: a variable that can name it, its names on the path, and the Debian package that has it."""

    title: str
    variable: str
    names: tuple[str, ...]
    package: str

    def path(self) -> str | None:
        """Return the path of the program; None if it is not installed."""
        if named := os.environ.get(self.variable):
            return named if Path(named).is_file() else None
        return next(filter(None, map(shutil.which, self.names)), None)

    def missing(self) -> str:
        """Return a sentence about what to install; empty if the program is installed."""
        if self.path():
            return ""
        if named := os.environ.get(self.variable):
            return f"${self.variable} is {named}, but this file does not exist."
        return f"{self.title} was not found: install the Debian package {self.package}, or set ${self.variable} to the path of the program."


FIREFOX = Program("Firefox", "FIREFOX", ("firefox-esr", "firefox"), "firefox-esr")
WEBKIT = Program("The driver of WebKitGTK", "WEBKIT_DRIVER", ("WebKitWebDriver",), "webkit2gtk-driver")
DISPLAY = Program("The display for WebKitGTK", "XVFB", ("Xvfb",), "xvfb")
CHROMIUM = Program("Chromium", "CHROME", (), "chromium")


def sentences() -> list[str]:
    """Return a sentence about each program that is not installed."""
    chromium = "" if find_browser.found() else CHROMIUM.missing()
    return [it for it in (chromium, *(program.missing() for program in (FIREFOX, WEBKIT, DISPLAY))) if it]


if __name__ == "__main__":
    sys.exit("\n".join(sentences()) or None)
