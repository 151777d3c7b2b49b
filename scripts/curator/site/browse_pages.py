"""The browse pages: one for each modality, body part and task, and the index of all."""

from collections.abc import Callable, Collection, Iterator
from functools import partial

from markupsafe import Markup

from curator.records.catalog import Catalog
from curator.records.kept_results import hashed
from curator.records.settings import Settings
from curator.site import jinja
from curator.site.exports import collection_page
from curator.site.exports.export_file import FeedSource
from curator.site.exports.published_files import MODALITY_FEED
from curator.site.kept_outputs import Outputs
from curator.site.on_request import OnRequest
from curator.site.page_frames import FramedPage, KnownPages, PageFacts
from curator.site.page_sections import Section
from curator.site.views import browse_groups, filter_options, term_page

ROOT = "../../../"
"""The relative path from the page of a term to the root of the site."""
SLOTS = {"terms": "../"}
"""The slot of the index, with the relative path from its page to the root of the site."""


class BrowsePages(KnownPages):
    """The pages of terms by path, each made, or read from the kept outputs, when it is needed; `make` makes one."""

    def __init__(self, paths: Collection[str], make: Callable[[str], FramedPage], outputs: Outputs) -> None:
        self._pages = OnRequest({path: outputs.of(path, partial(make, path)) for path in paths})
        self._facts = OnRequest({path: outputs.of(f"facts {path}", partial(self._facts_of, path)) for path in paths})
        self._outputs = outputs

    def facts(self, name: str) -> PageFacts:
        """Return the facts about the page of a term, which is kept even if it is not asked for."""
        found = self._facts[name]
        self._outputs.use(name)
        return found

    def __getitem__(self, path: str) -> FramedPage:
        return self._pages[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._pages)

    def __len__(self) -> int:
        return len(self._pages)

    def _facts_of(self, path: str) -> PageFacts:
        page = self[path]
        return PageFacts(hashed((repr(page),)), page.changed, page.searched)


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
