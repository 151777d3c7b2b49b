"""Tests of entries as repositories export them: `curator fix` writes keys, DOIs and text as the bibliography has them, and every export keeps type and authors."""

import json
from pathlib import Path
from typing import Any

import pytest

from conftest import command
from curator.editing.fix_bibliography import fixed_bibliography, new_keys, with_keys
from curator.editing.latex_text import decoded
from curator.records import bibliography, yaml_source
from curator.records.bibliography import FILE, Reference
from curator.records.bibtex_source import parse
from curator.site.exports import bibtex, csl, ris

KEYS = {
    "doe_2020_3431873": "doe2020words",
    "DVN/ABC123_2018": "doe2020words",
    "https://doi.org/10.5281/zenodo.3": "doe2020words",
    "PhysioNet-example-2.1.0": "doe2020words",
    "Doe2020": "doe2020words",
    "doe2020vessels": "",
}
"""Keys of exports, and the key that `curator fix` writes; nothing for a valid key."""


def _entry(kind: str = "misc", key: str = "doe2020words", *, author: str = "Doe, Jane", year: str = "year = {2020}", **fields: str) -> str:
    lines = {"title": "Words of Images"} | fields
    return f"@{kind}{{{key},\n  author = {{{author}}},\n" + "".join(f"  {name} = {{{value}}},\n" for name, value in lines.items()) + f"  {year},\n}}\n"


def _work(text: str) -> Reference:
    [work] = bibliography.read(text.encode()).works.values()
    return work


def _problems(text: str) -> list[str]:
    return [problem.code for problem in bibliography.read(text.encode()).problems if problem.code != "printed-number"]


@pytest.mark.parametrize("key", KEYS)
def test_a_key_is_made_of_author_year_and_word(key: str) -> None:
    """A key of an export is replaced by one of family name, year and a word of the title."""
    text = _entry("dataset", key)
    assert new_keys(text) == ({key: KEYS[key]} if KEYS[key] else {})
    assert _problems(with_keys(text, new_keys(text))) == []


def test_new_keys_are_unique() -> None:
    """Two entries with the same author, year and word get different keys, also if one of them is used already."""
    text = _entry(key="a") + _entry(key="b", title="Words") + _entry(key="doe2020words")
    assert new_keys(text) == {"a": "doe2020images", "b": "doe2020wordsb"}
    assert new_keys(_entry(key="a", year="note = {2020}")) == {}


def test_fix_writes_keys_and_their_uses(desk: Path) -> None:
    """`curator fix` writes a key of the required format, and the key in the records and the page that cite the work."""
    bib, good, resources = desk / FILE, desk / "catalog" / "datasets" / "good.yaml", desk / "catalog" / "resources.yaml"
    files = {path: path.read_text(encoding="utf-8") for path in (bib, good, resources)}
    assert files[good].count("example2020harbour") == 2
    named = next(key for key in bibliography.read(files[bib].encode()).works if f"{key}" in files[resources])
    for path, text in files.items():
        path.write_text(text.replace("example2020harbour", "DVN/ABC_2020").replace(named, "Overview-2022"), encoding="utf-8")
    assert "`DVN/ABC_2020` is not an author-year-word key" in command(desk, "check").output
    assert "wrote catalog/references.bib" in command(desk, "fix", FILE).output
    read = {path: path.read_text(encoding="utf-8") for path in files}
    assert "DVN/ABC_2020" not in "".join(read.values())
    assert yaml_source.read("", read[good].encode()).value["citations"]["paper"] == ["example2020blood"]
    assert "[unknown-reference]" not in command(desk, "check").output
    assert command(desk, "fix").output == "nothing to change\n"


def test_fix_sorts_entries_by_key(desk: Path) -> None:
    """An entry in the wrong place is reported, and `curator fix` sorts the entries by key, also by a key that it writes, and changes nothing else; a bibliography with a syntax error or other text keeps its order."""
    bib = desk / FILE
    text = bib.read_text(encoding="utf-8")
    first = _entry(key="aaron2020words", author="Aaron, Jane")
    bib.write_text(f"{text}\n{first.replace('aaron2020words', 'Aaron20')}", encoding="utf-8")
    assert "`Aaron20` is not an author-year-word key" in command(desk, "check").output
    assert "wrote catalog/references.bib" in command(desk, "fix").output
    assert bib.read_text(encoding="utf-8") == text.replace("@article{example2020harbour", f"{first}\n@article{{example2020harbour")
    bib.write_text(f"{text}\n{first}", encoding="utf-8")
    assert "`aaron2020words` is below `sample2022overview`, but entries are sorted by key [unsorted]" in command(desk, "check").output
    for wrong in (f"{text}\n{first.replace('}},', '},', 1)}\n{first}", f"{text}\nA remark.\n\n{first}"):
        bib.write_text(wrong, encoding="utf-8")
        command(desk, "fix")
        assert bib.read_text(encoding="utf-8") == wrong


DOIS = {
    "10.7937/K9/TCIA.2017.abc": "10.7937/k9/tcia.2017.abc",
    "https://doi.org/10.7937/K9/TCIA.2017.abc": "10.7937/k9/tcia.2017.abc",
    "http://dx.doi.org/10.7937/K9/TCIA.2017.abc.": "10.7937/k9/tcia.2017.abc",
    "doi: 10.7937/K9/TCIA.2017.abc": "10.7937/k9/tcia.2017.abc",
    "{10.1007/978-3-030-32239-7\\_5}": "10.1007/978-3-030-32239-7_5",
}


@pytest.mark.parametrize("given", DOIS)
def test_a_doi_is_written_in_canonical_form(given: str) -> None:
    """A DOI with capitals, a prefix, LaTeX or punctuation is a problem that `curator fix` removes."""
    text = _entry("dataset", doi=given)
    assert "bad-doi" in _problems(text)
    assert f"  doi = {{{DOIS[given]}}},\n" in fixed_bibliography(text)
    assert _problems(fixed_bibliography(text)) == []


LATEX = {
    r"Decenci{\`e}re, Etienne and M{\"u}ller, J": "Decencière, Etienne and Müller, J",
    r"{\'\i}{\c c}{\ss}{\o}\v{s}{\'{E}}": "íçßøšÉ",
    r"A \& B: 10\% of \emph{new} {MRI}": "A & B: 10% of new {MRI}",
    r"$T_2$ of 5 $\times$ 5~cm, $\alpha$": "T2 of 5 × 5 cm, α",
    "Words &amp; Images": "Words & Images",
    "5% of a_b & c": "5% of a_b & c",
    r"\input{/etc/hostname}": r"\input{/etc/hostname}",
    r"1^^5cinput{x}~": r"1^^5cinput{x}~",
    r"a {\textbackslash} b": r"a {\textbackslash} b",
    "{" * 40 + r"\'e" + "}" * 40: "{" * 40 + r"\'e" + "}" * 40,
}
"""LaTeX and the text that it stands for; text that a person must look at is unchanged."""


@pytest.mark.parametrize("given", LATEX)
def test_latex_is_decoded(given: str) -> None:
    """LaTeX is decoded to the characters themselves, and braces around words are kept."""
    assert decoded(given) == LATEX[given]


def test_fix_decodes_latex_in_entries() -> None:
    """`curator fix` decodes authors, titles and URLs, so that the entry has no problem."""
    text = _entry(author=r"Decenci{\`e}re, Etienne", title=r"Words \& $T_2$ of~{MRI}", url=r"\url{https://example.com/a\_b}")
    assert {"markup", "wrong-value"} <= set(_problems(text))
    right = fixed_bibliography(text)
    assert _problems(right) == []
    assert fixed_bibliography(right) == right
    work = _work(right)
    assert (work.authors[0].family, work.title, work.get("url")) == ("Decencière", "Words & T2 of MRI", "https://example.com/a_b")


def test_wrongly_decoded_words_are_reported() -> None:
    """A wrongly decoded word is a problem with the word that was meant, and `curator fix` writes that word; other accents are kept."""
    text = _entry(author="DecenciÃ¨re, Etienne and Nguyễn, Văn and São, Åse")
    [found] = [problem for problem in bibliography.read(text.encode()).problems if problem.code == "mojibake"]
    assert (found.line, found.column, found.fix) == (2, 13, "write `Decencière`, or run `curator fix`")
    assert fixed_bibliography(text) == text.replace("DecenciÃ¨re", "Decencière")


EXPORTS: dict[str, str] = {
    "Harvard Dataverse": _entry("data", publisher="Harvard Dataverse", doi="10.7910/dvn/abc123"),
    "IEEE DataPort": _entry("data", publisher="IEEE Dataport", doi="10.21227/h1q2-2x20"),
    "figshare": _entry("article", doi="10.6084/m9.figshare.1512427", url="https://figshare.com/articles/dataset/Words/1512427"),
    "Hugging Face": _entry("misc ", publisher="Hugging Face", doi="10.57967/hf/0123", url="https://huggingface.co/datasets/doe/words"),
    "PhysioNet": _entry(publisher="PhysioNet", doi="10.13026/c2jt1q", version="2.1.0"),
    "a publisher without a DOI": _entry("online", publisher="{Kaggle}", url="https://www.kaggle.com/datasets/doe/words"),
}


@pytest.mark.parametrize("name", EXPORTS)
def test_data_are_a_dataset_in_every_format(name: str) -> None:
    """Data of a repository that exports them as another type are a dataset in BibTeX, RIS and CSL-JSON."""
    assert _problems(EXPORTS[name]) == []
    work = _work(EXPORTS[name])
    assert bibtex.entry(work).startswith("@misc{doe2020words,\n")
    assert "  howpublished = {Data set},\n" in bibtex.entry(work)
    assert ris.entry(work).startswith("TY  - DATA\r\n")
    assert csl.item(work)["type"] == "dataset"
    assert _work(bibtex.entry(work)).kind == "dataset"
    assert _work(_entry(howpublished="Data set")).kind == "dataset"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (_entry("article", journal="Journal of Examples", doi="10.6084/m9.figshare.1"), "article"),
        (_entry(doi="10.6084/m9.figshare.1", url="https://figshare.com/articles/poster/Words/1"), "misc"),
        (_entry(publisher="Hugging Face", doi="10.57967/hf/1", url="https://huggingface.co/doe/model"), "misc"),
        (_entry(eprint="1902.03368", archiveprefix="arXiv", publisher="PhysioNet"), "misc"),
        (_entry("inproceedings", booktitle="Words", publisher="Dryad"), "inproceedings"),
    ],
)
def test_other_works_of_a_repository_keep_their_type(text: str, kind: str) -> None:
    """Papers, posters, models and preprints are not data, although a repository of data publishes them."""
    assert _work(text).kind == kind


def test_the_year_may_be_missing() -> None:
    """The year of a date is the year; a work without a date has none in CSL-JSON and RIS, and n.d. in BibTeX."""
    dated = _work(_entry(year="date = {2017-05-01}"))
    assert (dated.year, csl.item(dated)["issued"]) == ("2017", {"date-parts": [[2017, 5, 1]]})
    for written in ("{n.d.}", "{N.D.}", "{no date}", '"n. d."'):
        text = _entry(key="doendwords", year=f"year = {written}")
        assert _problems(text) == []
        work = _work(text)
        assert (work.year, "issued" in csl.item(work), "\nPY  - " in ris.entry(work)) == ("", False, False)
        assert "  year = {n.d.},\n" in bibtex.entry(work)
    assert new_keys(_entry(key="x", year="year = {n.d.}")) == {"x": "doendwords"}
    assert _problems(_entry(year="year = {soon}")) == ["bad-year"]


COMMAS = {
    "Al-Doe, Walid, Gomaa, Mohammed": "Al-Doe, Walid and Gomaa, Mohammed",
    "Jane Doe, John Roe, Jim Poe, Joe Zoe": "Jane Doe and John Roe and Jim Poe and Joe Zoe",
    "Doe, J., Roe, J. K., Poe, J.": "Doe, J. and Roe, J. K. and Poe, J.",
}


@pytest.mark.parametrize("given", COMMAS)
def test_authors_separated_by_commas_are_reported(given: str) -> None:
    """Authors that commas separate are reported with the line to write."""
    [problem] = parse(_entry(author=given), FILE).problems
    assert "BibTeX joins them by `and`" in problem.message
    assert problem.fix == f"write `author = {{{COMMAS[given]}}},`"
    assert _problems(_entry(author=COMMAS[given])) == []


PERSONS: dict[str, tuple[dict[str, str], str]] = {
    "Doe III, Samuel G.": ({"family": "Doe", "given": "Samuel G.", "suffix": "III"}, "Doe, Samuel G., III"),
    "Doe, III, Samuel G.": ({"family": "Doe", "given": "Samuel G.", "suffix": "III"}, "Doe, Samuel G., III"),
    "Doe Jr., J.": ({"family": "Doe", "given": "J.", "suffix": "Jr."}, "Doe, J., Jr."),
    "{Harbour Consortium}": ({"literal": "Harbour Consortium"}, "Harbour Consortium,"),
    "Doe, J. A.": ({"family": "Doe", "given": "J. A."}, "Doe, J. A."),
    "Jane": ({"literal": "Jane"}, "Jane,"),
    "{Institute of Words, University of Images, Harbour}": (
        {"literal": "Institute of Words, University of Images, Harbour"},
        "Institute of Words – University of Images – Harbour,",
    ),
}
"""Authors, and how CSL-JSON and RIS name them."""


@pytest.mark.parametrize("author", PERSONS)
def test_authors_are_complete_in_every_export(author: str) -> None:
    """Suffixes, organizations, initials and single names are kept. The name of an organization is one field, which has a comma only at its end in RIS."""
    text = _entry(author=author)
    assert _problems(text) == []
    named, line = PERSONS[author]
    assert csl.item(_work(text))["author"] == [named]
    assert f"\r\nAU  - {line}\r\n" in ris.entry(_work(text))
    again = _work(bibtex.entry(_work(text)))
    assert (again.authors, json.loads(csl.entry(again))["author"]) == (_work(text).authors, [named])


@pytest.mark.parametrize(
    ("author", "fix"),
    [
        ("Institute of Words, University of Images", "write `{Institute of Words, University of Images}`, in braces, if it is an organization"),
        ("Harbour Consortium", "write `{Harbour Consortium}`, in braces, if it is an organization"),
        ("Jane Doe, John Roe, Jim Poe", "write `Jane Doe and John Roe and Jim Poe`"),
    ],
)
def test_an_organization_needs_braces(author: str, fix: str) -> None:
    """An organization that BibTeX would read as a person is reported, and so are three persons read as one."""
    found: list[Any] = [problem.fix for problem in bibliography.read(_entry(author=author).encode()).problems if problem.code == "wrong-value"]
    assert found == [fix]
