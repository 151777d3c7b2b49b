"""While the URLs of the site and of the repository are placeholders, no page shows them, and the site cannot be published."""

import re
from pathlib import Path

import pytest
from lxml import html

from conftest import ROOT, command
from curator.records.placeholders import REPOSITORY_NOT_SET, URL_NOT_SET, is_placeholder
from rehearse_publication import REPOSITORY, SITE_URL, with_urls

SHOWN = re.compile(r"example\.org/(catalog|repository)")
NOT_SET = {
    "datasets/good/index.html": {URL_NOT_SET, REPOSITORY_NOT_SET},
    "cite/index.html": {URL_NOT_SET},
    "data/index.html": {URL_NOT_SET},
    "skill.md": {URL_NOT_SET},
    "contribute/index.html": {REPOSITORY_NOT_SET},
    "contribute/new/index.html": {REPOSITORY_NOT_SET},
    "quality/index.html": {REPOSITORY_NOT_SET},
    "feed.xml": {URL_NOT_SET},
    "llms.txt": {URL_NOT_SET},
}
"""The files that say that a URL is not set."""


def set_urls(root: Path, site_url: str = SITE_URL) -> None:
    """Set the two URLs in a checkout."""
    (root / "mkdocs.yml").write_text(with_urls((root / "mkdocs.yml").read_text(encoding="utf-8"), site_url, REPOSITORY), encoding="utf-8")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/catalog/", True),
        ("https://www.Example.COM", True),
        ("https://example.net:80/", True),
        ("https://someone.github.io/catalog/", False),
        ("https://example.org.uk/", False),
        ("https://myexample.org/", False),
        ("https://[", False),
    ],
)
def test_urls_of_example_domains_are_placeholders(url: str, *, expected: bool) -> None:
    """A URL is a placeholder if its host is one that is reserved for examples."""
    assert is_placeholder(url) is expected


def test_no_page_shows_a_placeholder(small_built: Path, small: Path) -> None:
    """No text and no link that a person can read or follow has a placeholder; the pages that would have it say what is not set, until it is."""
    site = small_built / "site"
    for path in sorted(site.rglob("*.html")):
        body = html.fromstring(path.read_text(encoding="utf-8")).find("body")
        for script in body.xpath(".//script | .//style"):
            script.drop_tree()
        assert SHOWN.findall(html.tostring(body, encoding="unicode")) == [], path
    assert [path.name for path in (ROOT / "docs" / "decisions").glob("*.md") if SHOWN.search(path.read_text(encoding="utf-8"))] == []
    for name, sentences in NOT_SET.items():
        text = (site / name).read_text(encoding="utf-8")
        assert {it for it in (URL_NOT_SET, REPOSITORY_NOT_SET) if it in text} == sentences, name
    assert [name for name in ("llms.txt", "skill.md") if SHOWN.search((site / name).read_text(encoding="utf-8"))] == []
    set_urls(small)
    assert command(small, "build").exit_code == 0
    files = {path.relative_to(small / "site").as_posix(): path.read_bytes() for path in (small / "site").rglob("*") if path.is_file()}
    assert [path for path, content in files.items() if SHOWN.search(content.decode("latin-1")) or b"not set yet" in content or b"URL-OF-THIS" in content] == []
    page, llms = files["datasets/good/index.html"].decode(), files["llms.txt"].decode()
    assert (f"{SITE_URL}datasets/good/" in page, f"{REPOSITORY}/edit/main/" in page, f"{SITE_URL}datasets/good/index.md" in llms) == (True, True, True)


def test_placeholders_are_not_published(small: Path) -> None:
    """`curator check --publish` reports each placeholder, and each private URL, with its line and what to write; `curator check` alone does not."""
    assert [command(small, word).exit_code for word in ("sync", "check")] == [0, 0]
    done = command(small, "check", "--publish")
    for line, name in (("3:11", "site_url"), ("23:15", "extra.repository")):
        assert f"mkdocs.yml:{line}: `{name}` is `https://example.org/" in done.stdout
    assert (done.exit_code, done.stdout.count("    fix: write `"), "2 problems found" in done.stdout) == (1, 2, True)
    for url in ("http://localhost:8000/catalog/", "https://[", "https:///catalog/"):
        set_urls(small, url)
        done = command(small, "check", "--publish")
        assert (done.exit_code, "1 problem found" in done.stdout, f"`site_url` is `{url}`" in done.stdout) == (1, True, True), done.stdout
    set_urls(small)
    assert command(small, "check", "--publish").exit_code == 0
