"""The pages and files of the site by path, each made when it is asked for."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from curator.records.record_addresses import page_path, path_beside
from curator.records.settings import Settings
from curator.site.exports.export_file import SitemapSource
from curator.site.exports.published_files import PAGE_TEXTS, SITEMAP
from curator.site.fill_pages import day_of, days_of_pages, frame_of, hand_written, is_unused, redirect, searched_slots, searched_texts
from curator.site.on_request import OnRequest
from curator.site.page_frames import FRAMES, RECORD_FRAME, TERM_FRAME, Frame, FramedPage, UnknownSlotError, filled
from curator.site.render import Content
from curator.site.tracked_reads import Once

INDEX = "index.html"
_DATASETS = page_path("")[:-1]


class ServedPages:
    """The same files as those of a built site, from the files of an engine and the content of a catalog; `changed` are the days of the records."""

    def __init__(self, engine: Mapping[str, bytes], found: Content, settings: Settings, changed: Mapping[str, str]) -> None:
        self._engine, self._found, self._settings, self._changed = engine, found, settings, changed
        self._html = OnRequest({path: partial(self._hand_written, path) for path in engine if path.endswith(".html") and not _in_frame(path)})
        self._frames = {address: Once(partial(self._frame, address)) for address in FRAMES}
        self._others: dict[str, Callable[[], str | bytes]] = {SITEMAP.path: self._sitemap, PAGE_TEXTS.path: self._page_texts}
        self._others |= {path_beside(old, INDEX): partial(redirect, id_, settings, policy=True) for old, id_ in found.redirects.items()}

    def get(self, path: str) -> str | bytes | None:
        """Return a file of the site; None if there is none at this path."""
        folder, name = path[: path.rfind("/") + 1], path[path.rfind("/") + 1 :]
        found, id_ = self._found, folder.removeprefix(_DATASETS).rstrip("/")
        if id_ in found.records and folder == page_path(id_):
            return self._framed(RECORD_FRAME, folder, name, found.records[id_])
        if folder in found.terms:
            return self._framed(TERM_FRAME, folder, name, found.terms[folder])
        if path in self._others:
            return self._others[path]()
        if path in self._html:
            return filled(self._html[path], found.slots)
        return found.files.get(path) or (None if is_unused(path) else self._engine.get(path))

    def _framed(self, address: str, folder: str, name: str, page: FramedPage) -> str | None:
        """Return the page of a record or term, or a file beside it."""
        if name != INDEX:
            return page.files.get(name)
        return self._frames[address]().page(folder, page)

    def _frame(self, address: str) -> Frame:
        return frame_of(self._engine, address, self._found.slots["version"], self._settings, policy=True)

    def _hand_written(self, path: str) -> str:
        return hand_written(self._engine[path].decode(), self._settings, policy=True)

    def _sitemap(self) -> str | bytes:
        days = {path: day_of(html, self._found) for path, html in self._html.items()}
        records = {page_path(id_): self._changed.get(id_, "") for id_ in self._found.records}
        terms = {path: page.changed for path, page in self._found.terms.items()}
        return SITEMAP.write(SitemapSource(days_of_pages(days) | records | terms, self._settings))

    def _page_texts(self) -> str | bytes:
        terms = [page.searched for page in self._found.terms.values() if page.searched]
        return PAGE_TEXTS.write(
            [*terms, *(it for path, html in self._html.items() for it in searched_texts(path, html, searched_slots(html, self._found.slots)))]
        )


def check_pages(engine: Mapping[str, bytes], slots: Iterable[str]) -> None:
    """Raise UnknownSlotError if an engine made no frame, or a hand-written page with an unknown slot."""
    for address in FRAMES:
        if f"{address}{INDEX}" not in engine:
            raise UnknownSlotError(f"the page docs/{address.rstrip('/')}.md is missing")
    known = dict.fromkeys(slots, "")
    for path, content in engine.items():
        if path.endswith(".html") and not _in_frame(path):
            filled(content.decode(), known)


def _in_frame(path: str) -> bool:
    return path.startswith(FRAMES)
