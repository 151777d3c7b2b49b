"""The list of commands in the help of the program."""

import subprocess
import sys

import pytest
from click.testing import CliRunner

from curator.cli import main


@pytest.mark.parametrize("name", sorted(main.commands))
def test_the_list_has_the_help_of_each_command(name: str) -> None:
    """Beside each command is the beginning of its own help."""
    lines = dict(line.split(maxsplit=1) for line in CliRunner().invoke(main, ["--help"]).output.partition("Commands:\n")[2].splitlines())
    assert lines[name] == main.commands[name].get_short_help_str(60)


def test_the_list_imports_no_command() -> None:
    """The help of the program is written without importing commands, which would take a second."""
    code = "import sys; from curator.cli import main; main(['--help'], standalone_mode=False); print({'pydantic', 'curator.cli.build'} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "set()"
