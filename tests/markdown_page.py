"""The Markdown page of a dataset, for tests of its text."""

from collections.abc import Mapping

from curator.records.catalog import Catalog
from curator.site.exports.page_markdown import markdown
from curator.site.views import dataset_page


def markdown_page(id_: str, catalog: Catalog, citations: Mapping[str, str]) -> str:
    """Return the Markdown page of a dataset with formatted citations by key, without links to the files beside it."""
    return markdown(dataset_page.view(id_, catalog), citations, ())
