"""The page of one record and the files beside it, rendered in one pass."""

from collections.abc import Iterable

from markupsafe import Markup

from curator.contribute import issue_urls
from curator.records.catalog import Catalog
from curator.records.record_addresses import edit_url
from curator.records.settings import Settings
from curator.records.summary import changed
from curator.site import how_to_cite, jinja
from curator.site.citations import STYLE
from curator.site.exports import jsonld
from curator.site.exports.export_file import DatasetSource
from curator.site.exports.published_files import files_beside
from curator.site.loader_snippets import snippet
from curator.site.page_frames import FramedPage
from curator.site.views import browse_groups, dataset_page, head_tags, report_links
from curator.site.views.licenses import unmarked

RECORD_ROOT = "../../"
"""The relative path from a dataset page to the root of the site."""
MOST_SERIOUS = 3
"""Known issues that a dataset page shows first; the others are collapsed."""


def record_page(id_: str, catalog: Catalog, settings: Settings, texts: how_to_cite.Texts, report: Iterable[str] = ()) -> FramedPage:
    """Return the page of one record, with the problems in a report."""
    view = dataset_page.view(id_, catalog)
    node = jsonld.dataset(id_, catalog, settings)
    source = DatasetSource(id_, catalog, settings, node, texts[STYLE], files_beside(id_, catalog), view)
    files = {file.name: str(file.write(source)) for file in source.files}
    repository = settings.linked_repository(RECORD_ROOT)
    slots = jinja.render_slots(
        "record",
        {
            "view": view,
            "root": RECORD_ROOT,
            "modality": browse_groups.first_modality(view.record, catalog.vocabularies),
            "settings": settings,
            "groups": how_to_cite.groups(view, texts),
            "this_page": how_to_cite.page_cited(view, settings, texts),
            "to_cite": how_to_cite.citation_contents(view.record),
            "files": source.files,
            "loaders": [(loader, snippet(loader.library, loader.name)) for loader in view.loaders],
            "most_serious": MOST_SERIOUS,
            "unstated": any(unmarked(it.answer) == "unstated" for terms in view.terms for it in terms.permissions),
            "report": list(report),
            "edit": edit_url(id_, repository),
            "new_issue": issue_urls.new_issue(repository),
            "correction": issue_urls.correction(repository, id_),
            "forms": report_links.forms(view),
        },
    )
    head = {"head": _head(source)}
    return FramedPage(view.record.name, view.description, slots | head, changed(view.record), files=files)


def broken_page(id_: str, report: Iterable[str]) -> FramedPage:
    """Return the page of a record that cannot be read: its problems, and empty sections."""
    slots = dict.fromkeys(jinja.slots("record"), "<p>–</p>")
    shown = jinja.render("record/report.html.j2", report=list(report))
    return FramedPage(id_, "This record cannot be shown.", {"head": "", **slots, "report": shown}, "")


def _head(source: DatasetSource) -> str:
    """Return the head of a dataset page: tags, links to the files beside it, and its JSON-LD."""
    files = [head_tags.HeadLink(file.relation, file.name, file.media_type) for file in source.files if file.relation]
    tags = head_tags.tags(source.id, source.catalog, source.settings)
    # the JSON-LD is already escaped for a script element, in which character references do not work
    return jinja.render("head.html.j2", tags=tags, links=head_tags.links(source.id, source.catalog, files), jsonld=Markup(jsonld.dataset_jsonld(source.node)))  # noqa: S704
