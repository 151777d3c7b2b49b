"""Benchmark of builds and checks: our program, other site generators and check-jsonschema on the same data; writes docs/performance.md."""

import tempfile
from pathlib import Path

import click

from conftest import ROOT
from curator.records.record_addresses import DATASETS
from measuring import environment
from measuring.commands import FailedError
from measuring.compared import CHECK_JSONSCHEMA, generators
from measuring.one_size import BROWSER, FEW, Options, measured
from measuring.page import page
from measuring.results import Results, by_size

PAGE = ROOT / "docs" / "performance.md"
KEPT = ROOT / ".benchmark.json"
"""Not in `.cache`, which Zensical empties."""


def write(results: Results, file: Path) -> None:
    """Keep the results and write the page."""
    KEPT.write_text(results.model_dump_json(indent=1), encoding="utf-8")
    file.write_text(page(results), encoding="utf-8")
    click.echo(f"wrote {file}", err=True)


@click.command()
@click.argument("sizes", type=click.IntRange(min=1), nargs=-1)
@click.option("--runs", type=click.IntRange(min=1), help=f"Runs for each size; by default 3 up to {FEW:,} records, and otherwise 1.")
@click.option("--seconds", default=7200.0, show_default=True, help="Limit for each command; a program that takes longer is stopped and named.")
@click.option(
    "--skip", "skipped", multiple=True, type=click.Choice([*(it.name for it in generators()), CHECK_JSONSCHEMA, BROWSER]), help="Do not measure this."
)
@click.option("--add", is_flag=True, help="Keep the results of other sizes from the last run, if machine and versions are the same.")
@click.option("--only-page", is_flag=True, help="Measure nothing, and write the page with the results of the last run.")
@click.option("--page", "file", default=PAGE, type=click.Path(dir_okay=False, path_type=Path), help="File to write.  [default: docs/performance.md]")
def main(  # noqa: PLR0913 - the options of the command
    sizes: tuple[int, ...], runs: int | None, seconds: float, skipped: tuple[str, ...], *, add: bool, only_page: bool, file: Path
) -> None:
    """Measure catalogs with these numbers of records (default: 100, 1,000 and 10,000) and write the page after each size.

    The real records are always included: a smaller number means the real catalog. A catalog of 10,000 records requires about 10 GB in the temporary folder.
    """
    least = len(list((ROOT / DATASETS).glob("*.yaml")))
    results = Results(machine=environment.machine(), versions=environment.versions())
    earlier = Results.model_validate_json(KEPT.read_text(encoding="utf-8")) if KEPT.is_file() and (add or only_page) else results
    if only_page and not KEPT.is_file():
        raise click.UsageError("no results were kept: run the benchmark without --only-page")
    if only_page:
        write(earlier, file)
        return
    for records in sorted({max(size, least) for size in sizes or (100, 1_000, 10_000)}):
        try:
            with tempfile.TemporaryDirectory() as folder:
                found = measured(records, Path(folder), Options(runs, seconds, skipped, least))
        except FailedError as error:
            raise click.ClickException(f"{records:,} records: `curator` {error}") from error
        results = results.model_copy(update={"sizes": by_size([*results.sizes, found])})
        write(results.added(earlier), file)


if __name__ == "__main__":
    main()
