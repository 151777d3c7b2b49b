"""A dataset page as Markdown: the views of the HTML page, rendered by a separate template."""

from collections.abc import Iterable, Mapping

from curator.site import how_to_cite, jinja
from curator.site.exports.export_file import DatasetSource, ExportFile
from curator.site.views import dataset_page


def markdown(view: dataset_page.DatasetView, citations: Mapping[str, str], files: Iterable[ExportFile[DatasetSource]]) -> str:
    """Return a page from its contents, formatted citations by key, and the files beside it."""
    text = jinja.render(
        "page.md.j2",
        view=view,
        files=[file for file in files if file.name != "index.md"],
        citations=citations,
        this_page=how_to_cite.page_text(view.id, view.record, citations),
    )
    return text.rstrip() + "\n"
