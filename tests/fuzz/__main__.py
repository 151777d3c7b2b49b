"""The command line of `make fuzz`."""

import ast
import sys
import tempfile
from pathlib import Path

import click

sys.path.insert(0, str(Path(__file__).parent.parent))

from fuzz.campaign import Plan, run, tried, warm
from fuzz.kinds import Kind, Seed, kinds
from fuzz.targets import Surroundings


@click.command()
@click.option("--inputs", default=10_000, type=click.IntRange(min=1), help="How many inputs to try.")
@click.option("--seed", default="1", help="What the inputs follow from: the same seed gives the same ones.")
@click.option("--kind", "names", multiple=True, help="Only inputs of this kind; may be given several times.")
@click.option("--into", "store", default=Path("fuzz"), type=click.Path(path_type=Path, file_okay=False), help="Folder for inputs that fail.")
@click.option("--replay", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="Try one stored input again.")
def fuzz(inputs: int, seed: str, names: tuple[str, ...], store: Path, replay: Path | None) -> None:
    """Test mutated inputs and print totals; the exit code is 1 if an input caused an exception or exceeded a limit."""
    with tempfile.TemporaryDirectory() as folder:
        around = Surroundings.made(Path(folder) / "settings")
        every = kinds(around)
        if replay:
            _replay(replay, every, around)
        wanted = [kind for kind in every if not names or kind.name in names]
        if not wanted:
            raise click.BadParameter(f"write one of {', '.join(kind.name for kind in every)}", param_hint="--kind")
        totals = run(wanted, around, Plan(inputs, seed), store, _progress)
    click.echo(totals.text(), nl=False)
    sys.exit(1 if totals.failures else 0)


def _replay(path: Path, every: tuple[Kind, ...], around: Surroundings) -> None:
    kind = next(kind for kind in every if path.name.startswith(f"{kind.name}-"))
    about = path.with_suffix(f"{path.suffix}.about")
    origin = Seed(b"", ast.literal_eval(about.read_text(encoding="utf-8")) if about.is_file() else None)
    warm((kind,), around)
    outcome, place, details = tried(kind, around, origin, path.read_bytes())
    click.echo(f"{details}{outcome} {place}".rstrip())
    sys.exit(1 if details else 0)


def _progress(text: str) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r{text}\033[K", nl=False, err=True)


if __name__ == "__main__":
    fuzz()
