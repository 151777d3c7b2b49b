"""Runs the line for R on the page about the files with the built site, and compares what R reads with the rules that the tests use without R."""

import json
import re
import shutil
import subprocess
import sys

import click

import reading_in_r
from conftest import ROOT
from curator.site.page_frames import SITE
from static_server import serving

MISSING = "Rscript was not found: install R; on Debian and Ubuntu, the package is r-base-core."
NOT_BUILT = "The site is not built: run `make site` first."
SHOW = 'cat(sprintf("%s\\t%s\\t%d\\t%d\\n", names(datasets), sapply(datasets, class), sapply(datasets, function(it) sum(is.na(it))), nrow(datasets)), sep = "")'
"""R code that prints the name, the class, the number of unknown cells and the number of cells of each column."""


def differences() -> list[str]:
    """Return the columns that R does not read as the rules say."""
    site = ROOT / "site"
    [line] = re.findall(r"```r\n(.*?)```", (ROOT / "docs" / "data.md").read_text(encoding="utf-8"), re.DOTALL)
    with serving(site) as address:
        code = f"{line.replace(f'{SITE}/', address)}{SHOW}\n"
        done = subprocess.run(["Rscript", "--vanilla", "-e", code], capture_output=True, text=True, check=False, timeout=120)
    read = dict(row.split("\t", 1) for row in done.stdout.splitlines())
    expected = {
        name: f"{reading_in_r.kind(cells)}\t{reading_in_r.unknown(cells)}\t{len(cells)}"
        for name, cells in reading_in_r.columns(site / "data/catalog.csv").items()
    }
    found = [json.dumps([name, read.get(name), expected.get(name)]) for name in {**expected, **read} if read.get(name) != expected.get(name)]
    return found + ([done.stderr] if done.returncode or done.stderr else [])


if __name__ == "__main__":
    if not shutil.which("Rscript"):
        sys.exit(MISSING)
    if not (ROOT / "site" / "data" / "catalog.csv").is_file():
        sys.exit(NOT_BUILT)
    if found := differences():
        sys.exit("R reads catalog.csv otherwise than expected; column, read, expected:\n" + "\n".join(found))
    click.echo("R reads every column of catalog.csv as expected.")
