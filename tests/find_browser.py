"""Finds a Chromium for the tests, and gets one where there is none: `python tests/find_browser.py` prints where it is."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")


def found() -> str | None:
    """The browser named by $CHROME, else the first on the path, else Playwright's own; None where there is none."""
    named = os.environ.get("CHROME")
    if named:
        return named if Path(named).is_file() else None
    return next(filter(None, map(shutil.which, NAMES)), None) or _playwrights_own()


def _playwrights_own() -> str | None:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - slow to import, and only needed here

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).is_file() else None


def get() -> str:
    """The browser, installed if need be; an error that says what to do where that fails."""
    if path := found():
        return path
    if os.environ.get("CHROME"):
        sys.exit(f"$CHROME names {os.environ['CHROME']}, and no file is there")
    if shutil.which("apt-get") and os.geteuid() == 0:
        _run(["apt-get", "update", "-qq"])
        for name in NAMES[:2]:  # the first one opens a page in less than half the time, and not every system has it
            if not found():
                _run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", name])
    else:
        _run([sys.executable, "-m", "playwright", "install", "chromium"])
    if path := found():
        return path
    sys.exit("no Chromium was found and none could be installed; install one, or name it in $CHROME")


def _run(command: list[str]) -> None:
    subprocess.run(command, check=False, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"})


if __name__ == "__main__":
    print(get())  # noqa: T201 - that is what it is for
