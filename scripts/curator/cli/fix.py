"""The commands that mend what is written: `curator fmt` and `curator fix`."""

import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import click

from curator.cli.catalog_root import root_of
from curator.editing import format_checks, read_with_comments
from curator.editing.autofix import fixed, fixed_bibliography
from curator.editing.canonical_format import formatted
from curator.records import atomic_write, bibliography
from curator.records import load as catalogs
from curator.records.problem import FORMATS
from curator.records.yaml_source import decoded, start_of

FILES = click.argument("files", nargs=-1, type=click.Path(path_type=Path, exists=True))


@click.command()
@FILES
@click.option("--check", "only", is_flag=True, help="Write nothing; tell which records are not in the form.")
def fmt(files: tuple[Path, ...], *, only: bool) -> None:
    """Bring all records, or the given FILES, into the one form, which changes no value and keeps every comment."""
    root = root_of(Path.cwd()).resolve()
    texts = {path: text for path, text in _texts(root, files) if path.name != Path(bibliography.FILE).name}
    if only:
        found = [problem for path, text in texts.items() if (problem := format_checks.departure(path.relative_to(root).as_posix(), text))]
        click.echo(FORMATS["text"](found), nl=False)
        _unread(root, texts)
        sys.exit(1 if found else 0)
    write(root, {path: formatted(text) for path, text in texts.items()})
    _unread(root, texts)


@click.command()
@FILES
def fix(files: tuple[Path, ...]) -> None:
    """Mend what needs no person in all records and the bibliography, or in the given FILES.

    Links that moved, that track visitors or that name a version; http, DOIs, the letters of licences; order and form; the remarks of `new`.
    """
    root = root_of(Path.cwd()).resolve()
    known = format_checks.known(catalogs.load(root)[0])
    texts = dict(_texts(root, files))
    write(root, {path: fixed_bibliography(text) if path.suffix == ".bib" else fixed(text, known) for path, text in texts.items()})
    _unread(root, texts)


def _unread(root: Path, texts: Mapping[Path, str]) -> None:
    """Tell records that cannot be read, which stay as they are."""
    unread = [path.relative_to(root).as_posix() for path, text in texts.items() if path.suffix == ".yaml" and read_with_comments.read(text) is None]
    for name in unread:
        click.echo(f"{name} cannot be read and stays as it is: run `curator check {name}`", err=True)
    if unread:
        sys.exit(1)


def write(root: Path, texts: Mapping[Path, str | None]) -> None:
    """Write files whole or not at all, and name those that changed."""
    try:
        changed = atomic_write.replace(texts)
    except OSError as error:
        raise click.ClickException(f"nothing was written: {error}") from error
    for path in changed:
        click.echo(f"{'removed' if texts[path] is None else 'wrote'} {path.relative_to(root).as_posix()}")
    if not changed:
        click.echo("nothing to change")


def _texts(root: Path, files: Iterable[Path]) -> Iterator[tuple[Path, str]]:
    """The records and the bibliography, or those of them that are named, with the texts of all that can be read."""
    known = [*sorted((root / catalogs.DATASETS).glob("*.yaml")), root / bibliography.FILE]
    wanted = [path.resolve() for path in files]
    for path in wanted:
        if not any(one.is_relative_to(path) for one in known):
            raise click.ClickException(f"{path} is no record and not the bibliography: name files of {catalogs.DATASETS}/, or none for all")
    for path in known:
        if path.is_file() and not path.is_symlink() and (not wanted or any(path.is_relative_to(one) for one in wanted)):
            text, problem = decoded(path.name, start_of(path, bibliography.MAX_BYTES), bibliography.MAX_BYTES)
            if problem is None:
                yield path, text
