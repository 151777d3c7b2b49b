"""The site of a catalog that is being edited: what was loaded last, and what is wrong with it."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Condition
from urllib.parse import urlsplit

from curator.records import load as catalogs
from curator.records import rules
from curator.records.catalog import Catalog
from curator.records.catalog_license import check_license
from curator.records.kept_results import FILE as KEPT
from curator.records.problem import TODAY_ONLY, Problem, as_text
from curator.records.record_addresses import page_path, record_file
from curator.records.settings import Settings
from curator.records.settings import read as settings_of
from curator.records.settings_error import SettingsError
from curator.site import how_to_cite
from curator.site.citations import CitationTexts
from curator.site.compact_frames import with_compact_frames
from curator.site.engine_commands import BuildError
from curator.site.engines import engine_pages
from curator.site.overview.drawn_figures import DrawnFigures
from curator.site.page_frames import UnknownSlotError
from curator.site.preview.served_pages import INDEX, ServedPages, check_pages
from curator.site.preview.worker import Paths
from curator.site.record_pages import requested
from curator.site.render import Content, Rendering, content_on_request
from curator.site.trial_build import causes_on_page

ENGINE, SETTINGS = "hand-written pages", "settings"
"""What can be wrong apart from records and templates."""


@dataclass(frozen=True)
class Loaded:
    """A catalog with its settings: problems of single values, and all that are known so far."""

    catalog: Catalog
    settings: Settings
    values: tuple[Problem, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class State:
    """What is served: the pages, and the errors because of which they are not those of the present files. The version grows with each change."""

    version: int
    pages: ServedPages | None
    errors: Mapping[str, str]


def loaded(root: Path, last: Loaded | None = None, paths: Paths = frozenset()) -> Loaded:
    """Return the catalog in a folder after changes of some files.

    Of the problems that rules find, those of changed records are known at once; the others are those that were found last.
    """
    settings = settings_of(root)
    catalog, values = catalogs.read_values(root)
    check_license(settings, catalog, values)
    found = set(values)
    if last:
        files = {path.relative_to(root).as_posix() for path in paths if path.is_relative_to(root)}
        ids = (id_ for id_ in catalog.records if record_file(id_) in files)
        found |= {problem for problem in {*last.problems} - {*last.values} if problem.file not in files}
        found |= {catalog.sources[id_].problem(it) for id_ in ids for it in rules.findings(id_, catalog) if it.code not in TODAY_ONLY}
    return Loaded(catalog, settings, values, tuple(sorted(found)))


def with_last_pages(error: str) -> str:
    """Return an error with what the browser shows because of it."""
    return f"{error}\nThe last pages without this error are shown."


class LiveSite:
    """The pages of the last catalog and of the last hand-written pages without errors; `say` receives what the author needs to know."""

    def __init__(self, root: Path, say: Callable[[str], None]) -> None:
        self._root, self._say = root, say
        self._citations, self._drawn = CitationTexts.cached_in(root / KEPT), DrawnFigures.cached_in(root / KEPT)
        self._citations.used |= self._citations.known  # a preview formats only a part of them, and keeps the others
        self._drawn.used |= self._drawn.known
        self._pages = requested(root)
        self._engine: dict[str, bytes] = {}
        self._said, self._saved = "", 0
        self._changed = Condition()
        # browsers reload pages of another version, also after a restart
        self.state = State(time.time_ns() // 1_000_000, None, {})
        self.loaded = loaded(root)
        self.run_engine(frozenset())

    def reload(self, paths: Paths) -> None:
        """Read the catalog and the settings again after changes of files; invalid settings leave the last pages."""
        try:
            found = loaded(self._root, self.loaded, paths)
        except SettingsError as error:
            self._publish({SETTINGS: str(error)})
        else:
            self._publish({SETTINGS: ""}, found)

    def check(self, _: Paths) -> None:
        """Apply the rules to the whole catalog, show all of its problems, and keep what was computed for the next start."""
        checked = self.loaded
        problems = catalogs.with_rules(self._root, checked.catalog, checked.values)
        with self._changed:
            if self.loaded is not checked:
                return  # another check follows
            if problems != checked.problems:
                self._publish({}, replace(checked, problems=problems))
        if (text := as_text(problems).rstrip()) != self._said and (problems or self._said):
            self._say(f"the catalog has problems\n{text}" if problems else text)
        self._said = text
        if (number := len(self._citations.used) + len(self._drawn.used)) != self._saved:
            self._saved = number
            self._citations.save()
            self._drawn.save()

    def run_engine(self, _: Paths) -> None:
        """Make the hand-written pages again; errors leave the last pages. Invalid settings are reported where the catalog is loaded again."""
        try:
            settings_of(self._root)
            engine = engine_pages(self._root, say=self._say)
            check_pages(engine, self._content(self.loaded).slots)
        except SettingsError:
            return
        except (BuildError, UnknownSlotError) as error:
            self._publish({ENGINE: str(error)})
        else:
            self._engine = with_compact_frames(engine)
            self._publish({ENGINE: ""})

    @property
    def base(self) -> str:
        """The path of the site in URLs, with a slash at both ends."""
        return f"{urlsplit(self.loaded.settings.url).path.rstrip('/')}/"

    def samples(self) -> list[str]:
        """Return a page of each kind: the home page, and a record."""
        return [INDEX, *(f"{page_path(id_)}{INDEX}" for id_ in list(self.loaded.catalog.records)[:1])]

    def wait(self, version: int, seconds: float) -> int:
        """Wait until the site has another version, but not longer than some seconds; return its version."""
        with self._changed:
            self._changed.wait_for(lambda: self.state.version != version, seconds)
            return self.state.version

    def causes(self, file: str) -> tuple[Problem, ...]:
        """Return the problems because of which the page of a record cannot be rendered; none for other pages."""
        it = self.loaded
        id_ = next((id_ for id_ in it.catalog.records if file.startswith(page_path(id_))), "")
        return causes_on_page(id_, it.catalog, it.settings, self._citations) if id_ else ()

    def _content(self, loaded: Loaded) -> Content:
        rendering = Rendering(self._pages, self._drawn, how_to_cite.texts_on_request)
        return content_on_request(loaded.catalog, loaded.settings, self._citations, loaded.problems, rendering)

    def _publish(self, errors: Mapping[str, str], found: Loaded | None = None) -> None:
        """Show what was loaded, and report new errors; an empty one is over."""
        with self._changed:
            self.loaded = found or self.loaded
            for error in errors.values():
                if error and error not in self.state.errors.values():
                    self._say(with_last_pages(error))
            kept = {name: error for name, error in {**self.state.errors, **errors}.items() if error}
            days = {id_: it.changed for id_, it in self.loaded.catalog.summaries.items()}
            pages = ServedPages(self._engine, self._content(self.loaded), self.loaded.settings, days) if self._engine else None
            self.state = State(self.state.version + 1, pages, kept)
            self._changed.notify_all()
