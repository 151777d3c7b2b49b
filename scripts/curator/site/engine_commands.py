"""The commands of the engines, the task of a build, and its error; without any other module, because a build without changes needs nothing else."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ENGINES = {
    "mkdocs": [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file"],
    "properdocs": [sys.executable, "-m", "properdocs", "build", "--strict", "--config-file"],
    "zensical": [sys.executable, "-m", "zensical", "build", "--strict", "--config-file"],
}
DEFAULT_ENGINE = "mkdocs"
NO_ENGINE = "none"
"""The name that chooses the stored frame instead of an engine."""
FRAME = "frame.tar.gz"
"""The usual name of the archive with the stored frame."""
SITE = "site"
"""Default folder of the site."""
WAITING = "another build of this catalog is running; this one starts when it ends"


@dataclass(frozen=True)
class BuildTask:
    """What a build is asked for: the folder of the catalog, an engine, the name of the folder of the site, and the archive of the stored frame; `say` receives sentences."""

    root: Path
    engine: str = DEFAULT_ENGINE
    into: str = SITE
    say: Callable[[str], None] = lambda _: None
    frame: Path = Path(FRAME)

    @property
    def site(self) -> Path:
        """The folder of the site."""
        return self.root / self.into


class BuildError(Exception):
    """The site cannot be built; the text is the report of the engine."""
