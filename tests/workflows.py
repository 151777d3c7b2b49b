"""Scripts of the workflows, to be run in tests with stand-ins for external programs."""

from pathlib import Path

import yaml

from conftest import ROOT

WHO = {f"GIT_{role}_{what}": text for role in ("AUTHOR", "COMMITTER") for what, text in (("NAME", "robot"), ("EMAIL", "robot@example.org"))}
"""Author and committer for git."""


def script(workflow: str, job: str, step: str) -> str:
    """Return the script of a step of a job."""
    found = yaml.safe_load((ROOT / ".github" / "workflows" / workflow).read_text(encoding="utf-8"))
    return next(str(it["run"]) for it in found["jobs"][job]["steps"] if it.get("name") == step)


def program(path: Path, lines: str) -> None:
    """Create a stand-in for a program: a shell script with these lines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{lines}\n", encoding="utf-8")
    path.chmod(0o755)
