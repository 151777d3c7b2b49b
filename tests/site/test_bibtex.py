"""Tests for exported BibTeX: LaTeX reads text from it, and no commands other than letters and signs."""

import re
from pathlib import Path

import pytest

from conftest import ROOT, command
from curator.records.bibliography import FILE, Name, Reference, read
from curator.records.reference import FIELD_FORMATS, FIELDS
from curator.records.settings import read as read_settings
from curator.site import how_to_cite
from curator.site.exports import bibtex

SETTINGS = read_settings(ROOT)
LETTERS = {
    "í": r"{\'i}",
    "ì": r"{\`i}",
    "î": r"{\^i}",
    "ï": r"{\"i}",
    "ĩ": r"{\~i}",
    "ī": r"{\=i}",
    "ĭ": r"{\u{i}}",
    "į": r"{\k i}",
    "ĵ": r"{\^j}",
    "ı": r"{\i}",
    "é": r"{\'e}",
    "å": r"{\r a}",
    "Š": r"{\v S}",
    "ễ": "ễ",
    "Ж": "Ж",
    "中": "中",
    "ع": "ع",
    "º": "º",
    "\u2011": "\u2011",
}
"""Letters in BibTeX: an accent over i is on i, ı is Turkish, and a letter without a command is kept."""
PAYLOADS = (
    r"1^^5cinput{/etc/hostname}",
    r"^^5cimmediate^^5copenout15=x ^^5cwrite15{y}",
    r"^^^^005cinput{/etc/hostname}",
    r"\input{/etc/hostname}",
    r"\write18{touch x}",
    r"\immediate\openout15=x \immediate\write15{y}",
    r"\catcode`\%=0 %input{/etc/hostname}",
    r"\csname input\endcsname{/etc/hostname}",
    r"{\let\x\input\x{/etc/hostname}}",
    r"$\input{/etc/hostname}$",
    r"\\input{/etc/hostname}",
    r"\verbatiminput{/etc/hostname}",
    r"\directlua{os.execute('touch x')}",
    r"\def\par{\input{/etc/hostname}}",
    "%\n\\input{/etc/hostname}",
    r"a~\include{b}",
)
"""Text that would make TeX read, write or run something if it were exported unchanged."""
MACRO = re.compile(r"\\(?:[a-zA-Z@]+|.)", re.DOTALL)
HARMLESS = re.compile(r"""\\(?:["'`^~=.&%#_$ {}-]|[a-zA-Z]{1,2}|text[a-z]+|copyright|ldots|times|mu|circ|alpha|beta|hspace|guille\w+|quotedblbase)""")
"""Commands for accents, letters and signs, which an exported entry may contain."""


def _active(text: str) -> list[str]:
    """Return the commands and character codes in a text that TeX would run."""
    found = [macro for macro in MACRO.findall(text) if not HARMLESS.fullmatch(macro)]
    return found + re.findall(r"\^\^", text)


@pytest.mark.parametrize("letter", LETTERS)
def test_a_letter_is_written_for_latex(letter: str) -> None:
    """Every letter has the LaTeX that BibTeX, biblatex and pandoc print alike, or is kept."""
    assert bibtex.latex(letter) == LETTERS[letter]


@pytest.mark.parametrize("field", sorted(FIELDS - {"printed", "unverified"}))
def test_no_field_runs_tex_commands(field: str) -> None:
    """Whatever a field contains, its export has no command that reads, writes or runs anything, and stays inside its braces."""
    for payload in PAYLOADS:
        fields = {"title": "Words", "year": "2000"} | ({} if field == "author" else {field: payload})
        authors = (Name(payload if field == "author" else "Doe", payload if field == "author" else "Jane"),)
        text = bibtex.entry(Reference("doe2000words", "dataset", authors, others=False, fields=fields))
        assert _active(text) == [], (field, payload)
        assert read(text.encode()).works.keys() <= {"doe2000words"}


@pytest.mark.parametrize("field", sorted(FIELDS - {"printed", "unverified"}))
def test_check_reports_tex_commands(field: str, desk: Path) -> None:
    """`curator check` reports a command or a character code in any field of the bibliography."""
    text, heads = (desk / FILE).read_text(encoding="utf-8"), []
    for at, payload in enumerate(PAYLOADS):
        values = {"author": "Doe, Jane", "title": "Words", "journal": "Journal of Examples", "year": "2020"} | {field: payload}
        heads.append(text.count("\n") + 1)
        text += f"@article{{doe{2000 + at}words,\n" + "".join(f"  {name} = {{{value}}},\n" for name, value in values.items()) + "}\n"
    (desk / FILE).write_text(text, encoding="utf-8")
    found = re.findall(rf"^{FILE}:(\d+):1: .*\[(?:markup|wrong-value|bad-doi|bad-year)\]", command(desk, "check", FILE).output, re.MULTILINE)
    assert set(heads) - set(map(int, found)) == set()


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_record_name_runs_tex_commands(payload: str) -> None:
    """The name of a record in the citation of its page is plain text for TeX."""
    assert _active(bibtex.entry(how_to_cite.page_work("doe", payload, "2026-01-01", SETTINGS))) == []


def test_unchanged_fields_have_no_active_characters() -> None:
    """A field that is exported unchanged cannot contain characters that start a command, a comment or a group in TeX."""
    taken = {field: [sign for sign in '\\{}^"' if shape.pattern.fullmatch(shape.example + sign)] for field, shape in FIELD_FORMATS.items()}
    assert {field: signs for field, signs in taken.items() if signs} == {}


@pytest.mark.parametrize("named", [{"archiveprefix": "arXiv"}, {}], ids=["named", "unnamed"])
def test_a_preprint_names_its_archive(named: dict[str, str]) -> None:
    """The archive of a preprint is in the field of the classic styles and in that of biblatex and Zotero, and in one that all styles print."""
    fields = {"title": "Words", "year": "2019", "eprint": "1902.03368"} | named
    text = bibtex.entry(Reference("doe2019words", "misc", (Name("Doe", "Jane"),), others=True, fields=fields))
    assert "  archiveprefix = {arXiv},\n  eprinttype = {arxiv},\n  howpublished = {arXiv:1902.03368},\n  url = {https://arxiv.org/abs/1902.03368},\n" in text
    assert "  author = {Doe, Jane and others},\n" in text


DATA = {"title": "Words", "year": "2019", "publisher": "{Zenodo} & Co", "url": "https://example.org/a_b"}


@pytest.mark.parametrize(
    ("kind", "fields", "printed"),
    [
        ("dataset", {"doi": "10.5281/zenodo.1"}, r"  howpublished = {Data set},\n  note = {Zenodo \& Co, doi:10.5281/zenodo.1},\n"),
        ("dataset", {}, r"  howpublished = {Data set},\n  note = {Zenodo \& Co, https://example.org/a\_b},\n"),
        (
            "dataset",
            {"doi": "10.5281/zenodo.1", "conceptdoi": "10.5281/zenodo.2"},
            r"  howpublished = {Data set},\n  note = {Zenodo \& Co, doi:10.5281/zenodo.1; All versions: https://doi.org/10.5281/zenodo.2},\n",
        ),
        ("online", {}, r"  note = {Zenodo \& Co, https://example.org/a\_b},\n"),
        ("article", {"journal": "J", "doi": "10.1/x"}, ""),
    ],
)
def test_classic_styles_print_where_a_work_is(kind: str, fields: dict[str, str], printed: str) -> None:
    """Data and pages name their repository and DOI or URL in the fields that all styles print of `@misc`; a paper in a journal does not need them."""
    text = bibtex.entry(Reference("doe2019words", kind, (Name("Doe", "Jane"),), others=False, fields=DATA | fields))
    assert text.startswith("@article{" if kind == "article" else "@misc{")
    assert "".join(line + "\n" for line in text.splitlines() if line.startswith(("  howpublished", "  note"))) == printed.replace(r"\n", "\n")
