"""The preview as a whole: files are watched, work follows their changes, and a server answers."""

import gc
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Thread

import curator
from curator.records.settings import FILE, PROJECT
from curator.site.jinja import TEMPLATES
from curator.site.preview.answers import Answers
from curator.site.preview.live_site import LiveSite, with_last_pages
from curator.site.preview.preview_server import HOST, PreviewServer
from curator.site.preview.watched_files import watch
from curator.site.preview.worker import Paths, Worker

PROGRAM = Path(curator.__file__).parent.resolve()


def preview(root: Path, port: int, say: Callable[[str], None], *, poll: bool = False) -> None:
    """Serve the site of a catalog and open it in the browser, until Ctrl-C is pressed; `say` receives what the author needs to know."""
    root = root.resolve()
    with suppress(KeyboardInterrupt):
        say("Preparing the site")
        following = Following(root, say)
        # watched from the start, so that no change is missed
        watch({root: False, root / "catalog": True, root / "docs": True, PROGRAM: True}, following.changed, poll=poll)
        site = LiveSite(root, say)
        answers = Answers(site, say)
        with PreviewServer(site, answers, port) as server:
            following.begin(site, answers)
            url = f"http://{HOST}:{port}{site.base}"
            say(f"Serving on {url}\nPages are shown again when files change. Ctrl-C stops the server.")
            Thread(target=webbrowser.open, args=(url,), daemon=True).start()
            server.serve_forever()


class Following:
    """What follows the change of a file: another catalog, other hand-written pages, and the check of the catalog, each in a thread of its own."""

    def __init__(self, root: Path, say: Callable[[str], None]) -> None:
        self._root, self._say, self._told = root, say, False
        self._records, self._pages, self._checks = Worker(self._failed), Worker(self._failed), Worker(self._failed, quiet=0)

    def changed(self, path: Path) -> None:
        """Follow the change of a file."""
        if path.is_relative_to(self._root / "docs") or path == self._root / FILE:
            self._pages.ask([path])
        if path in {self._root / FILE, self._root / PROJECT} or path.is_relative_to(self._root / "catalog") or path.is_relative_to(TEMPLATES):
            self._records.ask([path])
        if path.suffix == ".py" and not self._told:
            self._told = True
            self._say("The program has changed: to use it, stop the server with Ctrl-C and start it again.")

    def begin(self, site: LiveSite, answers: Answers) -> None:
        """Begin with what has changed since the files were first read."""

        def reload(paths: Paths) -> None:
            site.reload(paths)
            answers.try_again(paths)
            self._checks.ask(paths)  # not earlier, because threads share one processor

        answers.try_again(frozenset({TEMPLATES}))
        gc.freeze()  # looking for garbage among all records would take longer than to render a page
        self._checks.ask([self._root])
        for worker, work in ((self._records, reload), (self._pages, site.run_engine), (self._checks, site.check)):
            worker.begin(work)

    def _failed(self, error: Exception) -> None:
        self._say(with_last_pages(f"{type(error).__name__}: {error}"))
