"""What is mended without a person: what `curator check` reports of it, and what `curator fmt` and `curator fix` write."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from conftest import ROOT
from curator.cli import main
from curator.editing import format_checks
from curator.editing.autofix import fixed, fixed_bibliography
from curator.editing.canonical_format import formatted
from curator.editing.fixable import ADDRESSES, Known, mends
from curator.records import atomic_write, yaml_source
from curator.records import bibliography as references
from curator.records.link_history import History, Seen
from curator.records.model import Dataset


def seen(state: str, to: str | None = None) -> Seen:
    """What a link check wrote of an address."""
    return Seen.model_validate({"state": state, "since": "2026-11-01", "seen": "2026-11-23", "streak": 1, "to": to})


KNOWN = Known(
    History(
        (),
        {
            "https://a.org/old": seen("moved", "https://a.org/new"),
            "http://a.org/plain": seen("moved", "https://a.org/plain"),
            "https://a.org/safe": seen("moved", "http://a.org/safe"),
            "https://a.org/other": seen("suspicious", "https://b.org/"),
        },
    ),
    ("2d", "3d", "video"),
    ("CC-BY-4.0", "MIT"),
)
"""A history with every kind of redirect."""

MENDED = {
    "moved-address": [
        ("access:\n  homepage: https://a.org/old  # home\n", "access:\n  homepage: https://a.org/new  # home\n"),
        ("loaders:\n  - {library: a, url: 'http://a.org/plain'}\n", 'loaders:\n  - {library: a, url: "https://a.org/plain"}\n'),
    ],
    "http-and-https": [
        (
            "access:\n  homepage: https://b.org/\n  links:\n    - {kind: code, url: 'http://b.org/'}\n",
            'access:\n  homepage: https://b.org/\n  links:\n    - {kind: code, url: "https://b.org/"}\n',
        )
    ],
    "unsorted": [
        ("dimensions: [3d, 2d]\n", "dimensions: [2d, 3d]\n"),
        ("splits:\n- {name: a, withheld: [test, train]}\n", "splits:\n  - {name: a, withheld: [train, test]}\n"),
        (
            "changes:\n- {date: 2026-02-01, what: b}  # later\n- {date: 2026-01-01, what: a}\n",
            "changes:\n  - {date: 2026-01-01, what: a}\n  - {date: 2026-02-01, what: b}  # later\n",
        ),
    ],
}
"""By code, records and what they are mended to."""
KEPT = [
    "access:\n  homepage: https://a.org/safe\n",
    "access:\n  homepage: https://a.org/other\n",
    "access:\n  homepage: https://a.org/old/deeper\n",
    'access:\n  links:\n    - {kind: former-home, url: "https://a.org/old"}\n',
    'sources:\n  a: {url: "https://a.org/old"}\n',
    "notes:\n  year: https://a.org/old\n",
    "dimensions: [3d, flat]\n",
]
"""What no rule touches."""


@pytest.mark.parametrize(("code", "text", "wanted"), [(code, *pair) for code, pairs in MENDED.items() for pair in pairs])
def test_what_is_reported_is_mended(code: str, text: str, wanted: str) -> None:
    """Each rule is told by check, with the word that mends it, and fix leaves nothing for it to tell."""
    found = list(mends(yaml_source.read("", text.encode()), KNOWN))
    assert [finding.code for finding in found] == [code]
    assert "or run `curator fix`" in found[0].fix
    assert fixed(text, KNOWN).split("\n", 1)[1] == wanted
    assert not list(mends(yaml_source.read("", wanted.encode()), KNOWN))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("access:\n  homepage: https://a.org/?utm_source=x&id=1\n", "access:\n  homepage: https://a.org/?id=1\n"),
        ("loaders:\n  - {library: a, url: 'https://arxiv.org/abs/2001.00001v2'}\n", 'loaders:\n  - {library: a, url: "https://arxiv.org/abs/2001.00001"}\n'),
        ("sources:\n  a: {url: 'https://arxiv.org/abs/2001.00001v2?fbclid=x'}\n", 'sources:\n  a: {url: "https://arxiv.org/abs/2001.00001v2"}\n'),
        ("licence:\n  - covers: all\n    id: cc-by-4.0\n", "licence:\n  - covers: all\n    id: CC-BY-4.0\n"),
        ("licence:\n  - covers: all\n    id: LicenseRef-mit\n", "licence:\n  - covers: all\n    id: LicenseRef-mit\n"),
    ],
)
def test_what_the_rules_tell_is_mended_too(text: str, wanted: str) -> None:
    """What visitors are tracked by, a version that the next one overtakes, and the letters of a licence are mended; a source keeps its version."""
    assert fixed(text, KNOWN).split("\n", 1)[1] == wanted


@pytest.mark.parametrize("text", KEPT)
def test_what_is_not_certain_stays(text: str) -> None:
    """No rule follows a redirect that is unsafe, strange or unsure, nor touches former homes, sources, prose or words it does not know."""
    assert not list(mends(yaml_source.read("", text.encode()), KNOWN))
    assert fixed(text, KNOWN) == formatted(text)


def test_addresses_are_the_models() -> None:
    """The fields that hold addresses are those of the model, no more and no fewer."""
    plain = Dataset.model_json_schema()

    def holds(field: Any) -> bool:
        return any(branch.get("format") == "uri" for branch in (field, *field.get("anyOf", ())))

    named = {name for part in (plain, *plain["$defs"].values()) for name, field in part["properties"].items() if holds(field)}
    assert named == ADDRESSES


def test_a_doi_is_mended_and_nothing_else() -> None:
    """A DOI in capitals or as an address is written bare and small; all other bytes of the bibliography stay."""
    text = "@article{a2000b,\n  title = {A DOI = {X}},\n  doi = {https://doi.org/10.5555/ABC.Def},  \n}\n@misc{b,\n  DOI = {not one}\n}\n"
    assert fixed_bibliography(text) == text.replace("https://doi.org/10.5555/ABC.Def", "10.5555/abc.def")
    assert fixed_bibliography(fixed_bibliography(text)) == fixed_bibliography(text)
    assert fixed_bibliography("  url = {https://a.org/?utm_medium=x#y},\n") == "  url = {https://a.org/#y},\n"
    problems = references.read(b"@article{a2000b,\n  author = {A, B},\n  title = {T},\n  year = {2000},\n  doi = {10.5555/ABC},\n}\n").problems
    assert [problem.fix for problem in problems if problem.code == "bad-doi"] == ["write `10.5555/abc`, or run `curator fix`"]


@pytest.mark.parametrize(
    ("text", "line", "there", "wanted"),
    [
        ("name: 'A'\n", 1, "`name: 'A'`", "`# yaml-language-server: $schema=../schema.json`"),
        ("# yaml-language-server: $schema=../schema.json\nname: 'A'\n", 2, "`name: 'A'`", "`name: A`"),
        ("# yaml-language-server: $schema=../schema.json\nname: A\n\nyear: 1\n", 3, "an empty line", "`year: 1`"),
        ("# yaml-language-server: $schema=../schema.json\nname: A", 3, "nothing", "an empty line"),
    ],
)
def test_a_departure_names_its_line(text: str, line: int, there: str, wanted: str) -> None:
    """Check tells the first line that is not in the form, what stands there, and what would."""
    problem = format_checks.departure("a.yaml", text)
    assert problem
    assert (problem.line, problem.code) == (line, "form")
    assert problem.message == f"{there} is not in the one form, which has {wanted} here"


def run(*words: str) -> Result:
    """What the command says."""
    return CliRunner().invoke(main, words)


def test_fmt_writes_what_check_reports(desk: Path) -> None:
    """`curator fmt --check` and `curator check` report a record, `curator fmt` writes it, and then there is nothing to say or write."""
    record = desk / "catalog" / "datasets" / "good.yaml"
    before = record.read_text(encoding="utf-8").replace("[Harbour Vessels]", "['Harbour Vessels']")
    record.write_text(before, encoding="utf-8")
    assert run("fmt", "--check").exit_code == 1
    assert "good.yaml:3:1: `aliases: ['Harbour Vessels']` is not in the one form" in run("check", "catalog/datasets").output
    assert record.read_text(encoding="utf-8") == before
    assert run("fmt", "catalog/datasets/good.yaml").output == "wrote catalog/datasets/good.yaml\n"
    assert record.read_text(encoding="utf-8") == formatted(before)
    assert run("fmt").output == "nothing to change\n"
    assert run("fmt", "--check").exit_code == 0
    assert run("check", "catalog/datasets").output == "no problems found\n"


def test_check_reports_what_fix_mends(desk: Path) -> None:
    """What `curator fix` would mend is a problem for `curator check`, at its line."""
    record = desk / "catalog" / "datasets" / "good.yaml"
    record.write_text(record.read_text(encoding="utf-8").replace("dimensions: [2d]", "dimensions: [3d, 2d]"), encoding="utf-8")
    assert "good.yaml:15:13: `dimensions` is not in its order [unsorted]\n" in run("check", "catalog/datasets").output


def test_a_link_is_not_written_through(desk: Path) -> None:
    """What is a link among the records stays one, and what it leads to stays as it was."""
    elsewhere, link = desk / "elsewhere.yaml", desk / "catalog" / "datasets" / "link.yaml"
    elsewhere.write_text("name: 'A'\n", encoding="utf-8")
    link.symlink_to(elsewhere)
    for command in ("fmt", "fix"):
        assert run(command).output == "nothing to change\n"
    assert link.is_symlink()
    assert elsewhere.read_text(encoding="utf-8") == "name: 'A'\n"


def test_faults_come_before_the_form(desk: Path) -> None:
    """A record that has a fault is not blamed for its form as well."""
    record = desk / "catalog" / "datasets" / "good.yaml"
    record.write_text(record.read_text(encoding="utf-8").replace("year: 2021", "year: '2021'"), encoding="utf-8")
    output = run("check", "catalog/datasets").output
    assert "[wrong-type]" in output
    assert "[form]" not in output


def test_fix_mends_records_and_bibliography(desk: Path) -> None:
    """`curator fix` mends links by the history that stands in the catalog, and DOIs in the bibliography."""
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
def test_a_broken_record_is_mended(name: str, desk: Path) -> None:
    """A broken record whose report names the one right word has no problem after `curator fix`."""
    record = desk / "catalog" / "datasets" / f"{name}.yaml"
    shutil.copy(ROOT / "tests" / "broken" / f"{name}.yaml", record)
    assert run("check", str(record)).exit_code == 1
    assert run("fix", str(record)).exit_code == 0
    assert run("check", str(record)).output == "no problems found\n"


def test_a_file_that_is_no_record_is_refused(desk: Path) -> None:
    """`curator fmt` and `fix` write records and the bibliography, and tell a name that is neither in a sentence."""
    other = desk / "mkdocs.yml"
    for command in ("fmt", "fix"):
        done = run(command, str(other))
        assert done.exit_code == 1
        assert "is neither a record nor the bibliography" in done.output


def test_a_record_that_cannot_be_read_is_told(desk: Path) -> None:
    """`curator fmt` and `fix` leave a record that is no YAML as it is, say so with what tells more, and fail."""
    file = desk / "catalog" / "datasets" / "good.yaml"
    file.write_text("name: Harbour: the second\n", encoding="utf-8")
    for command in ("fmt", "fix"):
        done = run(command)
        assert (done.exit_code, done.stdout) == (1, "nothing to change\n")
        assert done.stderr == "catalog/datasets/good.yaml cannot be read and was not changed: run `curator check catalog/datasets/good.yaml`\n"


def test_files_are_written_whole_or_not_at_all(tmp_path: Path) -> None:
    """If one of several files cannot be written, all stay as they were, and nothing is left beside them."""
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
