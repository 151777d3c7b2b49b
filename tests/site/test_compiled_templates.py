"""Compiled templates are kept beside the modules of the program, and used only if they are what the program wrote."""

import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

import pytest
from jinja2 import Environment, FileSystemLoader

from curator.site import jinja
from curator.site.compiled_templates import CompiledTemplates

TEXT = "{% for n in numbers %}<b>{{ n }}</b>{% endfor %}"
RIGHT = "<b>1</b><b>2</b>"
DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "a flipped bit in the code": lambda it: it[:-9] + bytes([it[-9] ^ 1]) + it[-8:],
    "a flipped bit in the hash": lambda it: bytes([it[0] ^ 1]) + it[1:],
    "cut off": lambda it: it[:-20],
    "longer": lambda it: it + b"0",
    "empty": lambda _: b"",
    "something else": lambda _: b"text " * 99,
}


@pytest.fixture(autouse=True)
def _writes_bytecode(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)


def rendered(folder: Path, kind: str = "html") -> tuple[str, bool]:
    """Return a rendered template of a folder, and whether it was compiled."""
    compiled = list[str]()

    class Compiling(Environment):
        """An environment that notes what it compiles."""

        def _generate(self, *words: object, **named: object) -> str:
            compiled.append(str(words))
            return super()._generate(*words, **named)  # type: ignore[arg-type]

    environment = Compiling(loader=FileSystemLoader(folder), bytecode_cache=CompiledTemplates(folder, kind), autoescape=True)
    return environment.get_template("page.html.j2").render(numbers=(1, 2)), bool(compiled)


def written(folder: Path) -> Path:
    """Write a template, render it, and return the file of the compiled template."""
    (folder / "page.html.j2").write_text(TEXT, encoding="utf-8")
    assert rendered(folder) == (RIGHT, True)
    (file,) = (folder / "__pycache__").iterdir()
    return file


def test_a_template_is_compiled_once(tmp_path: Path) -> None:
    """A compiled template is not compiled again; its file has the suffix of compiled Python modules."""
    assert written(tmp_path).name.endswith(".pyc")
    assert rendered(tmp_path) == (RIGHT, False)


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_file_is_not_used(damage: str, tmp_path: Path) -> None:
    """A compiled template whose content is not what the program wrote is compiled again and replaced."""
    file = written(tmp_path)
    right = file.read_bytes()
    file.write_bytes(DAMAGE[damage](right))
    assert rendered(tmp_path) == (RIGHT, True)
    assert file.read_bytes() == right


def test_a_compiled_template_of_another_source_is_not_used(tmp_path: Path) -> None:
    """After a change of the template, of the program or of its folder, and for another kind of templates, it is compiled again."""
    written(tmp_path)
    (tmp_path / "page.html.j2").write_text(TEXT.replace("b>", "i>"), encoding="utf-8")
    assert rendered(tmp_path) == ("<i>1</i><i>2</i>", True)
    assert rendered(tmp_path, "markdown") == ("<i>1</i><i>2</i>", True)
    moved = tmp_path / "moved"
    (moved / "__pycache__").mkdir(parents=True)
    for file in (tmp_path / "page.html.j2", *(tmp_path / "__pycache__").iterdir()):
        (moved / file.relative_to(tmp_path)).write_bytes(file.read_bytes())
    assert rendered(moved) == ("<i>1</i><i>2</i>", True)


def test_another_program_compiles_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A compiled template depends on the filters of the program, so that another program compiles it again."""
    written(tmp_path)
    monkeypatch.setattr("curator.site.compiled_templates.program", lambda: "another program")
    assert rendered(tmp_path) == (RIGHT, True)


def test_nothing_is_written_where_python_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If Python keeps no compiled modules, or the folder cannot be written, templates are compiled and not kept."""
    (tmp_path / "page.html.j2").write_text(TEXT, encoding="utf-8")
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert rendered(tmp_path) == (RIGHT, True)
    assert not (tmp_path / "__pycache__").exists()
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    (tmp_path / "__pycache__").write_text("a file", encoding="utf-8")
    assert rendered(tmp_path) == (RIGHT, True)


def test_threads_see_a_changed_template_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """While a thread discards the old templates and the old hash of the program, another one that reloads the templates waits for it."""
    begun, waited, done = Event(), Event(), list[str]()

    class Program:
        """Replaces the hash of the program, and takes time to discard it."""

        def cache_clear(self) -> None:
            begun.set()
            waited.wait(0.2)
            done.append("the old hash is forgotten")

    monkeypatch.setattr(jinja, "program", Program())
    monkeypatch.setattr(jinja, "TEMPLATES", Path("nowhere"))  # counts as a change of all templates
    first = Thread(target=jinja.reload)
    first.start()
    begun.wait()
    jinja.reload()
    done.append("the other thread goes on")
    waited.set()
    first.join()
    assert done == [*["the old hash is forgotten"] * 2, "the other thread goes on"]
    monkeypatch.undo()
    jinja.reload()
