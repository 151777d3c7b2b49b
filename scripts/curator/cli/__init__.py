"""The command line `curator`; each command is in a module of this package."""

import ast
import atexit
import gc
from collections import UserDict
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from curator.records.settings_error import SettingsError

MODULES = {
    "build": "build",
    "check": "check",
    "comment": "review",
    "compare": "compare_registry",
    "fix": "fix",
    "fmt": "fix",
    "frame": "frame",
    "from-issue": "from_issue",
    "links": "links",
    "new": "new",
    "pdf": "pdf",
    "rename": "rename",
    "review": "review",
    "serve": "serve",
    "sync": "sync",
}
"""The module of each command. Modules are imported on demand, because importing all of them takes three times as long as `check` itself."""


class _Commands(UserDict[str, Any]):
    """The commands by name; each is imported when it is used."""

    def __getitem__(self, name: str) -> click.Command:
        found: click.Command = getattr(import_module(f"curator.cli.{self.data[name]}"), name.replace("-", "_"))
        return found


class _ReportingGroup(click.Group):
    """A group of commands that reports errors of files and settings as sentences, without a traceback."""

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except BrokenPipeError:
            raise  # the reader of the output has stopped reading
        except SettingsError as error:
            raise click.ClickException(str(error)) from error
        except OSError as error:
            raise click.ClickException(f"cannot read or write {error.filename or 'a file'}: {error.strerror or error}") from error

    def format_commands(self, _: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing their modules, which would take a second."""
        limit = formatter.width - 6 - max(map(len, self.commands))
        with formatter.section("Commands"):
            formatter.write_dl([(name, click.Command(name, help=_help_of(name)).get_short_help_str(limit)) for name in sorted(self.commands)])


def _help_of(command: str) -> str:
    """Return the docstring of a command, from the source of its module."""
    source = Path(__file__).with_name(f"{MODULES[command]}.py").read_text(encoding="utf-8")
    functions = (it for it in ast.parse(source).body if isinstance(it, ast.FunctionDef))
    return next((ast.get_docstring(it) or "" for it in functions if it.name == command.replace("-", "_")), "")


@click.group(cls=_ReportingGroup, commands=_Commands(MODULES))
def main() -> None:
    """Check the records of the catalog and build its website."""
    atexit.register(gc.freeze)  # otherwise Python would look for garbage among everything when the process ends, for a tenth of a second
