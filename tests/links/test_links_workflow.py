"""The weekly workflow proposes the history in one pull request, and updates one issue."""

import os
import subprocess
from pathlib import Path

import pytest

from curator.links.addresses import Address, AddressUse, addresses
from curator.links.link_issue import MARK, MAX_TEXT, issue, sections
from curator.records.catalog import Catalog
from curator.records.link_history import STATES, History, Seen
from workflows import WHO, program, script

PROPOSE, UPDATE = "Open or update the pull request", "Open or update the issue"


def run(step: str, folder: Path, gh: str) -> str:
    """Run a step of the job with write permissions, with a test double for gh, and return the calls of gh."""
    program(folder / "programs" / "gh", f'echo "$@" >> "{folder}/gh.log"\n{gh}')
    environment = os.environ | WHO | {"PATH": f"{folder / 'programs'}:{os.environ['PATH']}", "GIT_CONFIG_GLOBAL": "/dev/null"}
    environment |= {"GITHUB_REPOSITORY": "owner/repository", "TITLE": "Links"}
    (folder / "gh.log").unlink(missing_ok=True)
    subprocess.run(["bash", "-e", "-c", script("links.yml", "propose", step)], cwd=folder, env=environment, check=True, capture_output=True, timeout=60)
    return (folder / "gh.log").read_text(encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The files with which the job begins: a repository, and the change from the previous job."""
    origin = tmp_path / "origin"
    for name, text in (("origin/catalog/links.json", "{}\n"), ("change/catalog/links.json", '{"runs": []}\n'), ("change/issue.md", "news\n")):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    begin = "git init --quiet --initial-branch main; git add .; git commit --quiet -m Begin"
    subprocess.run(["bash", "-e", "-c", begin], cwd=origin, env=os.environ | WHO, check=True, timeout=60)
    return tmp_path


CLONE = '[ "$1 $2" != "repo clone" ] || git clone --quiet "{}/origin" "$4"'


def test_the_history_is_proposed(folder: Path) -> None:
    """The history is committed to its own branch, in a pull request with the text of the issue."""
    said = run(PROPOSE, folder, CLONE.format(folder))
    assert "pr create --head links --title Update the link history --body-file ../change/issue.md\n" in said
    changed = subprocess.run(["git", "diff", "--name-only", "main", "links"], cwd=folder / "origin", check=True, capture_output=True, text=True)
    assert changed.stdout == "catalog/links.json\n"


def test_an_unchanged_history_is_not_proposed(folder: Path) -> None:
    """Without changes to the history, no pull request is opened."""
    (folder / "change" / "catalog" / "links.json").write_text("{}\n", encoding="utf-8")
    assert "pr create" not in run(PROPOSE, folder, CLONE.format(folder))


@pytest.mark.parametrize(("number", "called"), [("7", "issue edit 7"), ("", "issue create")], ids=["updated", "opened"])
def test_one_issue_is_kept(number: str, called: str, folder: Path) -> None:
    """The open issue with the label and the mark is updated; a new one is opened only if there is none."""
    said = run(UPDATE, folder, f'[ "$1 $2" != "issue list" ] || echo "{number}"')
    assert [line.startswith(called) for line in said.splitlines()] == [False, False, True]
    assert said.splitlines()[-1].endswith("--body-file change/issue.md")
    assert f'--label links --state open --json number,body --jq map(select(.body | startswith("{MARK}")))[0].number // empty' in said


def test_an_unverified_title_is_not_compared(catalog: Catalog) -> None:
    """The registered title of a DOI is compared only if DOI and title are verified in the bibliography."""
    every = addresses(catalog)
    works = [work for work in catalog.references.values() if work.doi and work.address in every]
    titles = {work.key: every[work.address].title for work in works}
    assert titles == {work.key: "" if {"doi", "title"} & set(work.unverified) else work.title for work in works}
    assert {bool(title) for title in titles.values()} == {True, False}


def test_the_issue_fits() -> None:
    """The text does not exceed the size of an issue, and says if there is more."""
    urls = [f"https://example.org/{'long/' * 150}{number}" for number in range(300)]
    links = {url: Seen(state=state, since="2026-11-20", seen="2026-11-27", streak=2) for url, state in zip(urls, [*STATES] * 30, strict=True)}
    after = History(("2026-11-27",), links)
    text = issue(sections(History(), after), {url: Address(url, ()) for url in urls}, after)
    assert len(text) <= MAX_TEXT + 100
    assert text.endswith("… and more; see `catalog/links.json` for all of them.\n")


def test_nothing_in_the_issue_is_markup() -> None:
    """Text from a server or from the history is in code spans on one line, without active mentions, headings or links."""
    why = "a `b` @everyone\n\n# Big\n```\n<!-- x"
    seen = Seen(state="tls", since="2026-11-20", seen="2026-11-20", streak=1, why=why)
    use = AddressUse("made`up", "access.homepage", "homepage", "catalog/datasets/made-up.yaml", 1, 1)
    after = History(("2026-11-20",), {"https://example.org/": seen})
    lines = issue(sections(History(), after), {"https://example.org/": Address("https://example.org/", (use,))}, after).splitlines()
    said = "````a `b` @everyone\\n\\n# Big\\n```\\n<!-- x````"
    assert [line for line in lines if "everyone" in line] == [
        f"- `https://example.org/`: tls since 2026-11-20; {said}; never reachable so far. Used in ``made`up`` (`access.homepage`)."
    ]
    assert [line for line in lines if line.startswith("#")] == ["## Needs attention (1)"]
