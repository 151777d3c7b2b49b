"""Every kind of page: the accessibility tests, the HTML check, `make screenshots` and `make lighthouse` use this list."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class PageKind:
    """A kind of page: a name for files, the URL of an example, and a selector of what its scripts add; some are measured with Lighthouse."""

    name: str
    address: str
    added: str = ""
    measured: bool = False


PUBLISHED = (
    PageKind("home", "", "th button", measured=True),
    PageKind("datasets-a-z", "datasets/"),
    PageKind("dataset", "datasets/drive/", measured=True),
    PageKind("dataset-long", "datasets/lidc-idri/"),
    PageKind("dataset-short", "datasets/covid-ct/"),
    PageKind("dataset-natural-images", "datasets/pascal-voc/"),
    PageKind("overview", "overview/", measured=True),
    PageKind("browse", "browse/", measured=True),
    PageKind("browse-term", "browse/organ/retina/", measured=True),
    PageKind("compare-empty", "compare/", measured=True),
    PageKind("compare", "compare/?ids=drive,stare,hrf", ".compare", measured=True),
    PageKind("references", "references/"),
    PageKind("printed-table", "source/"),
    PageKind("quality", "quality/"),
    PageKind("performance", "performance/"),
    PageKind("guides", "guides/"),
    PageKind("guide", "guides/splits/"),
    PageKind("glossary", "guides/glossary/"),
    PageKind("about", "about/"),
    PageKind("cite", "cite/"),
    PageKind("data", "data/"),
    PageKind("further-resources", "further-resources/"),
    PageKind("decisions", "decisions/"),
    PageKind("decision", "decisions/0006-printed-cells/"),
    PageKind("contribute", "contribute/"),
    PageKind("new-record", "contribute/new/"),
    PageKind("fields", "contribute/fields/"),
    PageKind("vocabulary", "contribute/vocabulary/"),
    PageKind("problems", "contribute/problems/"),
    PageKind("registries", "contribute/registries/"),
    PageKind("style-guide", "contribute/style/"),
    PageKind("not-found", "404.html"),
)
"""The kinds of pages of the site."""


def addresses(site: Path) -> list[str]:
    """Return the URLs of all pages, relative to the site."""
    return ["404.html", *sorted(path.relative_to(site).as_posix().removesuffix("index.html") for path in site.rglob("index.html"))]
