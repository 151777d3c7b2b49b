"""Tests of the rehearsal of the first publication: failures are reported, and the files of a release are those that release.yml makes."""

from pathlib import Path

import yaml

from conftest import ROOT
from rehearse_publication import REPOSITORY, SITE_URL, STEPS, Rehearsal, RehearsalError, rehearsed, with_urls
from workflows import script


def good(_: Rehearsal) -> str:
    """Work."""
    return "done"


def bad(_: Rehearsal) -> str:
    """Fail."""
    raise RehearsalError("the reason")


def test_the_first_failure_ends_a_rehearsal(tmp_path: Path) -> None:
    """Each step is reported in a sentence; a failed one has its reason and is the last."""
    assert list(rehearsed(Rehearsal(tmp_path), (good, bad, good))) == [(True, "1. Work: done."), (False, "2. Fail: FAILED: the reason")]
    assert all((step.__doc__ or "").endswith(".") for step in STEPS)


def test_both_urls_are_set() -> None:
    """Setting the two URLs changes these two values of mkdocs.yml and no others."""
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    before, after = yaml.safe_load(text), yaml.safe_load(with_urls(text))
    assert after == before | {"site_url": SITE_URL, "extra": before["extra"] | {"repository": REPOSITORY}}


def test_the_steps_of_a_release_have_their_names() -> None:
    """The rehearsal runs steps of release.yml by their names, and the site is published only after the check for placeholders."""
    assert "frame.tar.gz" in script("release.yml", "build", "Collect the export files, the printed catalog, the stored frame and the release notes")
    assert script("release.yml", "build", "Compare the tag with the version")
    assert script("pages.yml", "build", "Refuse placeholder URLs") == ".venv/bin/curator check --publish --format github"
