"""Tests of the workflows: permissions, secrets, and that commits by people are never overwritten."""

import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import ROOT, command
from curator.contribute.issue_urls import ADD
from curator.contribute.issues.questions import forms
from curator.records.catalog import Catalog
from curator.site.engine_commands import ENGINES
from workflows import WHO, program, script

FOLDER = ROOT / ".github" / "workflows"
ALLOWED = {
    "actions/checkout": "3d3c42e5aac5ba805825da76410c181273ba90b1",
    "actions/setup-python": "5fda3b95a4ea91299a34e894583c3862153e4b97",
    "actions/upload-pages-artifact": "fc324d3547104276b827a68afc52ff2a11cc49c9",
    "actions/deploy-pages": "cd2ce8fcbc39b97be8ca5fce6e763baed58fa128",
    "actions/upload-artifact": "bbbca2ddaa5d8feaa63e36b76fdaad77386f024f",
    "actions/download-artifact": "3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c",
}
STEP = "Open or update the pull request"
PROPOSALS = {
    "from-issue.yml": ("from-issue/12", "catalog/links.json"),
    "links.yml": ("links", "catalog/links.json"),
    "locks.yml": ("locks", "requirements.lock"),
}
"""The workflows that open a pull request, with the branch and a changed file."""
CLONE = '[ "$1 $2" != "repo clone" ] || git clone --quiet "{}/origin" "$4"'
ANSWERS = {
    "name": "Pier 39 Fundus",
    "summary": "Thirty photographs of the retina that nobody took. " * 9,
    "kind": "medical",
    "year": "2021",
    "homepage": "https://www.iana.org/pier/",
    "steps": "download, account",
    "modality": "fundus photography",
    "target": "retinal vessel",
    "tasks": "segmentation",
    "dimensions": "2D",
    "counts": "image: 1,200",
    "frame_size": "565 × 584",
    "where": "https://www.iana.org/pier/about/",
}


def jobs(path: Path) -> dict[str, Any]:
    """Return the jobs of a workflow."""
    found: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"]
    return found


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yml")), ids=lambda path: path.name)
def test_a_workflow_uses_known_actions_by_hash(path: Path) -> None:
    """Only six known actions are used, pinned to commits."""
    used = re.findall(r"uses: ([^@\s]+)@(\S+)", path.read_text(encoding="utf-8"))
    assert used
    assert [(name, commit) for name, commit in used if ALLOWED.get(name) != commit] == []


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yml")), ids=lambda path: path.name)
def test_secrets_are_in_protected_environments(path: Path) -> None:
    """A job with a secret runs in the environment that protects it, checks out nothing, and pushes only with a lease."""
    for job in jobs(path).values():
        text = yaml.safe_dump(job)
        if "CATALOG_TOKEN" in text:
            assert job["environment"] == "proposals"
            assert "actions/checkout" not in text
        pushes = [line for step in job["steps"] for line in step.get("run", "").splitlines() if "git push" in line]
        assert [line for line in pushes if "--force-with-lease=" not in line] == []


def run(workflow: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the step that opens the pull request, with a stand-in for gh that logs its arguments."""
    program(folder / "programs" / "gh", f'echo "$@" >> "{folder}/gh.log"\n{CLONE.format(folder)}')
    environment = os.environ | WHO | {"PATH": f"{folder / 'programs'}:{os.environ['PATH']}", "GIT_CONFIG_GLOBAL": "/dev/null"}
    environment |= {"GITHUB_REPOSITORY": "owner/repository", "BRANCH": PROPOSALS[workflow][0]}
    words = ["bash", "-e", "-c", script(workflow, "propose", STEP)]
    return subprocess.run(words, cwd=folder, env=environment, check=False, capture_output=True, text=True, timeout=60)


def git(folder: Path, words: str, **environment: str) -> str:
    """Return the output of git commands in a folder."""
    environment = os.environ | WHO | environment | {"GIT_CONFIG_GLOBAL": "/dev/null"}
    return subprocess.run(["bash", "-e", "-c", words], cwd=folder, env=environment, check=True, capture_output=True, text=True, timeout=60).stdout


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The input of the job that opens a pull request: a repository, and the change of the previous job."""
    for name in ("origin", "change"):
        for file in ("catalog/links.json", "requirements.lock", "requirements-test.lock", "text.md", "comment.md", "review.md", "issue.md"):
            (tmp_path / name / file).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name / file).write_text(f"{name}\n", encoding="utf-8")
    git(tmp_path / "origin", "git init --quiet --initial-branch main; git add .; git commit --quiet -m Begin")
    return tmp_path


@pytest.mark.parametrize("workflow", PROPOSALS)
def test_a_pull_request_is_opened_and_updated(workflow: str, folder: Path) -> None:
    """A change is pushed to its own branch with a pull request; the next change replaces it."""
    branch, file = PROPOSALS[workflow]
    for words in ("first", "second"):
        (folder / "change" / file).write_text(words, encoding="utf-8")
        done = run(workflow, folder)
        assert done.returncode == 0, done.stderr
        assert git(folder / "origin", f"git show {branch}:{file}") == words
        (folder / "clone").rename(folder / words)
    assert f"pr create --head {branch} " in (folder / "gh.log").read_text(encoding="utf-8")


@pytest.mark.parametrize("workflow", PROPOSALS)
def test_commits_by_people_are_kept(workflow: str, folder: Path) -> None:
    """A branch with commits by a person is not changed, and a comment on the pull request says so."""
    branch, _ = PROPOSALS[workflow]
    git(
        folder / "origin",
        f"git switch --quiet --create {branch}; git commit --quiet --allow-empty -m Mine; git switch --quiet main",
        GIT_COMMITTER_EMAIL="me@x",
    )
    before = git(folder / "origin", f"git rev-parse {branch}")
    assert run(workflow, folder).returncode == 0
    assert git(folder / "origin", f"git rev-parse {branch}") == before
    assert f"pr comment {branch} --body" in (folder / "gh.log").read_text(encoding="utf-8")


@pytest.mark.parametrize("workflow", PROPOSALS)
def test_concurrent_commits_by_people_are_kept(workflow: str, folder: Path) -> None:
    """If a person pushes between fetch and push, the push is refused and the job fails."""
    branch, _ = PROPOSALS[workflow]
    theirs = f"$(/usr/bin/env -u GIT_DIR {git_program()} -C '{folder}/origin' commit-tree -m Theirs 'main^{{tree}}')"
    meanwhile = f"{git_program()} -C '{folder}/origin' update-ref refs/heads/{branch} {theirs}"
    program(folder / "programs" / "git", f'[ "$1" != push ] || {meanwhile}\nexec {git_program()} "$@"')
    done = run(workflow, folder)
    assert done.returncode != 0
    assert "stale info" in done.stderr
    assert git(folder / "origin", f"git log -1 --format=%s {branch}") == "Theirs\n"
    assert "pr create" not in (folder / "gh.log").read_text(encoding="utf-8")


def git_program() -> str:
    """Return the path of git."""
    return subprocess.run(["sh", "-c", "command -v git"], check=True, capture_output=True, text=True).stdout.strip()


@pytest.mark.parametrize("builds", [True, False], ids=["builds", "does not build"])
def test_an_issue_is_answered_after_a_build(small: Path, catalog: Catalog, monkeypatch: pytest.MonkeyPatch, *, builds: bool) -> None:
    """The comment of `from-issue.yml` reports the problems together with the result of a build."""
    assert '.venv/bin/curator from-issue "$GITHUB_EVENT_PATH" --build' in script("from-issue.yml", "read", "Convert the answers into a change")
    if not builds:
        monkeypatch.setitem(ENGINES, "mkdocs", ["true"])
    questions = next(it.questions for it in forms(catalog.vocabularies) if it.file == ADD)
    body = "\n\n".join(f"### {question.label}\n\n{ANSWERS.get(question.id, '_No response_')}" for question in questions)
    assert command(small, "sync").exit_code == 0
    (small / "issue.json").write_text(json.dumps({"issue": {"body": body, "number": 12}}), encoding="utf-8")
    done = command(small, "from-issue", "issue.json", "--build")
    assert done.exit_code == 0
    assert "no problems found\n" in done.stdout, done.stdout
    assert ("the site builds with this change" in done.stdout, "the site does not build with this change" in done.stdout) == (builds, not builds)


def test_a_pull_request_is_built() -> None:
    """What only a build finds is annotated at its record, by the same command that runs all tests."""
    assert script("ci.yml", "test", "Run all checks") == "make test FORMAT=github"
    assert "check-records: .venv/.site\n\t$(BIN)/curator check\n\t$(BIN)/curator build --format $(FORMAT)\n" in (ROOT / "Makefile").read_text(encoding="utf-8")


def test_the_npm_lock_contains_no_registry() -> None:
    """The npm lock has a version and a hash of each package, and no URL of a registry."""
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: package for name, package in lock["packages"].items() if name}
    assert packages
    assert [name for name, package in packages.items() if not package.get("integrity", "").startswith("sha512-")] == []
    assert [name for name, package in packages.items() if "resolved" in package] == []
    wanted = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    assert {name: packages[f"node_modules/{name}"]["version"] for name in wanted} == wanted
    assert "npm ci" in (ROOT / "Makefile").read_text(encoding="utf-8")
