"""The site generators that are compared, each with a project that has the Markdown version of every dataset page."""

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

OURS = "this catalog"
MKDOCS = "MkDocs (short navigation)"
MKDOCS_DEFAULT = "MkDocs (default navigation)"
CHECK_JSONSCHEMA = "check-jsonschema"
SKIPPED = "left out with `--skip`"
ABSENT_PROGRAM = "not installed"
PAGES = "datasets"
ABSENT_PAGE = "it built no page of a dataset"
DEFAULT_NAVIGATION_LIMIT = 2_000
"""Records up to which MkDocs is measured with its default navigation, which lists all pages on every page: the site grows with the square of their number."""
_CONFIG = "site_name: Datasets\nsite_url: https://example.org/\ntheme: {name: material}\n"
_SHORT_NAVIGATION = "nav: [index.md]\n"
_HEAD = '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>\n'
_HUGO = {
    "config.toml": 'baseURL = "https://example.org/"\ntitle = "Datasets"\n',
    "layouts/_default/single.html": _HEAD + "<body>{{ .Content }}</body></html>\n",
    "layouts/_default/list.html": _HEAD
    + '<body><ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .RelPermalink }}</a></li>{{ end }}</ul></body></html>\n',
}


@dataclass(frozen=True)
class Generator:
    """A site generator: its name, its command, the folders of its project, and whether it keeps results for the next build."""

    name: str
    command: tuple[str, ...]
    pages: str
    output: str
    files: dict[str, str]
    keeps_results: bool = False
    limit: int | None = None
    """Number of records up to which it is measured."""

    def missing(self, records: int, skipped: tuple[str, ...]) -> str:
        """Return the reason why it is not measured; empty if it is."""
        if self.name in skipped:
            return SKIPPED
        if not self.command[0]:
            return ABSENT_PROGRAM
        if self.limit and records > self.limit:
            return f"only up to {self.limit:,} records: its navigation lists all pages on every page"
        return ""

    def create(self, folder: Path, site: Path) -> None:
        """Create the project in a new folder, with the Markdown files of our built site."""
        for name, text in self.files.items():
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        for page in sorted((site / PAGES).glob("*/index.md")):
            copy = folder / self.pages / PAGES / page.parent.name / page.name
            copy.parent.mkdir(parents=True)
            shutil.copyfile(page, copy)

    def clear(self, folder: Path) -> None:
        """Remove the built site and all kept results."""
        for name in (self.output, ".cache", "resources"):
            shutil.rmtree(folder / name, ignore_errors=True)

    def edit(self, folder: Path, id_: str, number: int) -> None:
        """Add a sentence to the page of a dataset."""
        with (folder / self.pages / PAGES / id_ / "index.md").open("a", encoding="utf-8") as page:
            page.write(f"\nEdit {number}.\n")

    def has_built(self, folder: Path, id_: str) -> bool:
        """Whether the site has the page of a dataset."""
        return (folder / self.output / PAGES / id_ / "index.html").is_file()


def program(name: str) -> str:
    """Return the path of a program beside the running Python or on the path; empty if it is not installed."""
    beside = Path(sys.executable).parent / name
    return str(beside) if beside.is_file() else shutil.which(name) or ""


def generators() -> tuple[Generator, ...]:
    """Return the generators in the order of the table."""
    start = {"docs/index.md": "# Datasets\n"}
    short, default = ({"mkdocs.yml": _CONFIG + navigation, **start} for navigation in (_SHORT_NAVIGATION, ""))
    mkdocs, zensical = (program("mkdocs"), "build", "--quiet"), (program("zensical"), "build")
    return (
        Generator(MKDOCS, mkdocs, "docs", "site", short),
        Generator(MKDOCS_DEFAULT, mkdocs, "docs", "site", default, limit=DEFAULT_NAVIGATION_LIMIT),
        Generator("Zensical", zensical, "docs", "site", short, keeps_results=True),
        Generator("Hugo", (program("hugo"), "--quiet"), "content", "public", _HUGO),
    )
