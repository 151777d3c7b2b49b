"""What is promised of `curator review`: a reviewer reads in it what a change does and what is wrong with it, and needs no other page."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from curator.cli import main
from curator.records import load as catalogs
from curator.records.normalise import normal_address, normal_name
from curator.review import rendered_pages
from curator.review.annotations import annotations
from curator.review.blocks import Pages
from curator.review.comment_markdown import markdown
from curator.review.data import Review
from curator.review.differences import differences
from curator.review.document import document
from curator.review.prose import changed_words, dotted, in_words
from curator.review.suggested_lines import offered
from reviewing import GOOD, OTHER, Sides, reword, sides


@pytest.fixture
def change(tmp_path: Path) -> Sides:
    """The small catalog before and after a change that is still to be made."""
    return sides(tmp_path)


def _flat(before: Any, after: Any) -> list[str]:
    """What differs, a line a fact."""
    found = differences({"splits": before, "tasks": before} if before is None else before, after)
    return [f"{dotted(it.at)}: {in_words(it.before)} → {in_words(it.after)}{' (order)' if it.order else ''}" for it in found]


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
    "what names an item decides": (
        {"licence": [{"covers": "images", "id": "CC0-1.0"}, {"covers": "annotations", "id": "CC-BY-4.0"}]},
        {"licence": [{"covers": "images", "id": "CC-BY-4.0"}, {"covers": "annotations", "id": "CC0-1.0"}]},
        ["licence[0].id: CC0-1.0 → CC-BY-4.0", "licence[1].id: CC-BY-4.0 → CC0-1.0"],
    ),
    "an item put before others": (
        {"loaders": [{"library": "a", "name": "x"}, {"library": "b", "name": "x"}]},
        {"loaders": [{"library": "c", "name": "x"}, {"library": "a", "name": "x"}, {"library": "b", "name": "y"}]},
        ["loaders[0]: None → {library: c, name: x}", "loaders[2].name: x → y"],
    ),
    "an item taken out": (
        {"access": {"links": [{"kind": "code", "url": "https://a.org/"}, {"kind": "code", "url": "https://b.org/"}]}},
        {"access": {"links": [{"kind": "code", "url": "https://b.org/"}]}},
        ['access.links[0]: {kind: code, url: "https://a.org/"} → None'],
    ),
    "an item reworded": (
        {"known_issues": ISSUES},
        {"known_issues": REWORDED},
        [
            "known_issues[1].text: Some loaders cut their own part. → Some loaders cut another part.",
            f"known_issues: {in_words(ISSUES)} → {in_words(REWORDED)} (order)",
        ],
    ),
    "words of a list": ({"tasks": ["a", "b"]}, {"tasks": ["a", "c", "d"]}, ["tasks: None → c", "tasks: None → d", "tasks: b → None"]),
    "a word for another": ({"tasks": ["a", "b"]}, {"tasks": ["c", "a"]}, ["tasks: b → c"]),
    "the order of a list": ({"tasks": ["a", "b"]}, {"tasks": ["b", "a"]}, ["tasks: [a, b] → [b, a] (order)"]),
    "the order of counts": (
        {"counts": {"image": 1, "patient": 2}},
        {"counts": {"patient": 2, "volume": 3, "image": 1}},
        ["counts.volume: None → 3", "counts: [image, patient] → [patient, image] (order)"],
    ),
    "the order of fields": ({"year": 1, "name": "a"}, {"name": "a", "year": 1}, []),
    "a mapping that is new": (
        {},
        {"acquisition": {"countries": ["NL", "DE"], "years": "2004"}},
        [
            "acquisition.countries: None → NL",
            "acquisition.countries: None → DE",
            "acquisition.years: None → 2004",
        ],
    ),
    "a value for a mapping": ({"counts": {"image": 40}}, {"counts": {"image": {"about": 40}}}, ["counts.image: 40 → {about: 40}"]),
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_differences_are_facts(name: str) -> None:
    """A change is told fact by fact, and what is the same item of a list before and after is compared with itself."""
    before, after, told = EXAMPLES[name]
    assert _flat(before, after) == told


def test_prose_is_compared_by_words() -> None:
    """Of a long text the words that changed are shown, with some around them; of a short or a wholly new one both."""
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

**2 problems to mend, 1 question to answer, 1 suggestion. 1 fact changed in 1 record.**

### Problems

```
catalog/datasets/good.yaml:19:1: the print gives `20/10` as # of Images, the record `20 / 11` [uncorrected]
    fix: mend the record, or add `{cell: images, kind: …, why: …, source: […]}` to `corrections`
catalog/datasets/good.yaml:20:5: 20 + 11 = 31 images, but counts say 30 [split-sum]
    fix: correct the numbers, or add the `release` that has so many
```

### Questions

- `good`: `splits[0].test` is new or different, but what it rests on (`example2020harbour https://doi.org/10.5555/harbour`) and `checked` (`2026-11-23`) are as before: which page says so?

### `good`, `Harbour`: changed

- `splits[0].test`: `10` → `11`

Completeness: 50 %, as before. Its page can be seen once there are no problems.

### Suggestions

`curator fmt` and `curator fix` write these lines for you.

`catalog/datasets/good.yaml`:

```diff
@@ line 20 @@
-  - {name: official, unit: image, train: 20,  test: 11}
+  - {name: official, unit: image, train: 20, test: 11}
```

<sub>Made by `curator review` with the code of this pull request; a change to the program can change what it says.</sub>
"""
ANNOTATED = (
    "::error file=catalog/datasets/good.yaml,line=32,col=11,title=licence::`CC-BY-5.0` is not an SPDX license id — fix: write one of CC0-1.0, CC-BY-3.0, "
    "CC-BY-4.0, CC-BY-SA-4.0, CC-BY-NC-4.0, CC-BY-NC-SA-4.0, CC-BY-NC-ND-4.0, MIT, BSD-3-Clause, Apache-2.0\n"
    "::warning file=catalog/datasets/good.yaml,line=32,col=1,title=which page says so?::licence[0].id: this has changed,"
    " what it rests on and the day of the check have not — fix: name the page, or renew `checked` once you have compared\n"
    "::notice file=catalog/datasets/good.yaml,line=32,col=1,title=suggestion::a program would write this otherwise — fix:     id: CC-BY-5.0\n"
)


def test_no_change_is_no_news(change: Sides) -> None:
    """A catalog that is as before is told in one line."""
    assert change.told() == "Nothing to mend. Nothing in the catalog changed.\n"


def test_a_small_change_is_told_shortly(change: Sides) -> None:
    """A fact that changed on new evidence is the verdict, the fact, completeness and the page."""
    change.reword({"{image: 30}": "{image: 30, patient: 12}", "checked: 2026-11-23": "checked: 2026-11-24"})
    assert change.told() == (
        "Nothing to mend. 1 fact changed in 1 record.\n"
        "\n"
        "good, Harbour: changed\n"
        "  - counts.patient: added 12\n"
        "  - checked: 2026-11-23 → 2026-11-24\n"
        "Completeness: 50 %, as before. Page: datasets/good/index.html of the built site.\n"
    )


def test_the_comment_stands_as_it_should(change: Sides) -> None:
    """In Markdown the comment begins with its marker and the verdict, then problems, questions, facts and suggestions, in this order."""
    change.reword({"train: 20, test: 10": "train: 20,  test: 11"})
    assert markdown(document(change.review(), Pages())) == COMMENT


def test_a_new_record_is_summarised(change: Sides) -> None:
    """A new record is told by its main facts, what it lacks, and its page, below an address where one is given."""
    change.add("lagoon", OTHER)
    shown = markdown(document(change.review(), Pages("https://preview.example.org/7/")))
    assert shown == (
        "<!-- curator review -->\n\n"
        "**Nothing to mend. 1 record added.**\n\n"
        "### `lagoon`, `Lagoon`: added\n\n"
        "- Status: `available`\n"
        "- Modality: `fundus photography`\n"
        "- Target: `retinal vessel`\n"
        "- Task: `segmentation`\n"
        "- # of Images: `20 / 10 images`\n"
        "- # of Classes: `2`\n"
        "- Access: `download`\n"
        "- Licence: `CC BY 4.0`\n"
        "- Year: `2021`\n"
        "- Homepage: `https://example.org/lagoon/`\n"
        "- `sources.owner`: `https://example.org/harbour/`\n\n"
        "Completeness: 43 %; missing or not verified: `body_part`, `formats`, `download_size`, `provider`, `annotation`, `acquisition.devices`, `acquisition.population`,"
        " `citations.paper`. Page: [datasets/lagoon/](<https://preview.example.org/7/datasets/lagoon/>).\n\n"
        "<sub>Made by `curator review` with the code of this pull request; a change to the program can change what it says.</sub>\n"
    )


def test_completeness_is_told_before_and_after(change: Sides) -> None:
    """What a record answers now, and what it no longer answers, stands beside both shares."""
    change.reword({"counts: {image: 30}\n": "counts: {image: 30}\nformats: [png]\n", "frame_size:\n  - {width: 700, height: 600}\n": ""})
    assert "Completeness: 50 % → 50 %; answers now: formats; no longer answers: frame_size." in change.told()


def test_a_removed_record_is_a_problem(change: Sides) -> None:
    """A record whose file is gone is told loudly and is a problem, unless another record has its id under `formerly`."""
    change.add("lagoon", OTHER, both=True)
    (change.after / catalogs.DATASETS / "lagoon.yaml").unlink()
    told = change.told()
    assert told.startswith("1 problem to mend. 1 record removed.\n\nLook twice\n  - The record lagoon (Lagoon) is removed. An id is never used again,")
    assert "catalog/datasets/lagoon.yaml:1:1: the record `lagoon` is gone, and its address leads nowhere [lost-id]" in told
    assert "  - Homepage: https://example.org/lagoon/" in told
    change.reword({"\nstatus:": "\nformerly: [lagoon]\nstatus:"})
    assert "is removed" not in change.told()
    assert change.review().problems == ()


def test_a_renamed_record_is_compared_with_itself(change: Sides) -> None:
    """A record under a new id is told as renamed, with what else changed in it, and no fact of it is new."""
    change.add("lagoon", OTHER, both=True)
    folder = change.after / catalogs.DATASETS
    (folder / "lagoon.yaml").rename(folder / "blue-lagoon.yaml")
    change.reword({"\nstatus:": "\nformerly: [lagoon]\nstatus:", "year: 2021": "year: 2022"}, f"{catalogs.DATASETS}/blue-lagoon.yaml")
    told = change.told()
    assert told.startswith("Nothing to mend, 1 question to answer. 1 fact changed in 1 record, 1 record renamed.\n")
    assert "Look twice\n  - The record lagoon is now blue-lagoon; its old address leads on to the new one.\n" in told
    assert "blue-lagoon, Lagoon: renamed from lagoon\n  - formerly: added lagoon\n  - year: 2021 → 2022\n" in told
    assert "twice?" not in told


def test_a_former_id_is_kept(change: Sides) -> None:
    """A former id that a record no longer names is a problem, because its address would lead nowhere."""
    (change.before / GOOD).write_text((change.before / GOOD).read_text().replace("\nstatus:", "\nformerly: [port]\nstatus:"), encoding="utf-8")
    [problem] = change.review().problems
    assert (problem.code, problem.message) == ("lost-id", "`port`, a former id of `good`, leads nowhere now")


def test_a_withdrawal_is_told_loudly(change: Sides) -> None:
    """Data that their owners took back stand before anything else, and so do data that came back."""
    change.reword({"status: available\n": "status: withdrawn\nwithdrawn: {date: 2026-11-01, reason: Faces were seen.}\n"})
    assert "Look twice\n  - The data of good are marked as withdrawn: 2026-11-01: Faces were seen.\n" in change.told()
    assert "Look twice\n  - The data of good were withdrawn, and are no longer.\n" in Sides(change.after, change.before).told()


def test_an_id_stays_with_its_data(change: Sides) -> None:
    """A record with another name and another homepage seems to be about other data, and an id is never used again."""
    change.reword(OTHER)
    assert "The record good seems to stand for other data than before (Harbour, https://example.org/harbour/)." in change.told()
    change.reword({"name: Lagoon\n": "name: Lagoon\naliases: [Harbour]\n"})
    assert "seems to stand" not in change.told()


def test_works_terms_and_resources_are_facts_too(change: Sides) -> None:
    """A change of the bibliography, a vocabulary or another file is told entry by entry."""
    change.reword({"journal = {Journal of Examples},\n  year = {2020}": "journal = {Journal of Samples},\n  year = {2020}"}, "catalog/references.bib")
    change.reword({"summary: A list of lists.": "summary: A list of many lists."}, "catalog/resources.yaml")
    task = change.after / "catalog/vocabulary/task.yaml"
    task.write_text(task.read_text(encoding="utf-8") + "counting: {label: counting, definition: How many there are.}\n", encoding="utf-8")
    (change.after / "catalog/notes.txt").write_text("…", encoding="utf-8")
    told = change.told().partition("fix: run `curator sync`\n")[2]
    assert told.endswith(
        "\ncatalog/notes.txt\n  - the file: added\n"
        "\ncatalog/references.bib\n  - example2020harbour journal: Journal of Examples → Journal of Samples\n"
        "\ncatalog/resources.yaml\n  - overview summary: A list of lists. → A list of many lists.\n"
        "\ncatalog/vocabulary/task.yaml\n  - counting: added: label counting, definition How many there are.\n"
    )


def test_only_what_the_change_does_is_told(change: Sides) -> None:
    """A problem that was there before, in a file that the change does not touch, is not told; in one that it touches it is."""
    for folder in (change.before, change.after):
        change.__class__(folder, folder).reword({"summary: A list of lists.": "summary: unknown"}, "catalog/resources.yaml")
    assert change.review().problems == ()
    change.reword({"Bo Sample's overview": "The overview"}, "catalog/resources.yaml")
    assert [problem.code for problem in change.review().problems] == ["placeholder"]


def test_a_problem_elsewhere_is_told_where_it_is_new(change: Sides) -> None:
    """A change is blamed for a problem that it makes in a file which it does not touch."""
    change.add("lagoon", OTHER | {"homepage: https://example.org/harbour/": "homepage: https://example.org/harbour/"})
    assert {(it.file, it.code) for it in change.review().problems} == {(GOOD, "shared-address"), (f"{catalogs.DATASETS}/lagoon.yaml", "shared-address")}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Mésser-Öl Dataset 2021", "messer ol 2021"),
        ("REFUGE Challenge", "refuge"),
        ("ISIC_2019", "ISIC 2019 Database"),
    ],
)
def test_names_are_compared_without_what_tells_nothing(one: str, other: str) -> None:
    """Case, punctuation, accents and words that any dataset could have do not tell names apart."""
    assert normal_name(one) == normal_name(other)


def test_years_tell_names_apart() -> None:
    """The same challenge of another year is another dataset, and a name of common words alone is none."""
    assert normal_name("ISIC 2019") != normal_name("ISIC 2020")
    assert normal_name("The Image Database") == ""


def test_addresses_are_compared_without_what_tells_nothing() -> None:
    """Scheme, www, the case of the host and a stroke at the end do not tell addresses apart; path and query do."""
    assert normal_address("http://www.Example.org/Data/") == normal_address("https://example.org/Data") == "example.org/Data"
    assert normal_address("https://example.org/data") != normal_address("https://example.org/Data")
    assert normal_address("https://example.org/?q=1") != normal_address("https://example.org/?q=2")


TWINS = {
    "the same deposit": (
        {"homepage: https://example.org/lagoon/": "homepage: https://doi.org/10.5555/Harbour.Images"},
        "both are the deposit 10.5555/harbour.images",
    ),
    "the same paper": ({"\nsources:": "\ncitations: {paper: [example2020harbour]}\nsources:"}, "both have the paper 10.5555/harbour"),
    "the same page": ({"homepage: https://example.org/lagoon/": "homepage: https://www.example.org/harbour"}, "both are at https://www.example.org/harbour"),
    "the same name": ({"name: Lagoon\n": "name: Lagoon\nfull_name: Hárbour-Vessels Database\n"}, "both are called Hárbour-Vessels Database"),
}


@pytest.mark.parametrize("name", TWINS)
def test_data_that_are_there_already_are_told(name: str, change: Sides) -> None:
    """A new record with the DOI, the address or the name of another one is asked about, with the reason."""
    changes, why = TWINS[name]
    change.add("lagoon", OTHER)
    change.reword(changes, f"{catalogs.DATASETS}/lagoon.yaml")
    [twin] = change.review().twins
    assert (twin.id, twin.other) == ("lagoon", "good")
    told = change.told()
    assert "The same data twice? lagoon and good: " in told
    assert why in told


def test_data_that_are_related_are_no_twins(change: Sides) -> None:
    """What a relation explains, and what two records shared before the change, is not asked again."""
    page = {"homepage: https://example.org/lagoon/": "homepage: https://www.example.org/harbour"}
    related = {"\nsources:": "\nrelations: [{kind: same-deposit, to: good, source: [owner]}]\nsources:"}
    change.add("lagoon", OTHER)
    change.reword(page | related, f"{catalogs.DATASETS}/lagoon.yaml")
    assert change.review().twins == ()
    change.add("lagoon", OTHER, both=True)
    for folder in (change.before, change.after):
        Sides(folder, folder).reword(page, f"{catalogs.DATASETS}/lagoon.yaml")
    change.reword({"year: 2021": "year: 2022"}, f"{catalogs.DATASETS}/lagoon.yaml")
    assert change.review().twins == ()


def test_a_work_that_is_there_already_is_told(change: Sides) -> None:
    """A new entry of the bibliography with the title and year of another one is asked about."""
    work = "\n@article{sample2022again,\n  author = {Sample, Bo},\n  title = {An overview of overviews},\n  year = {2022},\n}\n"
    bibliography = change.after / "catalog/references.bib"
    bibliography.write_text(bibliography.read_text(encoding="utf-8") + work, encoding="utf-8")
    assert "The same work twice? sample2022again and sample2022overview: both have the title An overview of overviews.\n" in change.told()


ASKED: dict[str, tuple[dict[str, str], list[tuple[str, ...]]]] = {
    "a fact on old evidence": ({"id: CC-BY-4.0": "id: CC0-1.0"}, [("licence[0].id",)]),
    "a field on new evidence": ({"id: CC-BY-4.0": "id: CC0-1.0", "licence: [owner]": "licence: [owner, example2020harbour]"}, []),
    "an item with its own source": ({"id: CC-BY-4.0": "id: CC0-1.0\n    source: [owner]"}, []),
    "a page that was read again": ({"id: CC-BY-4.0": "id: CC0-1.0", "what: owners' page}": "what: owners' page, seen: 2026-11-22}"}, []),
    "a record that was checked anew": ({"id: CC-BY-4.0": "id: CC0-1.0", "checked: 2026-11-23": "checked: 2026-11-24"}, []),
    "a note": ({"{image: 30}": "{image: 30}\nnotes: {counts: All are of adults.}"}, []),
    "a fact taken out": ({"frame_size:\n  - {width: 700, height: 600}\n": ""}, []),
    "several facts of a field": ({"train: 20, test: 10": "train: 19, test: 11"}, [("splits[0].train", "splits[0].test")]),
}


@pytest.mark.parametrize("name", ASKED)
def test_a_changed_fact_needs_a_page(name: str, change: Sides) -> None:
    """Facts that are new or different are asked about while neither what they rest on nor the day of the check has changed."""
    changes, paths = ASKED[name]
    change.reword(changes)
    assert [question.paths for question in change.review().questions] == paths


def test_a_question_names_what_the_fact_rests_on(change: Sides) -> None:
    """The question says what the fact rested on, and when the record was checked."""
    change.reword({"id: CC-BY-4.0": "id: CC0-1.0"})
    asked = "good: licence[0].id is new or different, but what it rests on (owner https://example.org/harbour/) and checked (2026-11-23) are as before: which page says so?"
    assert asked in change.told()


def test_a_record_that_cannot_be_understood_is_told(change: Sides) -> None:
    """A record that is no YAML any more is its problem, and the rest of the review stands."""
    change.add("lagoon", OTHER)
    (change.after / GOOD).write_text("name: [Harbour\n", encoding="utf-8")
    told = change.told()
    assert "catalog/datasets/good.yaml:2:1: this is not valid YAML" in told
    assert "lagoon, Lagoon: added" in told
    assert "index.html" not in told


def test_the_form_of_what_cannot_be_understood_is_nobodys_business(change: Sides) -> None:
    """Of a record that cannot be understood no line is suggested: a misspelt field would be moved, not mended."""
    change.reword({"tasks: [segmentation]": "task: [segmentation]"})
    review = change.review()
    assert [problem.fix for problem in review.problems] == ["write `tasks`"]
    assert not review.mendings


def test_annotations_stand_on_their_lines(change: Sides) -> None:
    """For GitHub problems are errors, questions warnings and suggestions notices, each on the line that it is about."""
    change.reword({"id: CC-BY-4.0": "id:   CC-BY-5.0"})
    assert annotations(change.review()) == ANNOTATED


def _git(folder: Path, *words: str) -> None:
    subprocess.run(["git", "-c", "user.name=A Tester", "-c", "user.email=tester@example.org", *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(change: Sides) -> Path:
    """The small catalog under git, as it was."""
    _git(change.after, "init", "--quiet")
    _git(change.after, "add", ".")
    _git(change.after, "commit", "--quiet", "--message", "As it was")
    return change.after


def _run(folder: Path, *words: str) -> Result:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        return CliRunner().invoke(main, ["review", *words])


def test_the_command_compares_with_a_revision(repository: Path, change: Sides) -> None:
    """`curator review --base` compares the files as they stand with a revision; it succeeds while there is no problem, and fails with one."""
    change.reword({"{image: 30}": "{image: 30, patient: 12}"})
    done = _run(repository, "--base", "HEAD")
    assert (done.output, done.exit_code) == (change.told(), 0)
    change.reword({"modality: [fundus-photography]": "modality: [picture-of-an-eye]"})
    done = _run(repository, "--base", "HEAD", "--format", "json")
    assert done.exit_code == 1
    assert Review.model_validate_json(done.output) == change.review()
    assert "unknown-term" in {problem["code"] for problem in json.loads(done.output)["problems"]}


def test_links_of_a_revision_are_passed_over(repository: Path) -> None:
    """A link in the catalog at the revision, wherever it leads, is not followed, and does not stop the review."""
    link = repository / "catalog" / "datasets" / "away.yaml"
    link.symlink_to("/etc/hosts")
    _git(repository, "add", ".")
    _git(repository, "commit", "--quiet", "--message", "A link")
    link.unlink()
    assert "Nothing in the catalog changed" in _run(repository, "--base", "HEAD").output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--base", "no-such-branch"), "git has no catalog at `no-such-branch`"),
        (("--base", "--output=x"), "git has no catalog at `--output=x`"),
        (("--base", "HEAD", "--of", "no-such-branch"), "git has no commit `no-such-branch`"),
        (("--base", "HEAD", "--of", "--output=x"), "git has no commit `--output=x`"),
        (("--base", "HEAD", "--pages", "javascript:alert(1)"), "write a whole http or https address"),
        (("--base", "HEAD", "--pages", "https://example.org/>](x)"), "write a whole http or https address"),
    ],
)
def test_a_wrong_word_is_explained(words: tuple[str, ...], said: str, repository: Path) -> None:
    """A revision that git does not know and an address that cannot stand in a link are told in a sentence."""
    done = _run(repository, *words)
    assert done.exit_code != 0
    assert said in done.output
    assert not isinstance(done.exception, (ValueError, OSError))


def test_the_pages_of_changed_records_are_kept(change: Sides, tmp_path: Path) -> None:
    """The built pages of new and changed records are copied with what they need; those of others and bulk files are not."""
    change.add("lagoon", OTHER, both=True)
    change.reword({"year: 2021": "year: 2022"})
    site = tmp_path / "site"
    for name in ("index.html", "assets/a.css", "data/catalog.json", "datasets/index.html", "datasets/good/index.html", "datasets/lagoon/index.html"):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(name, encoding="utf-8")
    assert rendered_pages.save(change.review(), site, tmp_path / "pages") == ["good"]
    kept = sorted(path.relative_to(tmp_path / "pages").as_posix() for path in (tmp_path / "pages").rglob("*") if path.is_file())
    assert kept == ["assets/a.css", "datasets/good/index.html", "datasets/index.html", "index.html"]
    shutil.rmtree(site)
    assert rendered_pages.save(change.review(), site, tmp_path / "none") == []
    assert not (tmp_path / "none").exists()


def test_the_form_of_a_touched_record_is_checked(change: Sides) -> None:
    """A record that the change leaves out of the one form is a problem as in `curator check`, with the lines to write; one that it does not touch is not."""
    change.add("lagoon", OTHER | {"year: 2021": "year:  2021"}, both=True)
    assert change.review().problems == ()
    change.reword({"year: 2021": "year:  2021"})
    [problem], [mending] = change.review().problems, change.review().mendings
    assert (problem.file, problem.code) == (GOOD, "form")
    assert (mending.file, mending.first, mending.before, mending.after) == (GOOD, problem.line, ("year:  2021",), ("year: 2021",))


def _offered(folder: Path, *words: str) -> list[tuple[int, bool]]:
    """The lines at which a review of the last commit, as the command prints it, has suggestions, and whether they are for a click."""
    review = Review.model_validate_json(_run(folder, "--base", "HEAD^1", "--format", "json", *words).output)
    return [(it.first, it.offered) for it in review.mendings]


def test_a_click_is_for_the_commit_at_hand(repository: Path, change: Sides) -> None:
    """Suggestions are offered for a named commit alone, and only in files that are the same there."""
    change.reword({"year: 2021": "year:  2021"})
    _git(repository, "commit", "--quiet", "--all", "--message", "A change")
    [(line, by_click)] = _offered(repository, "--of", "HEAD")
    assert by_click
    assert _offered(repository) == [(line, False)]
    assert _offered(repository, "--of", "HEAD^1") == [(line, False)]


def _clicks(change: Sides) -> list[bool]:
    """Which mendings of a review are for a click, where the commit holds the files as they stand."""
    review = offered(change.review(), change.before, change.after, lambda file: (change.after / file).read_bytes())
    return [it.offered for it in review.mendings]


def test_a_click_is_for_lines_of_the_change(change: Sides) -> None:
    """A line that the change wrote is for a click, one that it found is not, and neither are lines that are only added, or left blank."""
    for folder in (change.before, change.after):
        reword(folder / GOOD, {"year: 2021": "year:  2021"})
    change.reword({"tasks: [segmentation]": "tasks:  [segmentation]"})
    assert sorted(_clicks(change)) == [False, True]
    found = change.review().mendings[0]
    others = tuple(found.model_copy(update=other) for other in ({}, {"before": ()}, {"after": ("",)}, {"after": ()}))
    new = offered(Review(mendings=others), change.before / "nowhere", change.after, lambda file: (change.after / file).read_bytes())
    assert [it.offered for it in new.mendings] == [True, False, False, True]


def test_a_renamed_record_is_held_against_its_old_file(change: Sides) -> None:
    """Of a new record every line is for a click; of a renamed one those that differ from the old file."""
    file = f"{catalogs.DATASETS}/lagoon.yaml"
    change.add("lagoon", OTHER | {"year: 2021": "year:  2021"})
    assert _clicks(change) == [True]
    reword(change.before / GOOD, OTHER | {"year: 2021": "year:  2021"})
    (change.before / GOOD).rename(change.before / file)
    (change.after / file).rename(change.after / catalogs.DATASETS / "blue-lagoon.yaml")
    change.reword({"\nstatus:": "\nformerly: [lagoon]\nstatus:"}, f"{catalogs.DATASETS}/blue-lagoon.yaml")
    assert _clicks(change) == [False]


def test_a_click_needs_lines_as_git_counts_them(change: Sides) -> None:
    """In a file whose lines end otherwise than git counts them nothing is for a click."""
    change.reword({"year: 2021": "year:  2021"})
    assert _clicks(change) == [True]
    path = change.after / GOOD
    path.write_bytes(path.read_bytes().replace(b"year:  2021\n", b"year:  2021\r\n"))
    assert set(_clicks(change)) <= {False}
