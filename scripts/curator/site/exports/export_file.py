"""Published files: path, media type, meaning and writer of each, and the input of the writers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from curator.records.catalog import Catalog
from curator.records.settings import Settings
from curator.site.exports.last_file import LastFile
from curator.site.exports.made_files import MadeFiles
from curator.site.kept_outputs import Outputs
from curator.site.views.browse_groups import TermGroup
from curator.site.views.dataset_page import DatasetView
from curator.site.views.quality_page import Quality

SourceT = TypeVar("SourceT")


@dataclass(frozen=True)
class ExportFile(Generic[SourceT]):
    """A file at a stable URL; `<id>` in its path is a dataset's id, and `<term>` a term.

    `relation` is the link relation by which the head of a dataset page names the file. A file that needs works is written
    for datasets with a work to cite only. A file that is not stable is for the site's own scripts. A large file also has
    `write_to`, which writes it to a path without holding it in memory.
    """

    path: str
    media_type: str
    meaning: str
    write: Callable[[SourceT], str | bytes]
    relation: str = ""
    needs_works: bool = False
    stable: bool = True
    write_to: Callable[[SourceT, Path], object] | None = None

    @property
    def name(self) -> str:
        """The file's name without its folder."""
        return self.path.rpartition("/")[2]

    @property
    def description(self) -> str:
        """The meaning of the file, and whether programs can rely on it."""
        return self.meaning if self.stable else f"{self.meaning}; for the site's own scripts, may change without notice"


@dataclass(frozen=True)
class CatalogSource:
    """Input for a file of the whole catalog; `written` are all files of the list, some of which may not be written yet, and `last` is the last site."""

    catalog: Catalog
    settings: Settings
    quality: Callable[[], Quality]
    bulk_files: tuple[ExportFile["CatalogSource"], ...]
    written: Callable[[], MadeFiles]
    outputs: Outputs
    last: Path | None = None

    def earlier(self, path: str) -> LastFile:
        """Return the file that the last build wrote to a path."""
        return LastFile(path, self.outputs, self.last)


@dataclass(frozen=True)
class DatasetSource:
    """Input for a file beside a dataset page; `citations` are the formatted citations by key, and `view` the contents of the page."""

    id: str
    catalog: Catalog
    settings: Settings
    node: dict[str, Any]
    citations: Mapping[str, str]
    files: tuple[ExportFile["DatasetSource"], ...]
    view: DatasetView


@dataclass(frozen=True)
class FeedSource:
    """Input for the feed of a modality."""

    group: TermGroup
    catalog: Catalog
    settings: Settings


@dataclass(frozen=True)
class SitemapSource:
    """Input for the sitemap, which is written after all pages: the day of the last change of each page by its path."""

    days: Mapping[str, str]
    settings: Settings
