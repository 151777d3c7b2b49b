"""Rehearsal of the first publication: what README.md says under "Publish your own copy", with a local repository and a local server in place of GitHub."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import click
from lxml import etree

import bench
from conftest import ROOT
from curator.links.link_check import check_catalog
from curator.records.settings import unpublishable
from internal_links import Site, faults
from link_catalog import catalog_of, options, public
from static_server import BASE, serving
from workflows import script

SITE_URL, REPOSITORY = f"https://rehearsal.github.io{BASE}", "https://github.com/rehearsal/catalog"
"""The URLs that take the place of the placeholders. No one is asked for them: pages are read from a local server with the same path."""
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
EXPECTED = {
    "https://ok.example/page": "ok",
    "https://for-good.example/old": "moved",
    "https://to-login.example/data": "suspicious",
    "https://ok.example/nothing": "failing",
}
"""Links of the test server, and the result of the link check for each."""


class RehearsalError(Exception):
    """A step failed; the text is a sentence."""


@dataclass
class Rehearsal:
    """The folders of a rehearsal: the repository that takes the place of GitHub, and the owner's clone of it."""

    folder: Path
    pythons: Sequence[str] = PYTHONS
    built: list[Path] = field(default_factory=list)

    @property
    def origin(self) -> Path:
        """The repository."""
        return self.folder / "origin.git"

    @property
    def clone(self) -> Path:
        """The owner's clone."""
        return self.folder / "clone"


Step = Callable[[Rehearsal], str]
"""A step: its docstring is its name, and the result is a sentence."""


def run(folder: Path, *words: str, **environment: str) -> str:
    """Run a program in a folder and return its output."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PYTHON", "VIRTUAL_ENV", "MAKE"))}
    done = subprocess.run(words, cwd=folder, env=clean | environment, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    if done.returncode:
        raise RehearsalError(f"`{' '.join(words)[:200]}` failed with status {done.returncode}:\n{(done.stdout + done.stderr).strip()[-3000:]}")
    return done.stdout


def clone_repository(at: Rehearsal) -> str:
    """Clone the repository."""
    run(at.folder, "git", "init", "--quiet", "--bare", "--initial-branch", "main", str(at.origin))
    run(ROOT, "git", "push", "--quiet", str(at.origin), "HEAD:refs/heads/main")
    run(at.folder, "git", "clone", "--quiet", str(at.origin), str(at.clone))
    changed = run(ROOT, "git", "status", "--porcelain").strip()
    return f"{run(at.clone, 'git', 'log', '-1', '--format=%h %s').strip()}{'; changes that are not committed are not part of it' if changed else ''}"


def refuse_placeholders(at: Rehearsal) -> str:
    """Placeholders prevent a publication."""
    found = unpublishable(at.clone)
    if len(found) != 2:
        raise RehearsalError(f"expected that `curator check --publish` reports two placeholder URLs, found {len(found)}")
    return f"`curator check --publish` reports lines {' and '.join(str(problem.line) for problem in found)} of {found[0].file}"


def with_urls(config: str, site_url: str = SITE_URL, repository: str = REPOSITORY) -> str:
    """Return mkdocs.yml with the two URLs."""
    config = re.sub(r"^site_url: .*$", f"site_url: {site_url}", config, flags=re.MULTILINE)
    return re.sub(r"^  repository: .*$", f"  repository: {repository}", config, flags=re.MULTILINE)


def set_urls(at: Rehearsal) -> str:
    """Set the two URLs."""
    file = at.clone / "mkdocs.yml"
    file.write_text(with_urls(file.read_text(encoding="utf-8")), encoding="utf-8")
    if found := unpublishable(at.clone):
        raise RehearsalError(str(found[0]))
    run(at.clone, "git", "-c", "user.name=Owner", "-c", "user.email=owner@example.org", "commit", "--quiet", "--all", "--message", "Set the URLs")
    run(at.clone, "git", "push", "--quiet", "origin", "main")
    return f"committed and pushed: {SITE_URL} and {REPOSITORY}"


def install_and_build(at: Rehearsal) -> str:
    """Install the lock and build with each Python."""
    found = [_with_python(version, at) for version in at.pythons]
    if not at.built:
        raise RehearsalError(f"none of these versions of Python is installed: {', '.join(at.pythons)}")
    files = [{path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()} for site in at.built]
    if files[1:] != files[:1] * len(files[1:]):
        raise RehearsalError("the site depends on the version of Python")
    return f"{'; '.join(found)}; {len(files[0]):,} files"


def installed(version: str) -> str:
    """Return a program of a version of Python that can create a virtual environment, on the path or among those of pyenv; empty if there is none."""
    name, pyenv = f"python{version}", Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    for path in (shutil.which(name), *sorted(map(str, pyenv.glob(f"versions/{version}*/bin/{name}")))):
        if path and not subprocess.run((path, "-c", "import ensurepip, venv"), capture_output=True, check=False).returncode:
            return path
    return ""


def _with_python(version: str, at: Rehearsal) -> str:
    if not (python := installed(version)):
        lock = ("--require-hashes", "--requirement", "requirements.lock")
        words = ("-m", "pip", "install", "--quiet", "--dry-run", "--no-deps", "--ignore-installed", "--only-binary", ":all:", "--python-version", version)
        run(at.clone, sys.executable, *words, "--target", str(at.folder / "none"), *lock)
        return f"Python {version} is not installed here, so it was not tried; every package of the lock has a file for it"
    folder = at.clone if not at.built else at.folder / f"clone-{version}"
    if folder != at.clone:
        run(at.folder, "git", "clone", "--quiet", "--branch", "main", str(at.origin), str(folder))
    run(folder, "make", "site", f"PYTHON={python}")
    run(folder, ".venv/bin/curator", "check", "--publish")
    at.built.append(folder / "site")
    return f"Python {version} installed the lock and built the site"


def check_pages(at: Rehearsal) -> str:
    """Check the published pages and the links within the site."""
    site = Site(at.clone / "site", SITE_URL)
    if broken := faults(site):
        raise RehearsalError(f"{len(broken)} broken links within the site, e.g. {broken[0]}")
    if left := [name for name in sorted(site.files) if re.search(rb"example\.org/(catalog|repository)\b", (site.folder / name).read_bytes())]:
        raise RehearsalError(f"{len(left)} files have a placeholder URL, e.g. {left[0]}")
    listed = etree.parse(site.folder / "sitemap.xml").xpath("//*[local-name()='loc']/text()")
    with serving(site.folder) as served:
        outside = [url for url in listed if not url.startswith(SITE_URL) or _status(served + url.removeprefix(SITE_URL)) != 200]
        linked = re.findall(r'(?:href|src)="?([^" >]+)', (site.folder / "404.html").read_text(encoding="utf-8"))
        own = [link for link in linked if not urlsplit(link).netloc or link.startswith(SITE_URL)]
        lost = [link for link in own if _status(urljoin(f"{served}no/such/page/", link.replace(SITE_URL, served))) != 200]
    if outside or lost:
        raise RehearsalError(f"the server has no page at {(outside + lost)[0]}, which {'the sitemap' if outside else '404.html'} names")
    return f"{len(listed)} pages of the sitemap below {BASE} and {len(site.files):,} files have no broken link, and none has a placeholder URL"


def _status(url: str) -> int:
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:  # noqa: S310 - our own server
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def check_external_links(at: Rehearsal) -> str:
    """Check external links with a server that behaves well and badly."""
    homepage, *others = map(public, EXPECTED)
    with bench.running() as server:
        outcome = check_catalog(catalog_of(at.folder / "links", homepage, others), options(server, "2026-11-20"))
    found = {url: outcome.results[public(url)].state for url in EXPECTED}
    if found != EXPECTED:
        raise RehearsalError(f"expected the results {EXPECTED}, found {found}")
    return f"{', '.join(found.values())}, as expected; the links of the catalog itself are checked by the workflow Links"


def make_release(at: Rehearsal) -> str:
    """Make the files of a release, as release.yml does."""
    version = re.search(r'^version = "(.+)"$', (at.clone / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)
    tag = version[1] if version else ""
    run(at.clone, "git", "tag", tag)
    run(at.clone, "git", "push", "--quiet", "origin", tag)
    steps = ("Compare the tag with the version", "Collect the export files, the printed catalog, the stored frame and the release notes")
    files = {"FILES": "catalog.json catalog.csv catalog.sqlite references.bib"}
    for step in steps:
        run(at.clone, "bash", "-e", "-c", script("release.yml", "build", step), TAG=tag, PATH=f"{at.clone}/.venv/bin:{os.environ['PATH']}", **files)
    made = sorted((at.clone / "release").rglob("*.*"))
    if empty := [path.name for path in made if path.is_file() and not path.stat().st_size]:
        raise RehearsalError(f"{empty[0]} of the release is empty")
    return f"tag {tag} pushed; {', '.join(f'{path.name} ({path.stat().st_size / 1000:,.0f} kB)' for path in made)}"


def build_from_frame(at: Rehearsal) -> str:
    """Build the site from the release, without an engine."""
    run(at.clone, ".venv/bin/curator", "build", "--engine", "none", "--frame", "release/files/frame.tar.gz", "--into", "site-from-frame")
    run(at.clone, "diff", "--recursive", "--brief", "site", "site-from-frame")
    return "the same site, byte for byte"


STEPS: tuple[Step, ...] = (
    clone_repository,
    refuse_placeholders,
    set_urls,
    install_and_build,
    check_pages,
    check_external_links,
    make_release,
    build_from_frame,
)


def rehearsed(at: Rehearsal, steps: Sequence[Step] = STEPS) -> Iterator[tuple[bool, str]]:
    """Yield whether each step succeeded, with a sentence; the first failure is the last step."""
    for number, step in enumerate(steps, start=1):
        name = (step.__doc__ or "").rstrip(".")
        try:
            yield True, f"{number}. {name}: {step(at)}."
        except (RehearsalError, OSError, ExceptionGroup) as error:
            yield False, f"{number}. {name}: FAILED: {error}"
            return


@click.command()
@click.option("--python", "pythons", multiple=True, default=PYTHONS, show_default=True, help="Version of Python to install the lock with.")
def main(pythons: tuple[str, ...]) -> None:
    """Rehearse the first publication."""
    with tempfile.TemporaryDirectory(prefix="rehearsal-") as folder:
        for succeeded, sentence in rehearsed(Rehearsal(Path(folder), pythons)):
            click.echo(sentence)
            if not succeeded:
                sys.exit("The rehearsal failed.")
    click.echo("The rehearsal succeeded. README.md lists what only GitHub can show.")


if __name__ == "__main__":
    main()
