"""The bibliography: contributed files cannot exhaust the program, and every error in an entry is explained."""

import time
from pathlib import Path

import pytest

from conftest import command
from curator.records.bibliography import FILE

ENTRY = "@article{{doe2020words,\n  author = {{{author}}},\n  title = {{{title}}},\n  journal = {{{journal}}},\n{further}  year = {{2020}},\n}}\n"
AUTHOR, TITLE, JOURNAL = "Doe, Jane", "Words", "Journal of Examples"


def _entry(further: str = "", *, author: str = AUTHOR, title: str = TITLE, journal: str = JOURNAL) -> str:
    return ENTRY.format(author=author, title=title, journal=journal, further=f"  {further},\n" if further else "")


def _doubling(times: int) -> str:
    return '@string{a0 = "aaaaaaaaaa"}\n' + "".join(f"@string{{a{at + 1} = a{at} # a{at}}}\n" for at in range(times)) + _entry("note = a0")


def _distinct(number: int) -> str:
    return "".join(f"@misc{{a{at}b, year = 1, year = 2}}\n@misc{{a{at}b, year = 1}}\n" for at in range(number))


BOMBS = {
    "texts that double each other": (_doubling(40), "`@string` is not supported"),
    "texts that double each other, spelled oddly": (_doubling(40).replace("@string{", "@ STRING ("), "`@string` is not supported"),
    "a printed number of 5,000 digits": (_entry(f"printed = {{{'9' * 5000}}}"), "[9999] is not a number of the printed reference list"),
    "a thousand faults of a thousand keys": (_distinct(1000), "entry with key a0b has a duplicate year field"),
    "a key of 10,000 characters": (_distinct(1).replace("a0b", "a" * 10_000), "entry with key aaaa"),
    "5,000 braces within each other": (_entry(title="{" * 5000 + "x" + "}" * 5000), "too many nested braces"),
    "30,000 authors": (_entry(author=" and ".join(["Doe, Jane"] * 30_000)), "the entry has 420,"),
    "30,000 groups of a name": (_entry(author="{a} " * 30_000), "the entry has 120,"),
    "30,000 commas in a name": (_entry(author="a," * 30_000), "the entry has 60,"),
    "30,000 values in one": (_entry("volume = " + "#".join(['"1"'] * 30_000)), "the entry has 120,"),
    "an indented entry without end": ("  @misc {a2000b, " + 'title = "' * 10_000, "the entry has 90,"),
}
"""Texts that once took minutes, filled the memory or raised an exception, and what is reported for them."""


@pytest.mark.parametrize("name", BOMBS)
def test_limits_apply_before_parsing(name: str, desk: Path) -> None:
    """A bibliography made to exhaust the program is reported in less than a second."""
    text, sentence = BOMBS[name]
    (desk / FILE).write_text(text, encoding="utf-8")
    before = time.process_time()
    done = command(desk, "check", FILE)
    assert time.process_time() - before < 1.0
    assert sentence in done.output
    assert done.exit_code == 1


FAULTS: dict[str, tuple[str, str, str]] = {
    "a private field": (_entry("file = {/home/jane/doe.pdf}"), "unknown-field", "`file` of doe2020words is not a field of the bibliography"),
    "a private note": (_entry("annote = {read again}"), "unknown-field", "`annote` of doe2020words is not a field of the bibliography"),
    "an abstract": (_entry("abstract = {Of words}"), "unknown-field", "`abstract` of doe2020words is not a field of the bibliography"),
    "an editor": (_entry("editor = {Roe, Jo}"), "unknown-field", "`editor` of doe2020words is not a field of the bibliography"),
    "a field with a command for its name": (_entry("\\input = {x}"), "unknown-field", "`\\input` of doe2020words is not a field of the bibliography"),
    "et al. as an author": (_entry(author="Doe, Jane and et al."), "wrong-value", "`et al.` is not the name of an author of doe2020words"),
    "et al. behind a name": (_entry(author="Doe, Jane et al."), "wrong-value", "`Jane et al. Doe` is not the name of an author of doe2020words"),
    "and others as a name": (_entry(author="Doe, Jane and {Others}"), "wrong-value", "`Others` is not the name of an author of doe2020words"),
    "a suffix at the end": (_entry(author="Doe, S. G., III"), "wrong-value", "`III` is read as the given name of Doe in doe2020words"),
    "commas between authors": (
        _entry(author="Al-Doe, Walid, Gomaa, Mohammed"),
        "bibtex-syntax",
        "authors are separated by commas, but BibTeX joins them by `and`",
    ),
    "HTML's name of a character": (_entry(title="Words &amp; Images"), "markup", "`title` of doe2020words contains an HTML entity"),
    "HTML's number of a character": (_entry(title="Words &#8211; Images"), "markup", "`title` of doe2020words contains an HTML entity"),
    "mathematics": (_entry(title="$T_2$ of Words"), "markup", "`title` of doe2020words contains LaTeX math"),
    "a tie": (_entry(title="Words~of"), "markup", "`title` of doe2020words contains `~`, which LaTeX reads as a space"),
    "a character's code": (_entry(title="A ^^5cinput"), "markup", "`title` of doe2020words contains `^^`"),
    "no journal": (_entry(journal=""), "missing-field", "`journal` is missing from doe2020words"),
    "a preprint for a journal": (_entry(journal="arXiv preprint arXiv:1712.06957"), "wrong-value", "`journal` of doe2020words names a preprint, not a journal"),
    "a preprint under its old name": (_entry(journal="CoRR"), "wrong-value", "`journal` of doe2020words names a preprint, not a journal"),
    "no proceedings": (_entry().replace("article", "inproceedings"), "missing-field", "`booktitle` is missing from doe2020words"),
    "an unknown kind": (_entry().replace("article", "blog"), "wrong-value", "`@blog` of doe2020words is not an entry type"),
    "pages in words": (_entry("pages = {1^^5cinput{/etc/hostname}}"), "wrong-value", "`pages` of doe2020words: expected pages or an article number"),
    "an address with braces": (_entry("url = {https://example.com/{x}}"), "wrong-value", "`url` of doe2020words: expected a URL"),
    "a DOI with a comment": (_entry("doi = {10.1234/a%20b}"), "bad-doi", "expected a DOI in lower case, found `10.1234/a%20b`"),
    "the DOI of another": (
        _entry("doi = {10.1234/a}") + _entry("doi = {10.1234/a}").replace("2020", "2021"),
        "repeated-work",
        "is also the DOI of doe2020words",
    ),
    "the preprint of another": (
        _entry("eprint = {1.2}") + _entry("eprint = {1.2}").replace("2020", "2021"),
        "repeated-work",
        "is also the eprint of doe2020words",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_an_error_in_an_entry_is_explained(name: str, desk: Path) -> None:
    """Each error that would reach exports or readers is a problem with a code and a message."""
    text, code, sentence = FAULTS[name]
    with (desk / FILE).open("a", encoding="utf-8") as file:
        file.write(f"\n{text}")
    [line] = [line for line in command(desk, "check", FILE).output.split("\n") if f"[{code}]" in line]
    assert sentence in line


RIGHT = {
    "further authors": _entry(author="Doe, Jane and others"),
    "a suffix between the names": _entry(author="Doe, III, S. G."),
    "an organisation": _entry(author="{Institute of Words, Harbour}"),
    "an ampersand": _entry(title="Words & Images", journal="Image Analysis & Stereology"),
    "a date for a year": _entry("date = {2020-05-31}").replace("  year = {2020},\n", ""),
    "odd pages": _entry("pages = {1122--1131.e9, S1–S3}"),
    "a supplement": _entry("volume = {12 (Suppl. 1)}"),
    "an address with a tilde": _entry("url = {https://example.com/~jane/a%20b?c=d&e=f#g}"),
    "a DOI with odd signs": _entry("doi = {10.1002/(sici)1097-0258(19980815/30)17:15/16<1661::aid-sim968>3.0.co;2-2}"),
    "data by another name": _entry().replace("article", "data"),
    "a DOI for all versions": _entry("doi = {10.5281/zenodo.2},\n  conceptdoi = {10.5281/zenodo.1}").replace("article", "dataset"),
    "letters of every script": _entry(author="Nguyễn, Văn and Иванов, Иван and 王, 伟", title="Words of the 1º Harbour\u2011side"),
}


@pytest.mark.parametrize("name", RIGHT)
def test_unusual_but_correct_entries_pass(name: str, desk: Path) -> None:
    """An unusual but correct entry has no problem except that no record cites it."""
    (desk / FILE).write_text(f"{RIGHT[name]}\n{(desk / FILE).read_text(encoding='utf-8')}", encoding="utf-8")
    found = [line for line in command(desk, "check", FILE).output.split("\n") if line.startswith(FILE) and "reserved for examples" not in line]
    assert [line.rpartition("[")[2] for line in found] == ["uncited-reference]"]
