"""The command `curator check`. The modules that check a catalog are imported only if something has changed since a check without problems, because importing them takes longer than finding this out."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from curator.cli import last_check
from curator.cli.catalog_root import root_of
from curator.records.problem import FORMATS
from curator.site.build_inputs import inputs, is_unchanged


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(sorted(FORMATS)), default="text", show_default=True, help="Output format.")
@click.option("--publish", is_flag=True, help="Also report what prevents a publication: placeholder URLs in mkdocs.yml.")
@click.option("--today", is_flag=True, help="Also report stale records and expired exceptions (depends on today's date).")
def check(paths: tuple[Path, ...], form: str, *, publish: bool, today: bool) -> None:
    """Report all problems of the catalog.

    Pages are not rendered: `curator build` also reports a record that cannot be shown. With PATHS, only the problems of these files and folders are reported. The exit code is 1 if there are problems.
    """
    root = root_of(Path.cwd())
    usual = not (paths or publish or today)
    now, is_same = last_check.compared(root) if usual else (None, False)
    if is_same:
        click.echo(FORMATS[form](()), nl=False)
        return
    from curator.cli import catalog_check as checks  # noqa: PLC0415 - the import takes longer than a check without changes
    from curator.records.settings import unpublishable  # noqa: PLC0415 - the same

    if usual and (now is None or now.sources != checks.SOURCES):
        now = inputs(root, last_check.KIND, checks.SOURCES)
    catalog, problems = checks.everything(root, datetime.now(UTC).date() if today else None)
    if now and not problems and is_unchanged(now, root):
        last_check.remember(root, now)
    if paths:
        problems = checks.chosen(problems, paths, root)
    if publish:
        problems = (*unpublishable(root), *problems)
    click.echo(FORMATS[form](problems), nl=False)
    if form == "text" and (invalid := checks.invalid_files(catalog, problems)):
        click.echo(
            f"Fix these problems and run the command again. Evidence, totals and URLs are checked in valid records only, and not yet in {checks.file_or_number(invalid)}.",
            err=True,
        )
    sys.exit(1 if problems else 0)
