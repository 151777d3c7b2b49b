"""The content of the site as text: the slots of each page, and the published files."""

import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from markupsafe import Markup

from curator.contribute import issue_urls
from curator.contribute.web import form_page
from curator.contribute.web.form_data import form_data
from curator.records.catalog import Catalog
from curator.records.kept_results import KeptResults
from curator.records.problem import Problem
from curator.records.record_addresses import DATASETS, in_repository, record_file
from curator.records.settings import Settings
from curator.site import browse_pages, dataset_list, how_to_cite, jinja, overview
from curator.site.citations import STYLE, CitationTexts
from curator.site.exports import data_page, dcat, jsonld
from curator.site.exports.citation_formats import FORMATS
from curator.site.exports.published_files import written_files
from curator.site.kept_outputs import KeptOutputs, Outputs, RecordStates, common_of
from curator.site.on_request import OnRequest, parts
from curator.site.overview.drawn_figures import DrawnFigures
from curator.site.page_frames import FramedPage, facts_of
from curator.site.processes import apart
from curator.site.record_pages import Pages, uncached
from curator.site.record_renderer import Renderer
from curator.site.tracked_reads import Once, Reads, note_all, noted, watched
from curator.site.views import (
    browse_groups,
    changes,
    compared_fields,
    filter_options,
    further_resources,
    home,
    printed_comparison,
    quality_page,
    reference_list,
    table_rows,
)
from curator.site.views.columns import COLUMNS, PRESETS
from curator.site.views.completeness import LABELS
from curator.site.views.filters import is_hidden

_BELOW = ("list", "compare", "references", "source", "corrections", "resources", "files", "datasette", "columns", "fields", "tables", "citing", "printed")
QUALITY = ("quality-completeness", "quality-freshness", "quality-gaps", "quality-links", "quality-unverified")
SLOT_ROOTS = dict.fromkeys(("tiles", "table", "recent", "version", "repository"), "") | {"new": "../../"} | dict.fromkeys((*_BELOW, *QUALITY), "../")
"""The slots of hand-written pages, each with the relative path from its page to the root of the site."""
MAX_LISTED, MAX_FEW = 200, 20
"""Lines of long and of short lists on the page about quality; quality.json has all of them."""
CAPTION = "Statistics of the datasets, corrected and with units"
MAX_WHOLE, MAX_ROWS = 500, 200
"""Number of records up to which the page has all rows of the table, and the rows in the page of a larger catalog; scripts load the others."""


@dataclass(frozen=True)
class Content:
    """The content of the site without the hand-written pages, which the engine builds.

    `records` are the dataset pages by id, each with the files beside it, `files` the files of the whole catalog, and `terms` the browse pages by path.
    `outputs` keeps what was made, once everything is written.
    """

    records: Mapping[str, FramedPage]
    slots: Mapping[str, str]
    files: Mapping[str, str | bytes]
    redirects: dict[str, str]
    days: dict[str, str]
    terms: Mapping[str, FramedPage] = field(default_factory=dict)
    outputs: Outputs = field(default_factory=Outputs)


@dataclass(frozen=True)
class Rendering:
    """How the slow parts of the content are made: the pages of records, the figures of the overview, and the citations.

    `kept` are the outputs of earlier builds, if this one may use them, and `last` is the last site. If `processes` is 1, no further process is started.
    """

    pages: Pages = uncached
    figures: DrawnFigures = field(default_factory=DrawnFigures)
    citations: Callable[[Catalog, Settings, CitationTexts], how_to_cite.Texts] = how_to_cite.texts
    kept: KeptResults | None = None
    last: Path | None = None
    processes: int = 1


def content(catalog: Catalog, settings: Settings, citations: CitationTexts, problems: tuple[Problem, ...] = (), rendering: Rendering | None = None) -> Content:
    """Return the content of the site; problems are shown on the pages of their records."""
    found = content_on_request(catalog, settings, citations, problems, rendering or Rendering())
    for path in found.terms:
        facts_of(found.terms, path)  # a page that cannot be made is an error here
    return replace(found, slots=dict(found.slots))


def content_on_request(catalog: Catalog, settings: Settings, citations: CitationTexts, problems: tuple[Problem, ...], rendering: Rendering) -> Content:
    """Return the same content, each slot, file and page of which is computed when it is first asked for."""
    texts = rendering.citations(catalog, settings, citations)
    records = rendering.pages(Renderer(catalog, settings, texts, _reports(catalog, problems)))
    outputs, known = Outputs(), replace(catalog, known=records.known())
    if rendering.kept is not None and not problems:
        states = RecordStates({id_: records.key(id_) for id_ in catalog.records}, records.digests)
        outputs = KeptOutputs(rendering.kept, common_of(catalog, settings, *texts), states)
        known = watched(catalog, records.known())
    paths = [group.path for found in browse_groups.groups(catalog).values() for group in found]
    with noted() as outputs.always:
        measured = Once(partial(quality_page.quality, known, settings))
        groups = Once(partial(browse_groups.groups, known))
        slots = {
            name: outputs.of(f"slot {name}", make) for name, make in (_slots(known, settings, texts, problems, outputs) | _quality(measured, settings)).items()
        }
        slots |= parts(browse_pages.SLOTS, outputs.of("browse", lambda: browse_pages.index(groups(), known)))
        slots |= parts(overview.SLOTS, outputs.of("overview", partial(overview_slots, known, rendering.figures, rendering.processes)))
        terms = browse_pages.BrowsePages(paths, lambda path: browse_pages.page(path, groups, known, settings), outputs)
        files = written_files(known, settings, measured, outputs, rendering.last)
    redirects = {old: id_ for id_, it in catalog.summaries.items() for old in it.formerly}
    return Content(records, OnRequest(slots), files, redirects, _days(catalog), terms, outputs)


def overview_slots(catalog: Catalog, figures: DrawnFigures, processes: int) -> dict[str, str]:
    """Return the slots of the overview, made in a separate process, because the libraries for its tables and figures take 150 MB."""
    loaded = "vl_convert" in sys.modules  # then it has threads; a forked process has none of them and would never end
    found, reads, figures.used = apart(partial(_overview_read, catalog, figures), 1 if loaded else processes)
    note_all(reads)
    return found


def _overview_read(catalog: Catalog, figures: DrawnFigures) -> tuple[dict[str, str], Reads, dict[str, str]]:
    """Return the slots of the overview, what was read for them, and their figures; the module is imported here, because its libraries take half a second to load."""
    with noted(apart=True) as reads:
        found: dict[str, str] = import_module("curator.site.overview.overview_page").slots(catalog, figures)
    return found, reads, figures.used


def _reports(catalog: Catalog, problems: tuple[Problem, ...]) -> dict[str, list[str]]:
    """Return the problems of each record that has any."""
    ids = {record_file(id_): id_ for id_ in catalog.sources}
    found: dict[str, list[str]] = {}
    for problem in problems:
        if problem.file in ids:
            found.setdefault(ids[problem.file], []).append(str(problem))
    return found


def _days(catalog: Catalog) -> dict[str, str]:
    """Return the day of the last change of the content of each slot of hand-written pages."""
    resources_ = max((resource.checked for resource in catalog.resources), default="")
    return dict.fromkeys((*SLOT_ROOTS, *browse_pages.SLOTS, *overview.SLOTS), changes.newest(catalog)) | {
        "resources": resources_,
        "compare": "",
        "citing": "",
        "printed": "",
        "new": "",
        "repository": "",
        "version": "",
    }


def _slots(catalog: Catalog, settings: Settings, texts: how_to_cite.Texts, problems: tuple[Problem, ...], outputs: Outputs) -> dict[str, Callable[[], str]]:
    """Return what renders each slot of the hand-written pages."""
    context: dict[str, Any] = {
        "works": Once(lambda: [{"line": it, "text": texts[STYLE][it.reference.key]} for it in reference_list.works(catalog)]),
        "resources": Once(lambda: [{"view": it, "works": [texts[STYLE][work.key] for work in it.works]} for it in further_resources.resources(catalog)]),
        "cited": Once(lambda: how_to_cite.cited(how_to_cite.catalog_work(settings), texts)),
        "version": settings.version,
        "changed": Once(partial(changes.newest, catalog)),
        "recent": Once(lambda: home.recent(catalog)),
        "tiles": Once(lambda: home.tiles(catalog)),
        # already escaped for a script element, in which character references do not work
        "described": Once(lambda: Markup(jsonld.home(settings, dcat.DESCRIPTION, changes.newest(catalog)))),  # noqa: S704
        "report": [str(problem) for problem in problems],
        "data": data_page.page(settings),
        "settings": settings,
        "new": Once(lambda: _new(catalog, settings)),
        "important": compared_fields.IMPORTANT_FIELDS,
        "identifying": compared_fields.IDENTIFYING_FIELDS,
        **_table(catalog),
        **_printed(catalog),
    }
    roots = {name: root for name, root in SLOT_ROOTS.items() if name not in QUALITY and name != dataset_list.SLOT}
    rendered = {name: partial(jinja.render, f"slot/{name}.html.j2", root=root, **context) for name, root in roots.items()}
    listed = partial(dataset_list.rendered, catalog, outputs, context, SLOT_ROOTS[dataset_list.SLOT])
    return {"head": str, dataset_list.SLOT: listed, **rendered}


def _table(catalog: Catalog) -> dict[str, Any]:
    """Return the context of the table and of the selection."""
    rows = Once(lambda: table_rows.rows(catalog, MAX_ROWS if len(catalog.records) > MAX_WHOLE else None))
    return {
        "rows": rows,
        "columns": table_rows.SHOWN,
        "filters": Once(lambda: filter_options.groups(catalog)),
        "presets": PRESETS,
        "optional": [column for column in COLUMNS if not column.shown],
        "caption": CAPTION,
        "numbers": Once(lambda: _numbers(catalog, [row.id for row in rows()])),
        "formats": [{"key": it.key, "label": it.label, "file": f"datasets.{it.extension}", "media_type": it.media_type} for it in FORMATS],
    }


def _numbers(catalog: Catalog, rows: Sequence[str]) -> dict[str, int | str]:
    kinds = Counter(it.kind for it in catalog.summaries.values())
    return {
        "datasets": len(catalog.records),
        "rows": len(rows),
        "hidden": " ".join(id_ for id_ in rows if is_hidden(id_, catalog)),
        "medical": kinds["medical"],
        "natural": kinds["natural"],
        "corrections": sum(len(it.corrections) for it in catalog.summaries.values()),
    }


def _printed(catalog: Catalog) -> dict[str, Any]:
    """Return the context of the pages about the printed table."""
    return {
        "collection": catalog.printed.citation,
        "headings": catalog.printed.columns.cells,
        "printed_rows": catalog.printed.rows,
        "corrected": Once(lambda: printed_comparison.corrected(catalog)),
        "kinds": Once(lambda: sorted(Counter(kind for it in catalog.summaries.values() for kind, _ in it.corrections).items())),
    }


def _quality(measured: Once[quality_page.Quality], settings: Settings) -> dict[str, Callable[[], str]]:
    """Return what renders each slot of the page about quality."""
    context = {"quality": measured, "labels": LABELS, "listed": MAX_LISTED, "few": MAX_FEW, "settings": settings}
    return {name: partial(jinja.render, f"slot/{name}.html.j2", root=SLOT_ROOTS[name], **context) for name in QUALITY}


def _new(catalog: Catalog, settings: Settings) -> dict[str, Any]:
    """Return the context of the page with the form for new records."""
    repository = settings.linked_repository(SLOT_ROOTS["new"])
    # already escaped for a script element, in which character references do not work
    found = Markup(jsonld.as_text(form_data(catalog)))  # noqa: S704
    links = {"issue_form": issue_urls.addition(repository), "editor": in_repository(repository, f"new/main/{DATASETS}")}
    return {"groups": form_page.groups(), "known": found, "whole": not catalog.is_large, **links}
