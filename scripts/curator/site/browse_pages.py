"""The browse pages: one for each modality, body part and task, and the index of all."""

from collections.abc import Callable

from markupsafe import Markup

from curator.records.catalog import Catalog
from curator.records.settings import Settings
from curator.site import jinja
from curator.site.exports import collection_page
from curator.site.exports.export_file import FeedSource
from curator.site.exports.published_files import MODALITY_FEED
from curator.site.page_frames import FramedPage
from curator.site.page_sections import Section
from curator.site.views import browse_groups, filter_options, term_page

ROOT = "../../../"
"""The relative path from the page of a term to the root of the site."""
SLOTS = {"terms": "../"}
"""The slot of the index, with the relative path from its page to the root of the site."""


def page(path: str, groups: Callable[[], browse_groups.Groups], catalog: Catalog, settings: Settings) -> FramedPage:
    """Return the page of a term by its path, with its feed if it is a modality."""
    view = term_page.view(path, groups(), catalog)
    group = view.group
    description = f"{group.title}: {group.count} with size, access, license and test labels. {view.definition}"
    # already escaped for a script element, in which character references do not work
    jsonld = Markup(collection_page.collection_page(view, description, settings))  # noqa: S704
    files = {MODALITY_FEED.name: str(MODALITY_FEED.write(FeedSource(group, catalog, settings)))} if group.kind == browse_groups.MODALITY else {}
    slots = jinja.render_slots("browse", {"view": view, "root": ROOT, "jsonld": jsonld, "feeds": list(files)})
    about = f"{group.kind.heading} · {group.count}"
    searched = Section(group.path, group.title, about, view.definition, names=view.synonyms, narrower=view.narrower)
    return FramedPage(group.title, description, slots, view.changed, searched, files)


def index(groups: browse_groups.Groups, catalog: Catalog) -> dict[str, str]:
    """Return the slot of the index; targets have no pages, but links to Table 1."""
    targets = next(it.options for it in filter_options.choices(catalog) if it.facet.key == "target")
    shown = sorted((it for it in targets if it.number), key=lambda it: it.label.casefold())
    return {name: jinja.render(f"slot/{name}.html.j2", root=root, browse=groups, targets=shown) for name, root in SLOTS.items()}
