"""Build of the site. What makes it is imported only if the site is not the same as the last one: that takes longer than to see that it is."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from curator.records.kept_results import program
from curator.records.problem import Problem
from curator.site.build_inputs import inputs
from curator.site.engine_commands import DEFAULT_ENGINE, FRAME, NO_ENGINE, SITE, WAITING, BuildError, BuildTask
from curator.site.last_site import FILE as LEFT
from curator.site.last_site import last_site_in
from curator.site.replace_site import is_site, locked, recover


def build(
    root: Path, engine: str = DEFAULT_ENGINE, into: str = SITE, say: Callable[[str], None] = lambda _: None, frame: Path = Path(FRAME)
) -> tuple[Problem, ...]:
    """Build the site into a folder of the catalog and return the problems; if there are any, or the engine fails, the last site stays.

    Without an engine, the hand-written pages are those of the stored frame.

    Two builds of one catalog run one after the other; `say` receives a sentence if this one has to wait.
    """
    if into in ("", ".", "..") or Path(into).name != into:
        raise BuildError(f"`{into}` is not the name of a folder: expected a plain name, e.g. site")
    program.cache_clear()
    with locked(root, partial(say, WAITING)):
        for name in dict.fromkeys((SITE, into)):
            if recover(root / name):
                say(f"{name}/ restored: an earlier build was interrupted while replacing it")
        _refuse_other_folders(root / into)
        left = last_site_in(root / LEFT.format(into))
        given = inputs(root, engine, left.sources)
        # without an engine, each build says if the pages have changed since the frame was stored
        if engine != NO_ENGINE and left.inputs and left.inputs == given.contents and left.is_whole(root / into):
            return ()
        from curator.site.make_site import make  # noqa: PLC0415 - takes longer than a build without changes

        return make(BuildTask(root, engine, into, say, frame), left, given)


def _refuse_other_folders(folder: Path) -> None:
    """Refuse to replace a folder that contains anything but a site."""
    if folder.is_symlink():
        raise BuildError(f"{folder.name} is a symbolic link, which the build would replace: remove it, or name another folder with --into")
    if folder.exists() and not (folder.is_dir() and (is_site(folder) or not any(folder.iterdir()))):
        raise BuildError(f"{folder.name} contains something other than a site: name another folder with --into")
