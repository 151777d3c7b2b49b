"""The first pass: lychee asks every address, with its own pacing, and says what each answered."""

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from shutil import which
from typing import Any

from curator.links.network import Network

MAPS = ("success_map", "error_map", "timeout_map", "redirect_map", "excluded_map")
"""The parts of lychee's report that name addresses."""
_TOLD = re.compile(r"\[(\w+)\] \S+ \(at ([0-9]+):[0-9]+\)")
TIMED_OUT = -1
FAILED = 0
"""What stands for a status where there is none."""


class NoLycheeError(Exception):
    """The link checker cannot be started; the text says what to do."""


def asked(urls: Sequence[str], network: Network, told: Callable[[str, int], None]) -> dict[str, int]:
    """For each URL the status it answered, redirects not followed; the second pass is the second try.

    `told` hears of each as it comes, from lychee's lines for people, so that an end in the middle loses nothing; what is
    returned comes from its report. Raises NoLycheeError.
    """
    if not urls:
        return {}
    with tempfile.TemporaryDirectory() as folder:
        page, report = Path(folder) / "addresses.html", Path(folder) / "report.json"
        # one address a line, so that the line tells the address whatever lychee makes of its spelling
        page.write_text("".join(f'<a href="{escape(url)}">-</a>\n' for url in urls), encoding="utf-8")
        with subprocess.Popen(  # noqa: S603 - a list, with addresses in a file
            [program(), *options(network), "--output", str(report), str(page)],
            stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL,
            cwd=folder,
            env=environment(network),
            text=True,
            errors="replace",
        ) as running:
            try:
                said = _heard(running.stderr or (), urls, told)
                running.wait()
            finally:
                if running.poll() is None:
                    running.terminate()
        if not report.is_file():
            raise NoLycheeError(f"lychee ended without a report: {said or f'exit code {running.returncode}'}")
        return dict(_statuses(json.loads(report.read_text(encoding="utf-8")), urls))


def program() -> str:
    """The path of lychee: beside the running Python, else on the path.

    Raises NoLycheeError.
    """
    beside = Path(sys.executable).parent / "lychee"
    found = str(beside) if beside.is_file() else which("lychee")
    if not found:
        raise NoLycheeError("lychee was not found: run `make .venv/.test`, which installs it, and try again")
    return found


def options(network: Network) -> list[str]:
    """How lychee asks: one request at a time for each host; in a test, at the mapped address, otherwise nothing private."""
    options = [
        *("--config", os.devnull, "--no-progress", "-vv", "--format", "json", "--mode", "plain", "--max-redirects", "0", "--max-retries", "0"),
        *("--host-concurrency", "1", "--host-request-interval", f"{round(network.pause * 1000)}ms", "--timeout", f"{max(1, round(network.timeout))}"),
        *("--user-agent", network.agent),
    ]
    if not network.bases:
        return [*options, "--exclude-all-private"]
    rules = (f"^{re.escape(origin)}([/?#].*)?$ {base}$1" for origin, base in network.bases.items())
    return [*options, *(word for rule in rules for word in ("--remap", rule))]


def environment(network: Network) -> Mapping[str, str]:
    """What lychee finds in its environment: no token that it would send to a host, and the authority to trust."""
    kept = {name: value for name, value in os.environ.items() if not name.upper().endswith(("_TOKEN", "_PROXY"))}
    return kept | ({"SSL_CERT_FILE": str(network.authority)} if network.authority else {})


def _heard(lines: Iterator[str] | Sequence[str], urls: Sequence[str], told: Callable[[str, int], None]) -> str:
    """Pass on each line about an address, and give the last of the others."""
    other = ""
    for line in lines:
        if found := _TOLD.search(line):
            told(urls[int(found[2]) - 1], int(found[1]) if found[1].isdecimal() else TIMED_OUT if found[1] == "TIMEOUT" else FAILED)
        elif line.strip() and "[DEBUG]" not in line:
            other = line.strip()
    return other


def _statuses(report: Mapping[str, Any], urls: Sequence[str]) -> Iterator[tuple[str, int]]:
    for part in MAPS:
        for entries in report.get(part, {}).values():
            for entry in entries:
                status = entry["status"].get("code", TIMED_OUT if part == "timeout_map" else FAILED)
                yield urls[entry["span"]["line"] - 1], status
