"""The command `curator`; each of its commands stands in a module beside this one."""

from collections import UserDict
from importlib import import_module
from typing import Any

import click

from curator.records.settings import SettingsError

MODULES = {
    "build": "build",
    "check": "check",
    "comment": "review",
    "fix": "fix",
    "fmt": "fix",
    "from-issue": "from_issue",
    "links": "links",
    "new": "new",
    "rename": "rename",
    "review": "review",
    "serve": "build",
    "sync": "build",
}
"""Where each command stands. Only the one that is called is loaded: what others need takes three times as long as what `check` does."""


class _Loaded(UserDict[str, Any]):
    """The commands by name, each loaded when it is asked for."""

    def __getitem__(self, name: str) -> click.Command:
        found: click.Command = getattr(import_module(f"curator.cli.{self.data[name]}"), name.replace("-", "_"))
        return found


class _Told(click.Group):
    """Commands of which none breaks off over a file."""

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except BrokenPipeError:
            raise  # whoever read the output has seen enough
        except SettingsError as error:
            raise click.ClickException(str(error)) from error
        except OSError as error:
            raise click.ClickException(f"{error.filename or 'a file'} cannot be read or written: {error.strerror or error}") from error


@click.group(cls=_Told, commands=_Loaded(MODULES))
def main() -> None:
    """Check the catalog's records and build its site."""
