"""The valid records of a catalog, each loaded when it is needed."""

from collections.abc import Callable, Mapping

from curator.records.lazy_mapping import LazyMapping
from curator.records.model import Dataset
from curator.records.summary import Summary


class KeptRecords(LazyMapping[Dataset]):
    """Records by id, each with the hash of its content. Their summaries, and those of other records that are only named, are known without loading them."""

    def __init__(
        self,
        record: Callable[[str], Dataset],
        summaries: Mapping[str, Summary],
        digests: Mapping[str, str],
        hashes: tuple[Mapping[str, str], Mapping[str, str]] | None = None,
    ) -> None:
        """`hashes` are the `named_digests` and `linked_digests` of the catalog, if they are known."""
        super().__init__(digests, record)
        self.summaries, self.digests, self.hashes = summaries, digests, hashes
