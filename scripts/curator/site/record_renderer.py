"""Renders one record: its page with the files beside it, and its values for the pages and files of the whole catalog."""

import pickle
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from curator.records.catalog import Catalog
from curator.records.kept_results import hashed, program
from curator.records.per_record import LARGE, large_value, packed_values, remembering, small_values
from curator.records.settings import Settings
from curator.records.surroundings import Surroundings, common
from curator.records.unpickler import unpickled
from curator.site import how_to_cite
from curator.site.kept_outputs import digests_of
from curator.site.page_frames import FramedPage
from curator.site.record_page import broken_page, record_page
from curator.site.views.shown_with import Around, around, surroundings

PAGE, VALUES, DIGESTS = "page", "values", "digests"
"""The names of results: the page with the files beside it, the small values, and a hash of each value. A large value has the name of its function."""
Results = dict[str, bytes]
"""The results for a record: its page with the files beside it, its small values, each large value, and the hashes of all values."""


@dataclass(frozen=True)
class Renderer:
    """Renders the page of each record from its surroundings alone; `reports` are the problems to show, by record."""

    catalog: Catalog
    settings: Settings
    texts: how_to_cite.Texts
    reports: Mapping[str, Sequence[str]] = field(default_factory=dict)
    around: Mapping[str, Around] = field(default_factory=dict)
    """The other records on which the page of each depends, if they are known."""

    @cached_property
    def common(self) -> str:
        """A hash of what all pages depend on."""
        return hashed((program(), repr(self.settings), common(self.catalog), *self.texts))

    def key(self, id_: str) -> str:
        """Return a hash of everything that the page of a record depends on."""
        if id_ not in self.catalog.records:
            return hashed((self.common, id_, *self.reports.get(id_, ())))
        return hashed((self.common, *self.reports.get(id_, ()), *self._shown_with(id_).parts()))

    def _shown_with(self, id_: str) -> Surroundings:
        return surroundings(id_, self.catalog, self.around.get(id_) or around(id_, self.catalog))

    def rendered(self, id_: str) -> Results:
        """Return all results for a record."""
        if id_ not in self.catalog.records:
            return {PAGE: self.result(id_, PAGE)}
        reduced = remembering(id_, self._shown_with(id_).reduced(), self.settings)
        small = small_values(id_, reduced, self.settings)
        large = {name: large_value(name, id_, reduced, self.settings) for name in LARGE}
        others = {**large, DIGESTS: digests_of(id_, reduced, {**small, **large})}
        return {PAGE: _packed(self._page(reduced, id_)), VALUES: packed_values(small), **{name: pickle.dumps(value) for name, value in others.items()}}

    def result(self, id_: str, name: str) -> bytes:
        """Return one result for a record: its page, its small values, or a large value by the name of its function."""
        if id_ not in self.catalog.records:
            return _packed(broken_page(id_, self.reports.get(id_, ())))
        return self._from(remembering(id_, self._shown_with(id_).reduced(), self.settings), id_, name)

    def _from(self, around: Catalog, id_: str, name: str) -> bytes:
        """Return one result for a valid record from its surroundings."""
        if name == PAGE:
            return _packed(self._page(around, id_))
        if name == DIGESTS:
            return self.rendered(id_)[DIGESTS]
        if name == VALUES:
            return packed_values(small_values(id_, around, self.settings))
        return pickle.dumps(large_value(name, id_, around, self.settings))

    def _page(self, around: Catalog, id_: str) -> FramedPage:
        keys = (*around.references, how_to_cite.page_key(around.summaries[id_].changed))
        texts = {style: {key: by_key[key] for key in keys} for style, by_key in self.texts.items()}
        return record_page(id_, around, self.settings, texts, self.reports.get(id_, ()))

    @cached_property
    def ids(self) -> Mapping[str, None]:
        """The ids of all records, invalid ones last."""
        return dict.fromkeys((*self.catalog.records, *self.catalog.sources))


def _packed(page: FramedPage) -> bytes:
    return zlib.compress(pickle.dumps(page), 1)


def unpacked(content: bytes) -> FramedPage | None:
    """Return a page from its result; None if it is something else."""
    try:
        return unpickled(zlib.decompress(content), FramedPage)
    except zlib.error:
        return None
