"""Finds Chromium for the tests and installs it if necessary; `python tests/find_browser.py` prints its path."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from curator.site.print_catalog import PROGRAMS, chromium


def found() -> str | None:
    """Return the browser in $CHROME, the first one on the path, or Playwright's; None if there is none."""
    return chromium() or (None if os.environ.get("CHROME") else _playwrights_own())


def _playwrights_own() -> str | None:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - slow to import, and only used here

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).is_file() else None


def get() -> str:
    """Return the browser, installed if necessary; exit with instructions if that fails."""
    if path := found():
        return path
    if os.environ.get("CHROME"):
        sys.exit(f"$CHROME is {os.environ['CHROME']}, but this file does not exist")
    if shutil.which("apt-get") and os.geteuid() == 0:
        _run(["apt-get", "update", "-qq"])
        for name in PROGRAMS[:2]:
            if not found():
                _run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", name])
    else:
        _run([sys.executable, "-m", "playwright", "install", "chromium"])
    if path := found():
        return path
    sys.exit("no Chromium was found and it could not be installed: install it, or set $CHROME to its path")


def _run(command: list[str]) -> None:
    subprocess.run(command, check=False, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"})


if __name__ == "__main__":
    print(get())  # noqa: T201 - the output of the program
