"""The machine and the versions of the measured programs."""

import os
import platform
import re
import subprocess
import sys
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import find_browser
from conftest import ROOT
from measuring.compared import program

PACKAGES = ("mkdocs", "mkdocs-material", "zensical", "check-jsonschema", "pydantic", "jinja2")


def machine() -> dict[str, str]:
    """Return the processor, memory, system and Python of this machine."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    cores = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count()
    return {
        "Processor": f"{_processor()}, {platform.machine()}",
        "Cores": str(cores),
        "Memory": f"{memory:.0f} GB",
        "System": _system(),
        "Python": f"{platform.python_implementation()} {platform.python_version()}",
    }


def versions() -> dict[str, str]:
    """Return the versions of the measured programs; those that are not installed are named."""
    found = {name: _package(name) for name in PACKAGES}
    hugo = re.search(r"v(\d[\w.]*)", _output([program("hugo"), "version"]))
    browser = find_browser.found()
    found["Hugo"] = hugo[1] if hugo else "not installed"
    found["Chromium"] = (_output([browser, "--version"]).split("Chromium")[-1].strip().split(" ")[0] or "unknown version") if browser else "not installed"
    return found


def commit() -> str:
    """Return the commit of the checkout; empty outside of git."""
    return _output(["git", "-C", str(ROOT), "describe", "--always", "--dirty", "--exclude", "*"]).strip()


def _package(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    found = re.search(r"^model name\s*: (.*)$", info.read_text(encoding="utf-8"), re.MULTILINE) if info.is_file() else None
    return found[1].strip() if found else platform.processor() or "unknown processor"


def _system() -> str:
    try:
        return f"{platform.freedesktop_os_release()['PRETTY_NAME']}, {platform.system()} {platform.release()}"
    except OSError:
        return platform.platform(terse=True)


def _output(command: Sequence[str]) -> str:
    """Return the output of a command; empty if it cannot be run."""
    if not command[0]:
        return ""
    try:
        return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60).stdout
    except (OSError, subprocess.TimeoutExpired):
        return ""
