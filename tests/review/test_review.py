"""Tests of `curator review`: the changes, problems and questions that it reports."""

import json
import shutil
import subprocess
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from curator.cli import main
from curator.cli.review import copy_pages
from curator.records.normalise import normal_address, normal_name
from curator.records.paths import bracketed
from curator.records.record_addresses import DATASETS
from curator.review.compare import offered
from curator.review.diff import differences
from curator.review.document import document
from curator.review.document_blocks import Pages
from curator.review.output_formats import annotations, markdown
from curator.review.review_model import Review
from curator.review.text_diff import changed_words, one_line
from reviewing import GOOD, OTHER, Sides, reword, sides


@pytest.fixture
def change(tmp_path: Path) -> Sides:
    """Two equal versions of the small catalog; the test makes the change."""
    return sides(tmp_path)


def _flat(before: Any, after: Any) -> list[str]:
    """Return one line per changed fact."""
    found = differences({"splits": before, "tasks": before} if before is None else before, after)
    return [f"{bracketed(it.at)}: {_shown(it.before)} → {_shown(it.after)}{' (order)' if it.reordered else ''}" for it in found]


def _shown(value: Any) -> str:
    return "None" if value is None else one_line(value)


ISSUES = [{"kind": "split", "text": "Some loaders cut their own part."}, {"kind": "split", "text": "Patients stand in two parts."}]
REWORDED = [{"kind": "split", "text": "Patients stand in two parts."}, {"kind": "split", "text": "Some loaders cut another part."}]
EXAMPLES: dict[str, tuple[Any, Any, list[str]]] = {
    "a value": ({"year": 2004}, {"year": 2005}, ["year: 2004 → 2005"]),
    "true is not 1": ({"official": True}, {"official": 1}, ["official: true → 1"]),
    "a field within an item": (
        {"licence": [{"covers": "all", "commercial_use": "unstated"}]},
        {"licence": [{"covers": "all", "commercial_use": "forbidden"}]},
        ["licence[0].commercial_use: unstated → forbidden"],
    ),
    "items are matched by their identifying fields": (
        {"licence": [{"covers": "images", "id": "CC0-1.0"}, {"covers": "annotations", "id": "CC-BY-4.0"}]},
        {"licence": [{"covers": "images", "id": "CC-BY-4.0"}, {"covers": "annotations", "id": "CC0-1.0"}]},
        ["licence[0].id: CC0-1.0 → CC-BY-4.0", "licence[1].id: CC-BY-4.0 → CC0-1.0"],
    ),
    "an item added at the front": (
        {"loaders": [{"library": "a", "name": "x"}, {"library": "b", "name": "x"}]},
        {"loaders": [{"library": "c", "name": "x"}, {"library": "a", "name": "x"}, {"library": "b", "name": "y"}]},
        ["loaders[0]: None → {library: c, name: x}", "loaders[2].name: x → y"],
    ),
    "an item removed": (
        {"access": {"links": [{"kind": "code", "url": "https://a.org/"}, {"kind": "code", "url": "https://b.org/"}]}},
        {"access": {"links": [{"kind": "code", "url": "https://b.org/"}]}},
        ['access.links[0]: {kind: code, url: "https://a.org/"} → None'],
    ),
    "an item reworded": (
        {"known_issues": ISSUES},
        {"known_issues": REWORDED},
        [
            "known_issues[1].text: Some loaders cut their own part. → Some loaders cut another part.",
            f"known_issues: {one_line(ISSUES)} → {one_line(REWORDED)} (order)",
        ],
    ),
    "items of a list": ({"tasks": ["a", "b"]}, {"tasks": ["a", "c", "d"]}, ["tasks: None → c", "tasks: None → d", "tasks: b → None"]),
    "an item replaced": ({"tasks": ["a", "b"]}, {"tasks": ["c", "a"]}, ["tasks: b → c"]),
    "the order of a list": ({"tasks": ["a", "b"]}, {"tasks": ["b", "a"]}, ["tasks: [a, b] → [b, a] (order)"]),
    "the order of counts": (
        {"counts": {"image": 1, "patient": 2}},
        {"counts": {"patient": 2, "volume": 3, "image": 1}},
        ["counts.volume: None → 3", "counts: [image, patient] → [patient, image] (order)"],
    ),
    "the order of fields": ({"year": 1, "name": "a"}, {"name": "a", "year": 1}, []),
    "a new mapping": (
        {},
        {"acquisition": {"countries": ["NL", "DE"], "years": "2004"}},
        [
            "acquisition.countries: None → NL",
            "acquisition.countries: None → DE",
            "acquisition.years: None → 2004",
        ],
    ),
    "a value replaced by a mapping": ({"counts": {"image": 40}}, {"counts": {"image": {"about": 40}}}, ["counts.image: 40 → {about: 40}"]),
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_differences_are_facts(name: str) -> None:
    """A change is reported fact by fact, and items of lists are compared with the same item before the change."""
    before, after, facts = EXAMPLES[name]
    assert _flat(before, after) == facts


def test_prose_is_compared_by_words() -> None:
    """Changed words of a long text are shown with context; short and completely different texts are shown as a whole."""
    before = "Forty photographs of the retina from a Dutch screening programme, each of them with one map of its vessels, drawn by hand."
    after = before.replace("Forty", "Fifty").replace("one map", "two maps")
    assert [(it.kind, it.text) for it in changed_words(before, after)] == [
        ("old", "Forty"),
        ("new", "Fifty"),
        ("same", "photographs of the retina … each of them with"),
        ("old", "one map"),
        ("new", "two maps"),
        ("same", "of its vessels, drawn …"),
    ]
    assert changed_words("Forty photographs", "Fifty photographs") == ()
    assert changed_words(before, " ".join(reversed(after.upper().split()))) == ()


COMMENT = """\
<!-- curator review -->

**2 problems to fix, 1 question to answer, 1 suggestion. 1 fact changed in 1 record.**

### Problems

```
catalog/datasets/good.yaml:<splits>:1: the printed table has `20/10` as # of Images, but the record has `20 / 11` [uncorrected]
    fix: correct the record, or add `{cell: images, kind: …, why: …, source: […]}` to `corrections`
catalog/datasets/good.yaml:<split>:5: 20 + 11 = 31 images, but counts say 30 [split-sum]
    fix: correct the numbers, or add the `release` with this count
```

### Questions

- `good`: `splits[0].test` is new or changed, but its evidence (`example2020harbour https://doi.org/10.5555/harbour`) and `checked` (`2026-11-23`) did not change. Which source supports it?

### `good`, `Harbour`: changed

- `splits[0].test`: `10` → `11`

Record completeness: 41 %, unchanged. The page is built when all problems are fixed.

### Suggestions

`curator fmt` and `curator fix` make these changes.

`catalog/datasets/good.yaml`:

```diff
@@ line <split> @@
-  - {name: official, unit: image, train: 20,  test: 11}
+  - {name: official, unit: image, train: 20, test: 11}
```

<sub>Generated by `curator review` with the code of this pull request; changes to the program can change this text.</sub>
"""
ANNOTATED = (
    "::error file=catalog/datasets/good.yaml,line=<licence>,col=11,title=licence::`CC-BY-5.0` is not an SPDX license id — fix: write a term of catalog/vocabulary/licence.yaml, "
    "or add one there\n"
    "::warning file=catalog/datasets/good.yaml,line=<licence>,col=1,title=question::licence[0].id: changed,"
    " but the evidence and `checked` did not — fix: name the source, or update `checked` after comparing with the sources\n"
    "::notice file=catalog/datasets/good.yaml,line=<licence>,col=1,title=suggestion::`curator fix` would change this line — fix:     id: CC-BY-5.0\n"
)


def _line(change: Sides, start: str) -> int:
    """Return the number of the first line of the record that begins with a text."""
    lines = (change.after / GOOD).read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if line.startswith(start))


def test_no_change_is_one_line(change: Sides) -> None:
    """The review of an unchanged catalog is one line."""
    assert change.text() == "No problems. Nothing in the catalog changed.\n"


def test_a_small_change_has_a_short_review(change: Sides) -> None:
    """For a fact that changed with new evidence, the review contains the verdict, the fact, completeness and the page."""
    change.reword({"{image: 30}": "{image: 30, patient: 12}", "checked: 2026-11-23": "checked: 2026-11-24"})
    assert change.text() == (
        "No problems. 1 fact changed in 1 record.\n"
        "\n"
        "good, Harbour: changed\n"
        "  - counts.patient: added 12\n"
        "  - checked: 2026-11-23 → 2026-11-24\n"
        "Record completeness: 41 %, unchanged. Page: datasets/good/index.html in the built site.\n"
    )


def test_the_order_of_the_comment(change: Sides) -> None:
    """The comment contains its marker, the verdict, problems, questions, facts and suggestions, in this order."""
    change.reword({"train: 20, test: 10": "train: 20,  test: 11"})
    line = _line(change, "splits:")
    assert markdown(document(change.review(), Pages())) == COMMENT.replace("<splits>", str(line)).replace("<split>", str(line + 1))


def test_a_new_record_is_summarised(change: Sides) -> None:
    """A new record is described by its main facts, its missing fields, and a link to its page if a URL prefix is given."""
    change.add("lagoon", OTHER)
    shown = markdown(document(change.review(), Pages("https://preview.example.org/7/")))
    assert shown == (
        "<!-- curator review -->\n\n"
        "**No problems. 1 record added.**\n\n"
        "### `lagoon`, `Lagoon`: added\n\n"
        "- Status: `available`\n"
        "- Modality: `fundus photography`\n"
        "- Target: `retinal vessel`\n"
        "- Task: `segmentation`\n"
        "- Images: `20 / 10 images`\n"
        "- Classes: `2`\n"
        "- Access: `open access`\n"
        "- License: `CC BY 4.0`\n"
        "- Year: `2021`\n"
        "- Homepage: `https://example.org/lagoon/`\n"
        "- `sources.owner`: `https://example.org/harbour/`\n\n"
        "Record completeness: 35 %; missing or unverified: `body_part`, `formats`, `download_size`, `provider`, `annotation`, `acquisition.devices`, `population.age`,"
        " `population.sex`, `labelling`, `acquisition.population`,"
        " `citations.paper`. Page: [datasets/lagoon/](<https://preview.example.org/7/datasets/lagoon/>).\n\n"
        "<sub>Generated by `curator review` with the code of this pull request; changes to the program can change this text.</sub>\n"
    )


def test_completeness_before_and_after(change: Sides) -> None:
    """The fields that a record gained and lost are listed beside both percentages."""
    change.reword({"counts: {image: 30}\n": "counts: {image: 30}\nformats: [png]\n", "frame_size:\n  - {width: 700, height: 600}\n": ""})
    assert "Record completeness: 41 % → 41 %; added: formats; no longer recorded: frame_size." in change.text()


def test_a_removed_record_is_a_problem(change: Sides) -> None:
    """A removed record is an alert and a problem, unless another record lists its id under `formerly`."""
    change.add("lagoon", OTHER, both=True)
    (change.after / DATASETS / "lagoon.yaml").unlink()
    text = change.text()
    assert text.startswith("1 problem to fix. 1 record removed.\n\nNeeds attention\n  - The record lagoon (Lagoon) was removed. Ids are never reused,")
    assert "catalog/datasets/lagoon.yaml:1:1: the record `lagoon` was removed, so its URL no longer works [lost-id]" in text
    assert "  - Homepage: https://example.org/lagoon/" in text
    change.reword({"\nstatus:": "\nformerly: [lagoon]\nstatus:"})
    assert "was removed" not in change.text()
    assert change.review().problems == ()


def test_a_renamed_record_is_compared_with_itself(change: Sides) -> None:
    """A record with a new id is reported as renamed, with its changed facts only."""
    change.add("lagoon", OTHER, both=True)
    folder = change.after / DATASETS
    (folder / "lagoon.yaml").rename(folder / "blue-lagoon.yaml")
    change.reword({"\nstatus:": "\nformerly: [lagoon]\nstatus:", "year: 2021": "year: 2022"}, f"{DATASETS}/blue-lagoon.yaml")
    text = change.text()
    assert text.startswith("No problems, 1 question to answer. 1 fact changed in 1 record, 1 record renamed.\n")
    assert "Needs attention\n  - The record lagoon was renamed to blue-lagoon; the old URL redirects to the new one.\n" in text
    assert "blue-lagoon, Lagoon: renamed from lagoon\n  - formerly: added lagoon\n  - year: 2021 → 2022\n" in text
    assert "Possible duplicate" not in text


def test_a_date_in_the_future_is_a_problem_of_the_change(change: Sides) -> None:
    """A date after tomorrow is a problem in changed records only, and only if today's date is given."""
    change.add("lagoon", OTHER | {"checked: 2026-11-23": "checked: 2099-01-01"}, both=True)
    change.reword({"checked: 2026-11-23": "checked: 2027-01-03"})
    today = date(2027, 1, 1)
    assert [(it.file, it.code, it.message) for it in change.review(today).problems] == [(GOOD, "future-date", "2027-01-03 is in the future")]
    assert change.review(today + timedelta(days=1)).problems == ()
    assert change.review().problems == ()


def test_a_former_id_is_kept(change: Sides) -> None:
    """Removing a former id from a record is a problem, because its address would stop working."""
    (change.before / GOOD).write_text((change.before / GOOD).read_text().replace("\nstatus:", "\nformerly: [port]\nstatus:"), encoding="utf-8")
    [problem] = change.review().problems
    assert (problem.code, problem.message) == ("lost-id", "`port`, a former id of `good`, is no longer listed, so its URL no longer works")


def test_a_withdrawal_needs_attention(change: Sides) -> None:
    """A withdrawal and the end of a withdrawal are alerts."""
    change.reword({"status: available\n": "status: withdrawn\nwithdrawn: {date: 2026-11-01, reason: Faces were seen.}\n"})
    assert "Needs attention\n  - The data of good were marked as withdrawn: 2026-11-01: Faces were seen.\n" in change.text()
    assert "Needs attention\n  - The data of good are no longer marked as withdrawn.\n" in Sides(change.after, change.before).text()


def test_an_id_is_not_reused_for_other_data(change: Sides) -> None:
    """A record whose name and homepage both changed is an alert, because ids are never reused."""
    change.reword(OTHER)
    assert "The record good seems to describe other data than before (Harbour, https://example.org/harbour/)." in change.text()
    change.reword({"name: Lagoon\n": "name: Lagoon\naliases: [Harbour]\n"})
    assert "seems to describe" not in change.text()


def test_works_terms_and_resources_are_facts_too(change: Sides) -> None:
    """A change of the bibliography, a vocabulary or another file is reported entry by entry."""
    change.reword({"journal = {Journal of Examples},\n  year = {2020}": "journal = {Journal of Samples},\n  year = {2020}"}, "catalog/references.bib")
    change.reword({"summary: A list of lists.": "summary: A list of many lists."}, "catalog/resources.yaml")
    task = change.after / "catalog/vocabulary/task.yaml"
    task.write_text(task.read_text(encoding="utf-8") + "counting: {label: counting, definition: How many there are.}\n", encoding="utf-8")
    (change.after / "catalog/notes.txt").write_text("…", encoding="utf-8")
    text = change.text().partition("fix: run `curator sync`\n")[2]
    assert text.endswith(
        "\ncatalog/notes.txt\n  - the file: added\n"
        "\ncatalog/references.bib\n  - example2020harbour journal: Journal of Examples → Journal of Samples\n"
        "\ncatalog/resources.yaml\n  - overview summary: A list of lists. → A list of many lists.\n"
        "\ncatalog/vocabulary/task.yaml\n  - counting: added: label counting, definition How many there are.\n"
    )


def test_only_problems_of_the_change_are_reported(change: Sides) -> None:
    """An existing problem is reported only if the change touches its file."""
    for folder in (change.before, change.after):
        change.__class__(folder, folder).reword({"summary: A list of lists.": "summary: unknown"}, "catalog/resources.yaml")
    assert change.review().problems == ()
    change.reword({"Bo Sample's overview": "The overview"}, "catalog/resources.yaml")
    assert [problem.code for problem in change.review().problems] == ["placeholder"]


def test_a_new_problem_of_another_file_is_reported(change: Sides) -> None:
    """A problem that the change causes in another file is reported."""
    change.add("lagoon", OTHER | {"homepage: https://example.org/harbour/": "homepage: https://example.org/harbour/"})
    assert {(it.file, it.code) for it in change.review().problems} == {(GOOD, "shared-address"), (f"{DATASETS}/lagoon.yaml", "shared-address")}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Mésser-Öl Dataset 2021", "messer ol 2021"),
        ("REFUGE Challenge", "refuge"),
        ("ISIC_2019", "ISIC 2019 Database"),
    ],
)
def test_names_are_compared_in_normal_form(one: str, other: str) -> None:
    """Case, punctuation, accents and common words are ignored when names are compared."""
    assert normal_name(one) == normal_name(other)


def test_years_are_part_of_a_name() -> None:
    """The same challenge in another year is another dataset, and a name that consists of common words only is ignored."""
    assert normal_name("ISIC 2019") != normal_name("ISIC 2020")
    assert normal_name("The Image Database") == ""


def test_addresses_are_compared_in_normal_form() -> None:
    """Scheme, www, the case of the host and a final slash are ignored when addresses are compared; path and query are not."""
    assert normal_address("http://www.Example.org/Data/") == normal_address("https://example.org/Data") == "example.org/Data"
    assert normal_address("https://example.org/data") != normal_address("https://example.org/Data")
    assert normal_address("https://example.org/?q=1") != normal_address("https://example.org/?q=2")


DUPLICATES = {
    "the same deposit": (
        {"homepage: https://example.org/lagoon/": "homepage: https://doi.org/10.5555/Harbour.Images"},
        "same DOI of the data 10.5555/harbour.images",
    ),
    "the same paper": ({"\nsources:": "\ncitations: {paper: [example2020harbour]}\nsources:"}, "same DOI of the paper 10.5555/harbour"),
    "the same page": ({"homepage: https://example.org/lagoon/": "homepage: https://www.example.org/harbour"}, "same URL https://www.example.org/harbour"),
    "the same name": (
        {"name: Lagoon\n": "name: Lagoon\nfull_name: Hárbour-Vessels Database\n"},
        "same name (ignoring case, accents and common words) Hárbour-Vessels Database",
    ),
}


@pytest.mark.parametrize("name", DUPLICATES)
def test_possible_duplicates_are_reported(name: str, change: Sides) -> None:
    """A new record with the DOI, the address or the name of another record is reported as a possible duplicate, with the reason."""
    changes, why = DUPLICATES[name]
    change.add("lagoon", OTHER)
    change.reword(changes, f"{DATASETS}/lagoon.yaml")
    [pair] = change.review().duplicates
    assert (pair.id, pair.other) == ("lagoon", "good")
    text = change.text()
    assert "Possible duplicate dataset: lagoon and good: " in text
    assert why in text


def test_related_data_are_not_duplicates(change: Sides) -> None:
    """Values that a relation explains, and values that two records already shared before the change, are not reported."""
    page = {"homepage: https://example.org/lagoon/": "homepage: https://www.example.org/harbour"}
    related = {"\nsources:": "\nrelations: [{kind: same-deposit, to: good, source: [owner]}]\nsources:"}
    change.add("lagoon", OTHER)
    change.reword(page | related, f"{DATASETS}/lagoon.yaml")
    assert change.review().duplicates == ()
    change.add("lagoon", OTHER, both=True)
    for folder in (change.before, change.after):
        Sides(folder, folder).reword(page, f"{DATASETS}/lagoon.yaml")
    change.reword({"year: 2021": "year: 2022"}, f"{DATASETS}/lagoon.yaml")
    assert change.review().duplicates == ()


def test_a_duplicate_work_is_reported(change: Sides) -> None:
    """A new entry of the bibliography with the title and year of another entry is reported as a possible duplicate."""
    work = "\n@article{sample2022again,\n  author = {Sample, Bo},\n  title = {An overview of overviews},\n  year = {2022},\n}\n"
    bibliography = change.after / "catalog/references.bib"
    bibliography.write_text(bibliography.read_text(encoding="utf-8") + work, encoding="utf-8")
    assert "Possible duplicate work: sample2022again and sample2022overview: same title An overview of overviews.\n" in change.text()


ASKED: dict[str, tuple[dict[str, str], list[tuple[str, ...]]]] = {
    "a fact with the same evidence": ({"id: CC-BY-4.0": "id: CC0-1.0"}, [("licence[0].id",)]),
    "a field with new evidence": ({"id: CC-BY-4.0": "id: CC0-1.0", "licence: [owner]": "licence: [owner, example2020harbour]"}, []),
    "an item with its own source": ({"id: CC-BY-4.0": "id: CC0-1.0\n    source: [owner]"}, []),
    "a source that was read again": ({"id: CC-BY-4.0": "id: CC0-1.0", "what: owners' page}": "what: owners' page, seen: 2026-11-22}"}, []),
    "a record with a new date of the last check": ({"id: CC-BY-4.0": "id: CC0-1.0", "checked: 2026-11-23": "checked: 2026-11-24"}, []),
    "a note": ({"{image: 30}": "{image: 30}\nnotes: {counts: All are of adults.}"}, []),
    "a removed fact": ({"frame_size:\n  - {width: 700, height: 600}\n": ""}, []),
    "several facts of a field": ({"train: 20, test: 10": "train: 19, test: 11"}, [("splits[0].train", "splits[0].test")]),
}


@pytest.mark.parametrize("name", ASKED)
def test_a_changed_fact_needs_evidence(name: str, change: Sides) -> None:
    """New and changed facts are questions if neither their evidence nor the date of the last check changed."""
    changes, paths = ASKED[name]
    change.reword(changes)
    assert [question.paths for question in change.review().questions] == paths


def test_a_question_names_the_evidence(change: Sides) -> None:
    """The question names the evidence of the fact and the date of the last check."""
    change.reword({"id: CC-BY-4.0": "id: CC0-1.0"})
    asked = "good: licence[0].id is new or changed, but its evidence (owner https://example.org/harbour/) and checked (2026-11-23) did not change. Which source supports it?"
    assert asked in change.text()


def test_an_unreadable_record_is_reported(change: Sides) -> None:
    """A record that is no longer valid YAML is a problem, and the rest of the change is reviewed."""
    change.add("lagoon", OTHER)
    (change.after / GOOD).write_text("name: [Harbour\n", encoding="utf-8")
    text = change.text()
    assert "catalog/datasets/good.yaml:2:1: invalid YAML:" in text
    assert "lagoon, Lagoon: added" in text
    assert "index.html" not in text


def test_no_suggestions_for_an_unreadable_record(change: Sides) -> None:
    """There are no suggestions for a record that cannot be read, because a misspelled field would be moved instead of corrected."""
    change.reword({"tasks: [segmentation]": "task: [segmentation]"})
    review = change.review()
    assert [problem.fix for problem in review.problems] == ["write `tasks`"]
    assert not review.suggestions


def test_annotations_are_on_their_lines(change: Sides) -> None:
    """On GitHub, problems are errors, questions are warnings and suggestions are notices, each on its line."""
    change.reword({"id: CC-BY-4.0": "id:   CC-BY-5.0"})
    assert annotations(change.review()) == ANNOTATED.replace("<licence>", str(_line(change, "    id:")))


def _git(folder: Path, *words: str) -> None:
    subprocess.run(["git", "-c", "user.name=A Tester", "-c", "user.email=tester@example.org", *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(change: Sides) -> Path:
    """The small catalog in a git repository, before the change."""
    _git(change.after, "init", "--quiet")
    _git(change.after, "add", ".")
    _git(change.after, "commit", "--quiet", "--message", "Before the change")
    return change.after


def _run(folder: Path, *words: str) -> Result:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        return CliRunner().invoke(main, ["review", *words])


def test_the_command_compares_with_a_revision(repository: Path, change: Sides) -> None:
    """`curator review --base` compares the files with a revision; its exit code is 0 without problems and 1 with problems."""
    change.reword({"{image: 30}": "{image: 30, patient: 12}"})
    done = _run(repository, "--base", "HEAD")
    assert (done.output, done.exit_code) == (change.text(), 0)
    change.reword({"checked: 2026-11-23": "checked: 2999-01-01"})
    assert "2999-01-01 is in the future [future-date]" in _run(repository, "--base", "HEAD").output
    change.reword({"checked: 2999-01-01": "checked: 2026-11-23"})
    change.reword({"modality: [fundus-photography]": "modality: [picture-of-an-eye]"})
    done = _run(repository, "--base", "HEAD", "--format", "json")
    assert done.exit_code == 1
    assert Review.model_validate_json(done.output) == change.review()
    assert "unknown-term" in {problem["code"] for problem in json.loads(done.output)["problems"]}


def test_symbolic_links_of_a_revision_are_ignored(repository: Path) -> None:
    """Symbolic links in the catalog at the revision are not followed and do not stop the review."""
    link = repository / "catalog" / "datasets" / "away.yaml"
    link.symlink_to("/etc/hosts")
    _git(repository, "add", ".")
    _git(repository, "commit", "--quiet", "--message", "A link")
    link.unlink()
    assert "Nothing in the catalog changed" in _run(repository, "--base", "HEAD").output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--base", "no-such-branch"), "git found no catalog at `no-such-branch`"),
        (("--base", "--output=x"), "git found no catalog at `--output=x`"),
        (("--base", "HEAD", "--of", "no-such-branch"), "git found no commit `no-such-branch`"),
        (("--base", "HEAD", "--of", "--output=x"), "git found no commit `--output=x`"),
        (("--base", "HEAD", "--pages", "javascript:alert(1)"), "expected a complete http or https URL"),
        (("--base", "HEAD", "--pages", "https://example.org/>](x)"), "expected a complete http or https URL"),
    ],
)
def test_a_wrong_option_is_explained(words: tuple[str, ...], said: str, repository: Path) -> None:
    """An unknown revision and an address that cannot be used in a link are reported in a sentence."""
    done = _run(repository, *words)
    assert done.exit_code != 0
    assert said in done.output
    assert not isinstance(done.exception, (ValueError, OSError))


def test_the_pages_of_changed_records_are_copied(change: Sides, tmp_path: Path) -> None:
    """Built pages of new and changed records are copied with the files they use; other records and bulk files are not."""
    change.add("lagoon", OTHER, both=True)
    change.reword({"year: 2021": "year: 2022"})
    site = tmp_path / "site"
    for name in ("index.html", "assets/a.css", "data/catalog.json", "datasets/index.html", "datasets/good/index.html", "datasets/lagoon/index.html"):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(name, encoding="utf-8")
    assert copy_pages(change.review(), site, tmp_path / "pages") == ["good"]
    kept = sorted(path.relative_to(tmp_path / "pages").as_posix() for path in (tmp_path / "pages").rglob("*") if path.is_file())
    assert kept == ["assets/a.css", "datasets/good/index.html", "datasets/index.html", "index.html"]
    shutil.rmtree(site)
    assert copy_pages(change.review(), site, tmp_path / "none") == []
    assert not (tmp_path / "none").exists()


def test_the_format_of_a_changed_record_is_checked(change: Sides) -> None:
    """A changed record that is not in canonical format is a problem with a suggestion; an unchanged record is not."""
    change.add("lagoon", OTHER | {"year: 2021": "year:  2021"}, both=True)
    assert change.review().problems == ()
    change.reword({"year: 2021": "year:  2021"})
    [problem], [suggestion] = change.review().problems, change.review().suggestions
    assert (problem.file, problem.code) == (GOOD, "form")
    assert (suggestion.file, suggestion.first, suggestion.before, suggestion.after) == (GOOD, problem.line, ("year:  2021",), ("year: 2021",))


def _offered(folder: Path, *words: str) -> list[tuple[int, bool]]:
    """Return the lines of the suggestions for the last commit, as printed by the command, and whether they are offered."""
    review = Review.model_validate_json(_run(folder, "--base", "HEAD^1", "--format", "json", *words).output)
    return [(it.first, it.offered) for it in review.suggestions]


def test_suggestions_are_offered_for_a_named_commit(repository: Path, change: Sides) -> None:
    """Suggestions are offered only for a named commit, and only in files that are the same there."""
    change.reword({"year: 2021": "year:  2021"})
    _git(repository, "commit", "--quiet", "--all", "--message", "A change")
    [(line, is_offered)] = _offered(repository, "--of", "HEAD")
    assert is_offered
    assert _offered(repository) == [(line, False)]
    assert _offered(repository, "--of", "HEAD^1") == [(line, False)]


def _are_offered(change: Sides) -> list[bool]:
    """Return which suggestions of a review are offered if the commit contains the same files."""
    review = offered(change.review(), change.before, change.after, lambda file: (change.after / file).read_bytes())
    return [it.offered for it in review.suggestions]


def test_suggestions_are_offered_for_lines_of_the_change(change: Sides) -> None:
    """A suggestion is offered for a line of the change, but not for an older line, for added lines, or for a blank line."""
    for folder in (change.before, change.after):
        reword(folder / GOOD, {"year: 2021": "year:  2021"})
    change.reword({"tasks: [segmentation]": "tasks:  [segmentation]"})
    assert sorted(_are_offered(change)) == [False, True]
    found = change.review().suggestions[0]
    others = tuple(found.model_copy(update=other) for other in ({}, {"before": ()}, {"after": ("",)}, {"after": ()}))
    new = offered(Review(suggestions=others), change.before / "nowhere", change.after, lambda file: (change.after / file).read_bytes())
    assert [it.offered for it in new.suggestions] == [True, False, False, True]


def test_a_renamed_record_is_compared_with_its_old_file(change: Sides) -> None:
    """Suggestions are offered for every line of a new record, and for the changed lines of a renamed one."""
    file = f"{DATASETS}/lagoon.yaml"
    change.add("lagoon", OTHER | {"year: 2021": "year:  2021"})
    assert _are_offered(change) == [True]
    reword(change.before / GOOD, OTHER | {"year: 2021": "year:  2021"})
    (change.before / GOOD).rename(change.before / file)
    (change.after / file).rename(change.after / DATASETS / "blue-lagoon.yaml")
    change.reword({"\nstatus:": "\nformerly: [lagoon]\nstatus:"}, f"{DATASETS}/blue-lagoon.yaml")
    assert _are_offered(change) == [False]


def test_unusual_line_ends_prevent_suggestions(change: Sides) -> None:
    """No suggestions are offered in a file with line ends that git does not count."""
    change.reword({"year: 2021": "year:  2021"})
    assert _are_offered(change) == [True]
    path = change.after / GOOD
    path.write_bytes(path.read_bytes().replace(b"year:  2021\n", b"year:  2021\r\n"))
    assert set(_are_offered(change)) <= {False}
