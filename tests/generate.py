"""Generates a catalog of any size for benchmarks: the real records and generated ones."""

from itertools import islice
from pathlib import Path
from random import Random

import click

from conftest import ROOT, copy_checkout
from curator.records import bibliography
from curator.records import load as catalogs
from curator.records.canonical_format import written
from curator.records.record_addresses import DATASETS
from generator.catalog import growing
from generator.records import records


def generate(number: int, folder: Path, seed: int = 0) -> None:
    """Create a checkout with this number of records: the real ones, and generated ones that depend on the seed."""
    real = catalogs.load(ROOT)[0]
    if number < len(real.records):
        raise ValueError(f"{number} records are fewer than the {len(real.records)} real ones, which are always included")
    copy_checkout(folder)
    catalog = growing(real, Random(seed))  # noqa: S311 - not used for security
    for id_, record in islice(records(catalog), number - len(real.records)):
        (folder / DATASETS / f"{id_}.yaml").write_text(written(record), encoding="utf-8")
    _add([entry for entry in catalog.works.values() if entry], folder / bibliography.FILE)


def _add(entries: list[str], file: Path) -> None:
    """Add entries to a bibliography, sorted by key."""
    head, *known = file.read_text(encoding="utf-8").split("\n@")
    added = (entry.removeprefix("@") for entry in entries)
    blocks = sorted([*(f"{entry.rstrip()}\n" for entry in known), *added], key=lambda entry: entry.partition("{")[2])
    file.write_text("\n@".join([head, *blocks]), encoding="utf-8")


@click.command()
@click.argument("number", type=int)
@click.argument("folder", type=click.Path(path_type=Path, exists=False))
@click.option("--seed", default=0, help="Seed of the generated records.")
def main(number: int, folder: Path, seed: int) -> None:
    """Create a checkout in FOLDER with a catalog of NUMBER records."""
    if folder.exists():
        raise click.BadParameter(f"{folder} already exists; choose a new folder", param_hint="FOLDER")
    try:
        generate(number, folder, seed)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="NUMBER") from error


if __name__ == "__main__":
    main()
