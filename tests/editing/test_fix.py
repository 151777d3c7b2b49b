"""Tests of automatic fixes: what `curator check` reports, and what `curator fmt` and `curator fix` write."""

import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from conftest import ROOT
from curator.cli import main
from curator.editing.fix_bibliography import fixed_bibliography
from curator.editing.fix_record import fixed
from curator.records import atomic_write, rules, yaml_source
from curator.records import bibliography as references
from curator.records import load as catalogs
from curator.records.all_problems import format_problem
from curator.records.canonical_format import SCHEMA_LINE, formatted, written
from curator.records.catalog import Catalog
from curator.records.edit import Edit, applied
from curator.records.link_history import History, Seen
from curator.records.model import Dataset
from curator.records.problem import Finding
from curator.records.problem import Path as FieldPath
from curator.records.validate import validated
from records.test_broken import GOOD, small_catalog


def seen(state: str, to: str | None = None) -> Seen:
    """Return the result of a link check."""
    return Seen.model_validate({"state": state, "since": "2026-11-01", "seen": "2026-11-23", "streak": 1, "to": to})


HISTORY = History(
    (),
    {
        "https://a.org/old": seen("moved", "https://a.org/new"),
        "https://a.org/listed": seen("moved", "https://a.org/list?utm_source=x"),
        "http://a.org/plain": seen("moved", "https://a.org/plain"),
        "https://a.org/safe": seen("moved", "http://a.org/safe"),
        "https://a.org/other": seen("suspicious", "https://b.org/"),
    },
)
"""A history with every kind of redirect."""
HOMEPAGE: FieldPath = ("access", "homepage")
LINKS: FieldPath = ("access", "links")
LOADERS: FieldPath = ("loaders",)


def loader(url: str) -> list[dict[str, Any]]:
    """Return the loaders of a record, of which one has an address."""
    return [{"library": "a", "name": "b", "url": url, "source": ["owner"]}]


FIXED: dict[str, tuple[str, FieldPath, Any, Any]] = {
    "moved": ("moved-address", HOMEPAGE, "https://a.org/old", "https://a.org/new"),
    "repeated terms": ("repeated-item", ("modality",), ["fundus-photography", "oct", "fundus-photography"], ["fundus-photography", "oct"]),
    "repeated sources": ("repeated-item", ("evidence", "year"), ["owner", "owner"], ["owner"]),
    "repeated former ids": ("repeated-item", ("formerly",), ["quay", "quay"], ["quay"]),
    "an alias that is the name": ("repeated-item", ("aliases",), ["Harbour", "Harbour Vessels"], ["Harbour Vessels"]),
    "moved from http": ("moved-address", LOADERS, loader("http://a.org/plain"), loader("https://a.org/plain")),
    "moved to an address with tracking parameters": ("moved-address", HOMEPAGE, "https://a.org/listed", "https://a.org/list"),
    "http beside https": ("http-and-https", LOADERS, loader("http://example.org/harbour/"), loader("https://example.org/harbour/")),
    "dimensions": ("unsorted", ("dimensions",), ["3d", "2d"], ["2d", "3d"]),
    "withheld parts": ("unsorted", ("splits", 0, "withheld"), ["test", "train"], ["train", "test"]),
    "changes": (
        "unsorted",
        ("changes",),
        [{"date": "2026-02-01", "what": "B."}, {"date": "2026-01-01", "what": "A."}],
        [{"date": "2026-01-01", "what": "A."}, {"date": "2026-02-01", "what": "B."}],
    ),
    "tracking parameters": ("tracking-parameter", HOMEPAGE, "https://a.org/?utm_source=x&id=1", "https://a.org/?id=1"),
    "one version": ("versioned-address", LOADERS, loader("https://arxiv.org/abs/2001.00001v2"), loader("https://arxiv.org/abs/2001.00001")),
    "tracking parameters of a source": (
        "tracking-parameter",
        ("sources", "owner", "url"),
        "https://arxiv.org/abs/2001.00001v2?fbclid=x",
        "https://arxiv.org/abs/2001.00001v2",
    ),
    "spelling of a license": ("licence", ("licence", 0, "id"), "cc-by-4.0", "CC-BY-4.0"),
}
"""The code, the path, and the value before and after a fix."""
KEPT: dict[str, tuple[FieldPath, Any]] = {
    "moved to http": (HOMEPAGE, "https://a.org/safe"),
    "not moved": (HOMEPAGE, "https://a.org/other"),
    "below an address that moved": (HOMEPAGE, "https://a.org/old/deeper"),
    "a former home": (LINKS, [{"kind": "former-home", "url": "https://a.org/old", "source": ["owner"]}]),
    "a source": (("sources", "owner", "url"), "https://a.org/old"),
    "text": (("notes",), {"year": "https://a.org/old"}),
    "an unknown term": (("dimensions",), ["3d", "flat"]),
    "a custom license": (("licence", 0, "id"), "LicenseRef-mit"),
}
"""Values that no rule changes."""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """The small catalog, with a history of links."""
    return replace(catalogs.load(small_catalog(tmp_path_factory.mktemp("fix") / "checkout"))[0], history=HISTORY)


def record_with(catalog: Catalog, path: FieldPath, value: Any) -> str:
    """Return the text of the good record with one value changed."""
    return written(applied(catalog.sources["good"].value, [Edit(path, value)]))


def findings(catalog: Catalog, text: str) -> list[Finding]:
    """Return the findings of a record's text that have a fix."""
    source = yaml_source.read(GOOD, text.encode())
    record, _ = validated(source, Dataset, {"vocabularies": catalog.vocabularies})
    changed = replace(catalog, records={"good": record} if record else {}, sources={"good": source})
    return [finding for finding in rules.findings("good", changed) if finding.edit] if record else []


@pytest.mark.parametrize("name", FIXED)
def test_reported_findings_are_fixed(name: str, small: Catalog) -> None:
    """Each finding with a fix is reported with its description, and is not found again after `fix`."""
    code, path, before, after = FIXED[name]
    text = record_with(small, path, before)
    found = findings(small, text)
    assert {finding.code for finding in found} == {code}
    assert "or run `curator fix`" in yaml_source.read(GOOD, text.encode()).problem(found[0]).fix
    assert fixed(GOOD, text, small) == record_with(small, path, after)
    assert findings(small, fixed(GOOD, text, small)) == []


@pytest.mark.parametrize("name", KEPT)
def test_uncertain_values_are_kept(name: str, small: Catalog) -> None:
    """No rule follows a redirect that is insecure or uncertain, or changes former homes, sources, text or unknown terms."""
    text = record_with(small, *KEPT[name])
    assert findings(small, text) == []
    assert fixed(GOOD, text, small) == text


def test_rules_cover_every_address_field() -> None:
    """The rules about addresses cover every field of the model that contains one."""
    plain = Dataset.model_json_schema()

    def holds(field: Any) -> bool:
        return any(branch.get("format") == "uri" for branch in (field, *field.get("anyOf", ())))

    parts = {"Dataset": plain, **plain["$defs"]}
    assert {(part, name) for part, body in parts.items() for name, field in body["properties"].items() if holds(field)} == {
        ("Access", "homepage"),
        ("DatasetReference", "url"),
        ("Labelling", "url"),
        ("MemberList", "url"),
        ("Release", "url"),
        ("TrainedModel", "url"),
        ("SourcePage", "url"),
        ("Licence", "terms"),
        ("Link", "url"),
        ("Loader", "url"),
        ("Relation", "url"),
        ("Route", "url"),
    }


def test_only_dois_and_addresses_of_the_bibliography_are_fixed() -> None:
    """A DOI in capitals or as an address is written in lower case without it; every other byte of the bibliography is kept."""
    text = "@article{a2000b,\n  title = {A DOI = {X}},\n  doi = {https://doi.org/10.5555/ABC.Def},  \n}\n@misc{b,\n  DOI = {not one}\n}\n"
    assert fixed_bibliography(text) == text.replace("https://doi.org/10.5555/ABC.Def", "10.5555/abc.def")
    assert fixed_bibliography(fixed_bibliography(text)) == fixed_bibliography(text)
    assert fixed_bibliography("@misc{a,\n  url = {https://a.org/?utm_medium=x#y},\n}\n") == "@misc{a,\n  url = {https://a.org/#y},\n}\n"
    problems = references.read(b"@article{a2000b,\n  author = {A, B},\n  title = {T},\n  year = {2000},\n  doi = {10.5555/ABC},\n}\n").problems
    assert [problem.fix for problem in problems if problem.code == "bad-doi"] == ["write `10.5555/abc`, or run `curator fix`"]


@pytest.mark.parametrize(
    ("text", "line", "given", "expected"),
    [
        ("name: 'A'\n", 1, "`name: 'A'`", f"`{SCHEMA_LINE}`"),
        (f"{SCHEMA_LINE}\nname: 'A'\n", 2, "`name: 'A'`", "`name: A`"),
        (f"{SCHEMA_LINE}\nname: A\n\nyear: 1\n", 3, "an empty line", "`year: 1`"),
        (f"{SCHEMA_LINE}\nname: A", 3, "nothing", "an empty line"),
        (f"{SCHEMA_LINE}\naliases: [{'A' * 28}, 'B']\n", 2, f"`aliases: [{'A' * 28}, 'B']`", f"`aliases: [{'A' * 28}, B]`"),
        (f"{SCHEMA_LINE}\naliases: [{'A' * 70}, 'B', C]\n", 2, f"`…{'A' * 18}, 'B', C]`", f"`…{'A' * 18}, B, C]`"),
        (f"{SCHEMA_LINE}\naliases: [{'A' * 50}, 'B', {'C' * 50}]\n", 2, f"`…{'A' * 18}, 'B', {'C' * 35}…`", f"`…{'A' * 18}, B, {'C' * 37}…`"),
    ],
)
def test_the_first_line_out_of_format_is_reported(text: str, line: int, given: str, expected: str) -> None:
    """Check reports the first line that is not in canonical format, what was found, and what was expected."""
    problem = format_problem(yaml_source.read("a.yaml", text.encode()))
    assert problem
    assert (problem.line, problem.code, problem.message) == (line, "form", f"not in canonical format: expected {expected}, found {given}")


def run(*words: str) -> Result:
    """Run a command."""
    return CliRunner().invoke(main, words)


def test_fmt_fixes_the_format_that_check_reports(desk: Path) -> None:
    """`curator fmt --check` and `curator check` report a record, `curator fmt` writes it, and then there is nothing to report or write."""
    record = desk / "catalog" / "datasets" / "good.yaml"
    before = record.read_text(encoding="utf-8").replace("[Harbour Vessels]", "['Harbour Vessels']")
    record.write_text(before, encoding="utf-8")
    assert run("fmt", "--check").exit_code == 1
    message = "good.yaml:3:1: not in canonical format: expected `aliases: [Harbour Vessels]`, found `aliases: ['Harbour Vessels']` [form]"
    assert message in run("check", "catalog/datasets").output
    assert record.read_text(encoding="utf-8") == before
    assert run("fmt", "catalog/datasets/good.yaml").output == "wrote catalog/datasets/good.yaml\n"
    assert record.read_text(encoding="utf-8") == formatted(before)
    assert run("fmt").output == "nothing to change\n"
    assert run("fmt", "--check").exit_code == 0
    assert run("check", "catalog/datasets").output == "no problems found\n"


def test_comments_are_reported_and_never_lost(desk: Path) -> None:
    """A comment in a record is a problem at its place; `fmt` and `fix` do not change the file, say why, and fail."""
    record = desk / "catalog" / "datasets" / "good.yaml"
    text = record.read_text(encoding="utf-8").replace("dimensions: [2d]", "dimensions: [3d, 2d]  # or video").replace("year: 2021", "# a release\nyear: 2021")
    record.write_text(text, encoding="utf-8")
    output = run("check", "catalog/datasets").output
    line = text.split("\n").index("# a release") + 1
    assert (
        f"good.yaml:{line}:1: the record has 2 comments, of which this is the first [comment]\n    fix: write what readers should know under `notes`" in output
    )
    assert "[form]" not in output
    for command in ("fmt", "fix"):
        done = run(command)
        assert (done.exit_code, done.stdout) == (1, "nothing to change\n")
        name = "catalog/datasets/good.yaml"
        assert done.stderr == f"{name} has comments, which would be lost, and was not changed: run `curator check {name}`\n"
    assert record.read_text(encoding="utf-8") == text


def test_check_reports_what_fix_changes(desk: Path) -> None:
    """What `curator fix` would change is a problem for `curator check`, at its line."""
    record = desk / "catalog" / "datasets" / "good.yaml"
    record.write_text(record.read_text(encoding="utf-8").replace("dimensions: [2d]", "dimensions: [3d, 2d]"), encoding="utf-8")
    output = run("check", "catalog/datasets").output
    line = record.read_text(encoding="utf-8").split("\n").index("dimensions: [3d, 2d]") + 1
    assert (
        f"good.yaml:{line}:13: `dimensions` is not sorted as in the vocabulary [unsorted]\n    fix: sort it as in the vocabulary, or run `curator fix`\n"
        in output
    )


def test_a_symbolic_link_is_kept(desk: Path) -> None:
    """A symbolic link among the records is kept, and its target does not change."""
    elsewhere, link = desk / "elsewhere.yaml", desk / "catalog" / "datasets" / "link.yaml"
    elsewhere.write_text("name: 'A'\n", encoding="utf-8")
    link.symlink_to(elsewhere)
    for command in ("fmt", "fix"):
        assert run(command).output == "nothing to change\n"
    assert link.is_symlink()
    assert elsewhere.read_text(encoding="utf-8") == "name: 'A'\n"


def test_the_format_of_a_faulty_record_is_not_reported(desk: Path) -> None:
    """The format of a record is reported only if it has no other problem."""
    record = desk / "catalog" / "datasets" / "good.yaml"
    record.write_text(record.read_text(encoding="utf-8").replace("year: 2021", "year: '2021'"), encoding="utf-8")
    output = run("check", "catalog/datasets").output
    assert "[wrong-type]" in output
    assert "[form]" not in output


def test_fix_changes_records_and_bibliography(desk: Path) -> None:
    """`curator fix` replaces moved links according to the history in the catalog, and corrects DOIs in the bibliography."""
    bibliography = desk / references.FILE
    right = bibliography.read_text(encoding="utf-8")
    bibliography.write_text(right.replace("doi = {10.", "doi = {https://doi.org/10."), encoding="utf-8")
    (desk / "catalog" / "links.json").write_text(
        History((), {"https://example.org/harbour/": seen("moved", "https://example.org/pier/")}).text(), encoding="utf-8"
    )
    assert "[moved-address]" not in run("check").output
    assert "[moved-address]" in run("check", "--today").output
    assert run("fix").output == "wrote catalog/datasets/good.yaml\nwrote catalog/references.bib\n"
    assert bibliography.read_text(encoding="utf-8") == right
    assert "https://example.org/harbour/\n" not in (desk / "catalog" / "datasets" / "good.yaml").read_text(encoding="utf-8")
    assert "[moved-address]" not in run("check", "--today").output
    assert run("fix").output == "nothing to change\n"


@pytest.mark.parametrize("name", ["address-that-tracks", "address-of-one-version"])
def test_a_broken_record_is_fixed(name: str, desk: Path) -> None:
    """A broken record whose report gives the only correct value has no problem after `curator fix`."""
    record = desk / "catalog" / "datasets" / f"{name}.yaml"
    shutil.copy(ROOT / "tests" / "broken" / f"{name}.yaml", record)
    assert run("check", str(record)).exit_code == 1
    assert run("fix", str(record)).exit_code == 0
    assert run("check", str(record)).output == "no problems found\n"


def test_other_files_are_refused(desk: Path) -> None:
    """`curator fmt` and `fix` write records and the bibliography, and refuse any other file in a sentence."""
    other = desk / "mkdocs.yml"
    for command in ("fmt", "fix"):
        done = run(command, str(other))
        assert done.exit_code == 1
        assert "is not a record or the bibliography" in done.output


def test_an_unreadable_record_is_reported(desk: Path) -> None:
    """`curator fmt` and `fix` do not change a record that is not valid YAML, say how to learn more, and fail."""
    file = desk / "catalog" / "datasets" / "good.yaml"
    file.write_text("name: Harbour: the second\n", encoding="utf-8")
    for command in ("fmt", "fix"):
        done = run(command)
        assert (done.exit_code, done.stdout) == (1, "nothing to change\n")
        assert done.stderr == "catalog/datasets/good.yaml cannot be read and was not changed: run `curator check catalog/datasets/good.yaml`\n"


def test_files_are_written_completely_or_not_at_all(tmp_path: Path) -> None:
    """If one of several files cannot be written, none changes, and no other file is left behind."""
    one, two, new, folder = (tmp_path / name for name in ("one", "two", "new", "folder"))
    one.write_text("1", encoding="utf-8")
    two.write_text("2", encoding="utf-8")
    folder.mkdir()
    with pytest.raises(OSError, match="folder"):
        atomic_write.replace({one: "changed", new: "made", two: None, folder: "text"})
    assert {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir() if path.is_file()} == {"one": "1", "two": "2"}
    with pytest.raises(OSError, match="nowhere"):
        atomic_write.replace({one: "changed", tmp_path / "nowhere" / "file": "text"})
    assert one.read_text(encoding="utf-8") == "1"
    assert atomic_write.replace({one: "1", two: None, new: "made"}) == [two, new]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder", "new", "one"]
    assert atomic_write.replace({one: b"\xff", new: b"made"}) == [one]
    assert one.read_bytes() == b"\xff"


def test_processes_that_write_the_same_file_do_not_disturb_each_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If another process writes the file in between, the last one wins, and no other file is left behind."""
    file, write_bytes = tmp_path / "file", Path.write_bytes
    other = "import sys; from pathlib import Path; from curator.records import atomic_write; atomic_write.replace({Path(sys.argv[1]): 'other'})"

    def interrupted(path: Path, content: bytes) -> int:
        written = write_bytes(path, content)
        subprocess.run([sys.executable, "-c", other, file], check=True)
        assert file.read_text(encoding="utf-8") == "other"
        return written

    monkeypatch.setattr(Path, "write_bytes", interrupted)
    assert atomic_write.replace({file: "own"}) == [file]
    assert file.read_text(encoding="utf-8") == "own"
    assert [*tmp_path.iterdir()] == [file]
