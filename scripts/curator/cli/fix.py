"""The commands that rewrite records: `curator fmt` and `curator fix`."""

import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import click

from curator.cli.catalog_file import text_of
from curator.cli.catalog_root import root_of
from curator.editing.fix_bibliography import fixed_bibliography, in_order, new_keys, with_keys, with_new_uses, with_new_words
from curator.editing.fix_record import fixed
from curator.records import atomic_write, bibliography, yaml_source
from curator.records import load as catalogs
from curator.records.all_problems import format_problem
from curator.records.canonical_format import formatted, is_record, other_comments, written
from curator.records.problem import FORMATS
from curator.records.read_file import decoded, is_file, start_of
from curator.records.record_addresses import DATASETS

FILES = click.argument("files", nargs=-1, type=click.Path(path_type=Path, exists=True))


@click.command()
@FILES
@click.option("--check", "only", is_flag=True, help="Only report records that are not in canonical format; write nothing.")
def fmt(files: tuple[Path, ...], *, only: bool) -> None:
    """Write records in canonical format.

    No value is changed. With FILES, only these files are formatted.
    """
    root = root_of(Path.cwd()).resolve()
    texts = {path: text for path, text in _texts(root, files) if path.suffix != ".bib"}
    if only:
        sources = (yaml_source.read(path.relative_to(root).as_posix(), text.encode()) for path, text in texts.items())
        found = [problem for source in sources if (problem := format_problem(source))]
        click.echo(FORMATS["text"](found), nl=False)
        _report_unchanged(root, texts)
        sys.exit(1 if found else 0)
    write(root, {path: formatted(text) for path, text in texts.items()})
    _report_unchanged(root, texts)


@click.command()
@FILES
def fix(files: tuple[Path, ...]) -> None:
    """Apply automatic fixes to records and bibliography.

    With FILES, only these files are changed, and uses of new keys. Fixes moved links, tracking parameters, version-specific URLs, URLs written with both http and https, the case of license ids, list order, repeated items and format; in the bibliography DOIs, LaTeX, wrongly decoded words, keys and their order.
    """
    root = root_of(Path.cwd()).resolve()
    catalog, _ = catalogs.load(root)
    texts = dict(_texts(root, files))
    new = {path: fixed_bibliography(text) if path.suffix == ".bib" else fixed(path.relative_to(root).as_posix(), text, catalog) for path, text in texts.items()}
    new |= dict(_with_new_keys(root, new))
    write(root, {path: in_order(text) if path.suffix == ".bib" else text for path, text in new.items()})
    _report_unchanged(root, texts)


def _with_new_keys(root: Path, texts: Mapping[Path, str]) -> Iterator[tuple[Path, str]]:
    """Yield the bibliography with keys of the format author-year-word, and the files that cite works by the former keys."""
    file = root / bibliography.FILE
    keys = new_keys(texts[file]) if file in texts else {}
    if not keys:
        return
    yield file, with_keys(texts[file], keys)
    for path, text in {**dict(_texts(root, ())), **texts}.items():
        source = yaml_source.read(path.name, text.encode())
        if path.suffix == ".yaml" and is_record(source) and not other_comments(source):
            value = with_new_uses(source.value, keys)
            if value != source.value:
                yield path, written(value)
    resources = catalogs.FILES["resources"]
    if text := text_of(root, resources):
        yield root / resources, with_new_words(text, keys)


def write(root: Path, texts: Mapping[Path, str | None]) -> None:
    """Write all files or none, and print the names of those that changed."""
    try:
        changed = atomic_write.replace(texts)
    except OSError as error:
        folder = Path(error.filename).parent if error.filename else root
        raise click.ClickException(f"nothing was written: cannot write in {folder}: {error.strerror or error}") from error
    for path in changed:
        click.echo(f"{'removed' if texts[path] is None else 'wrote'} {path.relative_to(root).as_posix()}")
    if not changed:
        click.echo("nothing to change")


def _report_unchanged(root: Path, texts: Mapping[Path, str]) -> None:
    """Report records that cannot be rewritten, and exit with 1 if there are any."""
    failed = False
    for path, text in texts.items():
        name = path.relative_to(root).as_posix()
        source = yaml_source.read(name, text.encode())
        why = "" if is_record(source) else "cannot be read"
        why = why or ("has comments, which would be lost," if other_comments(source) else "")
        if why and path.suffix == ".yaml":
            click.echo(f"{name} {why} and was not changed: run `curator check {name}`", err=True)
            failed = True
    if failed:
        sys.exit(1)


def _texts(root: Path, files: Iterable[Path]) -> Iterator[tuple[Path, str]]:
    """Yield the readable records and the bibliography, or those of them that are named, with their texts."""
    known = [*sorted((root / DATASETS).glob("*.yaml")), root / bibliography.FILE]
    wanted = [path.resolve() for path in files]
    for path in wanted:
        if not any(one.is_relative_to(path) for one in known):
            raise click.ClickException(f"{path} is not a record or the bibliography: give files in {DATASETS}/, or no file for all")
    for path in known:
        if is_file(root, path.relative_to(root).as_posix()) and (not wanted or any(path.is_relative_to(one) for one in wanted)):
            text, problem = decoded(path.name, start_of(path, bibliography.MAX_BYTES), bibliography.MAX_BYTES)
            if problem is None:
                yield path, text
