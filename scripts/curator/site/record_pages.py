"""The pages of all records: rendered by several processes, and only those that are not in the cache."""

import json
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property, partial
from pathlib import Path

from curator.records.catalog import Catalog
from curator.records.kept_results import FILE, KeptResults, hashed, program
from curator.records.settings import Settings
from curator.site import how_to_cite
from curator.site.on_request import OnRequest
from curator.site.page_frames import FramedPage
from curator.site.processes import each
from curator.site.record_page import broken_page, record_page
from curator.site.views.changes import changed
from curator.site.views.surroundings import surroundings


@dataclass(frozen=True)
class Renderer:
    """Renders the page of each record from its surroundings alone; `reports` are the problems to show, by record."""

    catalog: Catalog
    settings: Settings
    texts: how_to_cite.Texts
    reports: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @cached_property
    def _common(self) -> str:
        """A hash of what all pages depend on."""
        return hashed((program(), repr(self.settings), repr(self.catalog.vocabularies), *self.texts))

    def key(self, id_: str) -> str:
        """Return a hash of everything that the page of a record depends on."""
        if id_ not in self.catalog.records:
            return hashed((self._common, id_, *self.reports.get(id_, ())))
        around = surroundings(id_, self.catalog)
        records = (f"{other}\0{record.model_dump_json()}\0{around.sources[other].text}" for other, record in around.records.items())
        words = (repr(around.references), around.printed.model_dump_json(), repr(around.history))
        return hashed((self._common, id_, *self.reports.get(id_, ()), *words, *records))

    def packed(self, id_: str) -> bytes:
        """Return the packed page of a record."""
        return _packed(self.page(id_))

    def page(self, id_: str) -> FramedPage:
        """Return the page of a record; that of an invalid record shows its problems only."""
        if id_ not in self.catalog.records:
            return broken_page(id_, self.reports.get(id_, ()))
        around = surroundings(id_, self.catalog)
        keys = (*around.references, how_to_cite.page_key(changed(around.records[id_])))
        texts = {style: {key: by_key[key] for key in keys} for style, by_key in self.texts.items()}
        return record_page(id_, around, self.settings, texts, self.reports.get(id_, ()))

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all records, invalid ones last."""
        return tuple(dict.fromkeys((*self.catalog.records, *self.catalog.sources)))


class RecordPages(Mapping[str, FramedPage]):
    """The pages of all records by id, read from the cache one at a time, so that memory does not grow with their number."""

    def __init__(self, renderer: Renderer, kept: KeptResults, processes: int = 1) -> None:
        """Render the pages that are not in the cache, with a number of processes."""
        self._renderer, self._kept = renderer, kept
        self._keys = {id_: renderer.key(id_) for id_ in renderer.ids}
        missing = [id_ for id_, key in self._keys.items() if kept.get(key) is None]
        for id_, content in zip(missing, each(renderer.packed, missing, "Rendering records", processes), strict=True):
            kept.put(self._keys[id_], content)
        kept.save()

    def __getitem__(self, id_: str) -> FramedPage:
        content = self._kept.get(self._keys[id_])
        return _unpacked(self._renderer.packed(id_) if content is None else content)

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


Pages = Callable[[Renderer], Mapping[str, FramedPage]]
"""Gives the pages of a renderer."""


def kept_pages(root: Path, processes: int = 0) -> Pages:
    """Return what renders pages with a number of processes and keeps them for the next build of a catalog."""
    return lambda renderer: RecordPages(renderer, KeptResults("pages", root / FILE), processes)


def uncached(renderer: Renderer) -> RecordPages:
    """Render all pages, without keeping them for another build."""
    return RecordPages(renderer, KeptResults("pages"))


def requested(renderer: Renderer) -> OnRequest[FramedPage]:
    """Render each page when it is first asked for."""
    return OnRequest({id_: partial(renderer.page, id_) for id_ in renderer.ids})


def _packed(page: FramedPage) -> bytes:
    return zlib.compress(json.dumps(asdict(page), ensure_ascii=False).encode(), 1)


def _unpacked(content: bytes) -> FramedPage:
    return FramedPage(**json.loads(zlib.decompress(content)))
